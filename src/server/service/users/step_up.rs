//! Confirming what a signed-in user is about to do: with a code of their second factor, else with the password.

use super::codes::{self, Judged, Typed};
use super::passwords::{self, broken, is_right};
use super::throttle::Counts;
use crate::server::ctx::Ctx;
use crate::server::service::audit::{self, Facts};
use crate::server::service::{Error, Result};
use crate::server::state::Desk;
use crate::server::store::{Proof, SecondFactor, Used};
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::ids::{RequestId, UserId};
use model::time::Timestamp;
use std::time::Duration;
use tokio::time::Instant;

/// The name of the field with the password or the code, in every form that asks for it.
const FIELD: &str = "password";

/// How long a refused twin waits for what the first does, and how often it looks: longer than reading an order at
/// HUAWEI CLOUD takes, and then storing what was confirmed.
const TWIN_WAITS: Duration = Duration::from_secs(25);
const TWIN_LOOKS_EVERY: Duration = Duration::from_millis(200);
/// A code confirmed by the first copy of a form was used within this time.
const TWINS_WITHIN: Duration = Duration::from_secs(60);

/// Why a code is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BadCode {
    /// It is none of this user's.
    Wrong,
    /// It is one for another time.
    NotNow,
    /// It was used.
    Used,
    /// It is a recovery code that was used.
    UsedRecovery,
}

impl BadCode {
    /// For the field.
    pub fn problem(self) -> FieldProblem {
        match self {
            Self::Wrong => FieldProblem::WrongCode,
            Self::NotNow => FieldProblem::CodeNotNow,
            Self::Used => FieldProblem::UsedCode,
            Self::UsedRecovery => FieldProblem::UsedRecoveryCode,
        }
    }

    /// For the audit log.
    pub fn fact(self) -> (String, String) {
        let value = match self {
            Self::Wrong => "wrong",
            Self::NotNow => "not-now",
            Self::Used => "used",
            Self::UsedRecovery => "used-recovery",
        };
        ("code-refused".to_owned(), value.to_owned())
    }

    /// Of a code that fits, but was used before.
    pub fn of_used(proof: &Proof) -> Self {
        match proof {
            Proof::Step(_) => Self::Used,
            Proof::Recovery(_) => Self::UsedRecovery,
        }
    }
}

/// By which code somebody confirmed, for the audit log.
pub(super) fn by(proof: &Proof) -> (String, String) {
    let value = match proof {
        Proof::Step(_) => "authenticator",
        Proof::Recovery(_) => "recovery-code",
    };
    ("confirmed-by".to_owned(), value.to_owned())
}

/// What a typed code proves, before it is used.
pub(super) async fn proof(
    desk: &Desk,
    request: &RequestId,
    user: &UserId,
    factor: &SecondFactor,
    typed: &str,
) -> Result<Result<Proof, BadCode>> {
    Ok(match codes::read(typed) {
        None => Err(BadCode::Wrong),
        Some(Typed::App(digits)) => match codes::judge(&factor.secret, &digits, desk.clock.now()) {
            Judged::Fits(step) => Ok(Proof::Step(step)),
            Judged::NotNow => Err(BadCode::NotNow),
            Judged::Wrong => Err(BadCode::Wrong),
        },
        Some(Typed::Recovery(digits)) => Ok(Proof::Recovery(recovery_hash(request, user, digits).await?)),
    })
}

/// The hash of a recovery code, from its digits alone.
pub(super) async fn recovery_hash(request: &RequestId, user: &UserId, digits: String) -> Result<String> {
    passwords::hash(digits, codes::salt(user)).await.map_err(|error| broken(&error, request))
}

/// Asks the signed-in user to confirm: with a code where there is a second factor, else with the password.
/// Failures have a count of their own, which only who is signed in can raise.
///
/// # Errors
/// For the field `password`: [`FieldProblem::Missing`], [`FieldProblem::WrongPassword`], or one of the problems of a
/// code; [`AppError::RateLimited`] with the seconds to wait, or a failure of the database.
pub async fn password_again(desk: &Desk, ctx: &Ctx, given: &str, subject: &str) -> Result<()> {
    let Some(me) = ctx.me() else { return Ok(()) };
    match desk.store.second_factor(&me.id).await? {
        Some(factor) => code_again(desk, ctx, &me.id, &factor, given, subject).await,
        None => present_password(desk, ctx, given, subject).await,
    }
}

/// What a form led to that was posted twice at once, in the eyes of the second: the first has used the code of both for
/// the same subject, and what it does is stored when HUAWEI CLOUD was asked.
///
/// # Errors
/// `refused` itself, where it is another refusal, the code was used for something else, or nothing came; those of
/// `look`, or a failure of the database.
pub async fn of_twin<T, F>(
    desk: &Desk,
    ctx: &Ctx,
    subject: &str,
    refused: Error,
    look: impl Fn() -> F,
) -> Result<T>
where
    F: Future<Output = Result<Option<T>>>,
{
    let (Some(user), true) = (ctx.user(), is_used_code(&refused)) else { return Err(refused) };
    let since = desk.clock.now().checked_sub(TWINS_WITHIN).unwrap_or(Timestamp::MIN);
    if !desk.store.has_confirmed(user, subject, since).await? {
        return Err(refused);
    }
    let begun = Instant::now();
    while begun.elapsed() < TWIN_WAITS {
        if let Some(found) = look().await? {
            return Ok(found);
        }
        tokio::time::sleep(TWIN_LOOKS_EVERY).await;
    }
    Err(refused)
}

fn is_used_code(refused: &Error) -> bool {
    let used = [FieldProblem::UsedCode, FieldProblem::UsedRecoveryCode];
    let mut used = used.into_iter().map(|problem| AppError::field(FIELD, problem));
    matches!(refused, Error::Refused(refused) if used.any(|used| used == *refused))
}

async fn code_again(
    desk: &Desk,
    ctx: &Ctx,
    user: &UserId,
    factor: &SecondFactor,
    given: &str,
    subject: &str,
) -> Result<()> {
    if given.trim().is_empty() {
        return Err(AppError::field(FIELD, FieldProblem::Missing).into());
    }
    let counts = Counts::of_confirming_code(user);
    let _turn = desk.sign_ins.turn(true).await;
    counts.check(desk).await?;
    let opened =
        audit::open(desk, ctx, AuditAction::PasswordAgain, None, Some(subject), Facts::new()).await?;
    let judged = judge(desk, ctx, user, factor, given).await;
    let (result, fact) = match judged {
        Ok(Ok(proof)) => (counts.clear(desk).await, Some(by(&proof))),
        Ok(Err(bad)) => {
            let refused = Err(AppError::field(FIELD, bad.problem()).into());
            (counts.record(desk).await.and(refused), Some(bad.fact()))
        }
        Err(error) => (Err(error), None),
    };
    opened.complete(desk, &result, fact.as_slice(), &[]).await;
    result
}

async fn judge(
    desk: &Desk,
    ctx: &Ctx,
    user: &UserId,
    factor: &SecondFactor,
    given: &str,
) -> Result<Result<Proof, BadCode>> {
    let proof = match proof(desk, &ctx.request, user, factor, given).await? {
        Ok(proof) => proof,
        Err(bad) => return Ok(Err(bad)),
    };
    Ok(match desk.store.use_proof(user, &proof, desk.clock.now()).await? {
        Used::Now => Ok(proof),
        Used::Before => Err(BadCode::of_used(&proof)),
        Used::Unknown => Err(BadCode::Wrong),
    })
}

/// Checks the password of the signed-in user, also where there is a second factor: who changes it has to know it.
///
/// # Errors
/// Those of [`password_again`] about passwords.
pub(super) async fn present_password(desk: &Desk, ctx: &Ctx, given: &str, subject: &str) -> Result<()> {
    let Some(me) = ctx.me() else { return Ok(()) };
    if given.is_empty() {
        return Err(AppError::field(FIELD, FieldProblem::Missing).into());
    }
    let counts = Counts::of_confirming(&me.id);
    let _turn = desk.sign_ins.turn(true).await;
    counts.check(desk).await?;
    audit::around(desk, ctx, AuditAction::PasswordAgain, None, Some(subject), Facts::new(), async {
        let (user, hashed) = desk.store.user_with_password(&me.id).await?.unzip();
        let right = is_right(given, hashed, &ctx.request).await?;
        if right && user.is_some_and(|user| user.active) {
            return counts.clear(desk).await;
        }
        counts.record(desk).await?;
        Err(AppError::field(FIELD, FieldProblem::WrongPassword).into())
    })
    .await
}
