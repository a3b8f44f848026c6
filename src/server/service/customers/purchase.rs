//! Whether a customer can buy: every known reason why not, and what could not be
//! checked.

use super::super::{Result, mirror};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use model::budgets::{Budget, BudgetLevel};
use model::customers::{Customer, Frozen, Verified};
use model::error::PartnerFailure;
use model::lists::OrderFilter;
use model::orders::{OrderStatus, OrderType};
use model::overview::ConsumptionQuota;
use model::views::{PurchaseBlocker, PurchaseCheck, PurchaseFact, Read};

/// What is asked only to know whether a customer can buy.
pub struct Asked {
    agency: Result<(), PartnerFailure>,
    /// `None` for customers whom it does not concern.
    quota: Option<Result<ConsumptionQuota, PartnerFailure>>,
}

/// Asks for it, live.
pub async fn ask(desk: &Desk, customer: &Customer) -> Asked {
    let quota = async {
        match customer.may_be_resale() {
            true => Some(desk.partner.consumption_quota().await),
            false => None,
        }
    };
    let (agency, quota) = futures::join!(desk.partner.check_agency(&customer.id), quota);
    mirror::note_agency(desk, &customer.id, agency.as_ref().copied()).await;
    Asked { agency, quota }
}

/// Puts together what was read, worst first.
pub async fn check(
    desk: &Desk,
    ctx: &Ctx,
    known: &Customer,
    (account, budget): (&Read<Customer>, Option<&Read<Budget>>),
    asked: &Asked,
) -> Result<PurchaseCheck> {
    let mut found = PurchaseCheck::default();
    let customer = account.value.as_ref().unwrap_or(known);
    of_account(customer, account.failure.is_none(), &mut found);
    of_budget(customer, budget, &mut found);
    of_quota(asked.quota.as_ref(), &mut found);
    of_real_name(customer, account.failure.is_none(), &mut found);
    let had_none = desk.store.has_agency(&customer.id).await? == Some(false);
    of_agency(&asked.agency, had_none, &mut found);
    let renewals = OrderFilter {
        customer: Some(customer.id.clone()),
        status: Some(OrderStatus::PendingPayment),
        kind: Some(OrderType::Renewal),
        ..OrderFilter::default()
    };
    let renewals = desk.store.order_count(&ctx.scope, &renewals).await?;
    if renewals > 0 {
        found.blockers.push(PurchaseBlocker::UnpaidRenewals(renewals));
    }
    Ok(found)
}

/// Freezing concerns resale customers; where the vendor reports it of another, it is said too.
fn of_account(customer: &Customer, live: bool, found: &mut PurchaseCheck) {
    match customer.frozen {
        Some(Frozen::AccountAndResources) => found.blockers.push(PurchaseBlocker::FrozenWithResources),
        Some(Frozen::Account) => found.blockers.push(PurchaseBlocker::Frozen),
        Some(Frozen::No) if live => {}
        _ => found.unchecked.push(PurchaseFact::Account),
    }
}

/// Customers who are not resale pay HUAWEI CLOUD themselves.
fn of_budget(customer: &Customer, budget: Option<&Read<Budget>>, found: &mut PurchaseCheck) {
    if !customer.may_be_resale() {
        return;
    }
    let budget_read = budget.and_then(|read| read.value.as_ref());
    match budget_read.map(Budget::level) {
        Some(BudgetLevel::Exhausted) => found.blockers.push(PurchaseBlocker::BudgetExhausted),
        Some(BudgetLevel::Unset) => found.blockers.push(PurchaseBlocker::NoBudget),
        _ => {}
    }
    if budget_read.is_none() || budget.is_some_and(|read| read.failure.is_some()) {
        found.unchecked.push(PurchaseFact::Budget);
    }
}

fn of_quota(quota: Option<&Result<ConsumptionQuota, PartnerFailure>>, found: &mut PurchaseCheck) {
    match quota {
        Some(Ok(quota)) if quota.is_exhausted() => found.blockers.push(PurchaseBlocker::QuotaExhausted),
        Some(Err(_)) => found.unchecked.push(PurchaseFact::Quota),
        _ => {}
    }
}

fn of_real_name(customer: &Customer, live: bool, found: &mut PurchaseCheck) {
    match &customer.verified {
        Some(Verified::NotAuthenticated) => found.blockers.push(PurchaseBlocker::NotAuthenticated),
        Some(Verified::UnderReview) => found.blockers.push(PurchaseBlocker::UnderReview),
        Some(Verified::Refused | Verified::Failed) => {
            found.blockers.push(PurchaseBlocker::AuthenticationRefused);
        }
        Some(Verified::Authenticated) if live => {}
        _ => found.unchecked.push(PurchaseFact::RealName),
    }
}

/// A failure that says nothing about the agency leaves what was known before.
fn of_agency(tried: &Result<(), PartnerFailure>, had_none: bool, found: &mut PurchaseCheck) {
    match tried {
        Ok(()) => {}
        Err(failure) if failure.is_missing_agency() => found.blockers.push(PurchaseBlocker::NoAgency),
        Err(_) => {
            if had_none {
                found.blockers.push(PurchaseBlocker::NoAgency);
            }
            found.unchecked.push(PurchaseFact::Agency);
        }
    }
}
