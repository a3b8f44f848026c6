//! Budgets (partner.yaml, showSubCustomerBudget, listSubCustomerBudget, updateSubCustomerBudget,
//! listSubCustomerBudgetRecords).

use serde::Serialize;
use serde_json::value::RawValue;

use crate::Paged;
use crate::client::Partner;
use crate::client::answer::Refusal;
use crate::client::call::Call;
use crate::client::error::CallError;
use crate::client::wire::{Fields, Unreadable, number};
use crate::operations::{LIST_BUDGET_RECORDS, LIST_BUDGETS, SET_BUDGET, SHOW_BUDGET};
use model::budgets::{Budget, BudgetAmount, BudgetRecord, BudgetType, FreezeBehaviour};
use model::error::PartnerFailure;
use model::ids::{CustomerId, ResellerId};
use model::money::{Currency, Money};

/// Customers that one query of budgets takes.
const MOST_AT_ONCE: usize = 100;

/// A budget to set: an absolute target that replaces the current one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetBudget {
    /// Id of the customer.
    pub customer: CustomerId,
    /// The reseller it belongs to, where it does.
    pub reseller: Option<ResellerId>,
    /// The amount, in the site's currency.
    pub amount: BudgetAmount,
    /// Monthly or one-time. Always sent: leaving it out would turn a one-time budget into a monthly one.
    pub kind: BudgetType,
    /// What happens when it runs out; `None` leaves it as it is.
    pub freeze: Option<FreezeBehaviour>,
    /// Unfreeze the account as well, if the partner froze it.
    pub lift_freeze: bool,
}

#[derive(Serialize)]
struct SetBody<'a> {
    customer_id: &'a str,
    budget_amount: Box<RawValue>,
    /// Text, although one printed sample shows a number.
    cancel_partner_frozen: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    indirect_partner_id: Option<&'a str>,
    budget_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    frozen_operate_type: Option<i64>,
}

#[derive(Serialize)]
struct ListBody<'a> {
    customer_ids: &'a [CustomerId],
    #[serde(skip_serializing_if = "Option::is_none")]
    indirect_partner_id: Option<&'a str>,
}

impl Partner {
    /// The budget of one resale customer.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached, or when the amounts
    /// of the answer cannot be read exactly.
    pub async fn budget(
        &self,
        customer: &CustomerId,
        reseller: Option<&ResellerId>,
    ) -> Result<Budget, PartnerFailure> {
        let call = Call::new(&SHOW_BUDGET)
            .query("customer_id", Some(customer))
            .query("indirect_partner_id", reseller);
        let budget = self.call(call, |answer| {
            let fields = answer.fields()?;
            budget(&fields, &fields, customer.clone(), &self.config().currency)
        });
        Ok(budget.await?)
    }

    /// The budgets of up to 100 resale customers, in no particular order. Customers that are not the
    /// partner's, or not resale, are silently omitted by the partner API; budgets whose amounts cannot be
    /// read exactly are omitted here.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached; with fault `Ours`
    /// and nothing sent for more than 100 customers.
    pub async fn budgets(
        &self,
        customers: &[CustomerId],
        reseller: Option<&ResellerId>,
    ) -> Result<Vec<Budget>, PartnerFailure> {
        if customers.is_empty() {
            return Ok(Vec::new());
        }
        if customers.len() > MOST_AT_ONCE {
            return Err(Refusal::unanswered(&LIST_BUDGETS, CallError::Invalid).into());
        }
        let body =
            ListBody { customer_ids: customers, indirect_partner_id: reseller.map(ResellerId::as_str) };
        let budgets = self.call(Call::new(&LIST_BUDGETS).json(&body), |answer| {
            let fields = answer.fields()?;
            let read = |row: &Fields<'_>| {
                let customer = row.id::<CustomerId>("customer_id")?;
                budget(row, &fields, customer, &self.config().currency).ok()
            };
            Ok(fields.rows("budget_infos", read)?.0)
        });
        Ok(budgets.await?)
    }

    /// Sets or replaces a budget. Sent once; each success makes an adjustment record.
    ///
    /// # Errors
    /// [`PartnerFailure`]; where it is `unclear`, the budget has to be read to know.
    pub async fn set_budget(&self, budget: &SetBudget) -> Result<(), PartnerFailure> {
        let amount = number(budget.amount.get().normalize())
            .map_err(|_| Refusal::unanswered(&SET_BUDGET, CallError::Invalid))?;
        let body = SetBody {
            customer_id: budget.customer.as_str(),
            budget_amount: amount,
            cancel_partner_frozen: if budget.lift_freeze { "1" } else { "0" },
            indirect_partner_id: budget.reseller.as_ref().map(ResellerId::as_str),
            budget_type: budget.kind.code(),
            frozen_operate_type: budget.freeze.map(FreezeBehaviour::code),
        };
        Ok(self.call(Call::new(&SET_BUDGET).json(&body), |_| Ok(())).await?)
    }

    /// One page of past adjustments; `limit` at most 100. Records have no ids: none is skipped.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached.
    pub async fn budget_records(
        &self,
        customer: &CustomerId,
        reseller: Option<&ResellerId>,
        offset: u32,
        limit: u32,
    ) -> Result<Paged<BudgetRecord>, PartnerFailure> {
        let call = Call::new(&LIST_BUDGET_RECORDS)
            .query("customer_id", Some(customer))
            .query("indirect_partner_id", reseller)
            .query("offset", Some(offset))
            .query("limit", Some(limit));
        let page = self.call(call, |answer| {
            let fields = answer.fields()?;
            let read = |row: &Fields<'_>| Some(record(row, &fields, &self.config().currency));
            let (rows, skipped) = fields.rows("record_list", read)?;
            Ok(Paged { total: fields.count("total_count"), rows, skipped })
        });
        Ok(page.await?)
    }
}

/// `shared` holds the currency and the unit: in lists they are given once for all rows.
fn budget(
    row: &Fields<'_>,
    shared: &Fields<'_>,
    customer: CustomerId,
    site: &Currency,
) -> Result<Budget, Unreadable> {
    if !shared.in_main_unit() {
        return Err(Unreadable);
    }
    Ok(Budget {
        customer,
        amount: row.exact("budget_amount")?,
        used: row.exact("used_amount")?,
        currency: shared.currency("currency")?.unwrap_or_else(|| site.clone()),
        kind: row.text("budget_type").map(BudgetType::from),
    })
}

fn record(row: &Fields<'_>, shared: &Fields<'_>, site: &Currency) -> BudgetRecord {
    let currency = shared.currency("currency").ok().map(|known| known.unwrap_or_else(|| site.clone()));
    let amount = row.exact("budget_amount").ok().flatten().filter(|_| shared.in_main_unit());
    BudgetRecord {
        amount: amount.zip(currency).map(|(amount, currency)| Money::new(amount, currency)),
        operation: row.text("operation_type"),
        at: row.instant("operation_time"),
        operator: row.text("operator"),
        kind: row.text("budget_type").map(BudgetType::from),
    }
}
