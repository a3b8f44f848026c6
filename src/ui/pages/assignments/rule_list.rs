//! Rules: customers of an account manager at HUAWEI CLOUD have an owner.

use crate::paths;
use crate::tr;
use crate::ui::components::{
    Column, Filled, PostForm, Row, RowLink, Section, SelectField, Submit, Table, TextField, people_options,
    person_text,
};
use crate::ui::format;
use leptos::prelude::*;
use model::assignments::{AssignmentRule, Person};
use model::forms::assignments::{AddRuleForm, RemoveRuleForm};
use model::lists::CustomerFilter;

/// The rules, each with a button that removes it, and the form that adds one.
#[component]
pub fn Rules(
    rules: Vec<AssignmentRule>,
    /// Account managers without a rule.
    managers: Vec<String>,
    /// Who can be named.
    people: Vec<Person>,
) -> impl IntoView {
    let columns = vec![
        Column::text("manager", tr!("assignments-manager")).lead(),
        Column::text("person", tr!("assignments-owner")),
        Column::number("customers", tr!("assignments-customers")),
        Column::number("owned", tr!("assignments-by-rule")),
        Column::actions(tr!("assignments-action")),
    ];
    let rows = rules.into_iter().map(row).collect();
    let remove = Filled::of(&RemoveRuleForm::default());
    let suggested = managers.into_iter().map(|manager| view! { <option value=manager></option> });
    let suggested = suggested.collect_view();
    let add = Filled::of(&AddRuleForm::default());
    let (manager, person) = (add.field(AddRuleForm::MANAGER), add.field(AddRuleForm::PERSON));
    let options = people_options(tr!("assignments-choose-person"), &people);
    view! {
        <Section title=tr!("assignments-rules") id="rules">
            <p class="small muted">{tr!("assignments-rules-mean")}</p>
            <PostForm of=remove class="rules">
                <Table
                    caption=tr!("assignments-rules")
                    columns=columns
                    rows=rows
                    empty=|| view! { <p class="calm-line">{tr!("assignments-rules-none")}</p> }
                />
            </PostForm>
            <PostForm of=add class="form rule-form">
                <TextField
                    field=manager
                    label=tr!("assignments-manager")
                    hint=tr!("assignments-manager-hint")
                    list="managers"
                    required=true
                />
                <datalist id="managers">{suggested}</datalist>
                <SelectField field=person label=tr!("assignments-owner") options=options />
                <div class="actions">
                    <Submit label=tr!("assignments-rule-add") />
                </div>
            </PostForm>
        </Section>
    }
    .into_any()
}

fn row(rule: AssignmentRule) -> Row {
    let list = CustomerFilter { account_manager: Some(rule.manager.clone()), ..CustomerFilter::default() };
    let pair = (RemoveRuleForm::MANAGER.name, rule.manager.clone());
    let label = tr!("assignments-rule-remove", manager = rule.manager.clone());
    Row::new(vec![
        view! { <RowLink href=paths::customers(&list) name=rule.manager.clone() /> }.into_any(),
        person_text(&rule.person).into_any(),
        format::count(rule.customers).into_any(),
        format::count(rule.owned).into_any(),
        view! {
            <button type="submit" class="button quiet" name=pair.0 value=pair.1 aria-label=label>
                {tr!("assignments-remove")}
            </button>
        }
        .into_any(),
    ])
}
