//! Forms that post to server functions. Each works without script; with script the button that
//! was pressed is held until the answer comes, so that nothing is sent twice.

use crate::model::form::Flash;
use crate::ui::components::ErrorPanel;
use leptos::prelude::*;

/// Values that were filled into a form's fields before, and what was wrong with them.
#[derive(Clone, Debug, Default)]
pub struct Typed(Option<Flash>);

impl Typed {
    /// What the form left behind on its way back here.
    pub fn of(form: &str) -> Self {
        Self(crate::api::session::flash(form))
    }

    /// What was typed, else what stands.
    pub fn value(&self, field: &str, otherwise: impl Into<String>) -> String {
        let typed = self.0.as_ref().and_then(|flash| flash.value(field));
        typed.map_or_else(|| otherwise.into(), str::to_owned)
    }

    /// Whether this value was chosen, of a field that takes several.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.0.as_ref().is_some_and(|flash| flash.has(field, value))
    }

    /// What is wrong with a field.
    pub fn problem(&self, field: &str) -> Option<crate::model::error::FieldProblem> {
        self.0.as_ref().and_then(|flash| flash.problem(field)).cloned()
    }

    /// True when the form came back with an error, so that a dialog around it stays open.
    pub fn failed(&self) -> bool {
        self.0.as_ref().is_some_and(|flash| flash.error.is_some())
    }

    /// What was wrong, for a page that no longer draws the form: what could be done when it was
    /// filled in cannot be done any more.
    pub fn into_error(self) -> Option<crate::model::error::AppError> {
        self.0.and_then(|flash| flash.error)
    }
}

/// A form that posts. What went wrong with it as a whole is shown above its fields.
#[component]
pub fn PostForm(
    /// Its id, the name by which it leaves a trace.
    id: &'static str,
    /// Address of the server function.
    #[prop(into)]
    action: String,
    /// Pairs that are sent without being shown.
    #[prop(optional)]
    hidden: Vec<(&'static str, String)>,
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
    let error = if silent { None } else { crate::api::session::flash(id).and_then(|flash| flash.error) };
    let hidden =
        hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <form
            class=class
            id=id
            method="post"
            action=action
            enctype=with_file.then_some("multipart/form-data")
            data-once
        >
            {hidden.collect_view()}
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
