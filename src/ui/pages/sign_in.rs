//! The sign-in page.

use crate::paths;
use crate::tr;
use crate::ui::components::{
    Caution, DoorSheet, Filled, LinkButton, PageHead, PostForm, Submit, TextField, Weight,
};
use crate::ui::load;
use leptos::prelude::*;
use model::forms::Unsent;
use model::forms::session::SignInForm;

/// Name and password, and where to go afterwards.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = load::pairs().whole("next").unwrap_or_default();
    match crate::context::viewer().me {
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
    /// Path on this desk to open after signing in; empty for the overview.
    next: String,
) -> impl IntoView {
    let (packed, unsent) = crate::context::unsent().unzip();
    let form = SignInForm {
        next: paths::inside(&next),
        unsent: packed.unwrap_or_default(),
        ..SignInForm::default()
    };
    let form = Filled::of(&form);
    let (name, password) = (form.field(SignInForm::NAME), form.field(SignInForm::PASSWORD));
    view! {
        <DoorSheet title=tr!("sign-in-title")>
            {unsent.map(|unsent| view! { <NotSent unsent=unsent /> })}
            <PostForm of=form>
                <TextField
                    field=name
                    label=tr!("sign-in-name")
                    autocomplete="username"
                    required=true
                />
                <TextField
                    field=password
                    label=tr!("sign-in-password")
                    autocomplete="current-password"
                    required=true
                />
                <Submit label=tr!("sign-in-submit") weight=Weight::Decision />
            </PostForm>
            <p class="door-note">{tr!("sign-in-note")}</p>
        </DoorSheet>
    }
    .into_any()
}

/// A form was posted after the session had ended: it was not sent, and what happens to it now.
#[component]
fn NotSent(unsent: Unsent) -> impl IntoView {
    let kept = if unsent.too_long { tr!("sign-in-not-sent-too-long") } else { tr!("sign-in-not-sent-kept") };
    view! {
        <div role="alert">
            <Caution>
                <h2>{tr!("sign-in-not-sent")}</h2>
                <p>{kept}</p>
                {unsent.had_file.then(|| view! { <p>{tr!("sign-in-not-sent-file")}</p> })}
            </Caution>
        </div>
    }
    .into_any()
}
