//! Links by which a user sets a password, once: for a new user, and for one who lost the password.
//!
//! A link holds 256 random bits in its query. The log of requests has paths without queries, the referrer
//! goes to this desk alone, no cache keeps the page, and opening it changes nothing: only the form on it does,
//! once. The part after `#` would stay in the browser, but takes a script to be read. The database has a hash.

use super::admit::{admitted, facts_of, mark, token_hash};
use super::own::same_twice;
use super::second_step::{self, Leading};
use super::sign_in::Entered;
use super::step_up::password_again;
use super::{check_name, hash, store, strength};
use crate::server::ctx::{Ctx, Visitor};
use crate::server::service::Result;
use crate::server::service::audit;
use crate::server::state::Desk;
use crate::server::store::Invitation;
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::forms::users::{AcceptInvitationForm, InviteUserForm};
use model::ids::UserId;
use model::time::plus_days;
use model::users::{Me, Permission, Role, User};
use model::views::{InvitationState, InvitationView};

/// Days that a link is good for.
const DAYS: i64 = 3;

/// A link that was just made. Nobody can read it again.
pub struct Invited {
    /// For whom.
    pub user: User,
    /// What the link holds.
    pub token: String,
}

/// Adds a user, and makes the link by which they set a password.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::Invalid`] for a name as [`super::add`] has it, or a role that is none;
/// those of [`password_again`].
pub async fn invite(desk: &Desk, ctx: &Ctx, form: &InviteUserForm) -> Result<Invited> {
    ctx.allow(Permission::Administer)?;
    let name = form.name.trim();
    check_name(name)?;
    let role = Role::from_code(&form.role)
        .ok_or_else(|| AppError::field(InviteUserForm::ROLE.name, FieldProblem::NotOffered))?;
    password_again(desk, ctx, &form.password, name).await?;
    let facts = vec![("role".to_owned(), role.code().to_owned())];
    let user = audit::around(desk, ctx, AuditAction::AddUser, None, Some(name), facts, async {
        store(desk, name, role, "").await
    })
    .await?;
    make(desk, ctx, user).await
}

/// Makes a new link for a user; an earlier one counts no more. The present password stays until the link is
/// used.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`]; those of [`password_again`].
pub async fn renew(desk: &Desk, ctx: &Ctx, id: &UserId, password: &str) -> Result<Invited> {
    ctx.allow(Permission::Administer)?;
    let user = desk.store.user(id).await?.filter(|user| user.active).ok_or(AppError::NotFound)?;
    password_again(desk, ctx, password, &user.name).await?;
    make(desk, ctx, user).await
}

async fn make(desk: &Desk, ctx: &Ctx, user: User) -> Result<Invited> {
    let token = hex::encode(desk.ids.bytes::<32>());
    let at = desk.clock.now();
    let expires_at = plus_days(at, DAYS);
    let facts = vec![("until".to_owned(), expires_at.to_string())];
    audit::around(desk, ctx, AuditAction::InviteUser, None, Some(&user.name), facts, async {
        let (token_hash, made_by) = (&token_hash(&token), ctx.user());
        let invitation = Invitation { token_hash, user: &user.id, made_by, at, expires_at };
        if desk.store.invite(invitation).await? {
            return Ok(());
        }
        Err(AppError::NotAllowed(Permission::Administer).into())
    })
    .await?;
    Ok(Invited { user, token })
}

/// Whether a token is that of an invitation with this hash.
pub(super) fn is_of(token: &str, hash: &str) -> bool {
    token_hash(token) == hash
}

/// The invitation of a link, for a visitor who has the link.
///
/// # Errors
/// [`AppError::NotFound`] where there never was one, or it ended long ago.
pub async fn show(desk: &Desk, token: &str) -> Result<InvitationView> {
    let found = desk.store.invitation(&token_hash(token), desk.clock.now()).await?;
    Ok(found.ok_or(AppError::NotFound)?)
}

/// Sets the password of who was invited and lets them in; who has a second factor is asked for a code first. The link
/// is used up by it. The audit log has from where it was used and who had made it: an administrator who kept the link
/// could use it. What is refused is not audited: strangers could fill the log.
///
/// # Errors
/// [`AppError::NotFound`] where the link is not good; [`AppError::Invalid`] for a password that is refused, or
/// is not the same twice.
pub async fn accept(desk: &Desk, visitor: &Visitor, form: &AcceptInvitationForm) -> Result<Entered> {
    let invited = show(desk, &form.token).await?;
    if invited.state != InvitationState::Open {
        return Err(AppError::NotFound.into());
    }
    let user = desk.store.user(&invited.user).await?.ok_or(AppError::NotFound)?;
    let me = Me::of(user.clone());
    let ctx = Ctx::of_user(me.clone(), visitor.request.clone(), visitor.language);
    let field = AcceptInvitationForm::NEW_PASSWORD.name;
    // One at a time, like signing in: hashing takes time and memory.
    let _turn = desk.sign_ins.turn(true).await;
    strength::check(&ctx, field, &form.new_password, &me.name).await?;
    same_twice(&form.new_password, &form.again_password, AcceptInvitationForm::AGAIN_PASSWORD.name)?;
    let mut facts = facts_of(visitor);
    let maker = desk.store.invitation_maker(&token_hash(&form.token)).await?;
    facts.extend(maker.map(|name| ("link-by".to_owned(), name)));
    audit::around(desk, &ctx, AuditAction::AcceptInvitation, None, Some(&me.name), facts, async {
        let hashed = hash(desk, &ctx.request, &form.new_password).await?;
        if !desk.store.accept_invitation(&token_hash(&form.token), &hashed, desk.clock.now()).await? {
            return Err(AppError::NotFound.into());
        }
        if desk.store.second_factor(&user.id).await?.is_some() {
            let begun = second_step::begin(desk, visitor, &user, &hashed, Leading::default()).await;
            return Ok(Entered::Code(begun?));
        }
        let mark = mark(&hashed, false);
        Ok(Entered::In(Box::new(admitted(desk, visitor, me.clone(), mark).await?)))
    })
    .await
}
