//! The html shell and the list of routes.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

/// The html around every page.
pub fn shell(_options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang=crate::api::session::language().tag()>
            <head>
                <meta charset="utf-8" />
                <title>{crate::tr!("app-name")}</title>
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Every route.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=|| view! { <h1>"404"</h1> }>
                <Route path=path!("/") view=|| view! { <h1>{crate::tr!("app-name")}</h1> } ssr=SsrMode::Async />
                <Route path=path!("/sign-in") view=SignIn ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

#[component]
fn SignIn() -> impl IntoView {
    let failed = crate::api::session::flash("sign-in").and_then(|flash| flash.error);
    view! {
        <h1>{crate::tr!("app-name")}</h1>
        {failed.map(|error| view! { <p role="alert">{error.to_string()}</p> })}
        <form method="post" action="/api/sign_in">
            <input name="name" />
            <input name="password" type="password" />
            <input name="next" type="hidden" value="/" />
            <button>"→"</button>
        </form>
    }
}
