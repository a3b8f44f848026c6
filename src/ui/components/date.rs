//! Instants: in the viewer's zone, with UTC in the title and for machines.

use crate::ui::components::Unknown;
use crate::ui::format;
use leptos::prelude::*;
use model::time::{Timestamp, days_between, write_utc};

/// Day and time.
#[component]
pub fn Instant(
    /// When, UTC.
    at: Timestamp,
    /// To the second, for logs.
    #[prop(optional)]
    exact: bool,
) -> impl IntoView {
    let text = if exact { format::second(at) } else { format::instant(at) };
    view! {
        <time class="nowrap" datetime=write_utc(at) title=format::utc(at)>
            {text}
        </time>
    }
    .into_any()
}

/// Day and time, or a dash.
#[component]
pub fn MaybeInstant(
    /// When, UTC, if known.
    at: Option<Timestamp>,
    /// To the second, for logs.
    #[prop(optional)]
    exact: bool,
) -> impl IntoView {
    match at {
        Some(at) => view! { <Instant at=at exact=exact /> }.into_any(),
        None => view! { <Unknown /> }.into_any(),
    }
}

/// The day alone.
#[component]
pub fn Day(
    /// When, UTC.
    at: Timestamp,
) -> impl IntoView {
    view! {
        <time class="nowrap" datetime=write_utc(at) title=format::utc(at)>
            {format::day(at)}
        </time>
    }
    .into_any()
}

/// How near the end of something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Past.
    Past,
    /// Within three days.
    Soon,
    /// Later.
    Later,
}

impl Urgency {
    /// How urgent an instant is.
    pub fn of(at: Timestamp, now: Timestamp) -> Self {
        match days_between(now, at) {
            ..0 => Self::Past,
            0..3 => Self::Soon,
            _ => Self::Later,
        }
    }
}

/// How far away, with the day below, and the hour where it is near: for deadlines and expiries.
#[component]
pub fn Due(
    /// When, UTC; a dash when not known.
    at: Option<Timestamp>,
    /// Words after the day, such as "estimated deadline".
    #[prop(optional_no_strip, into)]
    note: Option<String>,
) -> impl IntoView {
    let Some(at) = at else {
        return view! { <Unknown /> }.into_any();
    };
    let now = crate::context::viewer().now;
    let class = match Urgency::of(at, now) {
        Urgency::Past => "due past",
        Urgency::Soon => "due soon",
        Urgency::Later => "due",
    };
    let note = note.map(|note| format!(" \u{b7} {note}"));
    view! {
        <time class=class datetime=write_utc(at) title=format::utc(at)>
            <span class="far">{format::relative(at, now)}</span>
            <span class="sub">{format::deadline(at, now)} {note}</span>
        </time>
    }
    .into_any()
}

/// How long ago, with the full instant in the title.
#[component]
pub fn Ago(
    /// When, UTC.
    at: Timestamp,
) -> impl IntoView {
    let now = crate::context::viewer().now;
    view! {
        <time
            class="nowrap"
            datetime=write_utc(at)
            title=format!("{} \u{b7} {}", format::instant(at), format::utc(at))
        >
            {format::relative(at, now)}
        </time>
    }
    .into_any()
}
