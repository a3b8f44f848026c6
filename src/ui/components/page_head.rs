//! The top of a page: where one is, what state it is in, and the one thing to do.

use crate::escape::escaped;
use crate::tr;
use crate::ui::components::FormNotice;
use leptos::prelude::*;
use leptos_meta::Title;
use model::forms::FormKey;

/// Heading of a page. The heading says the state ("12 budgets over 90 %") and becomes the
/// window's title; the children are what stands below it: freshness, ids, badges.
#[component]
pub fn PageHead(
    /// The heading.
    #[prop(into)]
    title: String,
    /// The way here, where the address is deep: label and link.
    #[prop(optional)]
    crumbs: Vec<(String, String)>,
    /// Buttons, the primary one last.
    #[prop(optional, into)]
    actions: ViewFn,
    /// Forms whose notice is shown above the heading, each with its subject.
    #[prop(optional)]
    forms: Vec<FormKey>,
    /// What stands below the heading.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let actions = actions.run();
    let crumbs = (!crumbs.is_empty()).then(|| view! { <Crumbs crumbs=crumbs /> });
    // The only title there is: leptos writes it into the page as it is.
    let whole = escaped(&format!("{title} \u{b7} {}", tr!("app-name")));
    let under = children.map(|children| view! { <div class="under">{children()}</div> });
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

/// A part of a page under a heading on a hairline.
#[component]
pub fn Section(
    /// The heading.
    #[prop(into)]
    title: String,
    /// For links and `aria-labelledby`.
    id: &'static str,
    /// What stands beside the heading, muted: a sum, an age.
    #[prop(optional, into)]
    beside: ViewFn,
    /// Label and link of everything of this kind.
    #[prop(optional)]
    more: Option<(String, String)>,
    /// The content.
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
