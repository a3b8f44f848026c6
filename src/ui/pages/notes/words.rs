//! Words for notes and follow-ups.

use crate::paths;
use crate::tr;
use crate::ui::components::{Badge, Tone};
use crate::ui::format;
use leptos::prelude::*;
use model::lists::Day;
use model::notes::{DueWhen, FollowUp, NoteRow, NoteSubject, SubjectKind};

/// What a note is on.
pub fn subject_text(row: &NoteRow) -> String {
    let id = row.note.subject.id.clone();
    match row.note.subject.kind {
        SubjectKind::Customer => row.customer_name.clone().unwrap_or(id),
        SubjectKind::Order => tr!("notes-on-order-of", id = id),
        SubjectKind::Resource => tr!("notes-on-resource-of", name = row.resource_name.clone().unwrap_or(id)),
        SubjectKind::Payment => tr!("notes-on-payment"),
    }
}

/// Where a note is read: on the page of what it is on, else of its customer; nowhere when both left the mirror.
pub fn subject_href(row: &NoteRow) -> Option<String> {
    if row.subject_known {
        return Some(paths::notes(&row.note.subject));
    }
    row.customer_name.is_some().then(|| paths::notes(&NoteSubject::from(&row.note.customer)))
}

// Words of the filters.
// texts: notes-due-
// texts: notes-state-
/// When a follow-up is due, in colour and words; or who did it.
#[component]
pub fn DueBadge(asked: FollowUp, today: Day) -> impl IntoView {
    let day = format::plain_day(&asked.due.to_string());
    let (tone, text) = match (&asked.done, DueWhen::of(asked.due, today)) {
        (Some(end), _) => {
            (Tone::Done, tr!("notes-done-by", name = end.by.name.clone(), when = format::instant(end.at)))
        }
        (None, DueWhen::Overdue) => (Tone::Warn, tr!("notes-overdue-since", day = day)),
        (None, DueWhen::Today) => (Tone::Live, tr!("notes-due-now")),
        (None, DueWhen::Week | DueWhen::Later) => (Tone::Calm, tr!("notes-due-on", day = day)),
    };
    view! { <Badge tone=tone text=text /> }.into_any()
}

/// Whose a follow-up is, and that the person cannot see it.
#[component]
pub fn ForPerson(asked: FollowUp) -> impl IntoView {
    let unseen = (!asked.sees && asked.done.is_none()).then(|| {
        view! {
            <span class="sub">
                <Badge tone=Tone::Warn text=tr!("notes-not-seen-by") />
            </span>
        }
    });
    view! {
        {crate::ui::components::person_text(&asked.person)}
        {unseen}
    }
    .into_any()
}
