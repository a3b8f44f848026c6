//! A field with a list to choose from.

use crate::tr;
use crate::ui::components::FieldState;
use crate::ui::components::field::messages;
use leptos::prelude::*;
use model::assignments::Person;
use model::readable::readable;

/// A select.
#[component]
pub fn SelectField(
    /// Its value selects the option.
    field: FieldState,
    #[prop(into)] label: String,
    /// Values and their labels.
    options: Vec<(String, String)>,
    /// Shown below the field.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
) -> impl IntoView {
    let id = field.id();
    let messages = messages(&id, hint, field.problem.as_ref());
    let invalid = field.problem.is_some().then_some("true");
    let value = field.value;
    let option = move |(code, label): (String, String)| {
        let selected = code == value;
        view! {
            <option value=code selected=selected>
                {readable(&label).into_owned()}
            </option>
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                class="input"
                id=id
                name=field.field.name
                autofocus=field.focus
                aria-invalid=invalid
                aria-describedby=messages.described_by
            >
                {options.into_iter().map(option).collect_view()}
            </select>
            {messages.view}
        </div>
    }
    .into_any()
}

/// A person's name, and that the account is switched off where it is.
pub fn person_text(person: &Person) -> String {
    if person.active {
        person.name.clone()
    } else {
        tr!("assignments-person-off", name = person.name.clone())
    }
}

/// People as options, after one that stands for nobody.
pub fn people_options(nobody: String, people: &[Person]) -> Vec<(String, String)> {
    let people = people.iter().map(|person| (person.id.to_string(), person_text(person)));
    std::iter::once((String::new(), nobody)).chain(people).collect()
}
