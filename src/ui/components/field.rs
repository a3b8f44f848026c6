//! Fields of forms: label, hint, what was wrong, what was typed.

use crate::model::budget::BadAmount;
use crate::model::error::FieldProblem;
use crate::tr;
use crate::ui::components::{Icon, Symbol};
use crate::ui::escape::escaped;
use crate::ui::format;
use leptos::prelude::*;

/// What is wrong with a field, in words.
pub fn problem_text(problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::Missing => tr!("field-missing"),
        FieldProblem::Amount(BadAmount::Empty) => tr!("field-amount-empty"),
        FieldProblem::Amount(BadAmount::NotANumber) => tr!("field-amount-not-a-number"),
        FieldProblem::Amount(BadAmount::NotPositive) => tr!("field-amount-not-positive"),
        FieldProblem::Amount(BadAmount::TooPrecise) => tr!("field-amount-too-precise"),
        FieldProblem::Amount(BadAmount::TooLarge) => tr!("field-amount-too-large"),
        FieldProblem::NotOffered => tr!("field-not-offered"),
        FieldProblem::WrongPassword => tr!("field-wrong-password"),
        FieldProblem::TooShort(least) => tr!("field-too-short", count = *least),
        FieldProblem::TooLong(most) => tr!("field-too-long", count = *most),
        FieldProblem::NothingSelected => tr!("field-nothing-selected"),
        FieldProblem::TooMany(most) => {
            tr!("field-too-many", count = *most, n = format::count(u64::from(*most)))
        }
        FieldProblem::OverAgreed => tr!("field-over-agreed"),
        FieldProblem::FileTooLarge(megabytes) => tr!("field-file-too-large", megabytes = *megabytes),
        FieldProblem::NotText => tr!("field-not-text"),
        FieldProblem::NoColumn(name) => tr!("field-no-column", name = name.clone()),
        FieldProblem::BadLine(line) => tr!("field-bad-line", line = *line),
    }
}

/// The words below a field, and the ids by which the control refers to them.
struct Notes {
    described_by: Option<String>,
    view: AnyView,
}

fn notes(id: &str, hint: Option<String>, problem: Option<&FieldProblem>) -> Notes {
    let hint_id = hint.as_ref().map(|_| format!("{id}-hint"));
    let problem_id = problem.map(|_| format!("{id}-problem"));
    let ids: Vec<String> = problem_id.iter().chain(&hint_id).cloned().collect();
    let problem = problem.map(problem_text).zip(problem_id).map(|(text, id)| {
        view! {
            <span class="problem" id=id>
                <Symbol icon=Icon::Warning />
                {text}
            </span>
        }
    });
    let hint = hint.zip(hint_id).map(|(text, id)| {
        view! {
            <span class="hint" id=id>
                {text}
            </span>
        }
    });
    Notes {
        described_by: (!ids.is_empty()).then(|| ids.join(" ")),
        view: view! { <>{problem} {hint}</> }.into_any(),
    }
}

/// A field to type into.
#[component]
pub fn TextField(
    /// Id of the form, so that ids are unique on the page.
    form: &'static str,
    /// Name in the form.
    name: &'static str,
    /// What to type.
    #[prop(into)]
    label: String,
    /// What was typed, or what stands.
    #[prop(optional_no_strip, into)]
    value: Option<String>,
    /// What is wrong with it.
    #[prop(optional_no_strip, into)]
    problem: Option<FieldProblem>,
    /// How to type it.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    /// `text`, `password`.
    #[prop(default = "text")]
    kind: &'static str,
    /// For the browser's memory.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Currency or unit in front of the value; makes it an amount.
    #[prop(optional_no_strip, into)]
    unit: Option<String>,
    /// Several lines.
    #[prop(optional)]
    lines: bool,
    /// Most characters.
    #[prop(optional)]
    most: Option<u16>,
    /// Must not be left empty.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let id = format!("{form}-{name}");
    let notes = notes(&id, hint, problem.as_ref());
    let invalid = problem.is_some().then_some("true");
    let most = most.map(|most| most.to_string());
    let amount = unit.is_some();
    let control = if lines {
        view! {
            <textarea
                class="input"
                id=id.clone()
                name=name
                maxlength=most
                required=required
                aria-invalid=invalid
                aria-describedby=notes.described_by
            >
                {value.map(|value| escaped(&value))}
            </textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="input"
                class:amount=amount
                type=kind
                inputmode=amount.then_some("decimal")
                id=id.clone()
                name=name
                value=value
                maxlength=most
                required=required
                autocomplete=autocomplete
                aria-invalid=invalid
                aria-describedby=notes.described_by
            />
        }
        .into_any()
    };
    let control = match unit {
        Some(unit) => view! {
            <span class="with-unit">
                <span class="unit">{unit}</span>
                {control}
            </span>
        }
        .into_any(),
        None => control,
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {control}
            {notes.view}
        </div>
    }
    .into_any()
}

/// A file to hand in. Browsers do not fill it in again.
#[component]
pub fn FileField(
    /// Id of the form; it has to post `multipart/form-data`.
    form: &'static str,
    /// Name in the form.
    name: &'static str,
    /// Which file.
    #[prop(into)]
    label: String,
    /// What the browser offers, such as `.csv,text/csv`.
    accept: &'static str,
    /// What is wrong with it.
    #[prop(optional_no_strip, into)]
    problem: Option<FieldProblem>,
    /// What it may be.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
) -> impl IntoView {
    let id = format!("{form}-{name}");
    let notes = notes(&id, hint, problem.as_ref());
    let invalid = problem.is_some().then_some("true");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                class="input"
                type="file"
                id=id
                name=name
                accept=accept
                aria-invalid=invalid
                aria-describedby=notes.described_by
            />
            {notes.view}
        </div>
    }
    .into_any()
}

/// One of the values of a [`ChoiceField`].
#[derive(Clone, Debug)]
pub struct Offer {
    /// What is sent.
    pub value: &'static str,
    /// What it is called.
    pub label: String,
    /// What it means.
    pub hint: Option<String>,
}

/// One of a few values, each with what it means.
#[component]
pub fn ChoiceField(
    /// Id of the form.
    form: &'static str,
    /// Name in the form.
    name: &'static str,
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// The values.
    offers: Vec<Offer>,
    /// The one in force.
    value: Option<String>,
    /// What is wrong with the choice.
    #[prop(optional_no_strip, into)]
    problem: Option<FieldProblem>,
) -> impl IntoView {
    let id = format!("{form}-{name}");
    let notes = notes(&id, None, problem.as_ref());
    let offer = move |offer: Offer| {
        let checked = value.as_deref() == Some(offer.value);
        view! {
            <label class="choice">
                <input type="radio" name=name value=offer.value checked=checked />
                <span>{offer.label}</span>
                {offer.hint.map(|hint| view! { <span class="hint">{hint}</span> })}
            </label>
        }
    };
    view! {
        <fieldset class="field" aria-describedby=notes.described_by>
            <legend>{label}</legend>
            <div>{offers.into_iter().map(offer).collect_view()}</div>
            {notes.view}
        </fieldset>
    }
    .into_any()
}

/// A yes or no; sends `yes` or nothing.
#[component]
pub fn CheckField(
    /// Name in the form.
    name: &'static str,
    /// What yes means.
    #[prop(into)]
    label: String,
    /// What follows from it.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    /// Whether it is on.
    #[prop(optional)]
    checked: bool,
    /// What is wrong with the answer.
    #[prop(optional_no_strip, into)]
    problem: Option<FieldProblem>,
) -> impl IntoView {
    let notes = notes(name, None, problem.as_ref());
    let invalid = problem.is_some().then_some("true");
    view! {
        <label class="check">
            <input
                type="checkbox"
                name=name
                value="yes"
                checked=checked
                aria-invalid=invalid
                aria-describedby=notes.described_by
            />
            <span>{label}</span>
            {hint.map(|hint| view! { <span class="hint">{hint}</span> })}
        </label>
        {notes.view}
    }
    .into_any()
}
