//! Forms that post to server functions. They work without script. With script the pressed button is
//! blocked until the answer arrives, so that the form is not sent twice.

use crate::ui::components::ErrorPanel;
use leptos::prelude::*;
use model::error::{AppError, FieldProblem};
use model::forms::{BACK, Field, FieldKind, Form, FormKey, FormSpec, FormState};
use model::page::encode;
use std::sync::Arc;

/// A form to render: its default values and, after an error, the values and errors of its last
/// submission. The saved submission is consumed when this is created, so create it only to render
/// it.
#[derive(Clone, Debug)]
pub struct Filled(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    spec: FormSpec,
    values: Vec<(String, String)>,
    state: Option<FormState>,
}

impl Filled {
    /// The form with its defaults and its saved submission, if there is one for the same subject.
    pub fn of<F: Form>(form: &F) -> Self {
        let state = crate::context::form_state(&form_key(form));
        Self(Arc::new(Inner { spec: F::SPEC, values: form.values(), state }))
    }

    /// The form with its defaults only, for a second copy on a page where the saved submission
    /// belongs to another copy.
    pub fn fresh<F: Form>(form: &F) -> Self {
        Self(Arc::new(Inner { spec: F::SPEC, values: form.values(), state: None }))
    }

    /// The submitted value of a field, or the default.
    pub fn value(&self, field: Field) -> String {
        let typed = self.0.state.as_ref().and_then(|state| state.value(&field));
        let filled =
            || self.0.values.iter().find(|(name, _)| field.owns(name)).map(|(_, value)| value.as_str());
        typed.or_else(filled).unwrap_or_default().to_owned()
    }

    /// Whether a value is selected in a field that takes several.
    pub fn has(&self, field: Field, value: &str) -> bool {
        self.0.state.as_ref().is_some_and(|state| state.has(&field, value))
    }

    /// The error of a field.
    pub fn problem(&self, field: Field) -> Option<FieldProblem> {
        self.0.state.as_ref().and_then(|state| state.problem(&field)).cloned()
    }

    /// True when the form was refused, so that the dialog around it opens.
    pub fn failed(&self) -> bool {
        self.0.state.as_ref().is_some_and(|state| state.error.is_some())
    }

    /// Why the form was refused.
    pub fn error(&self) -> Option<AppError> {
        self.0.state.as_ref().and_then(|state| state.error.clone())
    }

    /// The error that does not belong to a single field. Field errors are shown next to their
    /// fields.
    pub fn whole_error(&self) -> Option<AppError> {
        self.error().filter(|error| !matches!(error, AppError::Invalid(_)))
    }

    /// The state to render a field with.
    pub fn field(&self, field: Field) -> FieldState {
        FieldState {
            form: self.0.spec.name,
            field,
            value: self.value(field),
            problem: self.problem(field),
            focus: self.first_wrong().is_some_and(|first| first.name == field.name),
        }
    }

    /// The first field with an error: it gets the focus.
    fn first_wrong(&self) -> Option<&'static Field> {
        let wrong = |field: &&Field| self.problem(**field).is_some();
        self.0.spec.fields.iter().filter(|field| field.kind != FieldKind::Hidden).find(wrong)
    }

    /// Names and values of the hidden inputs.
    fn hidden(&self) -> Vec<(String, String)> {
        let is_hidden = |(name, _): &&(String, String)| {
            self.0.spec.field(name).is_some_and(|field| field.kind == FieldKind::Hidden)
        };
        self.0.values.iter().filter(is_hidden).cloned().collect()
    }
}

/// The key under which the session stores the submission of this form.
pub fn form_key<F: Form>(form: &F) -> FormKey {
    form.key(&crate::context::viewer().here)
}

/// The address for `formaction` of a button that posts the fields of another form to this one. It
/// includes the way back, because the other form must not send it.
pub fn post_address<F: Form>() -> String {
    format!("{}?{BACK}={}", F::SPEC.action, encode(&crate::context::viewer().here))
}

/// State of one field.
#[derive(Clone, Debug)]
pub struct FieldState {
    /// Name of the form, which makes ids unique on the page.
    pub form: &'static str,
    /// Which field.
    pub field: Field,
    /// What was typed, or what the page fills in.
    pub value: String,
    /// The error to show.
    pub problem: Option<FieldProblem>,
    /// Whether it gets the focus when the page loads.
    pub focus: bool,
}

impl FieldState {
    /// Id of the input.
    pub fn id(&self) -> String {
        format!("{}-{}", self.form, self.field.name)
    }
}

/// A form that posts. It adds the hidden fields and the address to return to, and shows an error of
/// the whole form above the fields.
#[component]
pub fn PostForm(
    of: Filled,
    /// Id of the element, where several copies are on the page.
    #[prop(optional, into)]
    id: Option<String>,
    /// CSS class; `form` stacks the fields.
    #[prop(default = "form")]
    class: &'static str,
    /// Posts `multipart/form-data`.
    #[prop(optional)]
    with_file: bool,
    /// Set where the page shows the error itself.
    #[prop(optional)]
    silent: bool,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    let error = if silent { None } else { of.error() };
    let hidden = of.hidden().into_iter().chain([(BACK.to_owned(), crate::context::viewer().here)]);
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let hidden = hidden.collect_view();
    view! {
        <form
            class=class
            id=id.unwrap_or_else(|| of.0.spec.name.to_owned())
            method="post"
            action=of.0.spec.action
            enctype=with_file.then_some("multipart/form-data")
            data-once
        >
            {hidden}
            {error.map(|error| view! { <ErrorPanel error=error /> })}
            {children()}
        </form>
    }
    .into_any()
}

/// Visual weight of a button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// One of several.
    #[default]
    Plain,
    /// The main button.
    Primary,
    /// The main button where money is spent: larger.
    Decision,
    /// Deletes or revokes something.
    Danger,
    /// Rarely pressed.
    Quiet,
}

impl Weight {
    /// The CSS class.
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button primary",
            Self::Decision => "button primary tall",
            Self::Danger => "button danger",
            Self::Quiet => "button quiet",
        }
    }
}

/// The submit button of a form. Its label is a verb, with the amount where money is spent.
#[component]
pub fn Submit(
    #[prop(into)] label: String,
    #[prop(optional)] weight: Weight,
    /// Name and value that it sends, where a form has several buttons.
    #[prop(optional)]
    pair: Option<(&'static str, String)>,
    /// Why it is disabled.
    #[prop(optional_no_strip, into)]
    refused: Option<String>,
) -> impl IntoView {
    let (name, value) = pair.unzip();
    let disabled = refused.is_some();
    view! {
        <button type="submit" class=weight.class() name=name value=value disabled=disabled>
            {label}
        </button>
        {refused.map(|why| view! { <span class="why">{why}</span> })}
    }
    .into_any()
}
