//! Operations of partner.yaml.

use model::budgets::BudgetAmount;
use partner::{CouponsQuery, CustomersQuery, FreezeKind, Partner, SetBudget};

use super::entry::Entry;

/// Returns false for other operations.
pub async fn send(partner: &Partner, entry: &Entry) -> bool {
    match entry.operation.as_str() {
        "listSubCustomers" => drop(partner.customers(&customers(entry)).await),
        "showSubCustomerBudget" => {
            let customer = entry.get("customer_id");
            drop(partner.budget(&customer, entry.maybe("indirect_partner_id").as_ref()).await);
        }
        "listSubCustomerBudget" => {
            let customers: Vec<_> = entry.get("customer_ids");
            drop(partner.budgets(&customers, entry.maybe("indirect_partner_id").as_ref()).await);
        }
        "updateSubCustomerBudget" => drop(partner.set_budget(&budget(entry)).await),
        "listSubCustomerBudgetRecords" => {
            let reseller = entry.maybe("indirect_partner_id");
            let (customer, offset, limit) =
                (entry.get("customer_id"), entry.get("offset"), entry.get("limit"));
            drop(partner.budget_records(&customer, reseller.as_ref(), offset, limit).await);
        }
        "freezeSubCustomers" => {
            let (customers, reason): (Vec<_>, String) = (entry.get("customer_ids"), entry.get("reason"));
            let reseller = entry.maybe("indirect_partner_id");
            let kind = freeze_kind(entry, "freeze_type");
            drop(partner.freeze(&customers, reseller.as_ref(), &reason, kind).await);
        }
        "unfreezeSubCustomers" => {
            let (customers, reason): (Vec<_>, String) = (entry.get("customer_ids"), entry.get("reason"));
            let reseller = entry.maybe("indirect_partner_id");
            let kind = freeze_kind(entry, "unfreeze_type");
            drop(partner.unfreeze(&customers, reseller.as_ref(), &reason, kind).await);
        }
        "showPartnerConsumptionQuota" => drop(partner.consumption_quota().await),
        "listIndirectPartners" => drop(partner.resellers(entry.get("offset"), entry.get("limit")).await),
        "showCustomerExpenditureQuota" => drop(partner.expenditure_quota(entry.customer()).await),
        "showCustomerAccountBalances" => drop(partner.balances(entry.customer()).await),
        "listSubCustomerCoupons" => drop(partner.coupons(Some(entry.customer()), &coupons(entry)).await),
        _ => return false,
    }
    true
}

fn customers(entry: &Entry) -> CustomersQuery {
    CustomersQuery {
        reseller: entry.maybe("indirect_partner_id"),
        customer: entry.maybe("customer_id"),
        account_name: entry.maybe("account_name"),
        name: entry.maybe("customer"),
        label: entry.maybe("label"),
        association: entry.maybe("association_type"),
        associated_begin: entry.maybe("associated_on_begin"),
        associated_end: entry.maybe("associated_on_end"),
        offset: entry.get("offset"),
        limit: entry.get("limit"),
    }
}

fn budget(entry: &Entry) -> SetBudget {
    SetBudget {
        customer: entry.get("customer_id"),
        reseller: entry.maybe("indirect_partner_id"),
        amount: BudgetAmount::parse(&entry.text("budget_amount")).unwrap(),
        kind: entry.get("budget_type"),
        freeze: entry.maybe("frozen_operate_type"),
        lift_freeze: entry.text("cancel_partner_frozen") == "1",
    }
}

fn freeze_kind(entry: &Entry, name: &str) -> FreezeKind {
    let kinds = [FreezeKind::Account, FreezeKind::AccountAndResources];
    kinds.into_iter().find(|kind| kind.code() == entry.text(name)).unwrap()
}

fn coupons(entry: &Entry) -> CouponsQuery {
    CouponsQuery {
        coupon: entry.maybe("coupon_id"),
        order: entry.maybe("order_id"),
        plan: entry.maybe("promotion_plan_id"),
        kind: entry.maybe("coupon_type"),
        status: entry.maybe("status"),
        active_begin: entry.maybe("active_start_time"),
        active_end: entry.maybe("active_end_time"),
        source: entry.maybe("source_id"),
        offset: entry.get("offset"),
        limit: entry.get("limit"),
    }
}
