//! The kinds of intent.

closed_enum! {
    /// The kind of an intent, one per kind of write. Its code is stored in the database and used in
    /// metrics.
    pub enum IntentKind {
        /// Pay an order.
        Pay = "pay",
        /// Make renewal orders.
        Renew = "renew",
        /// Cancel an unpaid order.
        Cancel = "cancel",
        /// Unsubscribe resources.
        Unsubscribe = "unsubscribe",
        /// Switch auto-renewal on or off.
        AutoRenew = "auto-renew",
        /// Switch resources to pay-per-use at their expiry.
        ToOnDemand = "to-on-demand",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_kinds_read_back() {
        for kind in IntentKind::ALL {
            assert_eq!(IntentKind::from_code(kind.code()), Some(kind));
        }
    }
}
