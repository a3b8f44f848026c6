//! The form that writes a note.

use crate::tr;
use crate::ui::components::{
    DayField, Filled, PostForm, SelectField, Submit, TextField, Weight, people_options,
};
use leptos::prelude::*;
use model::forms::notes::WriteNoteForm;
use model::notes::NotesView;

/// Text and mention; the follow-up unfolds.
#[component]
pub fn WriteNote(view: NotesView) -> impl IntoView {
    let form = Filled::of(&WriteNoteForm::about(view.next, &view.subject));
    let people = people_options(tr!("notes-nobody"), &view.people);
    let asks = [WriteNoteForm::PERSON, WriteNoteForm::DUE];
    let unfolded =
        asks.into_iter().any(|field| form.problem(field).is_some() || !form.value(field).is_empty());
    view! {
        <PostForm of=form.clone() class="form write-note">
            <TextField
                field=form.field(WriteNoteForm::TEXT)
                label=tr!("notes-write")
                hint=tr!("notes-write-hint")
                lines=true
            />
            <details class="fold" open=unfolded>
                <summary>{tr!("notes-add-follow-up")}</summary>
                <div class="note-fields">
                    <SelectField
                        field=form.field(WriteNoteForm::PERSON)
                        label=tr!("notes-for")
                        options=people.clone()
                        hint=Some(tr!("notes-for-hint"))
                    />
                    <DayField
                        field=form.field(WriteNoteForm::DUE)
                        label=tr!("notes-due")
                        from=view.today
                    />
                </div>
            </details>
            <div class="note-fields">
                <SelectField
                    field=form.field(WriteNoteForm::MENTION)
                    label=tr!("notes-mention")
                    options=people
                    hint=Some(tr!("notes-mention-hint"))
                />
            </div>
            <div class="actions">
                <Submit label=tr!("notes-save") weight=Weight::Primary />
            </div>
        </PostForm>
    }
    .into_any()
}
