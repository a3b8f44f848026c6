//! The page of assignments: everybody with how many customers they look after, rules, and the file.

use crate::api::assignments::assignments;
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Column, FileFormatHelp, FileOrText, Filled, LinkButton, PageHead, PostForm, Row, RowLink, Section,
    Submit, Table, Weight, form_key, person_text,
};
use crate::ui::format;
use crate::ui::frame::role_text;
use crate::ui::load::load_list;
use crate::ui::pages::assignments::rule_list::Rules;
use leptos::prelude::*;
use model::assignments::{AssignmentsView, Person, Workload};
use model::forms::assignments::{AddRuleForm, RemoveRuleForm, UploadAssignmentsForm};
use model::lists::{CustomerFilter, OwnedBy};

/// `/settings/assignments`
#[component]
pub fn AssignmentsPage() -> impl IntoView {
    load_list(tr!("assignments-title"), assignments(), |view| view! { <AssignmentsPageView view=view /> })
}

/// The page with its data.
#[component]
pub fn AssignmentsPageView(view: AssignmentsView) -> impl IntoView {
    let people: Vec<Person> =
        view.people.iter().map(|load| load.person.clone()).filter(|person| person.active).collect();
    let crumbs = vec![(tr!("settings-title"), paths::settings())];
    let unowned = CustomerFilter { owner: Some(OwnedBy::Nobody), ..CustomerFilter::default() };
    let without = tr!("assignments-unowned", count = view.unowned, n = format::count(view.unowned));
    let rows = view.people.into_iter().map(person_row).collect();
    view! {
        <PageHead
            title=tr!("assignments-title")
            crumbs=crumbs
            forms=vec![form_key(&AddRuleForm::default()), form_key(&RemoveRuleForm::default())]
            actions=|| view! {
                <LinkButton href=paths::make_hand_over(None) label=tr!("assignments-hand-over") />
                <LinkButton href=paths::customers(&CustomerFilter::default()) label=tr!("assignments-select") />
            }
        >
            <a href=paths::customers(&unowned)>{without}</a>
        </PageHead>
        <Section title=tr!("assignments-people") id="people">
            <Table caption=tr!("assignments-people") columns=person_columns() rows=rows />
        </Section>
        <Rules rules=view.rules managers=view.managers people=people.clone() />
        <div class="bulk-start">
            <Section title=tr!("assignments-file") id="file">
                <Upload />
            </Section>
            <Section title=tr!("assignments-format") id="format">
                <Format />
            </Section>
        </div>
    }
    .into_any()
}

fn person_columns() -> Vec<Column> {
    vec![
        Column::text("name", tr!("assignments-person")).lead(),
        Column::text("role", tr!("assignments-role")),
        Column::number("owned", tr!("assignments-owned")),
        Column::number("helped", tr!("assignments-helped")),
        Column::actions(tr!("assignments-action")),
    ]
}

fn person_row(load: Workload) -> Row {
    let Workload { person, owned, helped } = load;
    let list = CustomerFilter { owner: Some(OwnedBy::User(person.id.clone())), ..CustomerFilter::default() };
    let hand_over = (owned + helped > 0).then(|| {
        view! { <a href=paths::make_hand_over(Some(&person.id))>{tr!("assignments-hand-over-one")}</a> }
    });
    Row::new(vec![
        view! { <RowLink href=paths::customers(&list) name=person_text(&person) /> }.into_any(),
        role_text(person.role).into_any(),
        format::count(owned).into_any(),
        format::count(helped).into_any(),
        view! { <>{hand_over}</> }.into_any(),
    ])
}

#[component]
fn Upload() -> impl IntoView {
    let form = Filled::of(&UploadAssignmentsForm::default());
    let (file, text) = (form.field(UploadAssignmentsForm::FILE), form.field(UploadAssignmentsForm::TEXT));
    view! {
        <PostForm of=form with_file=true>
            <FileOrText file=file text=text />
            <p class="small muted">{tr!("assignments-preview-means")}</p>
            <div class="actions">
                <Submit label=tr!("assignments-preview") weight=Weight::Primary />
            </div>
        </PostForm>
    }
    .into_any()
}

/// The format of the file.
#[component]
fn Format() -> impl IntoView {
    let example = "customer,person,kind\naurora-freight,ann,owner\n0f1e2d3c4b5a,bob,helper";
    let columns = vec![
        ("customer", tr!("bulk-format-customer")),
        ("person", tr!("assignments-format-person")),
        ("kind", tr!("assignments-format-kind")),
    ];
    view! {
        <FileFormatHelp example=example columns=columns />
    }
    .into_any()
}
