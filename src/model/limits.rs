//! What is asked of a person who spends, or permits to spend, more than a limit of their role.

use super::money::Money;
use crate::users::Role;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Limits per role, in the main unit of whatever currency the amount is in. A role without an
/// entry has no limit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpendingLimits {
    /// Above it the password is asked for again.
    pub password: Vec<(Role, Decimal)>,
    /// Above it another person has to agree.
    pub approval: Vec<(Role, Decimal)>,
}

/// What is asked for one amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demands {
    /// The password, again.
    pub password: bool,
    /// Another person's approval.
    pub approval: bool,
}

/// The limits of one role, in the main unit of whatever currency an amount is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleLimits {
    /// Above it the password is asked for again; `None`: never.
    pub password: Option<Decimal>,
    /// Above it another person has to agree; `None`: never.
    pub approval: Option<Decimal>,
}

impl SpendingLimits {
    /// The limits of a role.
    pub fn for_role(&self, role: Role) -> RoleLimits {
        let of = |limits: &[(Role, Decimal)]| {
            limits.iter().find(|(limited, _)| *limited == role).map(|(_, limit)| *limit)
        };
        RoleLimits { password: of(&self.password), approval: of(&self.approval) }
    }

    /// What a role needs to spend this amount: password, approval.
    pub fn of(&self, role: Role, amount: &Money) -> Demands {
        self.for_role(role).of(amount.amount)
    }
}

impl RoleLimits {
    /// What is asked for one amount. A limit may be reached and not passed.
    pub fn of(self, amount: Decimal) -> Demands {
        let beyond = |limit: Option<Decimal>| limit.is_some_and(|limit| amount > limit);
        Demands { password: beyond(self.password), approval: beyond(self.approval) }
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
    use crate::money::Currency;

    #[test]
    fn a_limit_may_be_reached_and_not_passed() {
        let limits = SpendingLimits {
            password: vec![(Role::Manager, Decimal::from(500))],
            approval: vec![(Role::Manager, Decimal::from(1_000))],
        };
        let of = |role, amount: &str| {
            let money = Money::new(amount.parse().unwrap(), Currency::parse("USD").unwrap());
            let Demands { password, approval } = limits.of(role, &money);
            (password, approval)
        };
        assert_eq!(of(Role::Manager, "500.00"), (false, false));
        assert_eq!(of(Role::Manager, "500.01"), (true, false));
        assert_eq!(of(Role::Manager, "1000.01"), (true, true));
        assert_eq!(of(Role::Administrator, "1000000"), (false, false));
        assert_eq!(
            SpendingLimits::default()
                .of(Role::Manager, &Money::new(Decimal::MAX, Currency::parse("USD").unwrap())),
            Demands::default()
        );
    }
}
