//! Who looks after a customer, on its page; administrators change it there.

use crate::tr;
use crate::ui::components::{
    Ask, Fact, Facts, Filled, PostForm, Section, SelectField, Submit, Unknown, Weight, people_options,
    person_text, problem_text,
};
use leptos::prelude::*;
use model::assignments::{Assignee, Person, Team, TeamView};
use model::forms::assignments::SetTeamForm;

/// The form with what the page shows.
pub fn team_form(view: &TeamView) -> SetTeamForm {
    let owner = view.team.owner.as_ref();
    SetTeamForm {
        customer: view.customer.clone(),
        seen: view.team.seen(),
        owner: owner.map(|owner| owner.person.id.to_string()).unwrap_or_default(),
        helpers: Vec::new(),
    }
}

/// Owner and helpers, with the button that changes them for those who may.
#[component]
pub fn LookedAfter(view: TeamView) -> impl IntoView {
    let TeamView { team, people, .. } = view.clone();
    let owner = team.owner.clone();
    let helpers = team.helpers.clone();
    let change = (!people.is_empty()).then(|| view! { <Change view=view /> });
    view! {
        <Section title=tr!("customer-team") id="team">
            <Facts>
                <Fact name=tr!("assignments-owner")>
                    {match owner {
                        Some(owner) => view! { <Name assignee=owner /> }.into_any(),
                        None => view! { <Unknown /> }.into_any(),
                    }}
                </Fact>
                <Fact name=tr!("assignments-helpers")>
                    {if helpers.is_empty() {
                        view! { <Unknown /> }.into_any()
                    } else {
                        let names = helpers.iter().map(|one| person_text(&one.person)).collect::<Vec<_>>();
                        names.join(", ").into_any()
                    }}
                </Fact>
            </Facts>
            {change}
        </Section>
    }
    .into_any()
}

#[component]
fn Name(assignee: Assignee) -> impl IntoView {
    let rule = assignee.rule.map(|manager| {
        view! { <span class="sub">{tr!("assignments-of-rule", manager = manager)}</span> }
    });
    view! {
        {person_text(&assignee.person)}
        {rule}
    }
    .into_any()
}

#[component]
fn Change(view: TeamView) -> impl IntoView {
    let form = Filled::of(&team_form(&view));
    let TeamView { team, people, .. } = view;
    let by_rule = team.owner.as_ref().is_some_and(|owner| owner.rule.is_some());
    let options = people_options(tr!("assignments-nobody"), &people);
    // A rule would assign the customer again at once.
    let options = options.into_iter().skip(usize::from(by_rule)).collect();
    let hint = by_rule.then(|| tr!("assignments-rule-hint"));
    let problem = form.problem(SetTeamForm::HELPERS).map(|problem| {
        view! {
            <p class="field problem" role="alert">
                {problem_text(&problem)}
            </p>
        }
    });
    let boxes = people.into_iter().map(|person| helper_box(&form, &team, person)).collect_view();
    view! {
        <Ask
            id="team-ask"
            label=tr!("customer-team-change")
            title=tr!("customer-team-change")
            open=form.failed()
        >
            <PostForm of=form.clone()>
                <SelectField
                    field=form.field(SetTeamForm::OWNER)
                    label=tr!("assignments-owner")
                    options=options
                    hint=hint
                />
                <fieldset class="field">
                    <legend>{tr!("assignments-helpers")}</legend>
                    <div class="people-boxes">{boxes}</div>
                    {problem}
                </fieldset>
                <p class="small muted">{tr!("assignments-at-once")}</p>
                <div class="actions">
                    <Submit label=tr!("customer-team-save") weight=Weight::Primary />
                </div>
            </PostForm>
        </Ask>
    }
    .into_any()
}

fn helper_box(form: &Filled, team: &Team, person: Person) -> AnyView {
    let checked = if form.failed() {
        form.has(SetTeamForm::HELPERS, person.id.as_str())
    } else {
        team.is_helped_by(&person.id)
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                name=SetTeamForm::HELPERS.list
                value=person.id.to_string()
                checked=checked
            />
            <span>{person_text(&person)}</span>
        </label>
    }
    .into_any()
}
