//! The second step of signing in, for who has a second factor.

use crate::paths;
use crate::tr;
use crate::ui::components::{CodeField, DoorSheet, ErrorPage, Filled, LinkButton, PostForm, Submit, Weight};
use crate::ui::load::answer_with;
use leptos::prelude::*;
use model::error::AppError;
use model::forms::second_factor::SignInCodeForm;

/// `/sign-in/code`
#[component]
pub fn SignInCodePage() -> impl IntoView {
    Suspend::new(async move {
        match crate::api::second_factor::pending_sign_in().await {
            Ok(pending) => view! { <CodeView name=pending.name /> }.into_any(),
            Err(AppError::NotFound) => {
                answer_with(410);
                view! { <OverView /> }.into_any()
            }
            Err(error) => {
                answer_with(error.status());
                view! { <ErrorPage error=error /> }.into_any()
            }
        }
    })
}

/// The form.
#[component]
pub fn CodeView(name: String) -> impl IntoView {
    let form = Filled::of(&SignInCodeForm::default());
    let code = form.field(SignInCodeForm::CODE);
    // What is wrong with the code is said beside it.
    let silent = form.whole_error().is_none();
    view! {
        <DoorSheet title=tr!("factor-title")>
            <p class="settings-form">{tr!("sign-in-code-for", name = name)}</p>
            <PostForm of=form silent=silent>
                <CodeField field=code hint=Some(tr!("factor-code-hint")) focus=true />
                <Submit label=tr!("sign-in-submit") weight=Weight::Decision />
            </PostForm>
            <p class="door-note">
                {tr!("sign-in-code-lost")} " "
                <a href=paths::sign_in()>{tr!("sign-in-again")}</a>
            </p>
        </DoorSheet>
    }
    .into_any()
}

/// The sign-in does not wait any more.
#[component]
pub fn OverView() -> impl IntoView {
    view! {
        <DoorSheet title=tr!("sign-in-over")>
            <p role="alert">{tr!("sign-in-over-why")}</p>
            <div class="actions settings-form">
                <LinkButton href=paths::sign_in() label=tr!("sign-in-again") primary=true />
            </div>
        </DoorSheet>
    }
    .into_any()
}
