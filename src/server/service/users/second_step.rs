//! The second step of signing in. After a right password the sign-in waits on the server, for the browser that
//! began it, until a code ends it or its time is over; until then there is no session.

use super::admit::{SignedIn, admitted, facts_of, known_browser, present_mark, token_hash};
use super::step_up::{BadCode, by, proof};
use super::throttle::Counts;
use crate::server::ctx::{Ctx, Visitor};
use crate::server::service::Result;
use crate::server::service::audit::{self, Verdict};
use crate::server::state::Desk;
use crate::server::store::{PendingSignIn, Proof, SecondFactor, SecondStep};
use model::audit::{AuditAction, AuditOutcome};
use model::error::{AppError, FieldProblem};
use model::forms::second_factor::SignInCodeForm;
use model::second_factor::PendingView;
use model::time::Timestamp;
use model::users::{Me, User};
use std::time::Duration;

/// How long a sign-in waits for its code.
pub const WAIT: Duration = Duration::from_secs(5 * 60);

/// How long one is kept after that.
const KEPT: Duration = Duration::from_secs(15 * 60);

/// Where a sign-in leads, as its form said; from outside.
#[derive(Clone, Debug, Default)]
pub struct Leading {
    /// A path of this desk.
    pub next: String,
    /// A form that arrived after its session had ended, as the sign-in form carried it; else empty.
    pub unsent: String,
}

/// How a code ended.
enum Ended {
    In(Box<SignedIn>, Proof),
    Bad(BadCode),
    /// The sign-in is over, for the reason in the audit log.
    Over(&'static str),
}

/// Begins to wait for the code of a user whose password, with that hash, was right; what the browser is to keep
/// in a cookie.
pub(super) async fn begin(
    desk: &Desk,
    visitor: &Visitor,
    user: &User,
    password_hash: &str,
    leading: Leading,
) -> Result<String> {
    let token = hex::encode(desk.ids.bytes::<32>());
    let expires_at = desk.clock.now().checked_add(WAIT).unwrap_or(Timestamp::MAX);
    let Leading { next, unsent } = leading;
    let address = visitor.address.map(|address| address.to_string()).unwrap_or_default();
    let pending = PendingSignIn { user: user.id.clone(), next, unsent, address, expires_at };
    desk.store.add_pending_sign_in(&token_hash(&token), &pending, password_hash).await?;
    Ok(token)
}

/// A sign-in that ended without a valid code, for the audit log: somebody knows the password.
struct NoCode;

impl Verdict for NoCode {
    fn ended(&self) -> AuditOutcome {
        AuditOutcome::Failed
    }

    fn code(&self) -> Option<String> {
        Some("no-code".to_owned())
    }
}

/// Forgets the sign-ins that ended some time ago without a code, each with an entry in the audit log. They are
/// kept for a while, so that a code that comes late is told apart; of one user the last few are, so that nobody
/// who knows a password fills the log. Called by the runner.
///
/// # Errors
/// A failure of the database.
pub async fn forget_given_up(desk: &Desk) -> Result<()> {
    let before = desk.clock.now().checked_sub(KEPT).unwrap_or(Timestamp::MIN);
    for pending in desk.store.end_pending_sign_ins_before(before).await? {
        let Some(user) = desk.store.user(&pending.user).await? else { continue };
        let ctx = Ctx::system("door", desk.ids.request_id());
        let mut facts = vec![("code-refused".to_owned(), "never".to_owned())];
        if !pending.address.is_empty() {
            facts.push(("address".to_owned(), pending.address));
        }
        facts.push(("until".to_owned(), pending.expires_at.to_string()));
        let opened = audit::open(desk, &ctx, AuditAction::SignIn, None, Some(&user.name), facts).await?;
        opened.complete(desk, &Err::<(), NoCode>(NoCode), &[], &[]).await;
    }
    Ok(())
}

/// The sign-in that this browser has begun, while it waits.
///
/// # Errors
/// [`AppError::NotFound`] where there is none or its time is over; or a failure of the database.
pub async fn show(desk: &Desk, visitor: &Visitor) -> Result<PendingView> {
    let (pending, user) = waiting(desk, visitor).await?;
    if pending.expires_at <= desk.clock.now() {
        return Err(AppError::NotFound.into());
    }
    Ok(PendingView { name: user.name })
}

async fn waiting(desk: &Desk, visitor: &Visitor) -> Result<(PendingSignIn, User)> {
    let token = visitor.pending.as_ref().ok_or(AppError::NotFound)?;
    let pending = desk.store.pending_sign_in(&token_hash(token)).await?.ok_or(AppError::NotFound)?;
    let user = desk.store.user(&pending.user).await?.ok_or(AppError::NotFound)?;
    Ok((pending, user))
}

/// Ends a sign-in with a code. Failures are counted per user: only who knows the password can raise that count, and
/// a browser in which the user has signed in before has one of its own. Like a wrong password, a wrong code bears
/// the system as its actor in the audit log.
///
/// # Errors
/// [`AppError::NotFound`] where no sign-in of this browser waits any more; [`AppError::Invalid`] for the field
/// `code`; [`AppError::RateLimited`] with the seconds to wait; or a failure of the database.
pub async fn sign_in_code(desk: &Desk, visitor: &Visitor, typed: &str) -> Result<(SignedIn, Leading)> {
    let (pending, user) = waiting(desk, visitor).await?;
    let field = SignInCodeForm::CODE.name;
    if typed.trim().is_empty() {
        return Err(AppError::field(field, FieldProblem::Missing).into());
    }
    let browser = known_browser(desk, visitor, Some(&user)).await?;
    let counts = Counts::of_code(&user.id, browser.as_deref());
    let _turn = desk.sign_ins.turn(true).await;
    counts.check(desk).await?;
    let me = Me::of(user.clone());
    let ended = end(desk, visitor, &pending, &user, typed).await?;
    let ctx = match &ended {
        Ended::In(..) => Ctx::of_user(me, visitor.request.clone(), visitor.language),
        Ended::Bad(_) | Ended::Over(_) => Ctx::system("door", visitor.request.clone()),
    };
    let mut facts = facts_of(visitor);
    let result = match ended {
        Ended::In(signed_in, proof) => {
            facts.push(by(&proof));
            counts.clear(desk).await?;
            Ok((*signed_in, Leading { next: pending.next, unsent: pending.unsent }))
        }
        Ended::Bad(bad) => {
            facts.push(bad.fact());
            counts.record(desk).await?;
            Err(AppError::field(field, bad.problem()).into())
        }
        Ended::Over(why) => {
            facts.push(("code-refused".to_owned(), why.to_owned()));
            Err(AppError::NotFound.into())
        }
    };
    let ready = async { result };
    audit::around(desk, &ctx, AuditAction::SignIn, None, Some(&user.name), facts, ready).await
}

async fn end(
    desk: &Desk,
    visitor: &Visitor,
    pending: &PendingSignIn,
    user: &User,
    typed: &str,
) -> Result<Ended> {
    let now = desk.clock.now();
    let token = visitor.pending.as_deref().map(token_hash).unwrap_or_default();
    if pending.expires_at <= now {
        // Told and written down once.
        if !desk.store.end_pending_sign_in(&token).await? {
            return Err(AppError::NotFound.into());
        }
        return Ok(Ended::Over("too-late"));
    }
    let factor: Option<SecondFactor> = desk.store.second_factor(&user.id).await?;
    let Some(factor) = factor else { return Ok(Ended::Over("changed")) };
    let proof = match proof(desk, &visitor.request, &user.id, &factor, typed).await? {
        Ok(proof) => proof,
        Err(bad) => return Ok(Ended::Bad(bad)),
    };
    // Of who was switched off there is none; the store decides, and forgets the sign-in.
    let mark = present_mark(desk, &user.id).await?.unwrap_or_default();
    Ok(match desk.store.take_second_step(&token, &proof, now).await? {
        SecondStep::Done => {
            let signed_in = admitted(desk, visitor, Me::of(user.clone()), mark).await?;
            Ended::In(Box::new(signed_in), proof)
        }
        SecondStep::UsedBefore => Ended::Bad(BadCode::of_used(&proof)),
        SecondStep::Unknown => Ended::Bad(BadCode::Wrong),
        SecondStep::Over => Ended::Over("changed"),
    })
}
