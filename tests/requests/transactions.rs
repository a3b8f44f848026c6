//! Operations of transactions.yaml.

use model::ids::ResourceId;
use model::product_prices::{Product, TermInquiry, UsageInquiry};
use model::renewals::Period;
use model::unsubscribe::{UnsubscribeReason, UnsubscribeType};
use partner::{OnDemandQuery, OrdersQuery, Partner, Unsubscribe};
use serde_json::{Value, from_value};

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
        "ShowRefundOrderDetails" => drop(partner.refunds(entry.customer(), &entry.get("order_id")).await),
        "CancelCustomerOrder" => drop(partner.cancel_order(entry.customer(), &entry.get("order_id")).await),
        "PayOrders" => {
            entry.always("use_coupon", "NO");
            entry.always("use_discount", "NO");
            drop(partner.pay(entry.customer(), &entry.get("order_id")).await);
        }
        "PayOrdersV2" => drop(partner.pay_v2(entry.customer(), &entry.get("order_id")).await),
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
        "CancelResourcesSubscription" => drop(partner.unsubscribe(&unsubscribe(entry)).await),
        "UpdatePeriodToOnDemand" => {
            let (ids, on): (Vec<_>, _) = (entry.get("resource_ids"), entry.text("operation") == "SET_UP");
            drop(partner.to_on_demand(entry.customer(), &ids, on).await);
        }
        "ListRateOnPeriodDetail" => {
            let lines: Vec<_> = entry.get::<Vec<Value>>("product_infos").iter().map(term).collect();
            drop(partner.term_prices(entry.customer(), &entry.text("project_id"), &lines).await);
        }
        "ListOnDemandResourceRatings" => {
            entry.always("inquiry_precision", 1);
            let lines: Vec<_> = entry.get::<Vec<Value>>("product_infos").iter().map(usage).collect();
            drop(partner.usage_prices(entry.customer(), &entry.text("project_id"), &lines).await);
        }
        "ListCustomerOnDemandResources" => drop(partner.on_demand_resources(&on_demand(entry)).await),
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
        newest_first: entry.text("order_by").starts_with('-'),
        offset: entry.get("offset"),
        limit: entry.get("limit"),
    }
}

fn period(entry: &Entry) -> Period {
    let count = entry.get("period_num");
    if entry.get::<u8>("period_type") == 3 { Period::Years(count) } else { Period::Months(count) }
}

fn unsubscribe(entry: &Entry) -> Unsubscribe {
    let (what, reason) =
        (entry.get::<i64>("unsubscribe_type"), entry.maybe::<i64>("unsubscribe_reason_type"));
    let whats = [UnsubscribeType::Everything, UnsubscribeType::RenewedTerms];
    Unsubscribe {
        customer: entry.customer().clone(),
        resources: entry.get("resource_ids"),
        what: whats.into_iter().find(|known| known.code() == what).unwrap(),
        reason: UnsubscribeReason::ALL.into_iter().find(|known| Some(known.code()) == reason),
        words: entry.maybe("unsubscribe_reason"),
    }
}

fn product(line: &Value) -> Product {
    let text = |name: &str| line[name].as_str().unwrap().to_owned();
    let size =
        line.get("resource_size").map(|size| (size.as_i64().unwrap(), number(line, "size_measure_id")));
    Product {
        service_code: text("cloud_service_type"),
        type_code: text("resource_type"),
        specification: text("resource_spec"),
        region: text("region"),
        size,
    }
}

fn number<T: serde::de::DeserializeOwned>(line: &Value, name: &str) -> T {
    from_value(line[name].clone()).unwrap()
}

fn term(line: &Value) -> TermInquiry {
    TermInquiry {
        product: product(line),
        unit: number(line, "period_type"),
        count: number(line, "period_num"),
        quantity: number(line, "subscription_num"),
    }
}

fn usage(line: &Value) -> UsageInquiry {
    UsageInquiry {
        product: product(line),
        factor: number(line, "usage_factor"),
        usage: line["usage_value"].to_string().parse().unwrap(),
        unit: number(line, "usage_measure_id"),
        quantity: number(line, "subscription_num"),
    }
}

fn on_demand(entry: &Entry) -> OnDemandQuery {
    OnDemandQuery {
        customer: entry.get("customer_id"),
        reseller: entry.maybe("indirect_partner_id"),
        region: entry.maybe("region_code"),
        service: entry.maybe("service_type_code"),
        resources: entry.get("resource_ids"),
        effective_begin: entry.maybe("effective_time_begin"),
        effective_end: entry.maybe("effective_time_end"),
        status: entry.maybe("status"),
        offset: entry.get("offset"),
        limit: entry.get("limit"),
    }
}
