//! What administrators see of limits: what applies to whom, what was proposed, and what was committed today.

use super::{day, environment};
use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::state::Desk;
use crate::server::store::CommittedBy;
use model::error::AppError;
use model::ids::UserId;
use model::limits::own::{LimitHolder, LimitKey, LimitProposal, OwnLimits, applying};
use model::limits::{Allowance, Pool};
use model::money::{Currency, Money};
use model::users::{Permission, Role, User};
use model::views::{HolderLimits, LimitRow, LimitsOfView, LimitsView, ProposalView, UsedToday};
use rust_decimal::Decimal;

/// Decided proposals shown.
const DECIDED: u32 = 10;

/// Whether a role can commit money at all, so that limits mean something for it.
pub(super) fn commits(role: Role) -> bool {
    role.may(Permission::Pay) || role.may(Permission::SetBudget)
}

/// The currency of every limit that is set: that of the account.
pub(super) fn currency(desk: &Desk) -> &Currency {
    &environment(desk, Pool::Spend).currency
}

/// Whether nothing limits anybody, neither here nor in the environment.
///
/// # Errors
/// A failure of the database.
pub async fn are_none(desk: &Desk) -> Result<bool> {
    let environment = Pool::ALL.into_iter().any(|pool| environment(desk, pool).is_limited());
    Ok(!environment && desk.store.own_limits().await?.is_empty())
}

/// Every limit.
///
/// # Errors
/// [`AppError::NotAllowed`], or a failure of the database.
pub async fn all(desk: &Desk, ctx: &Ctx) -> Result<LimitsView> {
    ctx.allow(Permission::Administer)?;
    let known = Known::read(desk).await?;
    let roles = Role::ALL.into_iter().filter(|role| commits(*role));
    let people = known.users.iter().filter(|user| user.active && commits(user.role));
    Ok(LimitsView {
        roles: roles.map(|role| known.of_role(desk, role)).collect(),
        people: people.map(|user| known.of_person(desk, user)).collect(),
        waiting: waiting(desk, ctx).await?,
        decided: desk.store.decided_limits(None, DECIDED).await?,
        none: are_none(desk).await?,
    })
}

/// The limits of one holder.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`] for a role that commits no money, for a person who has none
/// that does or is switched off, and for nobody; or a failure of the database.
pub async fn one(desk: &Desk, ctx: &Ctx, holder: &LimitHolder) -> Result<LimitsOfView> {
    ctx.allow(Permission::Administer)?;
    let known = Known::read(desk).await?;
    let limits = known.of(desk, holder).ok_or(AppError::NotFound)?;
    let waiting = waiting(desk, ctx).await?.into_iter().find(|view| view.proposal.holder == *holder);
    let alone = match ctx.user() {
        Some(me) => desk.store.other_administrators(me).await? == 0,
        None => true,
    };
    let last = desk.store.decided_limits(Some(holder), 1).await?.into_iter().next();
    Ok(LimitsOfView { limits, waiting, last, alone })
}

/// The proposals that the caller may agree to; none for who is no administrator.
///
/// # Errors
/// A failure of the database.
pub async fn to_decide(desk: &Desk, ctx: &Ctx) -> Result<Vec<LimitProposal>> {
    let Some(me) = ctx.user().filter(|_| ctx.allow(Permission::Administer).is_ok()) else {
        return Ok(Vec::new());
    };
    let waiting = desk.store.waiting_limits().await?.into_iter();
    Ok(waiting.filter(|proposal| proposal.proposed_by_id != *me).collect())
}

async fn waiting(desk: &Desk, ctx: &Ctx) -> Result<Vec<ProposalView>> {
    let mut views = Vec::new();
    for proposal in desk.store.waiting_limits().await? {
        views.push(ProposalView {
            own: ctx.user() == Some(&proposal.proposed_by_id),
            stuck: desk.store.other_administrators(&proposal.proposed_by_id).await? == 0,
            proposal,
        });
    }
    Ok(views)
}

/// What is read once to show limits.
pub(super) struct Known {
    users: Vec<User>,
    sets: Vec<(LimitHolder, OwnLimits)>,
    committed: CommittedBy,
}

impl Known {
    /// Reads it.
    pub(super) async fn read(desk: &Desk) -> Result<Self> {
        Ok(Self {
            users: desk.store.users().await?,
            sets: desk.store.own_limits().await?,
            committed: desk.store.committed_by_all(currency(desk), day(desk)).await?,
        })
    }

    /// The limits of a holder that can commit money; a person who is switched off cannot.
    pub(super) fn of(&self, desk: &Desk, holder: &LimitHolder) -> Option<HolderLimits> {
        match holder {
            LimitHolder::Role(role) => commits(*role).then(|| self.of_role(desk, *role)),
            LimitHolder::User(id) => {
                let user = self.users.iter().find(|user| user.id == *id)?;
                (user.active && commits(user.role)).then(|| self.of_person(desk, user))
            }
        }
    }

    fn set(&self, desk: &Desk, holder: &LimitHolder) -> OwnLimits {
        let found = self.sets.iter().find(|(of, _)| of == holder).map(|(_, limits)| limits.clone());
        found.unwrap_or_else(|| OwnLimits::none(currency(desk).clone()))
    }

    fn of_role(&self, desk: &Desk, role: Role) -> HolderLimits {
        let holder = LimitHolder::Role(role);
        let (own, none) = (self.set(desk, &holder), OwnLimits::none(currency(desk).clone()));
        let rows = rows(desk, role, &own, &none);
        let (name, currency) = (role.code().to_owned(), currency(desk).clone());
        let (used, foreign) = (Vec::new(), foreign(desk, &[&own]));
        HolderLimits { holder, name, role, currency, own, rows, used, foreign }
    }

    fn of_person(&self, desk: &Desk, user: &User) -> HolderLimits {
        let holder = LimitHolder::User(user.id.clone());
        let own = self.set(desk, &holder);
        let of_role = self.set(desk, &LimitHolder::Role(user.role));
        let used = Pool::ALL.map(|pool| {
            let used = self.committed(&user.id, pool);
            let limits = applying(environment(desk, pool), user.role, &of_role, &own, pool);
            let of = limits.currency.clone();
            let most = Allowance { limits, committed: used }.most(false).map(|most| Money::new(most, of));
            UsedToday { pool, used: Money::new(used, currency(desk).clone()), most }
        });
        HolderLimits {
            holder,
            name: user.name.clone(),
            role: user.role,
            currency: currency(desk).clone(),
            rows: rows(desk, user.role, &of_role, &own),
            foreign: foreign(desk, &[&own, &of_role]),
            own,
            used: used.into(),
        }
    }

    fn committed(&self, user: &UserId, pool: Pool) -> Decimal {
        let sum = self.committed.iter().find(|(of, other, _)| of == user && *other == pool);
        sum.map_or(Decimal::ZERO, |(_, _, sum)| *sum)
    }
}

/// A currency of limits that is not the account's.
fn foreign(desk: &Desk, sets: &[&OwnLimits]) -> Option<Currency> {
    let other = |set: &&&OwnLimits| !set.is_empty() && set.currency != *currency(desk);
    sets.iter().find(other).map(|set| set.currency.clone())
}

fn rows(desk: &Desk, role: Role, of_role: &OwnLimits, of_person: &OwnLimits) -> Vec<LimitRow> {
    let row = |key: LimitKey| {
        let environment = environment(desk, key.pool);
        let applies = applying(environment, role, of_role, of_person, key.pool);
        LimitRow {
            key,
            bound: environment.for_role(role).of(key.asks, key.span).map(|(bound, _)| bound),
            of_role: of_role.get(key),
            applies: applies.of(key.asks, key.span),
        }
    };
    LimitKey::ALL.map(row).into()
}
