//! The kinds of intent.

closed_enum! {
    /// What kind of thing is wanted. One word per kind of write. Its code stands in the database and in
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
        /// Let resources go on as pay-per-use after their end.
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
