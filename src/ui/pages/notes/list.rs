//! The list of follow-ups.

use super::note::EndButton;
use super::section::NoteErrors;
use super::words::{DueBadge, ForPerson, subject_href, subject_text};
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::{Ago, Column, ListData, ListPage, Row, RowLink, Unknown, form_key};
use crate::ui::format::count;
use crate::ui::load::{list, load_list, state};
use leptos::prelude::*;
use model::forms::notes::EndFollowUpForm;
use model::lists::{Day, FollowUpFilter, ForWhom, List};
use model::notes::{FollowUp, FollowUpState, NoteRow, SubjectKind};
use model::time::zone_or_utc;
use model::users::Permission;

/// Characters of a note in a row.
const EXCERPT: usize = 140;

/// `/follow-ups`
#[component]
pub fn FollowUpsPage() -> impl IntoView {
    load_list(tr!("shell-follow-ups"), list(state()), |data| view! { <FollowUpsView data=data /> })
}

/// The page with its data.
#[component]
pub fn FollowUpsView(data: ListData<FollowUpFilter>) -> impl IntoView {
    let viewer = viewer();
    let today = Day::of(viewer.now, &zone_or_utc(&viewer.zone));
    let may = viewer.may(Permission::WriteNotes);
    let (total, all) = (data.listing.total, data.listing.total_unfiltered);
    let title = if data.filter.is_narrowed() {
        tr!("follow-ups-some", count = all, n = count(total), all = count(all))
    } else {
        tr!("follow-ups-all", count = all, n = count(all))
    };
    let rows = data.listing.rows.iter().cloned().filter_map(|shown| row(shown, today, may)).collect();
    let filter = data.filter.clone();
    view! {
        <ListPage
            data=data
            title=title
            columns=columns()
            rows=rows
            forms=vec![form_key(&EndFollowUpForm::default())]
            above=|| view! { <NoteErrors /> }
        >
            <Views filter=filter />
        </ListPage>
    }
    .into_any()
}

/// What people look for, as links.
#[component]
fn Views(filter: FollowUpFilter) -> impl IntoView {
    let of = |person: Option<ForWhom>, state: Option<FollowUpState>| FollowUpFilter {
        person,
        state,
        ..FollowUpFilter::default()
    };
    let (open, done) = (Some(FollowUpState::Open), Some(FollowUpState::Done));
    let views = [
        (tr!("follow-ups-view-mine"), of(Some(ForWhom::Me), open)),
        (tr!("follow-ups-view-open"), of(None, open)),
        (tr!("follow-ups-view-nobody"), of(Some(ForWhom::Nobody), open)),
        (tr!("follow-ups-view-done"), of(None, done)),
        (tr!("follow-ups-view-all"), of(None, None)),
    ];
    let link = |(text, to): (String, FollowUpFilter)| {
        let here = to.address() == FollowUpFilter { paging: to.paging.clone(), ..filter.clone() }.address();
        view! {
            <li>
                <a href=paths::follow_ups(&to) aria-current=here.then_some("true")>
                    {text}
                </a>
            </li>
        }
    };
    view! {
        <ul class="tallies" aria-label=tr!("follow-ups-views")>
            {views.into_iter().map(link).collect_view()}
        </ul>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("note", tr!("follow-ups-note")).lead(),
        Column::text("customer", tr!("follow-ups-customer")).party(),
        Column::text("due", tr!("follow-ups-due")),
        Column::text("person", tr!("follow-ups-person")),
        Column::text("written", tr!("follow-ups-written")).wide(),
        Column::actions(tr!("follow-ups-action")),
    ]
}

fn row(row: NoteRow, today: Day, may: bool) -> Option<Row> {
    let asked: FollowUp = row.note.follow_up.clone()?;
    let open = asked.done.is_none();
    let end = may.then(|| view! { <EndButton id=row.note.id.to_string() open=open /> });
    let customer = match &row.customer_name {
        Some(name) => view! { <a href=paths::customer(&row.note.customer)>{name.clone()}</a> }.into_any(),
        None => row.note.customer.to_string().into_any(),
    };
    Some(Row::new(vec![
        view! { <NoteLink row=row.clone() /> }.into_any(),
        customer,
        view! { <DueBadge asked=asked.clone() today=today /> }.into_any(),
        view! { <ForPerson asked=asked /> }.into_any(),
        view! {
            <Ago at=row.note.written_at />
            <span class="sub">{row.note.author.name.clone()}</span>
        }
        .into_any(),
        end.into_any(),
    ]))
}

/// The beginning of a note, linked to where it is, and what it is on.
#[component]
pub fn NoteLink(row: NoteRow) -> impl IntoView {
    let text = row.note.excerpt(EXCERPT);
    let name = match subject_href(&row) {
        Some(href) => view! { <RowLink href=href name=text /> }.into_any(),
        None if text.is_empty() => view! { <Unknown /> }.into_any(),
        None => view! { <span class="name">{text}</span> }.into_any(),
    };
    // The customer has a column of its own.
    let on = (row.note.subject.kind != SubjectKind::Customer).then(|| subject_text(&row));
    view! {
        {name}
        {on.map(|on| view! { <span class="sub">{on}</span> })}
    }
    .into_any()
}
