//! All methods of the client that call the partner API, as a table: one row per operation of the
//! registry, with all arguments. The tests of this folder run over it, so that a new operation is
//! covered by adding its row; a test fails while it has none.

pub mod arguments;

use std::pin::Pin;

use model::error::PartnerFailure;
use model::registration::IdentityKind;
use model::renewals::Period;
use model::resources::ExpirePolicy;
use partner::{FreezeKind, Partner, SumAccount};

use arguments::*;

/// The result of a method, formatted with `Debug`.
type Shown = Pin<Box<dyn Future<Output = Result<String, PartnerFailure>> + Send>>;

/// One operation and the method that calls it.
pub struct Row {
    /// Operation id.
    pub id: &'static str,
    /// Fields that the answer must have for this call, as JSON.
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
    // partner.yaml
    "listSubCustomers" [] |partner| partner.customers(&customers_query());
    "createSubCustomer" [] |partner| partner.create_customer(&new_customer());
    "checkUserIdentity" [] |partner| partner.check_identity(IdentityKind::Email, "ops@nw.test");
    "sendVerificationMessageCode" [] |partner| partner.send_verification_code("ops@nw.test", Some(5));
    "createPersonalRealnameAuth" [] |partner| partner.authenticate_person(&person());
    "createEnterpriseRealnameAuthentication" [] |partner| partner.authenticate_company(&company());
    "changeEnterpriseRealnameAuthentication" [] |partner| partner.change_to_company(&company());
    "showRealnameAuthenticationReviewResult" [] |partner| partner.review(&customer());
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
    "showCustomerExpenditureQuota" [] |partner| partner.expenditure_quota(&customer());
    "showCustomerAccountBalances" [] |partner| partner.balances(&customer());
    "listIndirectPartners" [] |partner| partner.resellers(0, 100);
    "listSubCustomerCoupons" [] |partner| partner.coupons(Some(&customer()), &coupons_query());
    // transactions.yaml
    "ListCustomerOrders" [] |partner| partner.orders(&orders_query());
    "ShowCustomerOrderDetails" ["order_id": r#""CS1""#] |partner|
        partner.order_details(&order(), Some(&reseller()));
    "ShowRefundOrderDetails" [] |partner| partner.refunds(&customer(), &order());
    "CancelCustomerOrder" [] |partner| partner.cancel_order(&customer(), &order());
    "PayOrders" [] |partner| partner.pay(&customer(), &order());
    "PayOrdersV2" [] |partner| partner.pay_v2(&customer(), &order());
    "ListPayPerUseCustomerResources" [] |partner| partner.resources(&customer(), 0, 500, true);
    "ListRenewRateOnPeriod" [] |partner|
        partner.renewal_price(&customer(), &[resource()], Period::Months(1));
    "RenewalResources" [] |partner|
        partner.renew(&customer(), &[resource()], Period::Years(1), ExpirePolicy::from(3));
    "CancelResourcesSubscription" [] |partner| partner.unsubscribe(&unsubscribe());
    "AutoRenewalResources" [] |partner| partner.auto_renew_on(&customer(), &resource());
    "CancelAutoRenewalResources" [] |partner| partner.auto_renew_off(&customer(), &resource());
    "UpdatePeriodToOnDemand" [] |partner| partner.to_on_demand(&customer(), &[resource()], true);
    "ListRateOnPeriodDetail" ["id": r#""0""#] |partner|
        partner.term_prices(&customer(), "p1", &[term_inquiry()]);
    "ListOnDemandResourceRatings" ["id": r#""0""#] |partner|
        partner.usage_prices(&customer(), "p1", &[usage_inquiry()]);
    "ListCustomerOnDemandResources" [] |partner| partner.on_demand_resources(&on_demand_query());
    // billing.yaml
    "ListPostpaidBillSum" [] |partner| partner.partner_bill(month());
    "OldListPostpaidBillSum" [] |partner| partner.old_partner_bill(month());
    "ShowCustomerMonthlySum" [] |partner| partner.monthly_sum(&customer(), &monthly_sum_query());
    "OldListMonthlyExpenditures" [] |partner|
        partner.old_monthly_sum(&customer(), month(), Some("hws.service.type.ec2"), SumAccount::Own, Some("0"));
    "ListCustomerselfResourceRecords" [] |partner| partner.fees(&customer(), &fees_query());
    "OldListResFeeRecords" [] |partner|
        partner.old_fees(&customer(), ("2024-01-02", "2024-01-03"), &old_fees_query());
    "ListCustomerselfResourceRecordDetails" [] |partner| partner.usage_details(&customer(), &fees_query());
    "OldListResRecords" [] |partner| partner.old_usage_details(&customer(), month(), &old_fees_query());
    "ListInvoices" [] |partner| partner.invoices(Some(&customer()), span(), 1, 100);
    "ListServiceTypes" [] |partner| partner.service_types(Some("storage"), 0, 100);
    "ListResourceTypes" [] |partner| partner.resource_types(0, 100);
    "ListServiceResources" [] |partner| partner.resource_types_of("hws.service.type.ec2", 0, 100);
    "ListUsageTypes" [] |partner| partner.usage_types(Some("hws.resource.type.vm"), 0, 100);
    "ListMeasureUnits" [] |partner| partner.units();
    "ListConversions" [] |partner| partner.conversions(Some(3));
    "ListCosts" [] |partner| partner.costs(&customer(), &costs_query());
    "ListFreeResourceInfos" [] |partner| partner.packages(&customer(), &packages_query());
    "OldListFreeResourceInfos" [] |partner| partner.old_packages(&customer(), &packages_query());
    "ListFreeResourceUsages" [] |partner| partner.package_usages(&customer(), &["item-1".to_owned()]);
    "ListFreeResourcesUsageRecords" [] |partner| partner.deductions(&customer(), &deductions_query());
    // Any call for a customer starts with it.
    "CreateTemporaryAccessKeyByAgency" [] |partner| partner.auto_renew_on(&customer(), &resource());
};
