//! A user's own second factor: setting it up, its recovery codes, and turning it off. Nothing counts until the first
//! code of the app was right.

use super::codes;
use super::own;
use super::step_up::{BadCode, password_again, recovery_hash};
use crate::server::ctx::{Ctx, Visitor};
use crate::server::service::Result;
use crate::server::service::audit::{self, Facts};
use crate::server::state::Desk;
use crate::server::store::RecoveryHashes;
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::forms::second_factor::{ConfirmSetUpForm, NewCodesForm, TurnOffForm};
use model::second_factor::{Factor, SecondFactorView};
use model::users::Me;
use std::time::Duration;

/// How long a set-up waits for its first code.
const SET_UP: Duration = Duration::from_secs(30 * 60);
/// Who has to set up a second factor is not asked for the password once more for so long after the sign-in.
const FRESH: Duration = Duration::from_secs(10 * 60);
/// Between recovery codes in the cookie of the browser that made them.
const BETWEEN: char = '.';

fn caller(ctx: &Ctx) -> Result<&Me> {
    Ok(ctx.me().ok_or(AppError::NotFound)?)
}

/// The caller's second factor. `session` is the id of the request's, as in its cookie: a set-up is shown to the
/// session that began it, new recovery codes to the browser that made them.
///
/// # Errors
/// A failure of the database.
pub async fn show(
    desk: &Desk,
    ctx: &Ctx,
    visitor: &Visitor,
    session: Option<&str>,
) -> Result<SecondFactorView> {
    let me = caller(ctx)?;
    let found = desk.store.second_factor(&me.id).await?;
    let secret = match session {
        Some(session) => desk.store.set_up_secret(&me.id, session, desk.clock.now()).await?,
        None => None,
    };
    let kept = visitor.codes.as_deref().map(unpacked);
    let mark = found.as_ref().map(|factor| factor.codes_mark.as_str());
    let new_codes = kept.filter(|codes| mark == Some(codes::mark(codes).as_str())).unwrap_or_default();
    let required = desk.store.roles_with_factor().await?.contains(&me.role);
    let asks_password = found.is_some() || !(required && is_fresh(desk, ctx, session).await?);
    Ok(SecondFactorView {
        factor: match (&found, required) {
            (Some(_), _) => Factor::On,
            (None, true) => Factor::Required,
            (None, false) => Factor::Off,
        },
        required,
        since: found.as_ref().map(|factor| factor.since),
        recovery_left: found.map_or(0, |factor| factor.recovery_left),
        asks_password,
        set_up: secret.and_then(|secret| codes::set_up(&secret, &me.name)),
        new_codes,
    })
}

/// Whether the session was signed in a few minutes ago.
async fn is_fresh(desk: &Desk, ctx: &Ctx, session: Option<&str>) -> Result<bool> {
    let Some(session) = session else { return Ok(false) };
    let sessions = own::sessions(desk, ctx, Some(session)).await?;
    let since = sessions.into_iter().find(|one| one.present).map(|one| one.since);
    let now = desk.clock.now();
    Ok(since.is_some_and(|since| since <= now && now.duration_since(since).unsigned_abs() <= FRESH))
}

/// Begins a set-up for this session: it waits for its first code, and until then nothing changes. Who has none
/// and just signed in because the role requires it is not asked for the password again.
///
/// # Errors
/// Those of [`password_again`]; [`AppError::SignedOut`] without a session.
pub async fn begin(desk: &Desk, ctx: &Ctx, password: &str, session: Option<&str>) -> Result<()> {
    let me = caller(ctx)?;
    let session = session.ok_or(AppError::SignedOut)?;
    let is_newcomer = me.factor == Factor::Required;
    if !(is_newcomer && is_fresh(desk, ctx, Some(session)).await?) {
        password_again(desk, ctx, password, &me.name).await?;
    }
    let expires_at = desk.clock.now().checked_add(SET_UP).unwrap_or(model::time::Timestamp::MAX);
    let secret = codes::secret(desk.ids.bytes());
    Ok(desk.store.begin_set_up(&me.id, session, &secret, expires_at).await?)
}

/// Forgets a set-up that was begun.
///
/// # Errors
/// A failure of the database.
pub async fn cancel(desk: &Desk, ctx: &Ctx) -> Result<()> {
    Ok(desk.store.cancel_set_up(&caller(ctx)?.id).await?)
}

/// Ends a set-up with the first code of the app: from now on the second factor counts, and the caller's other
/// sessions end. The recovery codes, for the browser's cookie: nobody can read them again.
///
/// # Errors
/// [`AppError::Invalid`] for the field `code`; [`AppError::ChangedMeanwhile`] where the set-up waits no more.
pub async fn confirm(
    desk: &Desk,
    ctx: &Ctx,
    form: &ConfirmSetUpForm,
    session: Option<&str>,
) -> Result<String> {
    let me = caller(ctx)?;
    let session = session.ok_or(AppError::SignedOut)?;
    let now = desk.clock.now();
    let secret = desk.store.set_up_secret(&me.id, session, now).await?.ok_or(AppError::ChangedMeanwhile)?;
    let refused = |problem| AppError::field(ConfirmSetUpForm::CODE.name, problem);
    if form.code.trim().is_empty() {
        return Err(refused(FieldProblem::Missing).into());
    }
    let judged = match codes::read(&form.code) {
        Some(codes::Typed::App(digits)) => codes::judge(&secret, &digits, now),
        Some(codes::Typed::Recovery(_)) | None => codes::Judged::Wrong,
    };
    let step = match judged {
        codes::Judged::Fits(step) => step,
        codes::Judged::NotNow => return Err(refused(BadCode::NotNow.problem()).into()),
        codes::Judged::Wrong => return Err(refused(BadCode::Wrong.problem()).into()),
    };
    let (packed, hashes) = recovery_codes(desk, ctx, me).await?;
    let action = AuditAction::SetUpSecondFactor;
    let opened = audit::open(desk, ctx, action, None, Some(&me.name), Facts::new()).await?;
    let set_up = (session, secret.as_str(), step);
    let result = match desk.store.end_set_up(&me.id, set_up, &hashes, now).await {
        Ok(Some(ended)) => Ok(ended),
        Ok(None) => Err(AppError::ChangedMeanwhile.into()),
        Err(error) => Err(error.into()),
    };
    let ended = result.as_ref().copied().unwrap_or_default();
    opened.complete(desk, &result, &[("sessions".to_owned(), ended.to_string())], &[]).await;
    result.map(|_| packed)
}

/// Makes new recovery codes, for the browser's cookie; the former ones count no more.
///
/// # Errors
/// Those of [`password_again`]; [`AppError::ChangedMeanwhile`] where there is no second factor.
pub async fn new_codes(desk: &Desk, ctx: &Ctx, form: &NewCodesForm) -> Result<String> {
    let me = caller(ctx)?;
    password_again(desk, ctx, &form.password, &me.name).await?;
    // A set-up that was begun and left would stand before the codes.
    desk.store.cancel_set_up(&me.id).await?;
    let (packed, hashes) = recovery_codes(desk, ctx, me).await?;
    let action = AuditAction::MakeRecoveryCodes;
    audit::around(desk, ctx, action, None, Some(&me.name), Facts::new(), async {
        if desk.store.replace_recovery_codes(&me.id, &hashes).await? {
            return Ok(packed);
        }
        Err(AppError::ChangedMeanwhile.into())
    })
    .await
}

/// Turns the caller's second factor off.
///
/// # Errors
/// Those of [`password_again`]; [`AppError::ChangedMeanwhile`] where the role requires it.
pub async fn turn_off(desk: &Desk, ctx: &Ctx, form: &TurnOffForm) -> Result<()> {
    let me = caller(ctx)?;
    password_again(desk, ctx, &form.password, &me.name).await?;
    let action = AuditAction::TurnOffSecondFactor;
    audit::around(desk, ctx, action, None, Some(&me.name), Facts::new(), async {
        if desk.store.turn_off_factor(&me.id).await? {
            return Ok(());
        }
        Err(AppError::ChangedMeanwhile.into())
    })
    .await
}

/// Ten recovery codes, as the cookie has them, and their hashes. They take a fifth of a second.
async fn recovery_codes(desk: &Desk, ctx: &Ctx, me: &Me) -> Result<(String, RecoveryHashes)> {
    let codes: Vec<String> =
        (0..codes::RECOVERY_CODES).map(|_| codes::recovery_code(desk.ids.bytes())).collect();
    let mut each = Vec::new();
    for code in &codes {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        each.push(recovery_hash(&ctx.request, &me.id, digits).await?);
    }
    Ok((packed(&codes), RecoveryHashes { each, mark: codes::mark(&codes) }))
}

/// Cookies hold no blanks.
fn packed(codes: &[String]) -> String {
    codes.iter().map(|code| code.replace(' ', "-")).collect::<Vec<_>>().join(&BETWEEN.to_string())
}

/// The reverse; from outside, so only believed where it fits the mark.
fn unpacked(kept: &str) -> Vec<String> {
    kept.split(BETWEEN).take(codes::RECOVERY_CODES + 1).map(|code| code.replace('-', " ")).collect()
}
