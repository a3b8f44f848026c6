//! The registry: every operation of the partner API that this desk calls, as one row of facts.
//!
//! [`Partner::call`](super::Partner) knows these rows and nothing else, so that an operation is
//! added by adding its row. Facts are from the sheets partner.yaml, transactions.yaml, billing.yaml and calling.md.

mod billing;
mod customers;
mod identity;
mod operation;
mod transactions;

pub use billing::*;
pub use customers::*;
pub use identity::*;
pub use model::status::{Area, Caller, Lifecycle};
pub use operation::{Content, Effect, Operation, Service};
pub use transactions::*;

/// The sheets in their order, each with its operations.
static SHEETS: &[(Area, &[&Operation])] = &[
    (Area::Customers, customers::ALL),
    (Area::Transactions, transactions::ALL),
    (Area::Billing, billing::ALL),
    (Area::Identity, identity::ALL),
];

/// Every operation with what it is about, in the order of the sheets.
pub fn with_areas() -> impl Iterator<Item = (Area, &'static Operation)> {
    SHEETS.iter().flat_map(|(area, rows)| rows.iter().map(|operation| (*area, *operation)))
}

/// Every operation, in the order of the sheets.
pub fn all() -> impl Iterator<Item = &'static Operation> {
    with_areas().map(|(_, operation)| operation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Method;
    use std::collections::HashSet;

    #[test]
    fn every_row_is_whole_and_named_once() {
        let ids: HashSet<_> = all().map(|operation| operation.id).collect();
        assert_eq!(ids.len(), all().count());
        for operation in all() {
            assert!(!operation.id.is_empty());
            assert!(operation.version().starts_with('v'), "{}", operation.id);
            assert!(operation.per_second >= 1, "{}", operation.id);
            assert!(operation.path.matches('{').count() <= 1, "{}", operation.id);
        }
    }

    #[test]
    fn reads_declare_nothing_that_only_writes_can_mean() {
        for operation in all().filter(|operation| operation.is_repeatable()) {
            assert!(operation.unclear_codes.is_empty(), "{}", operation.id);
            assert!(operation.done_codes.is_empty(), "{}", operation.id);
            assert_eq!(operation.content, Content::Needed, "{}", operation.id);
        }
    }

    #[test]
    fn only_reads_use_get_and_money_is_never_repeatable() {
        for operation in all().filter(|operation| operation.method == Method::GET) {
            assert!(operation.is_repeatable(), "{}", operation.id);
        }
        for operation in [
            &PAY_ORDER,
            &PAY_ORDER_V2,
            &RENEW,
            &UNSUBSCRIBE,
            &SET_BUDGET,
            &CANCEL_ORDER,
            &FREEZE,
            &AUTO_RENEW_ON,
        ] {
            assert!(!operation.is_repeatable(), "{}", operation.id);
        }
    }
}
