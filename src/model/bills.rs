//! Bills (billing.yaml): the partner's month, a customer's month, and the records behind it.
//!
//! Months and days are counted in GMT+8; instants are UTC.

use super::ids::CustomerId;
use super::money::Money;
use super::month::BillingMonth;
use super::time::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

open_int_enum!(
    /// How something is charged (`charge_mode`, `charging_mode`).
    ChargeMode {
        /// For a term of months or years.
        YearlyMonthly = 1,
        /// By usage.
        PayPerUse = 3,
        /// By a reserved instance.
        ReservedInstance = 10,
        /// By a savings plan.
        SavingsPlan = 11,
    }
);

open_int_enum!(
    /// The meaning of a record (`bill_type` of the records).
    RecordType {
        /// Expenditure: new purchase.
        Purchase = 1,
        /// Expenditure: renewal.
        Renewal = 2,
        /// Expenditure: change of specification.
        Change = 3,
        /// Refund: unsubscription.
        Unsubscription = 4,
        /// Expenditure: usage.
        Usage = 5,
        /// Expenditure: automatic renewal.
        AutoRenewal = 8,
        /// Adjustment: compensation.
        Compensation = 9,
        /// Expenditure: hourly billing; only in questions.
        Hourly = 12,
        /// Expenditure: month-end charge of a support plan.
        SupportPlan = 14,
        /// Expenditure: tax.
        Tax = 15,
        /// Adjustment: deduction.
        Deduction = 16,
        /// Expenditure: top-up to a contracted minimum.
        TopUp = 17,
        /// Expenditure: monthly payment.
        MonthlyPayment = 18,
        /// Refund: change of specification.
        ChangeRefund = 20,
        /// Expenditure: deducted by a savings plan.
        BySavingsPlan = 23,
        /// Refund: from a term to pay-per-use.
        ToPayPerUse = 24,
        /// Refund: tax of an unsubscription.
        UnsubscriptionTax = 100,
        /// Adjustment: tax of a compensation.
        CompensationTax = 101,
        /// Adjustment: tax of a deduction.
        DeductionTax = 102,
    }
);

open_int_enum!(
    /// The meaning of a line of a monthly sum (`bill_type` there).
    SumType {
        /// Expenditure.
        Expenditure = 1,
        /// Refund.
        Refund = 2,
        /// Adjustment.
        Adjustment = 3,
    }
);

open_int_enum!(
    /// The granularity of records (`statistic_type`).
    Grain {
        /// One for the month.
        Month = 1,
        /// One for each day.
        Day = 2,
        /// Each charge.
        Single = 3,
    }
);

/// The partner's bill of one month, before tax.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerBill {
    /// Its month.
    pub month: BillingMonth,
    /// What is due: expenditure, refunds and adjustments together.
    pub due: Option<Money>,
    /// Expenditure.
    pub spent: Option<Money>,
    /// Refunds, zero or negative.
    pub refunds: Option<Money>,
    /// Adjustments, such as written-off debt.
    pub adjustments: Option<Money>,
    /// Tax, which the vendor shows apart. The old form has it inside what is due.
    pub tax: Option<Money>,
    /// Lines, which only the old form has.
    pub lines: Vec<PartnerBillLine>,
}

/// One line of the partner's bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerBillLine {
    /// Its meaning, as the partner API sent it.
    pub kind: Option<String>,
    /// Service type code.
    pub service_code: Option<String>,
    /// Resource type code.
    pub type_code: Option<String>,
    /// What the customers owe, without coupons.
    pub customers_due: Option<Money>,
    /// What the partner pays, or is refunded.
    pub amount: Option<Money>,
}

/// Where the money of an amount came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidBy {
    /// From the cash account.
    pub cash: Option<Money>,
    /// From the credit account.
    pub credit: Option<Money>,
    /// With coupons.
    pub coupons: Option<Money>,
    /// Not paid: owed.
    pub debt: Option<Money>,
}

/// A customer's month with one page of its lines. Not to be reconciled with the records to the last
/// digit: those carry eight decimals, this two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthlySum {
    /// Payable, refunds included, of all lines.
    pub total: Option<Money>,
    /// Where that came from.
    pub paid: PaidBy,
    /// Lines on all pages, where the partner API reports it.
    pub count: Option<u64>,
    /// The lines of this page that could be read.
    pub lines: Vec<MonthlyLine>,
    /// Lines that could not be read.
    pub skipped: u32,
}

/// One line of a customer's month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthlyLine {
    /// Id of the customer.
    pub customer: Option<CustomerId>,
    /// Service type code.
    pub service_code: Option<String>,
    /// Service name, in the language of the answer.
    pub service_name: Option<String>,
    /// Resource type code; the old form has it only when one service was asked for.
    pub type_code: Option<String>,
    /// Resource type name.
    pub type_name: Option<String>,
    /// How it was charged.
    pub mode: Option<ChargeMode>,
    /// Its meaning.
    pub kind: Option<SumType>,
    /// List price; the old form has none.
    pub list: Option<Money>,
    /// Discount.
    pub discount: Option<Money>,
    /// Payable.
    pub amount: Money,
}

/// What a resource cost: one charge, or a day's or a month's together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeRecord {
    /// Id of the record.
    pub id: Option<String>,
    /// Day of the record, `YYYY-MM-DD` in GMT+8.
    pub day: Option<String>,
    /// Billing month; usage details only.
    pub month: Option<BillingMonth>,
    /// Id of the customer.
    pub customer: Option<CustomerId>,
    /// Its meaning.
    pub kind: Option<RecordType>,
    /// How it was charged.
    pub mode: Option<ChargeMode>,
    /// Service type code.
    pub service_code: Option<String>,
    /// Service name, in the language of the answer.
    pub service_name: Option<String>,
    /// Resource type code.
    pub type_code: Option<String>,
    /// Resource type name.
    pub type_name: Option<String>,
    /// Region code.
    pub region: Option<String>,
    /// Resource id. Not of [`super::ids::ResourceId`]: it may be empty or long here.
    pub resource: Option<String>,
    /// The name that the customer gave it.
    pub resource_name: Option<String>,
    /// Tags.
    pub tag: Option<String>,
    /// Specification in words.
    pub specification: Option<String>,
    /// Order of a purchase, a renewal or a refund; else the transaction.
    pub trade: Option<String>,
    /// When it was charged, UTC.
    pub charged_at: Option<Timestamp>,
    /// When use began, UTC.
    pub used_from: Option<Timestamp>,
    /// When use ended, UTC.
    pub used_until: Option<Timestamp>,
    /// Amount used.
    pub usage: Option<Decimal>,
    /// Unit of that.
    pub usage_unit: Option<i64>,
    /// List price.
    pub list: Option<Money>,
    /// Discount.
    pub discount: Option<Money>,
    /// Payable, coupons included.
    pub amount: Money,
    /// Where the money came from.
    pub paid: PaidBy,
}
