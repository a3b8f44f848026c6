//! Limits that administrators set, for a role and for a person, and which limit applies to somebody. Those of
//! the environment are upper bounds: nothing that is set here makes a limit larger.

use super::{Asks, LimitFrom, Pool, RoleLimits, Span, SpendingLimits};
use crate::ids::{LimitProposalId, UserId};
use crate::money::{Currency, Money, written};
use crate::time::Timestamp;
use crate::users::Role;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Which limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LimitKey {
    /// Of paying, or of raising budgets.
    pub pool: Pool,
    /// What is asked for above it.
    pub asks: Asks,
    /// For one action, or for the day.
    pub span: Span,
}

impl LimitKey {
    /// Every limit, in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::new(Pool::Spend, Asks::Password, Span::Action),
        Self::new(Pool::Spend, Asks::Password, Span::Day),
        Self::new(Pool::Spend, Asks::Approval, Span::Action),
        Self::new(Pool::Spend, Asks::Approval, Span::Day),
        Self::new(Pool::Raise, Asks::Password, Span::Action),
        Self::new(Pool::Raise, Asks::Password, Span::Day),
        Self::new(Pool::Raise, Asks::Approval, Span::Action),
        Self::new(Pool::Raise, Asks::Approval, Span::Day),
    ];

    const fn new(pool: Pool, asks: Asks, span: Span) -> Self {
        Self { pool, asks, span }
    }

    /// A name made of the codes, such as `spend-approval-day`; used in text keys and in the audit log.
    pub fn code(self) -> String {
        format!("{}-{}-{}", self.pool.code(), self.asks.code(), self.span.code())
    }
}

/// Whose limits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LimitHolder {
    /// Of everybody with that role.
    Role(Role),
    /// Of one person, whatever their role is.
    User(UserId),
}

impl LimitHolder {
    /// Reads what [`LimitHolder::kind`] and [`LimitHolder::code`] wrote; `None` for anything else.
    pub fn parse(kind: &str, code: &str) -> Option<Self> {
        match kind {
            "role" => Role::from_code(code).map(Self::Role),
            "user" => UserId::parse(code).ok().map(Self::User),
            _ => None,
        }
    }

    /// `role` or `user`; stored in the database and used in addresses.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Role(_) => "role",
            Self::User(_) => "user",
        }
    }

    /// The code of the role, or the id of the user.
    pub fn code(&self) -> &str {
        match self {
            Self::Role(role) => role.code(),
            Self::User(id) => id.as_str(),
        }
    }
}

/// A limit before and after a change; `None`: none.
pub type LimitChange = (LimitKey, Option<Decimal>, Option<Decimal>);

/// What administrators set for one holder, in the main unit of one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnLimits {
    /// The currency of every amount.
    pub currency: Currency,
    amounts: Vec<(LimitKey, Decimal)>,
}

impl OwnLimits {
    /// No limit.
    pub fn none(currency: Currency) -> Self {
        Self { currency, amounts: Vec::new() }
    }

    /// With one more limit; the last of several amounts for one limit counts.
    #[must_use]
    pub fn with(mut self, key: LimitKey, amount: Decimal) -> Self {
        self.amounts.retain(|(other, _)| *other != key);
        self.amounts.push((key, amount));
        self
    }

    /// One of them.
    pub fn get(&self, key: LimitKey) -> Option<Decimal> {
        self.amounts.iter().find(|(other, _)| *other == key).map(|(_, amount)| *amount)
    }

    /// Each that is set, in the order of the page.
    pub fn set(&self) -> impl Iterator<Item = (LimitKey, Decimal)> {
        LimitKey::ALL.into_iter().filter_map(|key| self.get(key).map(|amount| (key, amount)))
    }

    /// True when nothing is set.
    pub fn is_empty(&self) -> bool {
        self.amounts.is_empty()
    }

    /// What differs in another set that would take this one's place.
    pub fn changes(&self, after: &Self) -> Vec<LimitChange> {
        let both = LimitKey::ALL.into_iter().map(|key| (key, self.get(key), after.get(key)));
        let other_currency = self.currency != after.currency;
        both.filter(|(_, before, now)| before != now || (other_currency && before.is_some())).collect()
    }

    /// True when both hold the same limits.
    pub fn is_same(&self, other: &Self) -> bool {
        self.changes(other).is_empty()
    }

    /// All of it as one text, to see whether it changed: `USD spend-approval-day=500.00`.
    pub fn text(&self) -> String {
        let set =
            self.set().map(|(key, amount)| format!(" {}={}", key.code(), written(amount, &self.currency)));
        format!("{}{}", self.currency, set.collect::<String>())
    }

    /// An amount of its currency.
    pub fn money(&self, amount: Decimal) -> Money {
        Money::new(amount, self.currency.clone())
    }
}

/// The limits that apply to a person: what is set for them, else for their role, never above what the
/// environment has for the role. A day for which nothing is set has the limit of one action that is set: many
/// small amounts are no way around it.
///
/// What is set in another currency than the account's cannot be compared with anything: then nothing passes, and
/// the limits bear that currency.
pub fn applying(
    environment: &SpendingLimits,
    role: Role,
    of_role: &OwnLimits,
    of_person: &OwnLimits,
    pool: Pool,
) -> RoleLimits {
    let mut limits = environment.for_role(role);
    let sets = [(of_person, LimitFrom::Person), (of_role, LimitFrom::Role)];
    let is_foreign = |(own, _): &(&OwnLimits, LimitFrom)| {
        own.currency != limits.currency && own.set().any(|(key, _)| key.pool == pool)
    };
    if let Some((own, from)) = sets.into_iter().find(is_foreign) {
        let none = Some(Decimal::ZERO);
        return RoleLimits {
            currency: own.currency.clone(),
            password: none,
            approval: none,
            password_per_day: none,
            approval_per_day: none,
            from: [from; 4],
        };
    }
    let own = |asks: Asks, span: Span| {
        let key = LimitKey { pool, asks, span };
        sets.into_iter().find_map(|(own, from)| own.get(key).map(|amount| (amount, from)))
    };
    for asks in Asks::ALL {
        let (action, day) = (own(asks, Span::Action), own(asks, Span::Day));
        for (span, set) in [(Span::Action, action), (Span::Day, day.or(action))] {
            if let Some(set) = set {
                limits.lower(asks, span, set);
            }
        }
    }
    limits
}

closed_enum! {
    /// What became of a proposed change of limits. Its code is stored in the database.
    pub enum ProposalState {
        /// Another administrator has to agree.
        Waiting = "waiting",
        /// Another administrator agreed: it applies.
        Agreed = "agreed",
        /// There was no other administrator: it applied at once.
        Alone = "alone",
        /// Another administrator refused it.
        Refused = "refused",
        /// Who proposed it withdrew it.
        Withdrawn = "withdrawn",
        /// Nothing was changed: who proposed it was no administrator any more.
        VoidProposer = "void-proposer",
        /// Nothing was changed: the person whose limits they are was switched off.
        VoidPerson = "void-person",
        /// Nothing was changed: the limits were others by then.
        VoidMoved = "void-moved",
    }
}

impl ProposalState {
    /// True when the change applies.
    pub fn applies(self) -> bool {
        matches!(self, Self::Agreed | Self::Alone)
    }
}

/// A proposed change of the limits of one holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitProposal {
    /// Its id.
    pub id: LimitProposalId,
    /// Whose limits.
    pub holder: LimitHolder,
    /// The code of the role, or the login name of the person.
    pub name: String,
    /// The limits before.
    pub before: OwnLimits,
    /// The limits after.
    pub after: OwnLimits,
    /// Login name of who proposed it.
    pub proposed_by: String,
    /// Their id.
    pub proposed_by_id: UserId,
    /// When, UTC.
    pub proposed_at: Timestamp,
    /// What became of it.
    pub state: ProposalState,
    /// Login name of who decided it.
    pub decided_by: Option<String>,
    /// When, UTC.
    pub decided_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAYMENT: LimitKey = LimitKey::new(Pool::Spend, Asks::Approval, Span::Action);
    const DAY: LimitKey = LimitKey::new(Pool::Spend, Asks::Approval, Span::Day);

    fn own(amounts: &[(LimitKey, u32)]) -> OwnLimits {
        let none = OwnLimits::none(Currency::usd());
        amounts.iter().fold(none, |own, (key, amount)| own.with(*key, Decimal::from(*amount)))
    }

    fn environment(action: Option<u32>, day: Option<u32>) -> SpendingLimits {
        let of = |limit: Option<u32>| limit.map(|limit| (Role::Manager, limit.into())).into_iter().collect();
        SpendingLimits { approval: of(action), approval_per_day: of(day), ..SpendingLimits::default() }
    }

    fn applies(
        environment: &SpendingLimits,
        of_role: &OwnLimits,
        of_person: &OwnLimits,
        span: Span,
    ) -> Option<(u32, LimitFrom)> {
        let limits = applying(environment, Role::Manager, of_role, of_person, Pool::Spend);
        limits.of(Asks::Approval, span).map(|(limit, from)| (limit.try_into().unwrap(), from))
    }

    #[test]
    fn a_person_goes_before_the_role_and_the_environment_bounds_both() {
        let bound = environment(Some(1_000), Some(1_000));
        let (none, role, person) = (own(&[]), own(&[(PAYMENT, 500)]), own(&[(PAYMENT, 800)]));
        let at =
            |of_role: &OwnLimits, of_person: &OwnLimits| applies(&bound, of_role, of_person, Span::Action);
        assert_eq!(at(&none, &none), Some((1_000, LimitFrom::Environment)));
        assert_eq!(at(&role, &none), Some((500, LimitFrom::Role)));
        assert_eq!(at(&role, &person), Some((800, LimitFrom::Person)));
        assert_eq!(at(&none, &own(&[(PAYMENT, 5_000)])), Some((1_000, LimitFrom::Environment)));
        assert_eq!(at(&none, &own(&[(PAYMENT, 0)])), Some((0, LimitFrom::Person)));
    }

    #[test]
    fn a_day_without_a_limit_has_that_of_one_action() {
        let none = environment(None, None);
        let at = |of_role: &OwnLimits, of_person: &OwnLimits| applies(&none, of_role, of_person, Span::Day);
        assert_eq!(at(&own(&[]), &own(&[])), None);
        assert_eq!(at(&own(&[(PAYMENT, 500)]), &own(&[])), Some((500, LimitFrom::Role)));
        let with_day = own(&[(PAYMENT, 500), (DAY, 2_000)]);
        assert_eq!(at(&with_day, &own(&[(PAYMENT, 900)])), Some((2_000, LimitFrom::Role)));
        let bound = environment(Some(1_000), Some(700));
        assert_eq!(applies(&bound, &with_day, &own(&[]), Span::Day), Some((700, LimitFrom::Environment)));
    }

    #[test]
    fn what_is_set_for_one_pool_leaves_the_other_alone() {
        let limits =
            applying(&environment(None, None), Role::Manager, &own(&[(PAYMENT, 1)]), &own(&[]), Pool::Raise);
        assert!(!limits.is_limited());
    }

    #[test]
    fn limits_of_a_currency_that_the_account_had_before_let_nothing_pass() {
        let euro = OwnLimits { currency: Currency::parse("EUR").unwrap(), ..own(&[(PAYMENT, 500)]) };
        let limits = applying(&environment(None, None), Role::Manager, &euro, &own(&[]), Pool::Spend);
        assert_eq!(limits.currency.code(), "EUR");
        assert_eq!(limits.of(Asks::Approval, Span::Action), Some((Decimal::ZERO, LimitFrom::Role)));
        assert!(!euro.is_same(&own(&[(PAYMENT, 500)])));
    }

    #[test]
    fn changes_are_listed_in_the_order_of_the_page() {
        let (before, after) = (own(&[(DAY, 5), (PAYMENT, 7)]), own(&[(PAYMENT, 8)]));
        let (seven, eight) = (Some(Decimal::from(7)), Some(Decimal::from(8)));
        assert_eq!(before.changes(&after), [(PAYMENT, seven, eight), (DAY, Some(Decimal::from(5)), None)]);
        assert!(before.is_same(&own(&[(PAYMENT, 7), (DAY, 5)])));
        assert_eq!(before.text(), "USD spend-approval-action=7.00 spend-approval-day=5.00");
    }

    #[test]
    fn holders_read_back() {
        for holder in [LimitHolder::Role(Role::Manager), LimitHolder::User(UserId::parse("u1").unwrap())] {
            assert_eq!(LimitHolder::parse(holder.kind(), holder.code()), Some(holder));
        }
        for (kind, code) in [("role", "root"), ("user", ""), ("user", "a b"), ("", "manager")] {
            assert_eq!(LimitHolder::parse(kind, code), None, "{kind} {code}");
        }
    }

    fn any_own() -> impl Strategy<Value = OwnLimits> {
        let amounts = proptest::collection::vec(proptest::option::of(0u32..3_000), LimitKey::ALL.len());
        amounts.prop_map(|amounts| {
            let set = LimitKey::ALL.into_iter().zip(amounts).filter_map(|(key, amount)| Some((key, amount?)));
            own(&set.collect::<Vec<_>>())
        })
    }

    proptest! {
        #[test]
        fn nothing_is_ever_above_the_environment(
            of_role in any_own(), of_person in any_own(),
            action in proptest::option::of(0u32..3_000), day in proptest::option::of(0u32..3_000),
        ) {
            let environment = environment(action, day);
            let bound = environment.for_role(Role::Manager);
            let limits = applying(&environment, Role::Manager, &of_role, &of_person, Pool::Spend);
            for asks in Asks::ALL {
                for span in Span::ALL {
                    let applies = limits.of(asks, span).map(|(limit, _)| limit);
                    if let Some((bound, _)) = bound.of(asks, span) {
                        prop_assert!(applies.is_some_and(|limit| limit <= bound));
                    }
                    let key = LimitKey { pool: Pool::Spend, asks, span };
                    if let Some(set) = of_person.get(key).or(of_role.get(key)) {
                        prop_assert!(applies.is_some_and(|limit| limit <= set), "what is set holds");
                    }
                }
            }
        }
    }
}
