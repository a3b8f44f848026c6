//! What is not known of the mirror: which part, of how many customers, why, and who can fix it.

use crate::tr;
use crate::ui::components::error_panel::Explanation;
use crate::ui::components::error_text::{Explained, explain_failure};
use crate::ui::components::{Icon, Symbol};
use crate::ui::format::count;
use leptos::prelude::*;
use model::error::PartnerFailure;
use model::mirror::{Coverage, Part, Reading};

/// The name of a part.
pub fn part_text(part: Part) -> String {
    match part {
        Part::Customers => tr!("mirror-part-customers"),
        Part::Budgets => tr!("mirror-part-budgets"),
        Part::Orders => tr!("mirror-part-orders"),
        Part::Resources => tr!("mirror-part-resources"),
    }
}

/// One box for each part that is not known as a whole; nothing where all is known.
#[component]
pub fn Gaps(
    /// The parts that the page shows something of.
    parts: Vec<Coverage>,
) -> impl IntoView {
    let listed = parts.iter().all(|coverage| coverage.listed);
    // Without the customers nothing is known: said once.
    let one = |coverage: &Coverage| listed || coverage.part == Part::Customers || parts.len() == 1;
    let shown = parts.iter().filter(|coverage| coverage.has_gaps() && one(coverage)).cloned();
    shown.map(|coverage| view! { <Gap coverage=coverage /> }).collect_view()
}

#[component]
fn Gap(coverage: Coverage) -> impl IntoView {
    let heading = heading(&coverage);
    let failing = coverage.failed() > 0 || coverage.reading.is_failed();
    let several = coverage.failing.len() > 1;
    let agency = coverage
        .common_failure()
        .filter(|group| is_agency(&group.failure))
        .map(|group| tr!("mirror-agency-all", n = count(group.customers), all = count(coverage.customers)));
    let mut reasons: Vec<AnyView> = Vec::new();
    for (index, group) in coverage.failing.iter().enumerate() {
        let of = several.then(|| {
            let (part, n) = (part_text(coverage.part), count(group.customers));
            view! { <p>{tr!("mirror-of", part = part, count = group.customers, n = n)}</p> }
        });
        // The largest group comes first.
        let agency = agency.clone().filter(|_| index == 0);
        reasons.push(view! { {of} <Why failure=group.failure.clone() agency=agency /> }.into_any());
    }
    if let (true, Some(failure)) = (reasons.is_empty(), coverage.reading.failure()) {
        reasons.push(view! { <Why failure=failure.clone() agency=None /> }.into_any());
    }
    let next = if failing { tr!("mirror-tried-again") } else { tr!("mirror-being-read") };
    let icon = if failing { Icon::Warning } else { Icon::Clock };
    let class = if failing { "error unclear gap" } else { "error gap" };
    view! {
        <div class=class role="note" id=format!("gap-{}", coverage.part.code())>
            <Symbol icon=icon />
            <details open=coverage.is_unknown()>
                <summary>{heading}</summary>
                {reasons}
                <p class="small muted">{next}</p>
            </details>
        </div>
    }
    .into_any()
}

/// What a failure means and who can fix it.
#[component]
fn Why(
    failure: PartnerFailure,
    /// What to do, where it is not this customer's agency but the name that this desk has for all of them.
    agency: Option<String>,
) -> impl IntoView {
    let explained = explain_failure(&failure);
    let explained = match agency {
        Some(next) => Explained { who: Some(tr!("error-who-desk")), next: Some(next), ..explained },
        None => explained,
    };
    view! { <Explanation explained=explained /> }
}

fn is_agency(failure: &PartnerFailure) -> bool {
    failure.is_of_identity() && matches!(failure.status, Some(403 | 404))
}

fn heading(coverage: &Coverage) -> String {
    let (part, of) = (part_text(coverage.part), coverage.customers);
    let (unread, failed) = (coverage.unread, coverage.failed());
    match (coverage.listed, &coverage.reading) {
        (false, Reading::Failed { .. }) => tr!("mirror-customers-failed"),
        (false, _) => tr!("mirror-customers-unread"),
        (true, _) if unread > 0 => {
            tr!("mirror-unread", part = part, count = unread, n = count(unread), all = count(of))
        }
        (true, _) if failed > 0 => {
            tr!("mirror-failed", part = part, count = failed, n = count(failed), all = count(of))
        }
        (true, _) => tr!("mirror-part-failed", part = part),
    }
}

/// A number that was counted from a part of the mirror: a dash where nothing of it is known, "at least"
/// where not everything is.
#[component]
pub fn Counted(
    number: u64,
    /// `None` where this desk knows it by itself.
    coverage: Option<Coverage>,
) -> impl IntoView {
    match coverage {
        Some(coverage) if coverage.is_unknown() => view! {
            <span class="muted" aria-hidden="true">
                "\u{2013}"
            </span>
            <span class="sr-only">{tr!("mirror-none-known")}</span>
        }
        .into_any(),
        Some(coverage) if !coverage.is_complete() => tr!("mirror-at-least", n = count(number)).into_any(),
        _ => count(number).into_any(),
    }
}

/// Of how many customers a figure knows nothing; nothing where it counts all of them.
#[component]
pub fn NotCounted(coverage: Option<Coverage>) -> impl IntoView {
    coverage.filter(|coverage| !coverage.is_complete()).map(|coverage| {
        let text = match coverage.is_unknown() {
            true => tr!("mirror-not-known"),
            false => tr!("mirror-not-counted", count = coverage.unread, n = count(coverage.unread)),
        };
        view! { <span>{text}</span> }
    })
}

/// The line in place of an empty list: nothing was found, or it is not known.
#[component]
pub fn NoneFound(
    /// What to say where everything was read.
    none: String,
    coverage: Option<Coverage>,
) -> impl IntoView {
    let text = match coverage {
        Some(coverage) if coverage.is_unknown() => tr!("mirror-not-known"),
        Some(coverage) if !coverage.is_complete() => {
            let part = tr!("mirror-not-counted", count = coverage.unread, n = count(coverage.unread));
            format!("{none} {part}")
        }
        _ => none,
    };
    view! { <p class="calm-line">{text}</p> }
}

/// In place of the rows that a customer has none of, where that is not known.
#[component]
pub fn NotKnown(reading: Reading) -> impl IntoView {
    let why = reading.failure().cloned();
    let text = match reading {
        Reading::Never => tr!("ui-never-read"),
        Reading::At(_) | Reading::Failed { .. } => tr!("mirror-not-known"),
    };
    view! {
        <div class="error unclear" role="note">
            <Symbol icon=Icon::Warning />
            <h3>{text}</h3>
            {why.map(|failure| view! { <Why failure=failure agency=None /> })}
        </div>
    }
    .into_any()
}
