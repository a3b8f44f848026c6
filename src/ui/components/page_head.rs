//! The head of a page: breadcrumbs, heading, state, and buttons.

use crate::escape::escaped;
use crate::texts::isolated;
use crate::tr;
use crate::ui::components::{BesideList, FormNotice, PeekHead};
use leptos::prelude::*;
use leptos_meta::Title;
use model::forms::FormKey;

/// Heading of a page. It says the state ("12 budgets over 90 %") and is also the window's title.
/// The children are below it: age of the data, ids, badges.
#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    /// Breadcrumbs, where the page is nested: label and link.
    #[prop(optional)]
    crumbs: Vec<(String, String)>,
    /// Buttons, the main one last.
    #[prop(optional, into)]
    actions: ViewFn,
    /// Forms whose success notice is shown above the heading.
    #[prop(optional)]
    forms: Vec<FormKey>,
    /// Below the heading.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let actions = actions.run();
    let crumbs = (!crumbs.is_empty()).then(|| view! { <Crumbs crumbs=crumbs /> });
    // The only `Title`: leptos_meta does not escape its text, so it is escaped here.
    let whole = escaped(&format!("{} \u{b7} {}", isolated(title.as_str().into()), tr!("app-name")));
    let under = children.map(|children| view! { <div class="under">{children()}</div> });
    if let Some(beside) = use_context::<BesideList>() {
        return view! {
            {forms.into_iter().map(|form| view! { <FormNotice form=form /> }).collect_view()}
            <header class="page-head">
                <PeekHead beside=beside title=title /> {under} <div class="actions">{actions}</div>
            </header>
        }
        .into_any();
    }
    view! {
        <Title text=whole />
        {forms.into_iter().map(|form| view! { <FormNotice form=form /> }).collect_view()}
        <header class="page-head">
            {crumbs} <h1>{title}</h1> {under} <div class="actions">{actions}</div>
        </header>
    }
    .into_any()
}

#[component]
fn Crumbs(crumbs: Vec<(String, String)>) -> impl IntoView {
    let crumb = |(label, href): (String, String)| {
        view! {
            <li>
                <a href=href>{label}</a>
            </li>
        }
    };
    view! {
        <nav class="crumbs" aria-label=tr!("ui-crumbs")>
            <ol>{crumbs.into_iter().map(crumb).collect_view()}</ol>
        </nav>
    }
    .into_any()
}

/// A section of a page, with a heading.
#[component]
pub fn Section(
    #[prop(into)] title: String,
    /// Anchor for links and `aria-labelledby`.
    id: &'static str,
    /// Muted, next to the heading: a sum or an age.
    #[prop(optional, into)]
    beside: ViewFn,
    /// Label and link of the complete list.
    #[prop(optional)]
    more: Option<(String, String)>,
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-heading");
    let labelled = heading.clone();
    let more = more.map(|(label, href)| {
        view! {
            <a class="more small" href=href>
                {label}
            </a>
        }
    });
    view! {
        <section class="section" id=id aria-labelledby=labelled>
            <div class="section-head">
                <h2 id=heading>{title}</h2>
                <span class="small muted">{beside.run()}</span>
                {more}
            </div>
            {children()}
        </section>
    }
    .into_any()
}
