//! Terms of the partner API as texts: types, periods, policies, discounts. A value that is unknown
//! to this build is shown unchanged.

use crate::texts::tr_key;
use crate::tr;
use model::budgets::BudgetType;
use model::orders::{LinePeriod, OrderSource, OrderType};
use model::renewals::Period;
use model::resources::ExpirePolicy;

/// The text for a type of budget.
pub fn budget_type(kind: &BudgetType) -> String {
    match kind {
        BudgetType::Monthly => tr!("budgets-type-monthly"),
        BudgetType::Package => tr!("budgets-type-package"),
        BudgetType::Other(code) => code.clone(),
    }
}

/// The text for a type of order.
pub fn order_type(kind: OrderType) -> String {
    match kind {
        OrderType::New => tr!("orders-type-new"),
        OrderType::Renewal => tr!("orders-type-renewal"),
        OrderType::Change => tr!("orders-type-change"),
        OrderType::Unsubscription => tr!("orders-type-unsubscription"),
        OrderType::ToPayPerUse => tr!("orders-type-to-pay-per-use"),
        OrderType::ToYearlyMonthly => tr!("orders-type-to-yearly-monthly"),
        OrderType::Gift => tr!("orders-type-gift"),
        OrderType::Trial => tr!("orders-type-trial"),
        OrderType::TrialToCommercial => tr!("orders-type-trial-to-commercial"),
        OrderType::FeeAdjustment => tr!("orders-type-fee-adjustment"),
        OrderType::Other(code) => tr!("orders-unknown-code", code = code.to_string()),
    }
}

/// The text for who placed an order.
pub fn order_source(source: OrderSource) -> String {
    match source {
        OrderSource::Customer => tr!("orders-source-customer"),
        OrderSource::Proxy => tr!("orders-source-proxy"),
        OrderSource::Contract => tr!("orders-source-contract"),
        OrderSource::Distributor => tr!("orders-source-distributor"),
        OrderSource::ConsoleDeletion => tr!("orders-source-console-deletion"),
        OrderSource::Supplementary => tr!("orders-source-supplementary"),
        OrderSource::Compensation => tr!("orders-source-compensation"),
        OrderSource::System => tr!("orders-source-system"),
        OrderSource::Other(code) => tr!("orders-unknown-code", code = code.to_string()),
    }
}

/// The text for the period of an order line.
pub fn line_period(unit: LinePeriod, count: i64) -> String {
    let number = u64::try_from(count).unwrap_or_default();
    match unit {
        LinePeriod::Day => tr!("orders-line-days", count = number),
        LinePeriod::Week => tr!("orders-line-weeks", count = number),
        LinePeriod::Month => tr!("renewals-months", count = number),
        LinePeriod::Year => tr!("renewals-years", count = number),
        LinePeriod::Hour => tr!("orders-line-hours", count = number),
        LinePeriod::OneOff => tr!("orders-line-one-off"),
        LinePeriod::Other(code) => tr!("orders-line-unknown", count = number, code = code.to_string()),
    }
}

/// The text for a discount (transactions.yaml, `discount_type` of order details).
pub fn discount(kind: &str) -> String {
    let plain = !kind.is_empty() && kind.chars().all(|digit| digit.is_ascii_digit());
    // texts: orders-discount-
    let known = plain.then(|| tr_key(&format!("orders-discount-{kind}"))).flatten();
    known.unwrap_or_else(|| tr!("orders-discount", kind = kind.to_owned()))
}

/// The text for a renewal period.
pub fn period(period: Period) -> String {
    match period {
        Period::Months(count) => tr!("renewals-months", count = u64::from(count)),
        Period::Years(count) => tr!("renewals-years", count = u64::from(count)),
    }
}

/// The text for what happens to a resource when it expires.
pub fn policy(policy: ExpirePolicy) -> String {
    match policy {
        ExpirePolicy::Grace => tr!("renewals-policy-grace"),
        ExpirePolicy::ToPayPerUse => tr!("renewals-policy-pay-per-use"),
        ExpirePolicy::Delete => tr!("renewals-policy-delete"),
        ExpirePolicy::AutoRenew => tr!("renewals-policy-auto-renew"),
        ExpirePolicy::Freeze => tr!("renewals-policy-freeze"),
        ExpirePolicy::DeleteAfterRetention => tr!("renewals-policy-retention"),
        ExpirePolicy::Other(code) => tr!("orders-unknown-code", code = code.to_string()),
    }
}
