//! Users, what their roles may do, and invitations.

use leptos::prelude::*;
use model::error::AppError;
use model::forms::Posted;
use model::forms::users::{
    AcceptInvitationForm, ChangeRightForm, ChangeRoleForm, EndUserSessionsForm, InviteUserForm,
    RemoveSecondFactorForm, RenewInvitationForm, SwitchOffUserForm, SwitchOnUserForm,
};
use model::ids::UserId;
use model::sessions::UserSession;
use model::views::{InvitationView, RightsView, UserRow, UserView};

page_data! {
    /// Every user.
    fn users() -> Vec<UserRow> {
        let (desk, ctx) = super::reply::caller()?;
        super::reply::respond(&ctx, crate::server::service::users::changes::list(&desk, &ctx).await)
    }
}

page_data! {
    /// One user, with the whole link of an invitation that this browser has just made.
    fn user(id: UserId) -> UserView {
        use super::reply;
        let (desk, ctx) = reply::caller()?;
        let kept = reply::kept_link();
        let shown = crate::server::service::users::changes::show(&desk, &ctx, &id, kept.as_deref()).await;
        let view = reply::respond(&ctx, shown)?;
        let origin = reply::origin().unwrap_or_default();
        let link = view.link.map(|token| format!("{origin}{}", crate::paths::invitation(&token)));
        Ok(UserView { link, ..view })
    }
}

page_data! {
    /// What roles may do other than by default.
    fn rights() -> RightsView {
        let (desk, ctx) = super::reply::caller()?;
        super::reply::respond(&ctx, crate::server::service::users::rights::show(&desk, &ctx).await)
    }
}

page_data! {
    /// The caller's own sessions.
    fn own_sessions() -> Vec<UserSession> {
        let (desk, ctx) = super::reply::caller()?;
        let present = super::reply::present_session();
        let found = crate::server::service::users::own::sessions(&desk, &ctx, present.as_deref()).await;
        super::reply::respond(&ctx, found)
    }
}

page_data! {
    /// The invitation of a link, for a visitor who has the link.
    fn invitation(token: String) -> InvitationView {
        let (desk, visitor) = (super::reply::desk()?, super::reply::visitor()?);
        let found = crate::server::service::users::invitations::show(&desk, &token).await;
        super::reply::respond_to(&visitor.request, found)
    }
}

/// Sets the password of who was invited and lets them in. On a refusal the page of the invitation is shown
/// again.
#[server(prefix = "/api", endpoint = "accept_invitation")]
pub async fn accept_invitation(
    #[server(flatten)] posted: Posted<AcceptInvitationForm>,
) -> Result<(), AppError> {
    use super::reply;
    use crate::server::service::users::{Entered, invitations};
    use model::forms::Form;
    let (desk, visitor) = (reply::desk()?, reply::visitor()?);
    let form = posted.form;
    let done = match form.check_lengths() {
        Ok(()) => invitations::accept(&desk, &visitor, &form).await,
        Err(error) => Err(error.into()),
    };
    match reply::refuse_invitation(&form, &visitor.request, done)? {
        Entered::In(signed_in) => {
            reply::start_session(*signed_in).await?;
            reply::redirect(&crate::paths::overview());
        }
        Entered::Code(token) => super::second_factor::ask_for_code(&token),
    }
    Ok(())
}

/// Adds a user and makes the link by which they set a password. Redirects to the page of the user.
#[server(prefix = "/api", endpoint = "invite_user")]
pub async fn invite_user(#[server(flatten)] posted: Posted<InviteUserForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::users::invitations;
    use model::forms::{Form, Notice};
    reply::answer(posted, |desk, ctx, form| async move {
        let invited = invitations::invite(&desk, &ctx, &form).await?;
        reply::keep_link(&invited.token);
        let page = paths::user(&invited.user.id);
        let key = RenewInvitationForm::about(invited.user.id).key(&page);
        Ok(Next::There(page, key, Notice::Invited))
    })
    .await
}

/// Makes a new link for a user. Redirects to the page of the user.
#[server(prefix = "/api", endpoint = "renew_invitation")]
pub async fn renew_invitation(
    #[server(flatten)] posted: Posted<RenewInvitationForm>,
) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::users::invitations;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        let invited = invitations::renew(&desk, &ctx, &form.id, &form.password).await?;
        reply::keep_link(&invited.token);
        Ok(Next::Back(Notice::Invited))
    })
    .await
}

/// Gives a user another role. Redirects to the page of the user.
#[server(prefix = "/api", endpoint = "change_role")]
pub async fn change_role(#[server(flatten)] posted: Posted<ChangeRoleForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::users::changes;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        changes::change_role(&desk, &ctx, &form).await.map(|_| Next::Back(Notice::RoleChanged))
    })
    .await
}

/// Switches a user off. Redirects to the page of the user.
#[server(prefix = "/api", endpoint = "switch_off_user")]
pub async fn switch_off_user(#[server(flatten)] posted: Posted<SwitchOffUserForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::users::changes;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        let ended = changes::switch_off(&desk, &ctx, &form.id, &form.password).await?;
        Ok(Next::Back(Notice::SwitchedOff(ended.jobs)))
    })
    .await
}

/// Switches a user on again. Redirects to the page of the user.
#[server(prefix = "/api", endpoint = "switch_on_user")]
pub async fn switch_on_user(#[server(flatten)] posted: Posted<SwitchOnUserForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::users::changes;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        changes::switch_on(&desk, &ctx, &form.id, &form.password)
            .await
            .map(|_| Next::Back(Notice::SwitchedOn))
    })
    .await
}

/// Ends the sessions of a user. Redirects to the page of the user.
#[server(prefix = "/api", endpoint = "end_user_sessions")]
pub async fn end_user_sessions(
    #[server(flatten)] posted: Posted<EndUserSessionsForm>,
) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::users::changes;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        let ended = changes::end_sessions(&desk, &ctx, &form.id, &form.password).await?;
        Ok(Next::Back(Notice::SessionsEnded(ended)))
    })
    .await
}

/// Takes the second factor of a user away. Redirects to the page of the user.
#[server(prefix = "/api", endpoint = "remove_second_factor")]
pub async fn remove_second_factor(
    #[server(flatten)] posted: Posted<RemoveSecondFactorForm>,
) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::users::changes;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        changes::remove_second_factor(&desk, &ctx, &form.id, &form.password).await?;
        Ok(Next::Back(Notice::SecondFactorOff))
    })
    .await
}

/// Gives a role a permission, or takes it away. Redirects to the page about rights.
#[server(prefix = "/api", endpoint = "change_right")]
pub async fn change_right(#[server(flatten)] posted: Posted<ChangeRightForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::users::rights;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        rights::change(&desk, &ctx, &form).await.map(|()| Next::Back(Notice::RightChanged))
    })
    .await
}
