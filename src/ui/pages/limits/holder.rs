//! The limits of one role or person: what applies now and why, the change that waits, and the form.

use crate::api::limits::limits_of;
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Amount, Caution, Column, ErrorPanel, Filled, PageHead, PasswordAgain, PostForm, Row, Section, Submit,
    Table, TextField, Weight, form_key,
};
use crate::ui::load::{load, path_part};
use crate::ui::pages::limits::list::Used;
use crate::ui::pages::limits::proposals::{Decision, Last};
use crate::ui::pages::limits::words::{
    from_text, holder_text, key_text, line_text, of_role_text, pool_text, span_text,
};
use leptos::prelude::*;
use model::error::AppError;
use model::forms::FormKey;
use model::forms::limits::{AgreeLimitsForm, RefuseLimitsForm, SetLimitsForm, WithdrawLimitsForm};
use model::limits::own::{LimitHolder, LimitKey, LimitProposal};
use model::limits::{Asks, LimitFrom, Pool, Span};
use model::money::Money;
use model::views::{HolderLimits, LimitRow, LimitsOfView};

/// `/settings/limits/:kind/:holder`
#[component]
pub fn LimitsOfPage() -> impl IntoView {
    let holder = path_part("kind").zip(path_part("holder"));
    let holder = holder.and_then(|(kind, code)| LimitHolder::parse(&kind, &code));
    let data = async move { limits_of(holder.ok_or(AppError::NotFound)?).await };
    load(data, |view| view! { <LimitsOfPageView view=view /> })
}

/// The page with its data.
#[component]
pub fn LimitsOfPageView(view: LimitsOfView) -> impl IntoView {
    let LimitsOfView { limits, waiting, last, alone } = view;
    let title = holder_text(&limits.holder, &limits.name);
    let blank = SetLimitsForm::about(&limits.holder, &limits.own, &limits.currency);
    let mut forms = vec![form_key(&blank)];
    forms.extend(waiting.iter().flat_map(|view| keys(&view.proposal)));
    forms.extend(last.iter().flat_map(keys));
    let crumbs = vec![(tr!("settings-title"), paths::settings()), (tr!("limits-title"), paths::limits())];
    let person = !limits.used.is_empty();
    let role = person.then(|| of_role_text(limits.role));
    let used = limits.used.clone().into_iter().map(|used| view! { <Used used=used /> }).collect_view();
    let foreign = limits.foreign.clone().map(|currency| {
        view! {
            <Caution risk=true>
                <p>{tr!("limits-foreign", currency = currency.to_string())}</p>
            </Caution>
        }
    });
    let change = match waiting {
        Some(view) => {
            let refused = Filled::of(&blank).whole_error();
            view! {
                {refused.map(|error| view! { <ErrorPanel error=error /> })}
                <Decision view=view />
            }
            .into_any()
        }
        None => view! { <Change limits=limits.clone() alone=alone /> }.into_any(),
    };
    view! {
        <PageHead title=title crumbs=crumbs forms=forms>
            {role}
            {used}
        </PageHead>
        {foreign}
        <Section title=tr!("limits-now") id="now">
            <Now limits=limits />
        </Section>
        {change}
        {last.map(|last| view! { <Last proposal=last /> })}
    }
    .into_any()
}

/// The keys under which the decisions about a proposal are noticed.
fn keys(proposal: &LimitProposal) -> [FormKey; 3] {
    let id = &proposal.id;
    [
        form_key(&AgreeLimitsForm::about(id.clone())),
        form_key(&RefuseLimitsForm { id: id.clone() }),
        form_key(&WithdrawLimitsForm { id: id.clone() }),
    ]
}

/// What applies now, with who set it.
#[component]
fn Now(limits: HolderLimits) -> impl IntoView {
    let columns = vec![
        Column::text("what", tr!("limits-what")).lead(),
        Column::number("action", span_text(Span::Action)),
        Column::number("day", span_text(Span::Day)),
    ];
    let at = |pool: Pool, asks: Asks, span: Span| {
        let key = LimitKey { pool, asks, span };
        let row = limits.rows.iter().find(|row| row.key == key).cloned();
        row.map(|row| view! { <Applies row=row limits=limits.clone() /> }).into_any()
    };
    let lines = Pool::ALL.into_iter().flat_map(|pool| Asks::ALL.map(|asks| (pool, asks)));
    let rows = lines.map(|(pool, asks)| {
        let (action, day) = (at(pool, asks, Span::Action), at(pool, asks, Span::Day));
        Row::new(vec![line_text(pool, asks).into_any(), action, day])
    });
    let rows = rows.collect();
    view! { <Table caption=tr!("limits-now") columns=columns rows=rows /> }.into_any()
}

/// "USD 500.00", and below it who set it, and what the environment allows at most.
#[component]
fn Applies(row: LimitRow, limits: HolderLimits) -> impl IntoView {
    let currency = limits.foreign.clone().unwrap_or_else(|| limits.currency.clone());
    let Some((amount, from)) = row.applies else {
        return view! { <span class="muted">{tr!("limits-no-limit")}</span> }.into_any();
    };
    let bound = row.bound.filter(|_| from != LimitFrom::Environment).map(|bound| {
        let bound = Money::new(bound, limits.currency.clone()).to_string();
        view! { <span class="small muted limit-line">{tr!("limits-bound", bound = bound)}</span> }
    });
    view! {
        <Amount money=Money::new(amount, currency) />
        <span class="small muted limit-line">{from_text(from)}</span>
        {bound}
    }
    .into_any()
}

/// The form that proposes other limits.
#[component]
fn Change(limits: HolderLimits, alone: bool) -> impl IntoView {
    let form = Filled::of(&SetLimitsForm::about(&limits.holder, &limits.own, &limits.currency));
    let password = form.field(SetLimitsForm::PASSWORD);
    let amounts = |pool: Pool| {
        let fields = LimitKey::ALL.into_iter().zip(SetLimitsForm::AMOUNTS);
        let fields = fields.filter(|(key, _)| key.pool == pool).map(|(key, field)| {
            let row = limits.rows.iter().find(|row| row.key == key);
            view! {
                <TextField
                    field=form.field(field)
                    label=key_text(key)
                    hint=row.and_then(|row| hint(row, &limits))
                    unit=limits.currency.code().to_owned()
                />
            }
        });
        fields.collect_view()
    };
    let groups = Pool::ALL.map(|pool| {
        view! {
            <fieldset class="limit-fields">
                <legend>{pool_text(pool)}</legend>
                {amounts(pool)}
            </fieldset>
        }
    });
    let empty = match limits.holder {
        LimitHolder::Role(_) => tr!("limits-empty-role"),
        LimitHolder::User(_) => tr!("limits-empty-person"),
    };
    let (means, label) = match alone {
        true => (tr!("limits-change-alone"), tr!("limits-change")),
        false => (tr!("limits-change-second"), tr!("limits-propose")),
    };
    view! {
        <Section title=tr!("limits-change") id="change">
            <p class="small muted">{empty} " " {tr!("limits-zero")}</p>
            <PostForm of=form class="form limit-form">
                {groups.into_iter().collect_view()}
                <p>{means}</p>
                <PasswordAgain field=password why=Some(tr!("limits-password-why")) />
                <div class="actions">
                    <Submit label=label weight=Weight::Primary />
                </div>
            </PostForm>
        </Section>
    }
    .into_any()
}

/// What is below a field: the upper bound, and what is set for the role of a person.
fn hint(row: &LimitRow, limits: &HolderLimits) -> Option<String> {
    let money = |amount| Money::new(amount, limits.currency.clone()).to_string();
    let person = matches!(limits.holder, LimitHolder::User(_));
    let bound = row.bound.map(|bound| tr!("limits-bound", bound = money(bound)));
    let role = row.of_role.filter(|_| person).map(|limit| tr!("limits-for-role", limit = money(limit)));
    let both: Vec<String> = bound.into_iter().chain(role).collect();
    (!both.is_empty()).then(|| both.join(" "))
}
