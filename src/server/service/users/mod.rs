//! Users of the desk: signing in and out, adding, listing.

pub(crate) mod passwords;

use super::audit::{self, Facts};
use super::{Error, Result};
use crate::server::service::users::passwords::HashFailure;
use crate::server::{
    ctx::{Ctx, Visitor},
    state::Desk,
    store::StoreError,
};
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::ids::{RequestId, UserId};
use model::time::Timestamp;
use model::users::{Me, Permission, Role, User};
use std::net::IpAddr;
use std::time::Duration;

/// Most characters of a login name.
pub const LONGEST_NAME: usize = 64;
pub use crate::server::service::users::passwords::{
    LONGEST as LONGEST_PASSWORD, SHORTEST as SHORTEST_PASSWORD,
};

/// The name that the desk's own entries bear in the audit log.
const SYSTEM: &str = "system";

/// Failed tries are remembered this long.
pub const MEMORY: Duration = Duration::from_secs(15 * 60);
/// Failed tries of one name before a pause is asked for.
const TRIES_PER_NAME: u32 = 5;
/// Failed tries of one address before a pause is asked for.
const TRIES_PER_ADDRESS: u32 = 20;
/// The first pause; each further failure doubles it, up to [`MEMORY`].
const FIRST_PAUSE: Duration = Duration::from_secs(15);

/// A name and a password as a stranger typed them, without what makes them longer than any may
/// be: what is too long stays too long by one character, and fits nobody. Control characters are
/// dropped from the name, since names are compared without them and failures count per name.
pub fn bounded(name: String, password: String) -> (String, String) {
    let visible: String = name.chars().filter(|c| !c.is_control()).collect();
    let name = visible.trim().chars().take(LONGEST_NAME + 1).collect();
    (name, password.chars().take(LONGEST_PASSWORD + 1).collect())
}

/// Signs in. The answer and its time are the same for an unknown name, a wrong password and a
/// user who was switched off. Failures are counted per name and per address in the database, so
/// that they count for every replica. Tries refused for their pace are not audited: they could
/// fill the log.
///
/// # Errors
/// [`AppError::WrongSignIn`], [`AppError::RateLimited`] with the seconds to wait, or a failure of
/// the database.
pub async fn sign_in(desk: &Desk, visitor: &Visitor, name: &str, password: &str) -> Result<Me> {
    let (name, password) = bounded(name.to_owned(), password.to_owned());
    let _guard = desk.sign_ins.0.lock().await;
    let keys = ThrottleKeys::of(&name, visitor);
    keys.check_throttle(desk).await?;
    let known = desk.store.user_by_name(&name).await?;
    let ctx = sign_in_ctx(visitor, known.as_ref().map(|(user, _)| user));
    let opened =
        audit::open(desk, &ctx, AuditAction::SignIn, None, Some(&name), address_facts(visitor)).await?;
    let result = judge(desk, visitor, &keys, &password, known).await;
    opened.complete(desk, &result, &[], &[]).await;
    result
}

/// Checks the password of the signed-in user again. Failures count like those of signing in.
///
/// # Errors
/// [`FieldProblem::WrongPassword`] for the field `password`, [`AppError::RateLimited`] with the
/// seconds to wait, or a failure of the database.
pub async fn password_again(desk: &Desk, ctx: &Ctx, password: &str, subject: &str) -> Result<()> {
    let Some(me) = ctx.me() else { return Ok(()) };
    if password.is_empty() {
        return Err(AppError::field("password", FieldProblem::Missing).into());
    }
    let _guard = desk.sign_ins.0.lock().await;
    let keys = ThrottleKeys { name: format!("name:{}", me.name.to_lowercase()), address: None };
    keys.check_throttle(desk).await?;
    let opened =
        audit::open(desk, ctx, AuditAction::PasswordAgain, None, Some(subject), Facts::new()).await?;
    let result = is_password_of(desk, ctx, &keys, &me.name, password).await;
    opened.complete(desk, &result, &[], &[]).await;
    result
}

async fn is_password_of(
    desk: &Desk,
    ctx: &Ctx,
    keys: &ThrottleKeys,
    name: &str,
    password: &str,
) -> Result<()> {
    let (user, hashed) = desk.store.user_by_name(name).await?.unzip();
    let fits = password.chars().count() <= passwords::LONGEST;
    let password = if fits { password.to_owned() } else { String::new() };
    let right = passwords::matches(password, hashed).await.map_err(|error| broken(&error, &ctx.request))?;
    if right && user.is_some_and(|user| user.active) {
        desk.store.clear_attempts(&keys.name).await?;
        return Ok(());
    }
    desk.store.record_attempt(&keys.name, desk.clock.now()).await?;
    Err(AppError::field("password", FieldProblem::WrongPassword).into())
}

async fn judge(
    desk: &Desk,
    visitor: &Visitor,
    keys: &ThrottleKeys,
    password: &str,
    known: Option<(User, String)>,
) -> Result<Me> {
    let (user, hashed) = known.unzip();
    let fits = password.chars().count() <= passwords::LONGEST;
    let password = if fits { password.to_owned() } else { String::new() };
    let right =
        passwords::matches(password, hashed).await.map_err(|error| broken(&error, &visitor.request))?;
    let now = desk.clock.now();
    match user {
        Some(user) if right && fits && user.active => {
            desk.store.clear_attempts(&keys.name).await?;
            desk.store.record_sign_in(&user.id, now).await?;
            Ok(Me { id: user.id, name: user.name, role: user.role })
        }
        _ => {
            desk.store.record_attempt(&keys.name, now).await?;
            if let Some(address) = &keys.address {
                desk.store.record_attempt(address, now).await?;
            }
            Err(AppError::WrongSignIn.into())
        }
    }
}

/// Under which keys a visitor's failures are counted.
struct ThrottleKeys {
    name: String,
    address: Option<String>,
}

impl ThrottleKeys {
    fn of(name: &str, visitor: &Visitor) -> Self {
        Self { name: format!("name:{}", name.to_lowercase()), address: visitor.address.map(address_key) }
    }

    async fn check_throttle(&self, desk: &Desk) -> Result<()> {
        let now = desk.clock.now();
        check_throttle(desk, &self.name, TRIES_PER_NAME, now).await?;
        if let Some(address) = &self.address {
            check_throttle(desk, address, TRIES_PER_ADDRESS, now).await?;
        }
        Ok(())
    }
}

/// Refuses during the pause after too many failures. Refused tries do not count, so waiting ends
/// the pause.
async fn check_throttle(desk: &Desk, key: &str, free: u32, now: Timestamp) -> Result<()> {
    let failures = desk.store.attempts_since(key, earlier(now, MEMORY)).await?;
    let Some(pause) = pause_after(failures, free) else { return Ok(()) };
    if desk.store.attempts_since(key, earlier(now, pause)).await? == 0 {
        return Ok(());
    }
    let seconds = u32::try_from(pause.as_secs()).unwrap_or(u32::MAX);
    Err(AppError::RateLimited(seconds).into())
}

/// How long to wait after that many failures; nothing while fewer than the free ones.
fn pause_after(failures: u32, free: u32) -> Option<Duration> {
    let beyond = failures.checked_sub(free)?;
    Some(FIRST_PAUSE.saturating_mul(1_u32.checked_shl(beyond).unwrap_or(u32::MAX)).min(MEMORY))
}

fn earlier(now: Timestamp, by: Duration) -> Timestamp {
    now.checked_sub(by).unwrap_or(Timestamp::MIN)
}

/// One visitor's address: of IPv6 the first 64 bits, since a visitor has all the rest.
fn address_key(address: IpAddr) -> String {
    match address {
        IpAddr::V4(four) => format!("address:{four}"),
        IpAddr::V6(six) => match six.to_ipv4_mapped() {
            Some(four) => format!("address:{four}"),
            None => format!("address:{:x}", u128::from(six) >> 64),
        },
    }
}

fn address_facts(visitor: &Visitor) -> Facts {
    visitor.address.map(|address| ("address".to_owned(), address.to_string())).into_iter().collect()
}

/// The context of an entry about signing in: with the user whose name was typed as actor, so that
/// users see attempts on their account; else the system. An unknown name is only the subject, never
/// the actor.
fn sign_in_ctx(visitor: &Visitor, user: Option<&User>) -> Ctx {
    match user {
        Some(user) => {
            let me = Me { id: user.id.clone(), name: user.name.clone(), role: user.role };
            Ctx::of_user(me, visitor.request.clone(), visitor.language)
        }
        None => Ctx::system("door", visitor.request.clone()),
    }
}

pub(super) fn broken(error: &HashFailure, request: &RequestId) -> Error {
    tracing::error!(%error, %request, "a password could not be hashed");
    AppError::Internal(request.clone()).into()
}

/// Writes the sign-out into the audit log; the session itself is ended by the caller.
///
/// # Errors
/// A failure of the database.
pub async fn sign_out(desk: &Desk, ctx: &Ctx) -> Result<()> {
    let opened = audit::open(desk, ctx, AuditAction::SignOut, None, Some(ctx.actor()), Facts::new()).await?;
    let result: Result<()> = Ok(());
    opened.complete(desk, &result, &[], &[]).await;
    result
}

/// The current user of a session: `None` when gone or switched off.
///
/// # Errors
/// A failure of the database.
pub async fn present(desk: &Desk, id: &UserId) -> Result<Option<Me>> {
    let user = desk.store.user(id).await?.filter(|user| user.active);
    Ok(user.map(|user| Me { id: user.id, name: user.name, role: user.role }))
}

/// Adds a user.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::Invalid`] with the fields `name` or `password` when the
/// name is taken, empty, too long, holds blanks, or the password has not 8 to 128 characters; or
/// a failure of the database.
pub async fn add(desk: &Desk, ctx: &Ctx, name: &str, role: Role, password: &str) -> Result<User> {
    ctx.allow(Permission::Administer)?;
    check_name(name)?;
    check_password(password)?;
    let facts = vec![("role".to_owned(), role.code().to_owned())];
    audit::around(
        desk,
        ctx,
        AuditAction::AddUser,
        None,
        Some(name),
        facts,
        store(desk, ctx, name, role, password),
    )
    .await
}

async fn store(desk: &Desk, ctx: &Ctx, name: &str, role: Role, password: &str) -> Result<User> {
    let hashed = passwords::hash(password.to_owned(), desk.ids.bytes())
        .await
        .map_err(|error| broken(&error, &ctx.request))?;
    let user = User {
        id: desk.ids.user_id(),
        name: name.to_owned(),
        role,
        active: true,
        created_at: desk.clock.now(),
        signed_in_at: None,
    };
    match desk.store.add_user(&user, &hashed).await {
        Ok(()) => Ok(user),
        Err(StoreError::Taken) => Err(AppError::field("name", FieldProblem::NotOffered).into()),
        Err(error) => Err(error.into()),
    }
}

fn check_name(name: &str) -> Result<(), AppError> {
    let length = name.chars().count();
    if length == 0 {
        return Err(AppError::field("name", FieldProblem::Missing));
    }
    if length > LONGEST_NAME {
        return Err(AppError::field("name", FieldProblem::TooLong(64)));
    }
    let odd = name.chars().any(|c| c.is_whitespace() || c.is_control());
    if odd || name.eq_ignore_ascii_case(SYSTEM) {
        return Err(AppError::field("name", FieldProblem::NotOffered));
    }
    Ok(())
}

fn check_password(password: &str) -> Result<(), AppError> {
    let length = password.chars().count();
    if length == 0 {
        return Err(AppError::field("password", FieldProblem::Missing));
    }
    if length < passwords::SHORTEST {
        return Err(AppError::field("password", FieldProblem::TooShort(8)));
    }
    if length > passwords::LONGEST {
        return Err(AppError::field("password", FieldProblem::TooLong(128)));
    }
    Ok(())
}

/// Every user, by name.
///
/// # Errors
/// [`AppError::NotAllowed`], or a failure of the database.
pub async fn list(desk: &Desk, ctx: &Ctx) -> Result<Vec<User>> {
    ctx.allow(Permission::Administer)?;
    Ok(desk.store.users().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let pauses = |failures| pause_after(failures, 5).map(|pause| pause.as_secs());
        assert_eq!(pauses(4), None);
        assert_eq!(pauses(5), Some(15));
        assert_eq!(pauses(6), Some(30));
        assert_eq!(pauses(10), Some(480));
        assert_eq!(pauses(11), Some(900));
        assert_eq!(pauses(4_000_000_000), Some(900));
    }

    #[test]
    fn an_address_is_counted_however_it_is_written() {
        let key = |text: &str| address_key(text.parse().unwrap());
        assert_eq!(key("::ffff:192.0.2.7"), key("192.0.2.7"));
        assert_eq!(key("2001:db8::1"), key("2001:db8::2:3"));
        assert_ne!(key("2001:db8::1"), key("2001:db8:0:1::1"));
    }

    #[test]
    fn names_and_passwords_have_bounds() {
        assert!(check_name("ann.lee").is_ok());
        assert!(check_name("").is_err());
        assert!(check_name("System").is_err());
        assert!(check_name("ann lee").is_err());
        assert!(check_name(&"a".repeat(65)).is_err());
        let refused = |problem| Err(AppError::field("password", problem));
        assert_eq!(check_password(""), refused(FieldProblem::Missing));
        assert_eq!(check_password("1234567"), refused(FieldProblem::TooShort(8)));
        assert!(check_password("密码密码密码密码").is_ok());
        assert!(check_password(&"a".repeat(129)).is_err());
    }
}
