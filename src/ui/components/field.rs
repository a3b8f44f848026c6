//! Form fields: label, hint, error, and the value that was typed.

use crate::escape::escaped;
use crate::tr;
use crate::ui::components::{FieldState, Icon, Symbol};
use crate::ui::format;
use leptos::prelude::*;
use model::amounts::BadAmount;
use model::error::{BadWorkbook, FieldProblem, WeakPassword};
use model::forms::FieldKind;

/// The text for a field error.
pub fn problem_text(problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::Missing => tr!("field-missing"),
        FieldProblem::NoRows => tr!("field-no-rows"),
        FieldProblem::Amount(BadAmount::Empty) => tr!("field-amount-empty"),
        FieldProblem::Amount(BadAmount::NotANumber) => tr!("field-amount-not-a-number"),
        FieldProblem::Amount(BadAmount::Ambiguous) => tr!("field-amount-ambiguous"),
        FieldProblem::Amount(BadAmount::NotPositive) => tr!("field-amount-not-positive"),
        FieldProblem::Amount(BadAmount::TooPrecise) => tr!("field-amount-too-precise"),
        FieldProblem::Amount(BadAmount::TooLarge) => tr!("field-amount-too-large"),
        FieldProblem::NotOffered => tr!("field-not-offered"),
        FieldProblem::WrongPassword => tr!("field-wrong-password"),
        FieldProblem::WrongCode => tr!("field-wrong-code"),
        FieldProblem::UsedCode => tr!("field-used-code"),
        FieldProblem::CodeNotNow => tr!("field-code-not-now"),
        FieldProblem::UsedRecoveryCode => tr!("field-used-recovery-code"),
        FieldProblem::NotAName => tr!("field-not-a-name"),
        FieldProblem::WeakPassword(why) => weak_text(*why),
        FieldProblem::NotTheSame => tr!("field-not-the-same"),
        FieldProblem::LastAdministrator => tr!("field-last-administrator"),
        FieldProblem::TooShort(least) => tr!("field-too-short", count = *least),
        FieldProblem::TooLong(most) => tr!("field-too-long", count = *most),
        FieldProblem::AboveBound(bound) => tr!("field-above-bound", bound = bound.to_string()),
        FieldProblem::NothingSelected => tr!("field-nothing-selected"),
        FieldProblem::TooMany(most) => {
            tr!("field-too-many", count = *most, n = format::count(u64::from(*most)))
        }
        FieldProblem::OverAgreed => tr!("field-over-agreed"),
        FieldProblem::FileTooLarge(megabytes) => tr!("field-file-too-large", megabytes = *megabytes),
        FieldProblem::NotText => tr!("field-not-text"),
        FieldProblem::NoColumn(name) => tr!("field-no-column", name = name.clone()),
        FieldProblem::ColumnTwice(name) => tr!("field-column-twice", name = name.clone()),
        FieldProblem::BadLine(line) => tr!("field-bad-line", line = *line),
        FieldProblem::CutNotConfirmed => tr!("field-cut-not-confirmed"),
        FieldProblem::Workbook(why) => workbook_text(why),
        FieldProblem::NotADay => tr!("field-not-a-day"),
    }
}

fn weak_text(why: WeakPassword) -> String {
    match why {
        WeakPassword::Common => tr!("field-weak-common"),
        WeakPassword::Name => tr!("field-weak-name"),
        WeakPassword::Pattern => tr!("field-weak-pattern"),
        WeakPassword::Word => tr!("field-weak-word"),
        WeakPassword::Short => tr!("field-weak-short"),
    }
}

fn workbook_text(why: &BadWorkbook) -> String {
    match why {
        BadWorkbook::Unreadable => tr!("field-workbook-unreadable"),
        BadWorkbook::OldFormat => tr!("field-workbook-old"),
        BadWorkbook::TooLarge => tr!("field-workbook-large"),
        BadWorkbook::SeveralSheets(count) => tr!("field-workbook-sheets", count = *count),
        BadWorkbook::Merged(cell) => tr!("field-workbook-merged", cell = cell.clone()),
    }
}

/// Hint and error below a field, and their ids for `aria-describedby`.
pub(super) struct Messages {
    pub(super) described_by: Option<String>,
    pub(super) view: AnyView,
}

pub(super) fn messages(id: &str, hint: Option<String>, problem: Option<&FieldProblem>) -> Messages {
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
    Messages {
        described_by: (!ids.is_empty()).then(|| ids.join(" ")),
        view: view! { <>{problem} {hint}</> }.into_any(),
    }
}

/// A text field.
#[component]
pub fn TextField(
    field: FieldState,
    #[prop(into)] label: String,
    /// Shown below the field.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    /// The `autocomplete` attribute.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Currency or unit before the value; makes the field an amount.
    #[prop(optional_no_strip, into)]
    unit: Option<String>,
    /// A textarea.
    #[prop(optional)]
    lines: bool,
    /// Id of a `datalist` with values to choose from.
    #[prop(optional)]
    list: Option<&'static str>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let (id, name, most) = (field.id(), field.field.name, field.field.max.to_string());
    let messages = messages(&id, hint, field.problem.as_ref());
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
                aria-describedby=messages.described_by
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
                list=list
                autofocus=field.focus
                autocomplete=autocomplete
                aria-invalid=invalid
                aria-describedby=messages.described_by
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
            {messages.view}
        </div>
    }
    .into_any()
}

/// A file upload. Browsers do not fill it in again after an error.
#[component]
pub fn FileField(
    /// The form has to post `multipart/form-data`.
    field: FieldState,
    #[prop(into)] label: String,
    /// The `accept` attribute, such as `.csv,text/csv`.
    accept: &'static str,
    /// Shown below the field.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
) -> impl IntoView {
    let id = field.id();
    let messages = messages(&id, hint, field.problem.as_ref());
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
                aria-describedby=messages.described_by
            />
            {messages.view}
        </div>
    }
    .into_any()
}

/// One option of a [`ChoiceField`].
#[derive(Clone, Debug)]
pub struct ChoiceOption {
    /// The value sent.
    pub value: &'static str,
    pub label: String,
    /// Explains the option.
    pub hint: Option<String>,
}

/// Radio buttons, each with an explanation.
#[component]
pub fn ChoiceField(
    /// Its value selects the option.
    field: FieldState,
    #[prop(into)] label: String,
    /// The options.
    options: Vec<ChoiceOption>,
) -> impl IntoView {
    let messages = messages(&field.id(), None, field.problem.as_ref());
    let invalid = field.problem.is_some().then_some("true");
    let (name, value, focus) = (field.field.name, field.value, field.focus);
    let chosen = options.iter().position(|option| option.value == value).unwrap_or_default();
    let option = move |(index, option): (usize, ChoiceOption)| {
        let checked = value == option.value;
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=name
                    value=option.value
                    checked=checked
                    autofocus=focus && index == chosen
                />
                <span>{option.label}</span>
                {option.hint.map(|hint| view! { <span class="hint">{hint}</span> })}
            </label>
        }
    };
    view! {
        // `aria-invalid` is allowed on a radiogroup but not on a plain fieldset.
        <fieldset class="field" role="radiogroup" aria-invalid=invalid aria-describedby=messages.described_by>
            <legend>{label}</legend>
            <div>{options.into_iter().enumerate().map(option).collect_view()}</div>
            {messages.view}
        </fieldset>
    }
    .into_any()
}

/// A checkbox; sends `yes` or nothing.
#[component]
pub fn CheckField(
    /// Checked when its value is `yes`.
    field: FieldState,
    #[prop(into)] label: String,
    /// Shown below the checkbox.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
) -> impl IntoView {
    let messages = messages(&field.id(), None, field.problem.as_ref());
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
                aria-describedby=messages.described_by
            />
            <span>{label}</span>
            {hint.map(|hint| view! { <span class="hint">{hint}</span> })}
        </label>
        {messages.view}
    }
    .into_any()
}
