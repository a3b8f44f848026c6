//! Every method of the client that asks the partner something, as a table: one row for each
//! operation of the registry, with every argument given. The tests of this folder run over it, so
//! that a new operation is covered by adding its row; a test fails while it has none.

use std::pin::Pin;

use partnerdesk::model::budget::{BudgetAmount, BudgetType, FreezeBehaviour};
use partnerdesk::model::customer::Association;
use partnerdesk::model::error::PartnerFailure;
use partnerdesk::model::ids::{CustomerId, OrderId, ResellerId, ResourceId};
use partnerdesk::model::order::{OrderStatus, OrderType};
use partnerdesk::model::renewal::Period;
use partnerdesk::model::resource::ExpirePolicy;
use partnerdesk::model::time::Timestamp;
use partnerdesk::server::partner::{CustomersQuery, FreezeKind, OrdersQuery, Partner, SetBudget};

/// What a method gave back, as `Debug` shows it.
type Shown = Pin<Box<dyn Future<Output = Result<String, PartnerFailure>> + Send>>;

/// One operation and the method that calls it.
pub struct Row {
    /// Operation id.
    pub id: &'static str,
    /// Fields that an answer needs for this call to make sense of it, as JSON.
    pub answer: &'static [(&'static str, &'static str)],
    pub call: fn(Partner) -> Shown,
}

macro_rules! calls {
    ($($id:literal [$($field:literal: $json:literal),*] |$partner:ident| $call:expr;)*) => {
        &[$(Row {
            id: $id,
            answer: &[$(($field, $json)),*],
            call: |$partner| Box::pin(async move {
                let answer = $call.await?;
                Ok(format!("{answer:?}"))
            }),
        }),*]
    };
}

pub const ROWS: &[Row] = calls! {
    "listSubCustomers" [] |partner| partner.customers(&customers_query());
    "freezeSubCustomers" ["id": r#""c1""#] |partner|
        partner.freeze(&[customer()], Some(&reseller()), "unpaid", FreezeKind::Account);
    "unfreezeSubCustomers" ["id": r#""c1""#] |partner|
        partner.unfreeze(&[customer()], Some(&reseller()), "paid", FreezeKind::AccountAndResources);
    "showSubCustomerBudget" [] |partner| partner.budget(&customer(), Some(&reseller()));
    "updateSubCustomerBudget" [] |partner| partner.set_budget(&budget());
    "listSubCustomerBudget" [] |partner| partner.budgets(&[customer()], Some(&reseller()));
    "listSubCustomerBudgetRecords" [] |partner|
        partner.budget_records(&customer(), Some(&reseller()), 0, 100);
    "showPartnerConsumptionQuota" [] |partner| partner.consumption_quota();
    "listIndirectPartners" [] |partner| partner.resellers(0, 100);
    "ListCustomerOrders" [] |partner| partner.orders(&orders_query());
    "ShowCustomerOrderDetails" ["order_id": r#""CS1""#] |partner|
        partner.order_details(&order(), Some(&reseller()));
    "CancelCustomerOrder" [] |partner| partner.cancel_order(&customer(), &order());
    "PayOrders" [] |partner| partner.pay(&customer(), &order());
    "ListPayPerUseCustomerResources" [] |partner| partner.resources(&customer(), 0, 500, true);
    "ListRenewRateOnPeriod" [] |partner|
        partner.renewal_price(&customer(), &[resource()], Period::Months(1));
    "RenewalResources" [] |partner|
        partner.renew(&customer(), &[resource()], Period::Years(1), ExpirePolicy::from(3));
    "AutoRenewalResources" [] |partner| partner.auto_renew_on(&customer(), &resource());
    "CancelAutoRenewalResources" [] |partner| partner.auto_renew_off(&customer(), &resource());
    // Any call that acts for a customer begins with it.
    "CreateTemporaryAccessKeyByAgency" [] |partner| partner.auto_renew_on(&customer(), &resource());
};

pub fn customer() -> CustomerId {
    CustomerId::parse("c1").unwrap()
}

pub fn order() -> OrderId {
    OrderId::parse("CS1").unwrap()
}

fn reseller() -> ResellerId {
    ResellerId::parse("r1").unwrap()
}

pub fn resource() -> ResourceId {
    ResourceId::parse("x1").unwrap()
}

fn instant(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

pub fn budget() -> SetBudget {
    SetBudget {
        customer: customer(),
        reseller: Some(reseller()),
        amount: BudgetAmount::parse("77.01").unwrap(),
        kind: BudgetType::Monthly,
        freeze: Some(FreezeBehaviour::Automatic),
        lift_freeze: true,
    }
}

fn customers_query() -> CustomersQuery {
    CustomersQuery {
        reseller: Some(reseller()),
        customer: Some(customer()),
        account_name: Some("aurora".into()),
        name: Some("Aurora".into()),
        label: Some("gold".into()),
        association: Some(Association::Resale),
        associated_begin: instant("2024-01-05T02:00:00Z"),
        associated_end: instant("2024-02-05T02:00:00Z"),
        offset: 100,
        limit: 100,
    }
}

fn orders_query() -> OrdersQuery {
    OrdersQuery {
        customer: Some(customer()),
        reseller: Some(reseller()),
        order: Some(order()),
        status: Some(OrderStatus::from(6)),
        kind: Some(OrderType::from(2)),
        created_begin: instant("2024-01-05T02:00:00Z"),
        created_end: instant("2024-02-05T02:00:00Z"),
        newest_first: true,
        offset: 100,
        limit: 100,
    }
}
