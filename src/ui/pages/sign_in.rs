//! The door.

use crate::api::session::SignIn;
use crate::tr;
use crate::ui::components::{Icon, LinkButton, PageHead, PostForm, Submit, Symbol, TextField, Typed, Weight};
use crate::ui::{self, load, paths};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Name and password, and where to go afterwards.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = load::pairs().whole("next").unwrap_or_default();
    match ui::viewer().me {
        Some(me) => view! {
            <PageHead title=tr!("sign-in-already", name = me.name) />
            <div class="empty">
                <div class="actions">
                    <LinkButton href=paths::inside(&next) label=tr!("sign-in-go-on") primary=true />
                </div>
            </div>
        }
        .into_any(),
        None => view! { <SignInView next=next /> }.into_any(),
    }
}

/// The form.
#[component]
pub fn SignInView(
    /// Path of this desk to come back to; empty for the overview.
    next: String,
) -> impl IntoView {
    let typed = Typed::of("sign-in");
    view! {
        <div class="door-sheet">
            <p class="door-brand">
                <Symbol icon=Icon::Brand />
                {tr!("app-name")}
            </p>
            <PageHead title=tr!("sign-in-title") forms=vec!["sign-out"] />
            <PostForm id="sign-in" action=SignIn::url() hidden=vec![("next", paths::inside(&next))]>
                <TextField
                    form="sign-in"
                    name="name"
                    label=tr!("sign-in-name")
                    value=typed.value("name", "")
                    problem=typed.problem("name")
                    autocomplete="username"
                    required=true
                />
                <TextField
                    form="sign-in"
                    name="password"
                    kind="password"
                    label=tr!("sign-in-password")
                    problem=typed.problem("password")
                    autocomplete="current-password"
                    required=true
                />
                <Submit label=tr!("sign-in-submit") weight=Weight::Decision />
            </PostForm>
            <p class="door-note">{tr!("sign-in-note")}</p>
        </div>
    }
    .into_any()
}
