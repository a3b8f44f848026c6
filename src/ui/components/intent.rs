//! What the pages of intents share: the stage as a badge and a word, the box that says what is
//! known and what happens next, the history, and the frame that keeps an open page up to date.

use crate::tr;
use crate::ui::components::{Badge, Column, Icon, Instant, Row, Section, Symbol, Table, Tone};
use crate::ui::format;
use crate::ui::islands::{Watch, WatchWords};
use leptos::prelude::*;
use model::intents::{Actor, IntentKind, Stage, Step};
use model::time::Timestamp;

/// Seconds between two looks of a page at what is not settled.
const LOOK_EVERY: u32 = 5;

/// The word for a stage.
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
        (IntentKind::Pay, Stage::SettledDone) => tr!("badge-stage-settled-paid"),
        (_, Stage::SettledDone) => tr!("badge-stage-settled-done"),
        (IntentKind::Pay, Stage::SettledUndone | Stage::Void) => tr!("badge-stage-not-paid"),
        (_, Stage::SettledUndone) => tr!("badge-stage-settled-undone"),
        (_, Stage::Void) => tr!("badge-stage-void"),
    }
}

/// Where an intent stands.
#[component]
pub fn StageBadge(
    /// What it is.
    kind: IntentKind,
    /// Where it stands.
    stage: Stage,
    /// On a wash of its colour.
    #[prop(optional)]
    boxed: bool,
) -> impl IntoView {
    let tone = match stage {
        Stage::Drafted | Stage::Quoted | Stage::Confirmed | Stage::Sent => Tone::Live,
        Stage::Done | Stage::SettledDone => Tone::Done,
        Stage::Waiting | Stage::Unknown | Stage::NoEffect => Tone::Warn,
        Stage::Rejected | Stage::SettledUndone | Stage::Void => Tone::Calm,
    };
    view! { <Badge tone=tone text=stage_text(kind, stage) boxed=boxed /> }.into_any()
}

/// What a stage means, what happens next, and what can be done about it.
#[component]
pub fn Standing(
    /// Where it stands.
    stage: Stage,
    /// What that means.
    means: String,
    /// What happens next.
    next: String,
    /// When the partner is asked next.
    next_check_at: Option<Timestamp>,
    /// The clock of the answer.
    now: Timestamp,
    /// It happened, and its orders wait for payment.
    #[prop(optional)]
    waits: bool,
    /// Links and forms.
    children: Children,
) -> impl IntoView {
    let (class, icon) = match stage {
        Stage::Drafted | Stage::Quoted | Stage::Confirmed | Stage::Sent => ("standing live", Icon::Clock),
        Stage::Done | Stage::SettledDone if waits => ("standing live", Icon::Orders),
        Stage::Done | Stage::SettledDone => ("standing done", Icon::Tick),
        Stage::Waiting | Stage::Unknown | Stage::NoEffect => ("standing unknown", Icon::Question),
        Stage::Rejected | Stage::SettledUndone | Stage::Void => ("standing", Icon::Stop),
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

/// The history of an intent.
#[component]
pub fn History(
    /// What it is.
    kind: IntentKind,
    /// Its steps, oldest first.
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

/// A page about something that may still change. While it is open, a browser with script
/// replaces the whole of it with what the desk knows by then; without script it reloads.
#[component]
pub fn LivePage(
    /// It may still change.
    open: bool,
    /// Its own address.
    here: String,
    /// Seconds between two looks.
    #[prop(default = LOOK_EVERY)]
    every: u32,
    /// The page.
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
