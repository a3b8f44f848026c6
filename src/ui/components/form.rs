//! Forms that post to server functions. Each works without script; with script the button that
//! was pressed is held until the answer comes, so that nothing is sent twice.

use crate::ui::components::ErrorPanel;
use leptos::prelude::*;
use model::error::{AppError, FieldProblem};
use model::forms::{BACK, Field, FieldKind, Form, FormKey, FormSpec, FormState};
use model::page::encode;
use std::sync::Arc;

/// A form on a page: what the page fills it with, and what it left behind when it came back here.
/// Whoever makes one shows it, because what a form left behind is shown once.
#[derive(Clone, Debug)]
pub struct Filled(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    spec: FormSpec,
    values: Vec<(String, String)>,
    state: Option<FormState>,
}

impl Filled {
    /// A form as the page fills it, with what the same form about the same subject left behind.
    pub fn of<F: Form>(form: &F) -> Self {
        let state = crate::context::form_state(&form_key(form));
        Self(Arc::new(Inner { spec: F::SPEC, values: form.values(), state }))
    }

    /// The same form where what it left behind belongs to another copy of it on this page.
    pub fn fresh<F: Form>(form: &F) -> Self {
        Self(Arc::new(Inner { spec: F::SPEC, values: form.values(), state: None }))
    }

    /// What was typed into a field, else what the page fills in.
    pub fn value(&self, field: Field) -> String {
        let typed = self.0.state.as_ref().and_then(|state| state.value(&field));
        let filled =
            || self.0.values.iter().find(|(name, _)| field.owns(name)).map(|(_, value)| value.as_str());
        typed.or_else(filled).unwrap_or_default().to_owned()
    }

    /// Whether this value was chosen, of a field that takes several.
    pub fn has(&self, field: Field, value: &str) -> bool {
        self.0.state.as_ref().is_some_and(|state| state.has(&field, value))
    }

    /// What is wrong with a field.
    pub fn problem(&self, field: Field) -> Option<FieldProblem> {
        self.0.state.as_ref().and_then(|state| state.problem(&field)).cloned()
    }

    /// True when the form came back with an error, so that a dialog around it stays open.
    pub fn failed(&self) -> bool {
        self.0.state.as_ref().is_some_and(|state| state.error.is_some())
    }

    /// What was wrong.
    pub fn error(&self) -> Option<AppError> {
        self.0.state.as_ref().and_then(|state| state.error.clone())
    }

    /// What was wrong with the form as a whole: what is wrong with a field stands beside it.
    pub fn whole_error(&self) -> Option<AppError> {
        self.error().filter(|error| !matches!(error, AppError::Invalid(_)))
    }

    /// A field to be shown.
    pub fn field(&self, field: Field) -> FieldState {
        FieldState {
            form: self.0.spec.name,
            field,
            value: self.value(field),
            problem: self.problem(field),
            focus: self.first_wrong().is_some_and(|first| first.name == field.name),
        }
    }

    /// The first field of the page that is wrong: it takes the focus.
    fn first_wrong(&self) -> Option<&'static Field> {
        let wrong = |field: &&Field| self.problem(**field).is_some();
        self.0.spec.fields.iter().filter(|field| field.kind != FieldKind::Hidden).find(wrong)
    }

    /// What is sent without being shown.
    fn hidden(&self) -> Vec<(String, String)> {
        let is_hidden = |(name, _): &&(String, String)| {
            self.0.spec.field(name).is_some_and(|field| field.kind == FieldKind::Hidden)
        };
        self.0.values.iter().filter(is_hidden).cloned().collect()
    }
}

/// Under which what a form on this page leaves behind is kept.
pub fn form_key<F: Form>(form: &F) -> FormKey {
    form.key(&crate::context::viewer().here)
}

/// The address of a form whose fields stand in another form, for the button that posts it: with
/// the way back, which that other form must not send.
pub fn post_address<F: Form>() -> String {
    format!("{}?{BACK}={}", F::SPEC.action, encode(&crate::context::viewer().here))
}

/// One field of a form on a page.
#[derive(Clone, Debug)]
pub struct FieldState {
    /// The form's name, so that ids are unique on the page.
    pub form: &'static str,
    /// Which field.
    pub field: Field,
    /// What was typed, or what the page fills in.
    pub value: String,
    /// What is wrong with it.
    pub problem: Option<FieldProblem>,
    /// Whether it takes the focus when the page comes.
    pub focus: bool,
}

impl FieldState {
    /// The id of its control.
    pub fn id(&self) -> String {
        format!("{}-{}", self.form, self.field.name)
    }
}

/// A form that posts. Its hidden fields and the way back here go with it. What went wrong with it
/// as a whole is shown above its fields.
#[component]
pub fn PostForm(
    /// The form.
    of: Filled,
    /// Its id, where several copies of it stand on the page.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Class; `form` stacks fields.
    #[prop(default = "form")]
    class: &'static str,
    /// Whether it hands in a file.
    #[prop(optional)]
    with_file: bool,
    /// Left out where the page shows the error itself.
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
            id=id.unwrap_or(of.0.spec.name)
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

/// How much a button weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// One of several.
    #[default]
    Plain,
    /// The one to press.
    Primary,
    /// The one to press where money leaves: larger.
    Decision,
    /// It takes something away.
    Danger,
    /// Rarely pressed.
    Quiet,
}

impl Weight {
    /// The class in the style sheet.
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

/// The button of a form: a verb, and the amount where money moves.
#[component]
pub fn Submit(
    /// What it does.
    #[prop(into)]
    label: String,
    /// How much it weighs.
    #[prop(optional)]
    weight: Weight,
    /// Name and value it sends, where a form has several buttons.
    #[prop(optional)]
    pair: Option<(&'static str, String)>,
    /// Why it cannot be pressed.
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
