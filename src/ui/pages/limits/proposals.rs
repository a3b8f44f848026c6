//! Proposed changes of limits: what changes, the buttons of who may decide, and what became of them.

use crate::paths;
use crate::tr;
use crate::ui::components::{
    Column, ErrorPanel, Filled, Icon, MaybeInstant, PasswordAgain, PostForm, Row, RowLink, Section, Submit,
    Symbol, Table, Weight,
};
use crate::ui::pages::limits::words::{holder_text, key_text, proposed_text, state_text};
use leptos::prelude::*;
use model::forms::limits::{AgreeLimitsForm, RefuseLimitsForm, WithdrawLimitsForm};
use model::ids::LimitProposalId;
use model::limits::own::{LimitChange, LimitProposal};
use model::money::Money;
use model::views::ProposalView;

/// Each limit that changes, before and after.
#[component]
pub fn Changes(proposal: LimitProposal) -> impl IntoView {
    let LimitProposal { before, after, .. } = proposal;
    let text = |limit: Option<Money>| limit.map_or_else(|| tr!("limits-not-set"), |limit| limit.to_string());
    let line = |(key, was, is): LimitChange| {
        let was = was.map(|amount| before.money(amount));
        let is = is.map(|amount| after.money(amount));
        view! {
            <li>
                <span>{key_text(key)}</span>
                <span class="delta">
                    <span class="before">
                        <span class="sr-only">{tr!("ui-before")}</span>
                        {text(was)}
                    </span>
                    <span class="arrow" aria-hidden="true">
                        "\u{2192}"
                    </span>
                    <span class="after">
                        <span class="sr-only">{tr!("ui-after")}</span>
                        {text(is)}
                    </span>
                </span>
            </li>
        }
    };
    view! { <ul class="limit-changes">{before.changes(&after).into_iter().map(line).collect_view()}</ul> }
        .into_any()
}

/// A change that waits, with the buttons of the viewer: agree or refuse; who proposed it may withdraw it.
#[component]
pub fn Decision(view: ProposalView) -> impl IntoView {
    let ProposalView { proposal, own, stuck } = view;
    let agree = Filled::of(&AgreeLimitsForm::about(proposal.id.clone()));
    let refuse = Filled::of(&RefuseLimitsForm { id: proposal.id.clone() });
    let withdraw = Filled::of(&WithdrawLimitsForm { id: proposal.id.clone() });
    let errors = [&agree, &refuse, &withdraw].map(|form| form.whole_error());
    let errors = errors.into_iter().flatten().map(|error| view! { <ErrorPanel error=error /> });
    let errors = errors.collect_view();
    let password = agree.field(AgreeLimitsForm::PASSWORD);
    let buttons = match own {
        true => view! {
            <p>{if stuck { tr!("limits-stuck") } else { tr!("limits-own-waits") }}</p>
            <PostForm of=withdraw class="" silent=true>
                <Submit label=tr!("limits-withdraw") />
            </PostForm>
        }
        .into_any(),
        false => view! {
            <PostForm of=agree silent=true>
                <PasswordAgain field=password why=Some(tr!("limits-password-why")) />
                <Submit label=tr!("limits-agree") weight=Weight::Decision />
            </PostForm>
            <PostForm of=refuse class="" silent=true>
                <Submit label=tr!("limits-refuse") />
            </PostForm>
        }
        .into_any(),
    };
    view! {
        <Section title=tr!("limits-proposed") id="proposed">
            <p class="small muted">{proposed_text(&proposal)}</p>
            <Changes proposal=proposal />
            {errors}
            <div class="limit-decision">{buttons}</div>
        </Section>
    }
    .into_any()
}

/// What became of the latest change, with why a decision about it came too late.
#[component]
pub fn Last(proposal: LimitProposal) -> impl IntoView {
    let id: LimitProposalId = proposal.id.clone();
    let forms = [
        Filled::of(&AgreeLimitsForm::about(id.clone())),
        Filled::of(&RefuseLimitsForm { id: id.clone() }),
        Filled::of(&WithdrawLimitsForm { id }),
    ];
    let error = forms.iter().find_map(Filled::whole_error);
    let icon = if proposal.state.applies() { Icon::Tick } else { Icon::Cross };
    view! {
        {error.map(|error| view! { <ErrorPanel error=error /> })}
        <Section title=tr!("limits-last") id="last">
            <p class="limit-last">
                <Symbol icon=icon />
                {state_text(&proposal)}
            </p>
            <p class="small muted">{proposed_text(&proposal)}</p>
            <Changes proposal=proposal />
        </Section>
    }
    .into_any()
}

/// The latest changes that were decided.
#[component]
pub fn Decided(proposals: Vec<LimitProposal>) -> impl IntoView {
    if proposals.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::text("holder", tr!("limits-whose")).lead(),
        Column::text("proposed", tr!("limits-by")),
        Column::text("outcome", tr!("limits-outcome")),
        Column::text("changes", tr!("limits-changes")).middle(),
        Column::text("when", tr!("limits-when")),
    ];
    let row = |proposal: LimitProposal| {
        let name = holder_text(&proposal.holder, &proposal.name);
        Row::new(vec![
            view! { <RowLink href=paths::limits_of(&proposal.holder) name=name /> }.into_any(),
            proposed_text(&proposal).into_any(),
            state_text(&proposal).into_any(),
            view! { <Changes proposal=proposal.clone() /> }.into_any(),
            view! { <MaybeInstant at=proposal.decided_at /> }.into_any(),
        ])
    };
    view! {
        <Section title=tr!("limits-decided") id="decided">
            <Table
                caption=tr!("limits-decided")
                columns=columns
                rows=proposals.into_iter().map(row).collect()
            />
        </Section>
    }
    .into_any()
}
