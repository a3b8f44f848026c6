//! Shared by the pages of intents: the stage as a badge and as text, the status box, the history,
//! and the frame that refreshes an open page.

use crate::tr;
use crate::ui::components::{
    Badge, Column, Fact, Icon, Instant, MaybeInstant, Row, Section, Symbol, Table, Tone,
};
use crate::ui::format;
use crate::ui::islands::{Watch, WatchWords};
use leptos::prelude::*;
use model::intents::{Actor, Intent, IntentKind, IntentPayload, Stage, Step};
use model::time::Timestamp;

/// Seconds between two polls of a page while its intent is open.
const POLL_SECONDS: u32 = 5;

/// The text for a stage.
pub fn stage_text(kind: IntentKind, stage: Stage) -> String {
    match (kind, stage) {
        (_, Stage::Drafted) => tr!("badge-stage-drafted"),
        (IntentKind::Pay | IntentKind::Renew, Stage::Quoted) => tr!("badge-stage-quoted"),
        (_, Stage::Quoted) => tr!("badge-stage-read"),
        (_, Stage::Waiting) => tr!("badge-stage-waiting"),
        (_, Stage::Confirmed) => tr!("badge-stage-confirmed"),
        (_, Stage::Sent) => tr!("badge-stage-sent"),
        (IntentKind::Pay, Stage::Done) => tr!("badge-stage-paid"),
        (IntentKind::Renew, Stage::Done) => tr!("badge-stage-ordered"),
        (_, Stage::Done) => tr!("badge-stage-done"),
        (_, Stage::Rejected) => tr!("badge-stage-rejected"),
        (_, Stage::Unknown) => tr!("badge-stage-unknown"),
        (IntentKind::Pay, Stage::NoEffect) => tr!("badge-stage-seems-unpaid"),
        (_, Stage::NoEffect) => tr!("badge-stage-no-effect"),
        (IntentKind::Pay, Stage::ConfirmedDone) => tr!("badge-stage-settled-paid"),
        (_, Stage::ConfirmedDone) => tr!("badge-stage-settled-done"),
        (IntentKind::Pay, Stage::ConfirmedNotDone | Stage::Void) => tr!("badge-stage-not-paid"),
        (_, Stage::ConfirmedNotDone) => tr!("badge-stage-settled-undone"),
        (_, Stage::Void) => tr!("badge-stage-void"),
    }
}

/// The stage of an intent.
#[component]
pub fn StageBadge(
    kind: IntentKind,
    stage: Stage,
    /// Filled with a tint of its color.
    #[prop(optional)]
    boxed: bool,
) -> impl IntoView {
    let tone = match stage {
        Stage::Drafted | Stage::Quoted | Stage::Confirmed | Stage::Sent => Tone::Live,
        Stage::Done | Stage::ConfirmedDone => Tone::Done,
        Stage::Waiting | Stage::Unknown | Stage::NoEffect => Tone::Warn,
        Stage::Rejected | Stage::ConfirmedNotDone | Stage::Void => Tone::Calm,
    };
    view! { <Badge tone=tone text=stage_text(kind, stage) boxed=boxed /> }.into_any()
}

/// The status box of an intent: what its stage means, what happens next, and what the viewer can
/// do.
#[component]
pub fn IntentStatus(
    stage: Stage,
    means: String,
    next: String,
    /// When the janitor reads the outcome next, UTC.
    next_check_at: Option<Timestamp>,
    /// Current time on the server, UTC.
    now: Timestamp,
    /// True when the call succeeded but its orders are unpaid.
    #[prop(optional)]
    waits: bool,
    /// Links and forms.
    children: Children,
) -> impl IntoView {
    let (class, icon) = match stage {
        Stage::Drafted | Stage::Quoted | Stage::Confirmed | Stage::Sent => ("standing live", Icon::Clock),
        Stage::Done | Stage::ConfirmedDone if waits => ("standing live", Icon::Orders),
        Stage::Done | Stage::ConfirmedDone => ("standing done", Icon::Tick),
        Stage::Waiting | Stage::Unknown | Stage::NoEffect => ("standing unknown", Icon::Question),
        Stage::Rejected | Stage::ConfirmedNotDone | Stage::Void => ("standing", Icon::Stop),
    };
    let asked = matches!(stage, Stage::Unknown | Stage::NoEffect);
    let when = next_check_at.filter(|_| asked).map(|at| {
        let text = match at.as_second().saturating_sub(now.as_second()) {
            ..=0 => tr!("intent-check-due"),
            seconds => tr!("intent-check-in", age = format::age(seconds)),
        };
        view! { <p class="small muted">{text}</p> }
    });
    view! {
        <div class=class role="status">
            <Symbol icon=icon />
            <div>
                <p class="means">{means}</p>
                <p>{next}</p>
                {when}
                {children()}
            </div>
        </div>
    }
    .into_any()
}

/// Who confirmed an intent, and when each of its steps happened: facts for a list of them.
#[component]
pub fn IntentTimes<T: IntentPayload>(
    intent: Intent<T>,
    /// Label of the instant when the price or the resources were read.
    quoted: String,
    /// Label of the latest check, for intents that are checked by reading one thing.
    #[prop(optional, into)]
    checked: Option<String>,
) -> impl IntoView {
    let checked = checked.map(|label| {
        view! {
            <Fact name=label>
                <MaybeInstant at=intent.checked_at exact=true />
            </Fact>
        }
    });
    view! {
        <Fact name=tr!("payments-confirmed-by")>{intent.created_by}</Fact>
        <Fact name=tr!("payments-confirmed-at")>
            <Instant at=intent.created_at exact=true />
        </Fact>
        <Fact name=quoted>
            <MaybeInstant at=intent.quoted_at exact=true />
        </Fact>
        <Fact name=tr!("payments-sent-at")>
            <MaybeInstant at=intent.sent_at exact=true />
        </Fact>
        {checked}
        <Fact name=tr!("payments-settled-at")>
            <MaybeInstant at=intent.settled_at exact=true />
        </Fact>
    }
    .into_any()
}

/// The stages that an intent went through.
#[component]
pub fn History(
    kind: IntentKind,
    /// Oldest first.
    steps: Vec<Step>,
) -> impl IntoView {
    let columns = vec![
        Column::text("stage", tr!("intent-step-stage")).lead(),
        Column::text("at", tr!("intent-step-at")),
        Column::text("by", tr!("intent-step-by")),
    ];
    let row = move |step: Step| {
        let by = match step.by {
            Actor::Janitor => tr!("intent-step-desk"),
            Actor::Service | Actor::Person => step.actor,
        };
        Row::new(vec![
            view! { <StageBadge kind=kind stage=step.stage /> }.into_any(),
            view! { <Instant at=step.at exact=true /> }.into_any(),
            by.into_any(),
        ])
    };
    (!steps.is_empty()).then(move || {
        view! {
            <Section title=tr!("intent-history") id="history">
                <Table caption=tr!("intent-history") columns=columns rows=steps.into_iter().map(row).collect() />
            </Section>
        }
        .into_any()
    })
}

/// The frame of a page whose intent may still change. While it is open, the island polls the page
/// and replaces its content; without script the page reloads every 10 seconds.
#[component]
pub fn LivePage(
    /// Whether the intent may still change.
    open: bool,
    /// Address of the page.
    here: String,
    /// Seconds between two polls.
    #[prop(default = POLL_SECONDS)]
    every: u32,
    children: Children,
) -> impl IntoView {
    view! {
        <div id="live" data-open=open.then_some("")>
            {children()}
        </div>
        {open.then(|| view! {
            <Watch words=watch_words() every=every />
            <noscript>
                <meta http-equiv="refresh" content="10" />
                <a class="button" href=here>{tr!("intent-look-again")}</a>
            </noscript>
        })}
    }
    .into_any()
}

fn watch_words() -> WatchWords {
    WatchWords { watching: tr!("intent-watching"), lost: tr!("intent-watching-lost") }
}
