//! The one place that every commitment of money passes: paying, switching auto-renewal on, raising
//! budgets. It knows the limits of the caller, for one action and for their day, and asks for the
//! password or for a second person. What it lets pass is decided once more by the database, in the
//! transaction that stores it, since others commit at the same time, and limits change. How they are changed is
//! in [`change`], what administrators see of them in [`show`].

pub mod change;
pub mod show;

use super::spreadsheet::readable_lines;
use super::{Result, users};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::{Commitment, LimitStamp, LimitsOf};
use model::error::{AppError, FieldProblem};
use model::intents::{Intent, IntentPayload, Stage};
use model::limits::own::applying;
use model::limits::{Allowance, Approval, Demands, Pool, RoleLimits, SpendingLimits};
use model::money::Money;
use model::time::{Timestamp, zone_or_utc};
use model::users::{Me, Permission, Role};

/// The field of every form that commits money: why, for the person who approves it.
const WHY: &str = "why";

/// What a person gave with a form. Nothing for what commits no money.
#[derive(Clone, Copy, Default)]
pub struct Given<'a> {
    /// Their password.
    pub password: &'a str,
    /// Why they ask.
    pub why: &'a str,
}

impl Given<'_> {
    /// Why they ask; `None` where they said nothing.
    pub fn reason(&self) -> Option<String> {
        // The person who approves reads it: nothing in it may be invisible, or turn an amount round.
        Some(readable_lines(self.why.trim())).filter(|why| !why.is_empty())
    }
}

/// What a person gave, as one request uses it: however often the decision is repeated, they confirm once. A code
/// of a second factor works once, and would be refused the second time.
pub struct Asking<'a> {
    given: Given<'a>,
    confirmed: bool,
}

impl<'a> From<Given<'a>> for Asking<'a> {
    fn from(given: Given<'a>) -> Self {
        Self { given, confirmed: false }
    }
}

/// What was asked for and given.
#[derive(Clone, Debug, Default)]
pub struct Granted {
    /// What was asked for. An approval is still to come.
    pub demands: Demands,
    /// What to store; `None` for nothing, and for the desk itself, which has no limits.
    pub commitment: Option<Commitment>,
}

/// Times that a decision is repeated because others committed meanwhile.
pub const TRIES: u32 = 5;

/// The upper bounds of limits, as the environment has them.
pub(super) fn environment(desk: &Desk, pool: Pool) -> &SpendingLimits {
    match pool {
        Pool::Spend => &desk.settings.spending,
        Pool::Raise => &desk.settings.raising,
    }
}

/// Which limits apply to somebody now, by what is set for them and for the role that they have now.
fn in_force(desk: &Desk, role: Role, found: &LimitsOf, pool: Pool) -> RoleLimits {
    let role = found.role.unwrap_or(role);
    applying(environment(desk, pool), role, &found.of_role, &found.of_person, pool)
}

/// What the caller may still commit today. The desk itself has no limits.
pub async fn allowance(desk: &Desk, ctx: &Ctx, pool: Pool) -> Result<Allowance> {
    match ctx.me() {
        Some(me) => Ok(stamped(desk, me, pool).await?.0),
        None => Ok(Allowance::default()),
    }
}

/// The same for a person, with the stamp of the limits, by which the transaction that stores what they commit
/// sees whether they changed.
async fn stamped(desk: &Desk, me: &Me, pool: Pool) -> Result<(Allowance, LimitStamp)> {
    let found = desk.store.limits_of(&me.id).await?;
    let limits = in_force(desk, me.role, &found, pool);
    if !limits.is_limited() {
        return Ok((Allowance { limits, ..Allowance::default() }, found.stamp));
    }
    let committed = desk.store.committed(&me.id, pool, &limits.currency, day(desk)).await?;
    Ok((Allowance { limits, committed }, found.stamp))
}

/// What is asked of the caller for these amounts, one per currency; for a page.
pub async fn demands(
    desk: &Desk,
    ctx: &Ctx,
    pool: Pool,
    amounts: &[Money],
) -> Result<Result<Demands, AppError>> {
    Ok(allowance(desk, ctx, pool).await?.explained(amounts))
}

/// Asks the caller for what their limits demand for these amounts, one per currency. `subject` names
/// what they are for, in the audit log.
///
/// # Errors
/// [`AppError::LimitCurrency`]; [`AppError::Invalid`] for a reason that is missing where another person
/// has to approve; those of [`users::password_again`].
pub async fn ask(
    desk: &Desk,
    ctx: &Ctx,
    pool: Pool,
    mut amounts: Vec<Money>,
    asking: &mut Asking<'_>,
    subject: &str,
) -> Result<Granted> {
    let Some(me) = ctx.me() else { return Ok(Granted::default()) };
    // Who commits nothing is asked for nothing, even beyond a limit.
    amounts.retain(|amount| !amount.is_zero());
    if amounts.is_empty() {
        return Ok(Granted::default());
    }
    let (allowance, stamp) = stamped(desk, me, pool).await?;
    let demands = allowance.of_all(&amounts)?;
    if demands.approval && asking.given.reason().is_none() {
        return Err(AppError::field(WHY, FieldProblem::Missing).into());
    }
    if demands.password && !asking.confirmed {
        users::password_again(desk, ctx, asking.given.password, subject).await?;
        asking.confirmed = true;
    }
    let most = if demands.approval { None } else { allowance.most(demands.password) };
    let most = most.map(|most| Money::new(most, allowance.limits.currency.clone()));
    let (user, at, day) = (me.id.clone(), desk.clock.now(), day(desk));
    let limits = Some(stamp);
    Ok(Granted { demands, commitment: Some(Commitment { user, pool, amounts, at, day, most, limits }) })
}

/// What the caller may do with an intent that waits for a second person, with the permission for such an
/// intent. The person who agrees gives the password above their own limit for one action.
///
/// # Errors
/// A failure of the database.
pub async fn approval<T: IntentPayload>(
    desk: &Desk,
    ctx: &Ctx,
    intent: &Intent<T>,
    doing: Permission,
) -> Result<Approval> {
    if intent.stage != Stage::Waiting || ctx.allow(doing).is_err() {
        return Ok(Approval::default());
    }
    let amount = intent.what.commits(intent.stage);
    let own = ctx.user().is_none_or(|user| intent.is_asked_by(user));
    of_second(desk, ctx, Pool::Spend, amount.as_slice(), own).await
}

/// The same for amounts; `own` when the caller asked for them.
///
/// # Errors
/// A failure of the database.
pub async fn of_second(desk: &Desk, ctx: &Ctx, pool: Pool, amounts: &[Money], own: bool) -> Result<Approval> {
    let limits = match ctx.me() {
        Some(me) => in_force(desk, me.role, &desk.store.limits_of(&me.id).await?, pool),
        None => RoleLimits::default(),
    };
    let above = Allowance { limits, ..Allowance::default() }.of_all(amounts);
    // In another currency than their limits nobody can say that it is below them.
    let may_approve = !own && above.is_ok();
    let password = may_approve && above.is_ok_and(|demands| demands.password);
    Ok(Approval { may_approve, may_decline: true, password })
}

/// Start of the present calendar day in the desk's time zone, UTC.
fn day(desk: &Desk) -> Timestamp {
    day_of(&desk.settings.zone, desk.clock.now())
}

fn day_of(zone: &str, now: Timestamp) -> Timestamp {
    now.to_zoned(zone_or_utc(zone)).start_of_day().map_or(now, |start| start.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_of_the_desks_zone() {
        for (zone, now, start) in [
            ("UTC", "2026-03-10T08:00:00Z", "2026-03-10T00:00:00Z"),
            ("Asia/Singapore", "2026-03-10T15:59:59Z", "2026-03-09T16:00:00Z"),
            ("Asia/Singapore", "2026-03-10T16:00:00Z", "2026-03-10T16:00:00Z"),
            ("Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z"),
            ("Nowhere", "2026-03-10T08:00:00Z", "2026-03-10T00:00:00Z"),
        ] {
            assert_eq!(day_of(zone, now.parse().unwrap()), start.parse().unwrap(), "{zone} {now}");
        }
    }
}
