//! One note, with what can be done about it.

use super::words::{DueBadge, ForPerson, subject_href, subject_text};
use crate::tr;
use crate::ui::components::{
    Ago, Badge, Filled, PostForm, Submit, Tone, Weight, people_options, problem_text,
};
use leptos::prelude::*;
use model::assignments::Person;
use model::forms::notes::{EndFollowUpForm, PassOnForm, WithdrawNoteForm};
use model::ids::UserId;
use model::lists::Day;
use model::notes::{FollowUp, Note, NoteRow, NoteSubject};

/// What the notes of a page share.
#[derive(Clone)]
pub struct Around {
    /// What the page is about.
    pub on: NoteSubject,
    /// Today where the viewer is.
    pub today: Day,
    /// Everybody who may see the customer.
    pub people: Vec<Person>,
    /// The viewer, where they may write notes.
    pub me: Option<UserId>,
}

/// A note: who wrote it and when, what is written, and its follow-up.
#[component]
pub fn NoteEntry(row: NoteRow, around: Around) -> impl IntoView {
    let about = (row.note.subject != around.on).then(|| {
        let text = subject_text(&row);
        match subject_href(&row).filter(|_| row.subject_known) {
            Some(href) => view! { <a href=href>{text}</a> }.into_any(),
            None => view! { <span class="muted">{tr!("notes-gone", what = text)}</span> }.into_any(),
        }
    });
    let note = row.note;
    let (id, text, withdrawn) = (note.id.to_string(), note.text.clone(), note.withdrawn_at);
    let anchor = format!("note-{id}");
    let mention = note.mention.clone().filter(|_| withdrawn.is_none()).map(|mention| {
        view! { <span class="muted">{tr!("notes-mentions", name = mention.name)}</span> }
    });
    let may_withdraw = withdrawn.is_none() && around.me.as_ref() == Some(&note.author.id);
    let asked = note.follow_up.clone().filter(|_| withdrawn.is_none());
    let body = match withdrawn {
        Some(at) => {
            view! { <p class="note-text muted">{tr!("notes-withdrawn")} " " <Ago at=at /></p> }.into_any()
        }
        // Each writing keeps its own direction.
        None => view! { <p class="note-text" dir="auto">{text}</p> }.into_any(),
    };
    view! {
        <li class="note-entry" id=anchor>
            <p class="note-head">
                <strong>{note.author.name.clone()}</strong>
                <Ago at=note.written_at />
                {about}
                {mention}
            </p>
            {body}
            {asked.map(|asked| view! { <Asked note=note.clone() asked=asked around=around.clone() /> })}
            {may_withdraw.then(|| view! { <Withdraw id=id /> })}
        </li>
    }
    .into_any()
}

#[component]
fn Asked(note: Note, asked: FollowUp, around: Around) -> impl IntoView {
    let open = asked.done.is_none();
    let acts = around.me.is_some().then(|| {
        let pass = open.then(|| {
            view! { <PassOn id=note.id.to_string() from=asked.person.clone() people=around.people.clone() /> }
        });
        view! {
            <EndButton id=note.id.to_string() open=open />
            {pass}
        }
    });
    view! {
        <div class="note-asked">
            <Badge tone=Tone::Calm text=tr!("notes-follow-up") />
            <span>
                <ForPerson asked=asked.clone() />
            </span>
            <DueBadge asked=asked today=around.today />
            {acts}
        </div>
    }
    .into_any()
}

/// Marks a follow-up as done, or opens it again. What becomes of it is said by the page.
#[component]
pub fn EndButton(
    /// Id of the note.
    id: String,
    /// Whether it is open.
    open: bool,
) -> impl IntoView {
    let done = if open { "yes" } else { "no" };
    let place = format!("end-{id}");
    let form = Filled::fresh(&EndFollowUpForm { note: id, done: done.to_owned() });
    let (label, weight) = match open {
        true => (tr!("notes-mark-done"), Weight::Plain),
        false => (tr!("notes-reopen"), Weight::Quiet),
    };
    view! {
        <PostForm of=form id=place class="inline-form">
            <Submit label=label weight=weight />
        </PostForm>
    }
    .into_any()
}

#[component]
fn PassOn(id: String, from: Person, people: Vec<Person>) -> impl IntoView {
    let form = PassOnForm { note: id.clone(), seen: from.id.to_string(), person: String::new() };
    let form = Filled::of(&form);
    let chosen = form.value(PassOnForm::PERSON);
    let others: Vec<Person> = people.into_iter().filter(|person| person.id != from.id).collect();
    let option = |(code, label): (String, String)| {
        let selected = code == chosen;
        view! {
            <option value=code selected=selected>
                {label}
            </option>
        }
    };
    let options = people_options(tr!("assignments-choose-person"), &others).into_iter().map(option);
    let options = options.collect_view();
    let problem = form.problem(PassOnForm::PERSON).map(|problem| {
        view! {
            <span class="problem" role="alert">
                {problem_text(&problem)}
            </span>
        }
    });
    let invalid = problem.is_some().then_some("true");
    let failed = form.failed();
    let place = format!("pass-on-{id}-person");
    view! {
        <details class="note-act" open=failed>
            <summary>{tr!("notes-pass-on")}</summary>
            <PostForm of=form id=format!("pass-on-{id}") class="note-act-form">
                <div class="field">
                    <label for=place.clone()>{tr!("notes-pass-on-to")}</label>
                    <select
                        class="input"
                        id=place
                        name=PassOnForm::PERSON.name
                        aria-invalid=invalid
                        autofocus=failed
                    >
                        {options}
                    </select>
                    {problem}
                </div>
                <Submit label=tr!("notes-pass-on-do") />
            </PostForm>
        </details>
    }
    .into_any()
}

#[component]
fn Withdraw(id: String) -> impl IntoView {
    let place = format!("withdraw-{id}");
    let form = Filled::fresh(&WithdrawNoteForm { note: id });
    view! {
        <details class="note-act">
            <summary>{tr!("notes-withdraw")}</summary>
            <PostForm of=form id=place class="note-act-form">
                <p class="small">{tr!("notes-withdraw-means")}</p>
                <Submit label=tr!("notes-withdraw-do") weight=Weight::Danger />
            </PostForm>
        </details>
    }
    .into_any()
}
