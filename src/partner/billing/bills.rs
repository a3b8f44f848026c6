//! Sums of a month: the partner's bill and a customer's summary, each with its old twin
//! (billing.yaml, ListPostpaidBillSum, OldListPostpaidBillSum, ShowCustomerMonthlySum,
//! OldListMonthlyExpenditures).

use crate::client::Partner;
use crate::client::amounts::{Amounts, Unit};
use crate::client::answer::{Answer, Refusal};
use crate::client::call::Call;
use crate::client::error::CallError;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::{
    OLD_SHOW_MONTHLY_SUM, OLD_SHOW_PARTNER_BILL, Operation, SHOW_MONTHLY_SUM, SHOW_PARTNER_BILL,
};
use model::bills::{ChargeMode, MonthlyLine, MonthlySum, PaidBy, PartnerBill, PartnerBillLine, SumType};
use model::error::PartnerFailure;
use model::ids::CustomerId;
use model::month::BillingMonth;

/// What to ask of a customer's month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthlySumQuery {
    /// Which month.
    pub month: BillingMonth,
    /// One service type code.
    pub service: Option<String>,
    /// One enterprise project.
    pub project: Option<String>,
    /// Only this member of an enterprise.
    pub member: Option<CustomerId>,
    /// Lines to skip.
    pub offset: u32,
    /// Lines on the page, at most 1,000.
    pub limit: u32,
}

/// Which account the old summary is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SumAccount {
    /// The customer's own.
    Own,
    /// The one that the partner budgets; only of resale customers.
    Budgeted,
}

/// The two forms of the summary. Their rows share names that do not mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    New,
    Old,
}

impl Partner {
    /// The partner's bill of a month; there is one from about noon (GMT+8) on the 5th of the next.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached, or when an amount
    /// cannot be read exactly.
    pub async fn partner_bill(&self, month: BillingMonth) -> Result<PartnerBill, PartnerFailure> {
        let call = Call::new(&SHOW_PARTNER_BILL).query("bill_cycle", Some(month));
        let site = &self.config().currency;
        let bill = self.call(call, |answer| {
            let fields = answer.fields()?;
            let amounts = Amounts::of(&fields, "measure_id", Unit::Main, site)?;
            let get = |name| amounts.get(&fields, &[name]);
            Ok(PartnerBill {
                month,
                due: get("initial_amount_due")?,
                spent: get("consume_amount")?,
                refunds: get("refunds")?,
                adjustments: get("adjustments")?,
                tax: get("tax_amount")?,
                lines: Vec::new(),
            })
        });
        Ok(bill.await?)
    }

    /// The same in its old form, which has lines and is to go offline.
    ///
    /// # Errors
    /// As [`Partner::partner_bill`]; with fault `Ours` and nothing sent while the partner's account
    /// id is not configured.
    pub async fn old_partner_bill(&self, month: BillingMonth) -> Result<PartnerBill, PartnerFailure> {
        let account = self.own_account(&OLD_SHOW_PARTNER_BILL)?;
        let call = Call::new(&OLD_SHOW_PARTNER_BILL).id(account).query("consume_month", Some(month));
        let site = &self.config().currency;
        let bill = self.call(call, |answer| {
            let fields = answer.fields()?;
            let amounts = Amounts::of(&fields, "measureId", Unit::Main, site)?;
            let get = |name| amounts.get(&fields, &[name]);
            let (lines, unread) = fields.rows("billList", |row| partner_line(row, &amounts).ok())?;
            if unread > 0 {
                return Err(Unreadable);
            }
            Ok(PartnerBill {
                month,
                due: get("creditDebtAmount")?,
                spent: get("consumeAmount")?,
                refunds: get("unsubscribeAmount")?,
                adjustments: get("writeoffdebt")?,
                tax: get("taxAmount")?,
                lines,
            })
        });
        Ok(bill.await?)
    }

    /// The account that an operation of the partner names in its path.
    pub(crate) fn own_account(&self, operation: &Operation) -> Result<&str, PartnerFailure> {
        let id = self.config().domain_id.as_deref().filter(|id| !id.is_empty());
        id.ok_or_else(|| Refusal::unanswered(operation, CallError::Invalid).into())
    }

    /// A customer's month, up to the end of yesterday. Lines that cannot be read are counted; the
    /// totals are the partner's own.
    ///
    /// # Errors
    /// As [`Partner::partner_bill`].
    pub async fn monthly_sum(
        &self,
        customer: &CustomerId,
        query: &MonthlySumQuery,
    ) -> Result<MonthlySum, PartnerFailure> {
        let call = Call::new(&SHOW_MONTHLY_SUM)
            .acting_for(customer)
            .query("bill_cycle", Some(query.month))
            .query("service_type_code", query.service.as_ref())
            .query("enterprise_project_id", query.project.as_ref())
            .query("method", query.member.as_ref().map(|_| "sub_customer"))
            .query("sub_customer_id", query.member.as_ref())
            .query("offset", Some(query.offset))
            .query("limit", Some(query.limit));
        Ok(self.call(call, |answer| self.sum(answer, Form::New)).await?)
    }

    /// The same in its old form, which is to go offline: all lines at once, by service, or by
    /// resource type where one service is named.
    ///
    /// # Errors
    /// As [`Partner::partner_bill`].
    pub async fn old_monthly_sum(
        &self,
        customer: &CustomerId,
        month: BillingMonth,
        service: Option<&str>,
        account: SumAccount,
        project: Option<&str>,
    ) -> Result<MonthlySum, PartnerFailure> {
        let kind = match account {
            SumAccount::Own => "0",
            SumAccount::Budgeted => "1",
        };
        let call = Call::new(&OLD_SHOW_MONTHLY_SUM)
            .acting_for(customer)
            .id(customer.as_str())
            .query("cycle", Some(month))
            .query("cloud_service_type_code", service)
            .query("type", Some(kind))
            .query("enterpriseProjectId", project);
        Ok(self.call(call, |answer| self.sum(answer, Form::Old)).await?)
    }

    fn sum(&self, answer: &Answer, form: Form) -> Result<MonthlySum, Unreadable> {
        let fields = answer.fields()?;
        let unit = match form {
            Form::New => Unit::Main,
            Form::Old => Unit::Cents,
        };
        let amounts = Amounts::of(&fields, "measure_id", unit, &self.config().currency)?;
        let (lines, skipped) = fields.rows("bill_sums", |row| line(row, form, &amounts).ok().flatten())?;
        Ok(MonthlySum {
            total: amounts.get(&fields, &["consume_amount", "total_amount"])?,
            paid: paid(&fields, &amounts)?,
            count: fields.count("total_count"),
            lines,
            skipped,
        })
    }
}

fn partner_line(row: &Fields<'_>, amounts: &Amounts) -> Result<PartnerBillLine, Unreadable> {
    Ok(PartnerBillLine {
        kind: row.text("billType"),
        service_code: row.text("cloudServiceTypeCode"),
        type_code: row.text("resourceTypeCode"),
        customers_due: amounts.get(row, &["customerAmountDue"])?,
        amount: amounts.get(row, &["partnerAmount"])?,
    })
}

/// Where the money came from, under the names of the new and of the old forms.
pub(crate) fn paid(row: &Fields<'_>, amounts: &Amounts) -> Result<PaidBy, Unreadable> {
    Ok(PaidBy {
        cash: amounts.get(row, &["cash_amount", "debit_amount"])?,
        credit: amounts.get(row, &["credit_amount"])?,
        coupons: amounts.get(row, &["coupon_amount"])?,
        debt: amounts.get(row, &["debt_amount"])?,
    })
}

/// A line without an amount is skipped. The old form has other codes for its meaning.
fn line(row: &Fields<'_>, form: Form, amounts: &Amounts) -> Result<Option<MonthlyLine>, Unreadable> {
    let amounts = amounts.in_row(row, "measure_id")?;
    let Some(amount) = amounts.get(row, &["consume_amount"])? else { return Ok(None) };
    let kind = row.whole("bill_type").and_then(|kind| match (form, kind) {
        (Form::New, kind) => Some(SumType::from(kind)),
        (Form::Old, 0) => Some(SumType::Expenditure),
        (Form::Old, 1) => Some(SumType::Refund),
        // Among the new codes it would pass for another.
        (Form::Old, _) => None,
    });
    Ok(Some(MonthlyLine {
        customer: row.id::<CustomerId>("customer_id"),
        service_code: row.text("service_type_code").or_else(|| row.text("cloud_service_type_code")),
        service_name: row.text("service_type_name"),
        type_code: row.text("resource_type_code"),
        type_name: row.text("resource_type_name"),
        mode: row.whole("charging_mode").map(ChargeMode::from).or_else(|| old_mode(row, "pay_method")),
        kind,
        list: amounts.get(row, &["official_amount"])?,
        discount: amounts.get(row, &["official_discount_amount", "discount"])?,
        amount,
    }))
}

/// How something was charged, in the codes of the old operations: 0 for a term, 1 by usage, 10
/// reserved. Other codes become `None`: 3 there is not the 3 of the new operations.
pub(crate) fn old_mode(row: &Fields<'_>, name: &str) -> Option<ChargeMode> {
    match row.whole(name)? {
        0 => Some(ChargeMode::YearlyMonthly),
        1 => Some(ChargeMode::PayPerUse),
        10 => Some(ChargeMode::ReservedInstance),
        _ => None,
    }
}
