//! Unsubscribing yearly/monthly resources (transactions.yaml, CancelResourcesSubscription).

closed_enum! {
    /// What is unsubscribed (`unsubscribe_type`).
    pub enum UnsubscribeType: i64 {
        /// The resource and all its terms. What does not go to a recycle bin is gone for good.
        Everything = 1,
        /// Only terms that were renewed and have not begun; the resource is kept.
        RenewedTerms = 2,
    }
}

closed_enum! {
    /// Why (`unsubscribe_reason_type`).
    pub enum UnsubscribeReason: i64 {
        /// The product is hard to use.
        HardToUse = 1,
        /// It lacks functions.
        LacksFunctions = 2,
        /// Operating it is too complex.
        TooComplex = 3,
        /// The service disappoints.
        PoorService = 4,
        /// Another reason.
        Other = 5,
    }
}
