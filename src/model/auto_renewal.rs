//! What auto-renewal will buy, and when (transactions.yaml, AutoRenewalResources: a charge is tried at
//! 03:00 GMT+8 from seven days before expiry, for the original period).

use super::money::Money;
use super::time::{DAY_SECONDS, Timestamp, plus_days};
use crate::renewals::Period;
use crate::resources::{AUTO_RENEWAL_WINDOW_DAYS, Resource};
use serde::{Deserialize, Serialize};

/// 03:00 GMT+8 as seconds after midnight UTC.
const CHARGE_SECOND: i64 = 19 * 60 * 60;
/// The mean length of a calendar month, in seconds.
const MONTH_SECONDS: i64 = 2_629_746;

/// What one charge buys at most, as HUAWEI CLOUD prices it now. The price at charging may differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// For how long, at most: the original period is reported nowhere.
    pub period: Period,
    /// Before optional discounts.
    pub price: Money,
}

/// When a resource is charged for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstCharge {
    /// It ends before the next 03:00 GMT+8, so HUAWEI CLOUD does not wait for that.
    AtOnce,
    /// At that 03:00 GMT+8, UTC.
    At(Timestamp),
}

/// When a resource that ends then is charged for the first time, if auto-renewal is switched on now.
pub fn first_charge(end: Timestamp, now: Timestamp) -> FirstCharge {
    let from = plus_days(end, -AUTO_RENEWAL_WINDOW_DAYS).max(now);
    let second = from.as_second();
    let next = second + (CHARGE_SECOND - second).rem_euclid(DAY_SECONDS);
    match Timestamp::from_second(next) {
        Ok(next) if next <= end => FirstCharge::At(next),
        _ => FirstCharge::AtOnce,
    }
}

/// The longest period that a charge may buy: auto-renewal repeats the original period, which is
/// part of the term that a resource has now. `None` when its begin or end is not known.
pub fn longest_period(resource: &Resource) -> Option<Period> {
    let (begin, end) = resource.effective_at.zip(resource.expires_at)?;
    let months = (2 * (end.as_second() - begin.as_second()) + MONTH_SECONDS) / (2 * MONTH_SECONDS);
    let fits = |period: &Period| i64::from(period.months()) <= months;
    let [shortest, ..] = Period::OFFERED;
    Some(Period::OFFERED.into_iter().rev().find(fits).unwrap_or(shortest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{CustomerId, ResourceId};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_resource_that_ends_before_the_next_charge_is_charged_at_once() {
        let end = at("2026-03-10T15:59:59Z");
        for (now, first) in [
            ("2026-02-01T08:00:00Z", FirstCharge::At(at("2026-03-03T19:00:00Z"))),
            ("2026-03-03T19:00:01Z", FirstCharge::At(at("2026-03-04T19:00:00Z"))),
            ("2026-03-09T19:00:00Z", FirstCharge::At(at("2026-03-09T19:00:00Z"))),
            ("2026-03-09T19:00:01Z", FirstCharge::AtOnce),
            ("2026-03-10T15:00:00Z", FirstCharge::AtOnce),
        ] {
            assert_eq!(first_charge(end, at(now)), first, "{now}");
        }
    }

    #[test]
    fn at_most_the_present_term_is_bought() {
        let resource = |begin: Option<&str>, end: &str| Resource {
            id: ResourceId::parse("r").unwrap(),
            customer: CustomerId::parse("c").unwrap(),
            name: None,
            region: None,
            service_code: None,
            service_name: None,
            type_code: None,
            type_name: None,
            specification: None,
            parent: None,
            is_main: true,
            status: None,
            effective_at: begin.map(at),
            expires_at: Some(at(end)),
            expire_policy: None,
            renewed_here: None,
        };
        for (begin, end, period) in [
            ("2024-01-05T02:00:00Z", "2024-04-05T15:59:59Z", Period::Months(3)),
            ("2024-01-31T16:59:59Z", "2024-02-29T15:59:59Z", Period::Months(1)),
            ("2024-01-31T16:59:59Z", "2025-01-31T15:59:59Z", Period::Years(1)),
            ("2024-01-31T16:59:59Z", "2024-05-31T15:59:59Z", Period::Months(3)),
            ("2020-01-31T16:59:59Z", "2024-05-31T15:59:59Z", Period::Years(3)),
            ("2024-01-05T02:00:00Z", "2024-01-06T15:59:59Z", Period::Months(1)),
        ] {
            assert_eq!(longest_period(&resource(Some(begin), end)), Some(period), "{begin} {end}");
        }
        assert_eq!(longest_period(&resource(None, "2024-01-06T15:59:59Z")), None);
    }
}
