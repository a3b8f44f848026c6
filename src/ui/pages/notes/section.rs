//! The section with the notes of a page, newest first, and the form that writes one.

use super::note::{Around, NoteEntry};
use super::write::WriteNote;
use crate::api::notes::notes_on;
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::{ErrorPanel, Filled, FormNotice, LinkButton, Section, form_key};
use crate::ui::format::count;
use crate::ui::load::pairs;
use leptos::prelude::*;
use model::error::AppError;
use model::forms::FormKey;
use model::forms::notes::{DismissMentionForm, EndFollowUpForm, PassOnForm, WithdrawNoteForm, WriteNoteForm};
use model::notes::{NoteSubject, NotesView};
use model::users::Permission;

/// Whether the address asks for all notes of the page.
pub fn asks_for_all() -> bool {
    let (name, value) = paths::ALL_NOTES;
    pairs().text(name).is_some_and(|asked| asked == value)
}

/// The notes on something: the latest, or all where the address asks for them.
///
/// # Errors
/// As [`notes_on`].
pub async fn read(on: impl Into<NoteSubject>, all: bool) -> Result<NotesView, AppError> {
    notes_on(on.into(), all).await
}

/// Why a button of a note, wherever on the page, did nothing. Stands below the heading of the page.
#[component]
pub fn NoteErrors() -> impl IntoView {
    let errors = [
        Filled::of(&WithdrawNoteForm::default()).error(),
        Filled::of(&EndFollowUpForm::default()).error(),
        Filled::of(&DismissMentionForm::default()).error(),
    ];
    errors.into_iter().flatten().map(|error| view! { <ErrorPanel error=error /> }).collect_view()
}

/// The forms that say in the section what was done.
fn forms(view: &NotesView) -> Vec<FormKey> {
    let fixed = [
        form_key(&WriteNoteForm::about(view.next.clone(), &view.subject)),
        form_key(&WithdrawNoteForm::default()),
        form_key(&EndFollowUpForm::default()),
    ];
    let open = view.rows.iter().filter(|row| row.note.is_open());
    let passed =
        open.map(|row| form_key(&PassOnForm { note: row.note.id.to_string(), ..PassOnForm::default() }));
    fixed.into_iter().chain(passed).collect()
}

/// Notes, and the form beneath them.
#[component]
pub fn Notes(
    view: NotesView,
    /// Where the form is found, on a page that refreshes itself and would lose what is typed.
    #[prop(optional_no_strip)]
    write_at: Option<String>,
) -> impl IntoView {
    let me = viewer();
    let may = me.may(Permission::WriteNotes);
    let me = me.me.filter(|_| may).map(|me| me.id);
    let shown = u64::try_from(view.rows.len()).unwrap_or_default();
    let total = view.total;
    let title = tr!("notes-title", count = total, n = count(total));
    let notices = forms(&view).into_iter().map(|form| view! { <FormNotice form=form /> }).collect_view();
    let around = Around { on: view.subject.clone(), today: view.today, people: view.people.clone(), me };
    let more = (shown < total).then(|| {
        view! {
            <p class="small">
                <a href=paths::all_notes(&view.subject)>{tr!("notes-show-all", n = count(total))}</a>
            </p>
        }
    });
    let rows = view.rows.iter().cloned();
    let rows = rows.map(|row| view! { <NoteEntry row=row around=around.clone() /> }).collect_view();
    let list = match shown {
        0 => view! { <p class="calm-line">{tr!("notes-none")}</p> }.into_any(),
        _ => view! { <ol class="notes">{rows}</ol> }.into_any(),
    };
    let write = may.then(|| match write_at {
        Some(href) => view! {
            <div class="actions">
                <LinkButton href=href label=tr!("notes-to-form") />
            </div>
        }
        .into_any(),
        None => view! { <WriteNote view=view /> }.into_any(),
    });
    view! {
        <Section title=title id="notes">
            {notices}
            {list}
            {more}
            {write}
        </Section>
    }
    .into_any()
}
