//! Columns made for sorting and searching, derived from the exact values of the same row.

use jiff::Timestamp;
use model::customers::{Customer, Reseller};
use model::resources::Resource;
pub(super) use model::search::folded;
use model::search::telephone_digits;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Replaces an absent value that sorts after every other: an expiry that never comes.
pub(super) const LAST: i64 = i64::MAX;
/// Replaces an absent value that sorts before every other.
pub(super) const FIRST: i64 = -i64::MAX;

/// An instant as stored: whole seconds since 1970, UTC.
pub(super) fn seconds(instant: Timestamp) -> i64 {
    instant.as_second()
}

/// An amount in 1/10000 of its unit, rounded down, cut off at the ends of the range. For order
/// and comparison only: what is shown is the exact text.
pub(super) fn amount_key(amount: Decimal) -> i64 {
    let end = if amount.is_sign_negative() { FIRST + 1 } else { LAST - 1 };
    let scaled = amount.checked_mul(Decimal::from(10_000)).and_then(|scaled| scaled.floor().to_i64());
    scaled.map_or(end, |key| key.clamp(FIRST + 1, LAST - 1))
}

/// The fields joined for a search for any part of any of them.
fn searchable<'a>(fields: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let fields = fields.into_iter().flatten().map(folded).filter(|field| !field.is_empty());
    fields.collect::<Vec<_>>().join("\n")
}

/// How the texts that are searched are made. A database whose texts were made in another way gets new ones
/// when it is brought up to date: count up whenever [`folded`] or one of the functions below changes.
pub(super) const SEARCH_TEXTS: i64 = 2;

/// The search text of a customer: name, account name, label, manager, e-mail, telephone (as it came, and
/// its digits), id.
pub(super) fn customer_search(customer: &Customer) -> String {
    let telephone = customer.telephone.as_deref().map(|number| {
        let prefix = customer.country_code.as_deref().unwrap_or_default();
        format!("{prefix}{number}")
    });
    let number = customer.telephone.as_deref().unwrap_or_default();
    let digits = telephone_digits(customer.country_code.as_deref(), number);
    let digits = digits.iter().filter(|digits| telephone.as_deref() != Some(digits));
    let fields = [
        customer.name.as_deref(),
        Some(&customer.account_name),
        customer.label.as_deref(),
        customer.account_manager.as_deref(),
        customer.email.as_deref(),
        telephone.as_deref(),
        Some(customer.id.as_str()),
    ];
    searchable(fields.into_iter().chain(digits.map(|digits| Some(digits.as_str()))))
}

/// The search text of a resource: name and id.
pub(super) fn resource_search(resource: &Resource) -> String {
    searchable([resource.name.as_deref(), Some(resource.id.as_str())])
}

/// What a reseller is sorted by: its name, its login name, else its id; as it is compared.
pub(super) fn reseller_sort_name(reseller: &Reseller) -> String {
    let name = reseller.name.as_deref().or(reseller.account_name.as_deref());
    folded(name.unwrap_or(reseller.id.as_str()))
}

/// The search text of a reseller: name, login name, id.
pub(super) fn reseller_search(reseller: &Reseller) -> String {
    let words = [reseller.name.as_deref(), reseller.account_name.as_deref(), Some(reseller.id.as_str())];
    searchable(words)
}

/// The search text of an audit entry: login name, subject, customer id.
pub(super) fn audit_search(actor: &str, subject: Option<&str>, customer: Option<&str>) -> String {
    searchable([Some(actor), subject, customer])
}

/// Order ids are compared without regard to case (transactions.yaml, ListCustomerOrders).
pub(super) fn order_key(order: &model::ids::OrderId) -> String {
    order.as_str().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_their_order_and_never_overflow() {
        let amounts = [
            "-99999999999999999999",
            "-1.00005",
            "-1",
            "0",
            "0.0001",
            "0.01",
            "1",
            "79228162514264337593543950335",
        ];
        let keys: Vec<i64> = amounts.iter().map(|text| amount_key(text.parse().unwrap())).collect();
        assert!(keys.is_sorted(), "{keys:?}");
        assert!(keys.iter().all(|key| *key > FIRST && *key < LAST));
        assert_eq!(amount_key("12.3456".parse().unwrap()), 123_456);
    }
}
