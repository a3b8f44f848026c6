//! Operations of transactions.yaml.

use partnerdesk::model::ids::ResourceId;
use partnerdesk::model::renewal::Period;
use partnerdesk::server::partner::{OrdersQuery, Partner};

use super::entry::Entry;

/// True when the entry was one of these.
pub async fn send(partner: &Partner, entry: &Entry) -> bool {
    match entry.operation.as_str() {
        "ListCustomerOrders" => drop(partner.orders(&orders(entry)).await),
        "ShowCustomerOrderDetails" => {
            entry.always("offset", 0);
            entry.always("limit", 100);
            let reseller = entry.maybe("indirect_partner_id");
            drop(partner.order_details(&entry.get("order_id"), reseller.as_ref()).await);
        }
        "CancelCustomerOrder" => drop(partner.cancel_order(entry.customer(), &entry.get("order_id")).await),
        "PayOrders" => {
            entry.always("use_coupon", "NO");
            entry.always("use_discount", "NO");
            drop(partner.pay(entry.customer(), &entry.get("order_id")).await);
        }
        "ListPayPerUseCustomerResources" => {
            let (offset, limit) = (entry.get("offset"), entry.get("limit"));
            match entry.maybe::<Vec<ResourceId>>("resource_ids") {
                None => {
                    let only_main = entry.text("only_main_resource") == "1";
                    drop(partner.resources(entry.customer(), offset, limit, only_main).await);
                }
                Some(ids) => {
                    entry.always("only_main_resource", 0);
                    drop(partner.resources_by_id(entry.customer(), &ids).await);
                }
            }
        }
        "ListRenewRateOnPeriod" => {
            let ids: Vec<_> = entry.get("resource_ids");
            drop(partner.renewal_price(entry.customer(), &ids, period(entry)).await);
        }
        "RenewalResources" => {
            entry.always("is_auto_pay", 0);
            let ids: Vec<_> = entry.get("resource_ids");
            drop(partner.renew(entry.customer(), &ids, period(entry), entry.get("expire_policy")).await);
        }
        "AutoRenewalResources" => {
            drop(partner.auto_renew_on(entry.customer(), &entry.get("resource_id")).await);
        }
        "CancelAutoRenewalResources" => {
            drop(partner.auto_renew_off(entry.customer(), &entry.get("resource_id")).await);
        }
        _ => return false,
    }
    true
}

fn orders(entry: &Entry) -> OrdersQuery {
    OrdersQuery {
        customer: entry.maybe("customer_id"),
        reseller: entry.maybe("indirect_partner_id"),
        order: entry.maybe("order_id"),
        status: entry.maybe("status"),
        kind: entry.maybe("order_type"),
        created_begin: entry.maybe("create_time_begin"),
        created_end: entry.maybe("create_time_end"),
        newest_first: entry.text("order_by").ends_with("DESC"),
        offset: entry.get("offset"),
        limit: entry.get("limit"),
    }
}

fn period(entry: &Entry) -> Period {
    let count = entry.get("period_num");
    if entry.get::<u8>("period_type") == 3 { Period::Years(count) } else { Period::Months(count) }
}
