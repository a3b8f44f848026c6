//! Where who was invited sets a password. Nobody has to be signed in.

use crate::paths;
use crate::tr;
use crate::ui::components::{DoorSheet, Filled, LinkButton, PostForm, Submit, Weight};
use crate::ui::format;
use crate::ui::frame::role_text;
use crate::ui::load::{self, answer_with};
use crate::ui::pages::settings::NewPassword;
use leptos::prelude::*;
use model::error::AppError;
use model::forms::users::AcceptInvitationForm;
use model::views::{InvitationState, InvitationView};

/// `/invitation?token=…`
#[component]
pub fn InvitationPage() -> impl IntoView {
    let token = load::pairs().whole("token").unwrap_or_default();
    let asked = token.clone();
    Suspend::new(async move {
        match crate::api::users::invitation(asked).await {
            Ok(found) if found.state == InvitationState::Open => {
                view! { <AcceptView token=token invitation=found /> }.into_any()
            }
            Ok(found) => {
                answer_with(410);
                view! { <ClosedView why=closed_text(&found) /> }.into_any()
            }
            Err(AppError::NotFound) => {
                answer_with(404);
                view! { <ClosedView why=tr!("invitation-unknown") /> }.into_any()
            }
            Err(error) => {
                answer_with(error.status());
                view! { <crate::ui::components::ErrorPage error=error /> }.into_any()
            }
        }
    })
}

fn closed_text(invitation: &InvitationView) -> String {
    match invitation.state {
        InvitationState::Used => tr!("invitation-used"),
        InvitationState::Replaced => tr!("invitation-replaced"),
        InvitationState::SwitchedOff => tr!("invitation-off"),
        InvitationState::Expired | InvitationState::Open => {
            tr!("invitation-expired", at = format::instant(invitation.expires_at))
        }
    }
}

/// The form.
#[component]
pub fn AcceptView(token: String, invitation: InvitationView) -> impl IntoView {
    let form = Filled::of(&AcceptInvitationForm { token, ..AcceptInvitationForm::default() });
    let new = form.field(AcceptInvitationForm::NEW_PASSWORD);
    let again = form.field(AcceptInvitationForm::AGAIN_PASSWORD);
    let other = crate::context::viewer().me.filter(|me| me.id != invitation.user);
    view! {
        <DoorSheet title=tr!("invitation-title")>
            <p>
                {tr!(
                    "invitation-for",
                    name = invitation.name.clone(),
                    role = role_text(invitation.role)
                )}
            </p>
            {other.map(|me| view! { <p>{tr!("invitation-other", name = me.name)}</p> })}
            <PostForm of=form>
                // For password managers: whose password it is.
                <input
                    type="text"
                    class="sr-only"
                    autocomplete="username"
                    value=invitation.name
                    readonly=true
                    tabindex="-1"
                    aria-hidden="true"
                />
                <NewPassword new=new again=again />
                <Submit label=tr!("invitation-accept") weight=Weight::Decision />
            </PostForm>
            <p class="door-note">
                {tr!("invitation-until", at = format::instant(invitation.expires_at))}
            </p>
        </DoorSheet>
    }
    .into_any()
}

/// The link is not good any more, and why.
#[component]
pub fn ClosedView(why: String) -> impl IntoView {
    view! {
        <DoorSheet title=tr!("invitation-closed")>
            <p role="alert">{why}</p>
            <p>{tr!("invitation-ask")}</p>
            <div class="actions settings-form">
                <LinkButton href=paths::sign_in() label=tr!("sign-in-title") />
            </div>
        </DoorSheet>
    }
    .into_any()
}
