//! Operations of billing.yaml.

use model::bills::ChargeMode;
use model::costs::{CostSpan, Dimension};
use partner::{
    CostsQuery, DeductionsQuery, FeesQuery, MonthlySumQuery, OldFeesQuery, PackagesQuery, Partner, SumAccount,
};
use serde_json::Value;

use super::entry::Entry;

/// Returns false for other operations.
pub async fn send(partner: &Partner, entry: &Entry) -> bool {
    match entry.operation.as_str() {
        "ListPostpaidBillSum" => drop(partner.partner_bill(entry.get("bill_cycle")).await),
        "OldListPostpaidBillSum" => drop(partner.old_partner_bill(entry.get("consume_month")).await),
        "ShowCustomerMonthlySum" => drop(partner.monthly_sum(entry.customer(), &sum(entry)).await),
        "OldListMonthlyExpenditures" => {
            let account = if entry.text("type") == "1" { SumAccount::Budgeted } else { SumAccount::Own };
            let (service, project) =
                (entry.text("cloud_service_type_code"), entry.text("enterpriseProjectId"));
            let (month, customer) = (entry.get("cycle"), entry.customer());
            drop(partner.old_monthly_sum(customer, month, Some(&service), account, Some(&project)).await);
        }
        "ListCustomerselfResourceRecords" => drop(partner.fees(entry.customer(), &fees(entry)).await),
        "ListCustomerselfResourceRecordDetails" => {
            entry.always("query_type", "DAILY");
            drop(partner.usage_details(entry.customer(), &details(entry)).await);
        }
        "OldListResFeeRecords" => {
            let (from, until) = (entry.text("startTime"), entry.text("endTime"));
            drop(partner.old_fees(entry.customer(), (&from, &until), &old(entry, "resourceId")).await);
        }
        "OldListResRecords" => {
            let query = old(entry, "resInstanceId");
            drop(partner.old_usage_details(entry.customer(), entry.get("cycle"), &query).await);
        }
        "ListInvoices" => {
            let span = (entry.get("start_time"), entry.get("end_time"));
            let (page, limit) = (entry.get("offset"), entry.get("limit"));
            drop(partner.invoices(entry.caller(), span, page, limit).await);
        }
        "ListServiceTypes" => {
            let name: Option<String> = entry.maybe("service_type_name");
            drop(partner.service_types(name.as_deref(), entry.get("offset"), entry.get("limit")).await);
        }
        "ListResourceTypes" => {
            drop(partner.resource_types(entry.get("offset"), entry.get("limit")).await);
        }
        "ListServiceResources" => {
            let service = entry.text("service_type_code");
            drop(partner.resource_types_of(&service, entry.get("offset"), entry.get("limit")).await);
        }
        "ListUsageTypes" => {
            let of: Option<String> = entry.maybe("resource_type_code");
            drop(partner.usage_types(of.as_deref(), entry.get("offset"), entry.get("limit")).await);
        }
        "ListMeasureUnits" => drop(partner.units().await),
        "ListConversions" => drop(partner.conversions(entry.maybe("measure_type")).await),
        "ListCosts" => drop(partner.costs(entry.customer(), &costs(entry)).await),
        "ListFreeResourceInfos" => drop(partner.packages(entry.customer(), &packages(entry)).await),
        "OldListFreeResourceInfos" => drop(partner.old_packages(entry.customer(), &packages(entry)).await),
        "ListFreeResourceUsages" => {
            let items: Vec<String> = entry.get("free_resource_ids");
            drop(partner.package_usages(entry.customer(), &items).await);
        }
        "ListFreeResourcesUsageRecords" => {
            drop(partner.deductions(entry.customer(), &deductions(entry)).await);
        }
        _ => return false,
    }
    true
}

fn sum(entry: &Entry) -> MonthlySumQuery {
    entry.always("method", "sub_customer");
    MonthlySumQuery {
        month: entry.get("bill_cycle"),
        service: entry.maybe("service_type_code"),
        project: entry.maybe("enterprise_project_id"),
        member: entry.maybe("sub_customer_id"),
        offset: entry.get("offset"),
        limit: entry.get("limit"),
    }
}

/// A charge mode, given as a number or, in a query, as its digits.
fn mode(entry: &Entry) -> ChargeMode {
    ChargeMode::from(entry.text("charge_mode").parse::<i64>().unwrap())
}

fn fees(entry: &Entry) -> FeesQuery {
    FeesQuery {
        days: Some((entry.get("bill_date_begin"), entry.get("bill_date_end"))),
        resource: entry.maybe("resource_id"),
        trade: entry.maybe("trade_id"),
        ..records(entry)
    }
}

fn details(entry: &Entry) -> FeesQuery {
    FeesQuery {
        days: Some((entry.get("bill_cycle_begin"), entry.get("bill_cycle_end"))),
        resource: entry.maybe("res_instance_id"),
        resource_type: entry.maybe("resource_type"),
        payer: entry.maybe("payer_account_id"),
        ..records(entry)
    }
}

fn records(entry: &Entry) -> FeesQuery {
    entry.always("method", "sub_customer");
    FeesQuery {
        service: entry.maybe("cloud_service_type"),
        region: entry.maybe("region"),
        project: entry.maybe("enterprise_project_id"),
        mode: Some(mode(entry)),
        kind: entry.maybe("bill_type"),
        with_zero: entry.maybe("include_zero_record"),
        member: entry.maybe("sub_customer_id"),
        offset: entry.get("offset"),
        limit: entry.get("limit"),
        ..FeesQuery::of(entry.get("cycle"), entry.get("statistic_type"))
    }
}

fn old(entry: &Entry, resource: &str) -> OldFeesQuery {
    OldFeesQuery {
        mode: match entry.text("payMethod").as_str() {
            "0" => ChargeMode::YearlyMonthly,
            "1" => ChargeMode::PayPerUse,
            other => panic!("payMethod {other}"),
        },
        service: entry.maybe("cloudServiceTypeCode"),
        resource_type: entry.maybe("resourceTypeCode"),
        region: entry.maybe("regionCode"),
        resource: entry.maybe(resource),
        order: entry.maybe("orderId"),
        project: entry.maybe("enterpriseProjectId"),
        page: entry.get("offset"),
        limit: entry.get("limit"),
    }
}

fn costs(entry: &Entry) -> CostsQuery {
    let time: Value = entry.get("time_condition");
    assert_eq!(time["time_measure_id"], 2);
    let month = |name: &str| serde_json::from_value(time[name].clone()).unwrap();
    let groups: Vec<Value> = entry.get("groupby");
    let dimension = |key: &Value| Dimension::from(key.as_str().unwrap());
    let filters: Vec<Value> = entry.get("filters");
    let filter = |filter: &Value| {
        let factor = &filter["filter_factor"];
        let values = serde_json::from_value(factor["value"].clone()).unwrap();
        (dimension(&factor["key"]), values, filter["operator"] == 1)
    };
    CostsQuery {
        span: CostSpan::Months(month("begin_time"), month("end_time")),
        by: groups.iter().map(|group| dimension(&group["key"])).collect(),
        filters: filters.iter().map(filter).collect(),
        amortized: entry.text("cost_type") == "AMORTIZED_COST",
        net: entry.text("amount_type") == "NET_AMOUNT",
        offset: entry.get("offset"),
        limit: entry.get("limit"),
    }
}

fn packages(entry: &Entry) -> PackagesQuery {
    PackagesQuery {
        region: entry.maybe("region_code"),
        order: entry.maybe("order_id"),
        product: entry.maybe("product_id"),
        name: entry.maybe("product_name"),
        project: entry.maybe("enterprise_project_id"),
        status: entry.maybe("status"),
        services: entry.maybe("service_type_code_list").unwrap_or_default(),
        offset: entry.get("offset"),
        limit: entry.get("limit"),
    }
}

fn deductions(entry: &Entry) -> DeductionsQuery {
    DeductionsQuery {
        days: (entry.get("deduct_time_begin"), entry.get("deduct_time_end")),
        item: entry.maybe("free_resource_id"),
        product: entry.maybe("product_id"),
        resource_type: entry.maybe("resource_type_code"),
        offset: entry.get("offset"),
        limit: entry.get("limit"),
    }
}
