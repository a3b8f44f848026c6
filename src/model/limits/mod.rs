//! What is asked of a person who commits money, or permits to spend it, beyond a limit of theirs: for one
//! action, and for what they commit on one calendar day. What administrators set is in [`own`].

pub mod own;
mod terms;

pub use terms::{Asks, LimitFrom, PassedLimit, Pool, Span};

use super::error::AppError;
use super::money::{Currency, Money};
use crate::users::Role;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Limits per role, in the main unit of one currency. A role without an entry has no limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpendingLimits {
    /// The currency of every limit. An amount in another one cannot be compared with them, so a role
    /// with a limit may not commit it.
    pub currency: Currency,
    /// For one action. Above it the password is asked for again.
    pub password: Vec<(Role, Decimal)>,
    /// For one action. Above it another person has to agree.
    pub approval: Vec<(Role, Decimal)>,
    /// For the sum of a person's day. Above it the password is asked for again.
    pub password_per_day: Vec<(Role, Decimal)>,
    /// For the sum of a person's day. Above it another person has to agree.
    pub approval_per_day: Vec<(Role, Decimal)>,
}

impl Default for SpendingLimits {
    /// None.
    fn default() -> Self {
        let none = Vec::new;
        Self {
            currency: Currency::usd(),
            password: none(),
            approval: none(),
            password_per_day: none(),
            approval_per_day: none(),
        }
    }
}

impl SpendingLimits {
    /// The limits of a role.
    pub fn for_role(&self, role: Role) -> RoleLimits {
        let of = |limits: &[(Role, Decimal)]| {
            limits.iter().find(|(limited, _)| *limited == role).map(|(_, limit)| *limit)
        };
        RoleLimits {
            currency: self.currency.clone(),
            password: of(&self.password),
            approval: of(&self.approval),
            password_per_day: of(&self.password_per_day),
            approval_per_day: of(&self.approval_per_day),
            from: [LimitFrom::default(); 4],
        }
    }

    /// True when some role has a limit.
    pub fn is_limited(&self) -> bool {
        let all = [&self.password, &self.approval, &self.password_per_day, &self.approval_per_day];
        all.into_iter().any(|limits| !limits.is_empty())
    }
}

/// What is asked for one amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demands {
    /// The password, again.
    pub password: bool,
    /// Another person's approval, and a reason for them.
    pub approval: bool,
    /// The amount alone would pass: the sum of the person's day asks for it.
    pub by_day: bool,
    /// The limit that is passed, where a page shows it: of those that are, the one that asks for most.
    #[serde(skip)]
    pub limit: Option<PassedLimit>,
}

impl Demands {
    /// What is asked for two amounts together.
    pub fn and(self, other: Self) -> Self {
        Self {
            password: self.password || other.password,
            approval: self.approval || other.approval,
            by_day: self.by_day || other.by_day,
            limit: self.limit.or(other.limit),
        }
    }
}

/// The limits of one role or person, in the main unit of their currency. `None`: no limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleLimits {
    /// The currency of every limit.
    pub currency: Currency,
    /// For one action: above it the password is asked for again.
    pub password: Option<Decimal>,
    /// For one action: above it another person has to agree.
    pub approval: Option<Decimal>,
    /// For the sum of a day: above it the password is asked for again.
    pub password_per_day: Option<Decimal>,
    /// For the sum of a day: above it another person has to agree.
    pub approval_per_day: Option<Decimal>,
    /// Who set each of them, in the order of the fields. Known on the server alone.
    #[serde(skip)]
    pub from: [LimitFrom; 4],
}

impl Default for RoleLimits {
    /// None.
    fn default() -> Self {
        Self {
            currency: Currency::usd(),
            password: None,
            approval: None,
            password_per_day: None,
            approval_per_day: None,
            from: [LimitFrom::default(); 4],
        }
    }
}

/// Where a limit is among those of [`RoleLimits`].
fn place(asks: Asks, span: Span) -> usize {
    match (span, asks) {
        (Span::Action, Asks::Password) => 0,
        (Span::Action, Asks::Approval) => 1,
        (Span::Day, Asks::Password) => 2,
        (Span::Day, Asks::Approval) => 3,
    }
}

impl RoleLimits {
    /// One of them, with who set it.
    pub fn of(&self, asks: Asks, span: Span) -> Option<(Decimal, LimitFrom)> {
        let limit = match (span, asks) {
            (Span::Action, Asks::Password) => self.password,
            (Span::Action, Asks::Approval) => self.approval,
            (Span::Day, Asks::Password) => self.password_per_day,
            (Span::Day, Asks::Approval) => self.approval_per_day,
        };
        limit.map(|limit| (limit, self.from[place(asks, span)]))
    }

    /// Sets one of them where it is below what is there: nothing ever makes a limit larger.
    fn lower(&mut self, asks: Asks, span: Span, (amount, from): (Decimal, LimitFrom)) {
        if self.of(asks, span).is_some_and(|(present, _)| present <= amount) {
            return;
        }
        let limit = match (span, asks) {
            (Span::Action, Asks::Password) => &mut self.password,
            (Span::Action, Asks::Approval) => &mut self.approval,
            (Span::Day, Asks::Password) => &mut self.password_per_day,
            (Span::Day, Asks::Approval) => &mut self.approval_per_day,
        };
        *limit = Some(amount);
        self.from[place(asks, span)] = from;
    }

    /// True when there is any.
    pub fn is_limited(&self) -> bool {
        self.asks_for_password() || self.asks_for_approval()
    }

    /// True when the password may be asked for.
    pub fn asks_for_password(&self) -> bool {
        self.password.or(self.password_per_day).is_some()
    }

    /// True when an approval may be asked for.
    pub fn asks_for_approval(&self) -> bool {
        self.approval.or(self.approval_per_day).is_some()
    }
}

/// What one person may still commit today.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// The limits of their role.
    pub limits: RoleLimits,
    /// What they committed today before, in the currency of the limits; zero where there is no limit.
    pub committed: Decimal,
}

impl Allowance {
    /// What is asked for one amount. A limit may be reached and not passed.
    ///
    /// # Errors
    /// [`AppError::LimitCurrency`] for an amount in another currency than that of the limits.
    pub fn of(&self, amount: &Money) -> Result<Demands, AppError> {
        let limits = &self.limits;
        if !limits.is_limited() || amount.amount <= Decimal::ZERO {
            return Ok(Demands::default());
        }
        if amount.currency != limits.currency {
            let (limits, amount) = (limits.currency.clone(), amount.currency.clone());
            return Err(AppError::LimitCurrency { limits, amount });
        }
        let day = self.committed.saturating_add(amount.amount);
        let beyond = |limit: Option<Decimal>, amount: Decimal| limit.is_some_and(|limit| amount > limit);
        let alone = (beyond(limits.password, amount.amount), beyond(limits.approval, amount.amount));
        let with = (beyond(limits.password_per_day, day), beyond(limits.approval_per_day, day));
        Ok(Demands {
            password: alone.0 || with.0,
            approval: alone.1 || with.1,
            by_day: (with.0 && !alone.0) || (with.1 && !alone.1),
            limit: None,
        })
    }

    /// What is asked for amounts that are committed together, one per currency.
    ///
    /// # Errors
    /// As [`Allowance::of`].
    pub fn of_all(&self, amounts: &[Money]) -> Result<Demands, AppError> {
        amounts.iter().try_fold(Demands::default(), |asked, amount| Ok(asked.and(self.of(amount)?)))
    }

    /// The same, with the limit that asks for it; for a page.
    ///
    /// # Errors
    /// As [`Allowance::of`].
    pub fn explained(&self, amounts: &[Money]) -> Result<Demands, AppError> {
        let demands = self.of_all(amounts)?;
        let amount = amounts.iter().find(|amount| amount.currency == self.limits.currency);
        let amount = amount.map(|amount| amount.amount).filter(|amount| *amount > Decimal::ZERO);
        let passed = |asks: Asks, span: Span| {
            let amount = match span {
                Span::Action => amount?,
                Span::Day => self.committed.saturating_add(amount?),
            };
            let found = self.limits.of(asks, span).filter(|(limit, _)| amount > *limit)?;
            Some(PassedLimit::new(span, found, &self.limits.currency))
        };
        let most_first = [Asks::Approval, Asks::Password].into_iter();
        let limit = most_first.flat_map(|asks| Span::ALL.map(|span| passed(asks, span))).flatten().next();
        Ok(Demands { limit, ..demands })
    }

    /// The largest sum of the day that passes when the password was given or not, and nobody else
    /// agrees; `None`: any.
    pub fn most(&self, password_given: bool) -> Option<Decimal> {
        let password = self.limits.password_per_day.filter(|_| !password_given);
        password.into_iter().chain(self.limits.approval_per_day).min()
    }
}

/// What the viewer may do with an intent that waits for a second person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Agree to it.
    pub may_approve: bool,
    /// Refuse it, or take one's own back.
    pub may_decline: bool,
    /// The password is asked for to agree.
    pub password: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(amount: &str) -> Money {
        Money::new(amount.parse().unwrap(), Currency::usd())
    }

    fn allowance(role: Role, committed: &str) -> Allowance {
        let limits = SpendingLimits {
            password: vec![(Role::Manager, Decimal::from(500))],
            approval: vec![(Role::Manager, Decimal::from(1_000))],
            password_per_day: vec![(Role::Manager, Decimal::from(800))],
            approval_per_day: vec![(Role::Manager, Decimal::from(2_000))],
            ..SpendingLimits::default()
        };
        Allowance { limits: limits.for_role(role), committed: committed.parse().unwrap() }
    }

    #[test]
    fn the_limit_that_asks_for_most_is_named() {
        let named = |committed, amount| {
            let demands = allowance(Role::Manager, committed).explained(&[usd(amount)]).unwrap();
            demands.limit.map(|limit| (limit.span, limit.money().to_string()))
        };
        assert_eq!(named("0", "500"), None);
        assert_eq!(named("0", "500.01"), Some((Span::Action, "USD 500.00".to_owned())));
        assert_eq!(named("400", "450"), Some((Span::Day, "USD 800.00".to_owned())));
        assert_eq!(named("0", "1000.01"), Some((Span::Action, "USD 1,000.00".to_owned())));
        assert_eq!(named("1900", "500"), Some((Span::Day, "USD 2,000.00".to_owned())));
    }

    fn asked(role: Role, committed: &str, amount: &str) -> (bool, bool, bool) {
        let Demands { password, approval, by_day, .. } = allowance(role, committed).of(&usd(amount)).unwrap();
        (password, approval, by_day)
    }

    #[test]
    fn a_limit_may_be_reached_and_not_passed() {
        assert_eq!(asked(Role::Manager, "0", "500.00"), (false, false, false));
        assert_eq!(asked(Role::Manager, "0", "500.01"), (true, false, false));
        assert_eq!(asked(Role::Manager, "0", "1000.01"), (true, true, false));
        assert_eq!(asked(Role::Administrator, "9000", "1000000"), (false, false, false));
        assert_eq!(
            Allowance::default().of(&Money::new(Decimal::MAX, Currency::usd())),
            Ok(Demands::default())
        );
    }

    #[test]
    fn a_day_counts_what_was_committed_before() {
        assert_eq!(asked(Role::Manager, "300", "500"), (false, false, false));
        assert_eq!(asked(Role::Manager, "300.01", "500"), (true, false, true));
        assert_eq!(asked(Role::Manager, "1500", "500"), (true, false, true));
        assert_eq!(asked(Role::Manager, "1500", "500.01"), (true, true, true));
        assert_eq!(asked(Role::Manager, "9000", "0"), (false, false, false), "nothing is committed");
    }

    #[test]
    fn another_currency_is_refused_where_there_is_a_limit() {
        let euro = Money::new(Decimal::ONE, Currency::parse("EUR").unwrap());
        let refused = AppError::LimitCurrency { limits: Currency::usd(), amount: euro.currency.clone() };
        assert_eq!(allowance(Role::Manager, "0").of(&euro), Err(refused));
        assert_eq!(allowance(Role::Administrator, "0").of(&euro), Ok(Demands::default()));
    }

    #[test]
    fn what_a_transaction_may_let_pass_depends_on_the_password() {
        let of = |given| allowance(Role::Manager, "0").most(given);
        assert_eq!((of(false), of(true)), (Some(Decimal::from(800)), Some(Decimal::from(2_000))));
        assert_eq!(allowance(Role::Administrator, "0").most(false), None);
    }
}
