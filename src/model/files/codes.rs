//! The codes in the files. Values that this build does not know survive.

open_text_enum!(
    /// How something in the bill file was charged. These codes are the bill file's own: the
    /// usage file and the interfaces count differently (`x-unverified-what`).
    BillMode {
        /// Yearly/monthly.
        Subscription = "0",
        /// Pay-per-use.
        PayPerUse = "1",
        /// Reserved instance, purchase.
        ReservedPurchase = "2",
        /// Reserved instance, hourly.
        ReservedHourly = "3",
        /// Savings plan, subscription (history, 2023-06-29).
        PlanSubscription = "4",
        /// Savings plan, hourly billing (history, 2023-06-29).
        PlanHourly = "5",
        /// Savings plan, deduction; newer than the history.
        PlanDeduction = "6",
    }
);

open_text_enum!(
    /// What the partner's discount depends on. One value is known (history, 2022-10-31).
    SettlementType {
        /// KooGallery goods discounted in resale.
        KooGalleryResale = "60",
    }
);

open_text_enum!(
    /// How something in the usage file was charged.
    UsageMode {
        /// Yearly/monthly.
        Subscription = "1",
        /// Pay-per-use.
        PayPerUse = "3",
        /// Reserved instance.
        Reserved = "10",
        /// Savings plan (history, 2023-06-29).
        SavingsPlan = "11",
    }
);

open_text_enum!(
    /// Kind of a usage record. The history names 23 for the file; the rest of the list is that of
    /// the interfaces' records and is not verified for the file.
    UsageBillType {
        /// Expenditure: new purchase.
        Purchase = "1",
        /// Expenditure: renewal.
        Renewal = "2",
        /// Expenditure: change of specification.
        Change = "3",
        /// Refund: unsubscription.
        Unsubscription = "4",
        /// Expenditure: pay-per-use consumption.
        Consumption = "5",
        /// Expenditure: automatic renewal.
        AutoRenewal = "8",
        /// Adjustment: compensation.
        Compensation = "9",
        /// Expenditure: month-end charge of a support plan.
        SupportPlan = "14",
        /// Expenditure: tax.
        Tax = "15",
        /// Adjustment: deduction.
        Deduction = "16",
        /// Expenditure: top-up to a contracted minimum.
        TopUp = "17",
        /// Expenditure: monthly payment.
        MonthlyPayment = "18",
        /// Refund: change of specification.
        ChangeRefund = "20",
        /// Expenditure: deducted by a savings plan (history, 2023-06-29).
        PlanDeduction = "23",
        /// Refund: yearly/monthly changed to pay-per-use.
        ToPayPerUseRefund = "24",
        /// Refund: tax of an unsubscription.
        UnsubscriptionTax = "100",
        /// Adjustment: tax of a compensation.
        CompensationTax = "101",
        /// Adjustment: tax of a deduction.
        DeductionTax = "102",
    }
);

open_text_enum!(
    /// The CSV of the old usage archive that contains a record.
    OldUsagePart {
        /// Yearly/monthly, of reseller-model customers only.
        MonthlyYearly = "MonthlyYearly",
        /// Pay-per-use.
        PerByUse = "PerByUse",
        /// Reserved instances.
        ReservedInstances = "RI",
    }
);
