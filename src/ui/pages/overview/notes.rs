//! Follow-ups of the viewer, and notes that mention them.

use crate::paths;
use crate::tr;
use crate::ui::components::{Column, Filled, Icon, PostForm, Row, Section, Submit, Symbol, Table, Weight};
use crate::ui::format;
use crate::ui::format::count;
use crate::ui::pages::notes::list::NoteLink;
use crate::ui::pages::notes::note::EndButton;
use crate::ui::pages::notes::words::{DueBadge, subject_href};
use leptos::prelude::*;
use model::forms::notes::DismissMentionForm;
use model::lists::{Day, FollowUpFilter, ForWhom};
use model::notes::{FollowUpState, NoteRow, OwnNotes};

/// Characters of a note in a line.
const EXCERPT: usize = 120;

/// Notes that mention the viewer, until they open or dismiss them, and follow-ups that nobody sees.
#[component]
pub fn Mentions(notes: OwnNotes) -> impl IntoView {
    let line = |row: NoteRow| {
        let id = row.note.id.to_string();
        let place = format!("mention-{id}");
        let form = Filled::fresh(&DismissMentionForm { note: id });
        let text = row.note.excerpt(EXCERPT);
        let text = match subject_href(&row) {
            Some(href) => view! { <a href=href>{text}</a> }.into_any(),
            None => text.into_any(),
        };
        let whose = row.customer_name.unwrap_or_else(|| row.note.customer.to_string());
        let when = format::instant(row.note.written_at);
        view! {
            <li>
                {text}
                <span class="muted">
                    {tr!("notes-mention-by", name = row.note.author.name, customer = whose, when = when)}
                </span>
                <PostForm of=form id=place class="inline-form">
                    <Submit label=tr!("notes-dismiss") weight=Weight::Quiet />
                </PostForm>
            </li>
        }
    };
    let OwnNotes { mentions, nobody, .. } = notes;
    let mentions = (!mentions.is_empty()).then(|| {
        view! {
            <div class="unsettled" role="note">
                <Symbol icon=Icon::Notes />
                <p>{tr!("notes-mentions-you")}</p>
                <ul>{mentions.into_iter().map(line).collect_view()}</ul>
            </div>
        }
    });
    let stranded = FollowUpFilter {
        person: Some(ForWhom::Nobody),
        state: Some(FollowUpState::Open),
        ..FollowUpFilter::default()
    };
    let nobody = (nobody > 0).then(|| {
        let text = tr!("notes-for-nobody", count = nobody, n = count(nobody));
        view! {
            <div class="unsettled" role="note">
                <Symbol icon=Icon::Warning />
                <p>{text}</p>
                <ul>
                    <li>
                        <a href=paths::follow_ups(&stranded)>{tr!("notes-for-nobody-view")}</a>
                    </li>
                </ul>
            </div>
        }
    });
    view! { {mentions} {nobody} }.into_any()
}

/// The viewer's follow-ups that are overdue or near.
#[component]
pub fn FollowUps(notes: OwnNotes) -> impl IntoView {
    let OwnNotes { rows, overdue, near, today, .. } = notes;
    if rows.is_empty() {
        return ().into_any();
    }
    let title = match (overdue, near) {
        (0, near) => tr!("notes-own-near", count = near, n = count(near)),
        (late, 0) => tr!("notes-own-late", count = late, n = count(late)),
        (late, near) => tr!("notes-own-both", late = count(late), near = count(near)),
    };
    let mine = FollowUpFilter {
        person: Some(ForWhom::Me),
        state: Some(FollowUpState::Open),
        ..FollowUpFilter::default()
    };
    let columns = vec![
        Column::text("note", tr!("follow-ups-note")).lead(),
        Column::text("customer", tr!("follow-ups-customer")).party(),
        Column::text("due", tr!("follow-ups-due")),
        Column::actions(tr!("follow-ups-action")),
    ];
    let rows = rows.into_iter().filter_map(|shown| row(shown, today)).collect();
    view! {
        <Section title=title id="follow-ups" more=(tr!("notes-own-all"), paths::follow_ups(&mine))>
            <Table caption=tr!("follow-ups-view-mine") columns=columns rows=rows />
        </Section>
    }
    .into_any()
}

fn row(row: NoteRow, today: Day) -> Option<Row> {
    let asked = row.note.follow_up.clone()?;
    let customer = match &row.customer_name {
        Some(name) => view! { <a href=paths::customer(&row.note.customer)>{name.clone()}</a> }.into_any(),
        None => row.note.customer.to_string().into_any(),
    };
    let id = row.note.id.to_string();
    Some(Row::new(vec![
        view! { <NoteLink row=row /> }.into_any(),
        customer,
        view! { <DueBadge asked=asked today=today /> }.into_any(),
        view! { <EndButton id=id open=true /> }.into_any(),
    ]))
}
