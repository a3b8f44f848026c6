//! Instants in the viewer's time zone; the title and the `datetime` attribute have them in UTC.

use crate::ui::components::Unknown;
use crate::ui::format;
use leptos::prelude::*;
use model::time::{Timestamp, days_between, write_utc};

/// Day and time.
#[component]
pub fn Instant(
    /// UTC.
    at: Timestamp,
    /// With seconds, for logs.
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

/// Day and time, or a dash when there is none.
#[component]
pub fn MaybeInstant(
    /// UTC.
    at: Option<Timestamp>,
    /// With seconds, for logs.
    #[prop(optional)]
    exact: bool,
) -> impl IntoView {
    match at {
        Some(at) => view! { <Instant at=at exact=exact /> }.into_any(),
        None => view! { <Unknown /> }.into_any(),
    }
}

/// The day without the time.
#[component]
pub fn Day(
    /// UTC.
    at: Timestamp,
) -> impl IntoView {
    view! {
        <time class="nowrap" datetime=write_utc(at) title=format::utc(at)>
            {format::day(at)}
        </time>
    }
    .into_any()
}

/// How close an expiry or a deadline is.
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
    /// Compares an instant with the current time.
    pub fn of(at: Timestamp, now: Timestamp) -> Self {
        match days_between(now, at) {
            ..0 => Self::Past,
            0..3 => Self::Soon,
            _ => Self::Later,
        }
    }
}

/// For deadlines and expiries: the time until then, and below it the day (with the hour when it is
/// near).
#[component]
pub fn Due(
    /// UTC; a dash when unknown.
    at: Option<Timestamp>,
    /// A remark after the day, such as "estimated deadline".
    #[prop(optional_no_strip, into)]
    remark: Option<String>,
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
    let remark = remark.map(|remark| format!(" \u{b7} {remark}"));
    view! {
        <time class=class datetime=write_utc(at) title=format::utc(at)>
            <span class="far">{format::relative(at, now)}</span>
            <span class="sub">{format::deadline(at, now)} {remark}</span>
        </time>
    }
    .into_any()
}

/// The time since an instant; its title has the full instant.
#[component]
pub fn Ago(
    /// UTC.
    at: Timestamp,
) -> impl IntoView {
    let now = crate::context::viewer().now;
    view! {
        <time
            class="nowrap"
            datetime=write_utc(at)
            title=format!("{} \u{b7} {}", format::instant(at), format::utc(at))
            data-print=format::instant(at)
        >
            {format::relative(at, now)}
        </time>
    }
    .into_any()
}
