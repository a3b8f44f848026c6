//! What the limits of the viewer ask for beside a button: the password or a code, and a reason for the person who
//! approves.

use crate::context::viewer;
use crate::tr;
use crate::ui::components::{CodeField, ErrorPanel, FieldState, Filled, PostForm, Submit, TextField, Weight};
use leptos::prelude::*;
use model::limits::{Approval, Asks, Demands, LimitFrom, PassedLimit, Pool, RoleLimits, Span};
use model::money::Money;
use model::requests::RequestEnd;
use model::second_factor::Factor;

/// The fields that are asked for.
#[component]
pub fn Demanded(
    demands: Demands,
    /// Of what the amount is.
    pool: Pool,
    password: FieldState,
    /// The reason.
    why: FieldState,
) -> impl IntoView {
    let hint = match pool {
        _ if demands.by_day => tr!("demands-by-day"),
        Pool::Spend => tr!("payments-password-why"),
        Pool::Raise => tr!("bulk-password-why"),
    };
    let by_day = (demands.approval && demands.by_day)
        .then(|| view! { <p class="small">{tr!("demands-approval-by-day")}</p> });
    let limit = demands.limit.map(|limit| view! { <p class="small muted">{limit_text(pool, limit)}</p> });
    view! {
        {by_day}
        {limit}
        {demands.approval.then(|| view! { <Why field=why required=true /> })}
        {demands.password.then(|| view! { <PasswordAgain field=password why=Some(hint) /> })}
    }
    .into_any()
}

/// The limit that an amount passes, with who set it: "Your limit for one payment is USD 500.00 (set for you)."
fn limit_text(pool: Pool, passed: PassedLimit) -> String {
    let (limit, from) = (passed.money().to_string(), from_text(passed.from));
    match (pool, passed.span) {
        (Pool::Spend, Span::Action) => tr!("demands-limit-payment", limit = limit, from = from),
        (Pool::Spend, Span::Day) => tr!("demands-limit-payments", limit = limit, from = from),
        (Pool::Raise, Span::Action) => tr!("demands-limit-raise", limit = limit, from = from),
        (Pool::Raise, Span::Day) => tr!("demands-limit-raises", limit = limit, from = from),
    }
}

fn from_text(from: LimitFrom) -> String {
    match from {
        LimitFrom::Environment => tr!("demands-from-environment"),
        LimitFrom::Role => tr!("demands-from-role"),
        LimitFrom::Person => tr!("demands-from-person"),
    }
}

/// The limits of the viewer for raising budgets, beside a form whose amount is not known yet.
#[component]
pub fn RaiseLimits(limits: RoleLimits) -> impl IntoView {
    let line = |(asks, span)| {
        let (limit, from) = limits.of(asks, span)?;
        let limit = Money::new(limit, limits.currency.clone()).to_string();
        let from = from_text(from);
        Some(match (asks, span) {
            (Asks::Password, Span::Action) => tr!("demands-raise-password", limit = limit, from = from),
            (Asks::Password, Span::Day) => tr!("demands-raise-password-day", limit = limit, from = from),
            (Asks::Approval, Span::Action) => tr!("demands-raise-approval", limit = limit, from = from),
            (Asks::Approval, Span::Day) => tr!("demands-raise-approval-day", limit = limit, from = from),
        })
    };
    let lines = Asks::ALL.into_iter().flat_map(|asks| Span::ALL.map(|span| (asks, span)));
    let lines = lines.filter_map(line).map(|line| view! { <li>{line}</li> }).collect_view();
    limits.is_limited().then(|| view! { <ul class="small muted limit-notes">{lines}</ul> }.into_any())
}

/// Why somebody asks for an approval.
#[component]
pub fn Why(
    field: FieldState,
    /// False where it depends on what is typed whether it is needed.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let hint = if required { tr!("demands-why-hint") } else { tr!("demands-why-maybe") };
    view! { <TextField field=field label=tr!("demands-why") hint=hint lines=true required=required /> }
        .into_any()
}

/// The password, or a code of the viewer's second factor, required above a limit and where users are changed.
#[component]
pub fn PasswordAgain(
    field: FieldState,
    /// Why it is required; `None` for the size of a payment.
    #[prop(optional_no_strip)]
    why: Option<String>,
) -> impl IntoView {
    let why = why.unwrap_or_else(|| tr!("payments-password-why"));
    if viewer().me.is_some_and(|me| me.factor == Factor::On) {
        let hint = format!("{why} {}", tr!("factor-code-hint"));
        return view! { <CodeField field=field hint=Some(hint) /> }.into_any();
    }
    view! {
        <TextField
            field=field
            label=tr!("payments-password")
            hint=why
            autocomplete="current-password"
            required=true
        />
    }
    .into_any()
}

/// The buttons beside something that waits for approval: approve or decline; who asked may withdraw.
#[component]
pub fn ApprovalButtons(
    approval: Approval,
    approve: Filled,
    /// The password's field in the form that approves.
    password: FieldState,
    decline: Filled,
    /// The label of the button that approves.
    #[prop(into)]
    label: String,
    /// Why the password is required; `None` for the size of a payment.
    #[prop(optional, into)]
    why: Option<String>,
) -> impl IntoView {
    let error = approve.whole_error().or_else(|| decline.whole_error());
    let approve = approval.may_approve.then(|| {
        view! {
            <PostForm of=approve silent=true>
                {approval.password.then(|| view! { <PasswordAgain field=password why=why /> })}
                <Submit label=label weight=Weight::Decision />
            </PostForm>
        }
    });
    let decline = approval.may_decline.then(|| {
        let label = if approval.may_approve { tr!("payments-decline") } else { tr!("payments-take-back") };
        view! {
            <PostForm of=decline class="" silent=true>
                <Submit label=label />
            </PostForm>
        }
    });
    view! {
        {error.map(|error| view! { <ErrorPanel error=error /> })}
        <div class="actions">{approve} {decline}</div>
    }
    .into_any()
}

/// How a request for approval ended.
pub fn request_end_text(end: &RequestEnd) -> String {
    match end {
        RequestEnd::Approved(name) => tr!("demands-approved", name = name.clone()),
        RequestEnd::Declined(name) => tr!("demands-declined", name = name.clone()),
        RequestEnd::Withdrawn => tr!("demands-withdrawn"),
        RequestEnd::Expired => tr!("demands-expired"),
        RequestEnd::Changed(name) => tr!("demands-changed", name = name.clone()),
    }
}
