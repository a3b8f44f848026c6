//! Fields of forms: label, hint, what was wrong, what was typed.

use crate::escape::escaped;
use crate::tr;
use crate::ui::components::{FieldState, Icon, Symbol};
use crate::ui::format;
use leptos::prelude::*;
use model::budgets::BadAmount;
use model::error::FieldProblem;
use model::forms::FieldKind;

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
    /// The field.
    field: FieldState,
    /// What to type.
    #[prop(into)]
    label: String,
    /// How to type it.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    /// For the browser's memory.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Currency or unit in front of the value; makes it an amount.
    #[prop(optional_no_strip, into)]
    unit: Option<String>,
    /// Several lines.
    #[prop(optional)]
    lines: bool,
    /// Must not be left empty.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let (id, name, most) = (field.id(), field.field.name, field.field.max.to_string());
    let notes = notes(&id, hint, field.problem.as_ref());
    let invalid = field.problem.is_some().then_some("true");
    let (amount, secret) = (unit.is_some(), field.field.kind == FieldKind::Secret);
    let kind = if secret { "password" } else { "text" };
    let value = (!secret).then_some(field.value);
    let control = if lines {
        view! {
            <textarea
                class="input"
                id=id.clone()
                name=name
                maxlength=most
                required=required
                autofocus=field.focus
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
                autofocus=field.focus
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
    /// The field; its form has to post `multipart/form-data`.
    field: FieldState,
    /// Which file.
    #[prop(into)]
    label: String,
    /// What the browser offers, such as `.csv,text/csv`.
    accept: &'static str,
    /// What it may be.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
) -> impl IntoView {
    let id = field.id();
    let notes = notes(&id, hint, field.problem.as_ref());
    let invalid = field.problem.is_some().then_some("true");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                class="input"
                type="file"
                id=id
                name=field.field.name
                accept=accept
                autofocus=field.focus
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
    /// The field; its value is the one in force.
    field: FieldState,
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// The values.
    offers: Vec<Offer>,
) -> impl IntoView {
    let notes = notes(&field.id(), None, field.problem.as_ref());
    let invalid = field.problem.is_some().then_some("true");
    let (name, value, focus) = (field.field.name, field.value, field.focus);
    let chosen = offers.iter().position(|offer| offer.value == value).unwrap_or_default();
    let offer = move |(index, offer): (usize, Offer)| {
        let checked = value == offer.value;
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=name
                    value=offer.value
                    checked=checked
                    autofocus=focus && index == chosen
                />
                <span>{offer.label}</span>
                {offer.hint.map(|hint| view! { <span class="hint">{hint}</span> })}
            </label>
        }
    };
    view! {
        // A group of radio buttons can be invalid; a fieldset by itself cannot.
        <fieldset class="field" role="radiogroup" aria-invalid=invalid aria-describedby=notes.described_by>
            <legend>{label}</legend>
            <div>{offers.into_iter().enumerate().map(offer).collect_view()}</div>
            {notes.view}
        </fieldset>
    }
    .into_any()
}

/// A yes or no; sends `yes` or nothing.
#[component]
pub fn CheckField(
    /// The field; it is on when its value is `yes`.
    field: FieldState,
    /// What yes means.
    #[prop(into)]
    label: String,
    /// What follows from it.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
) -> impl IntoView {
    let notes = notes(&field.id(), None, field.problem.as_ref());
    let invalid = field.problem.is_some().then_some("true");
    view! {
        <label class="check">
            <input
                type="checkbox"
                name=field.field.name
                value="yes"
                checked=field.value == "yes"
                autofocus=field.focus
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
