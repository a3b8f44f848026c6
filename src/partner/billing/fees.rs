//! What each resource of a customer cost in a month, each operation with its old twin (billing.yaml,
//! ListCustomerselfResourceRecords, OldListResFeeRecords, ListCustomerselfResourceRecordDetails,
//! OldListResRecords).

use serde::Serialize;

use super::bills::{old_mode, paid};
use crate::Paged;
use crate::client::Partner;
use crate::client::amounts::{Amounts, Unit};
use crate::client::answer::{Answer, Refusal};
use crate::client::call::Call;
use crate::client::error::CallError;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::{LIST_FEES, LIST_USAGE_DETAILS, OLD_LIST_FEES, OLD_LIST_USAGE_DETAILS, Operation};
use model::bills::{ChargeMode, FeeRecord, Grain, RecordType};
use model::error::PartnerFailure;
use model::ids::CustomerId;
use model::month::BillingMonth;

/// What to ask of a month. `None` asks for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeesQuery {
    /// Which month.
    pub month: BillingMonth,
    /// First and last day of it, `YYYY-MM-DD`. Of usage details only by day or by charge.
    pub days: Option<(String, String)>,
    /// The granularity of the records.
    pub grain: Grain,
    /// One service type code.
    pub service: Option<String>,
    /// One resource type code; usage details only.
    pub resource_type: Option<String>,
    /// One region.
    pub region: Option<String>,
    /// One resource.
    pub resource: Option<String>,
    /// One enterprise project.
    pub project: Option<String>,
    /// One way of charging.
    pub mode: Option<ChargeMode>,
    /// One kind of record.
    pub kind: Option<RecordType>,
    /// One order or transaction; fee records only.
    pub trade: Option<String>,
    /// With records that cost nothing.
    pub with_zero: Option<bool>,
    /// Only this member of an enterprise.
    pub member: Option<CustomerId>,
    /// Who pays; usage details only.
    pub payer: Option<CustomerId>,
    /// Rows to skip.
    pub offset: u32,
    /// Rows on the page, at most 1,000.
    pub limit: u32,
}

impl FeesQuery {
    /// The first page of everything in a month.
    pub fn of(month: BillingMonth, grain: Grain) -> Self {
        Self {
            month,
            days: None,
            grain,
            service: None,
            resource_type: None,
            region: None,
            resource: None,
            project: None,
            mode: None,
            kind: None,
            trade: None,
            with_zero: None,
            member: None,
            payer: None,
            offset: 0,
            limit: 1_000,
        }
    }
}

/// What to ask the old operations. The way of charging is needed there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldFeesQuery {
    /// How the resources are charged: for a term, by usage, or (usage details) reserved.
    pub mode: ChargeMode,
    /// One service type code.
    pub service: Option<String>,
    /// One resource type code; usage details only.
    pub resource_type: Option<String>,
    /// One region.
    pub region: Option<String>,
    /// One resource.
    pub resource: Option<String>,
    /// One order; fee records only.
    pub order: Option<String>,
    /// One enterprise project.
    pub project: Option<String>,
    /// Number of the page, from 1.
    pub page: u32,
    /// Rows on it: at most 100 fee records, or 1,000 usage details.
    pub limit: u32,
}

#[derive(Serialize)]
struct DetailsBody<'a> {
    cycle: BillingMonth,
    #[serde(skip_serializing_if = "Option::is_none")]
    cloud_service_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resource_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    res_instance_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    charge_mode: Option<ChargeMode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bill_type: Option<RecordType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enterprise_project_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    include_zero_record: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub_customer_id: Option<&'a CustomerId>,
    statistic_type: Grain,
    query_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    bill_cycle_begin: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bill_cycle_end: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payer_account_id: Option<&'a CustomerId>,
    offset: u32,
    limit: u32,
}

impl<'a> DetailsBody<'a> {
    fn of(query: &'a FeesQuery) -> Self {
        let days = query.days.as_ref();
        Self {
            cycle: query.month,
            cloud_service_type: query.service.as_deref(),
            resource_type: query.resource_type.as_deref(),
            region: query.region.as_deref(),
            res_instance_id: query.resource.as_deref(),
            charge_mode: query.mode,
            bill_type: query.kind,
            enterprise_project_id: query.project.as_deref(),
            include_zero_record: query.with_zero,
            method: query.member.as_ref().map(|_| "sub_customer"),
            sub_customer_id: query.member.as_ref(),
            statistic_type: query.grain,
            query_type: if days.is_some() { "DAILY" } else { "BILLCYCLE" },
            bill_cycle_begin: days.map(|(begin, _)| begin.as_str()),
            bill_cycle_end: days.map(|(_, end)| end.as_str()),
            payer_account_id: query.payer.as_ref(),
            offset: query.offset,
            limit: query.limit,
        }
    }
}

impl Partner {
    /// One page of what a customer's resources cost in a month, about an hour late. Figures of the
    /// running month are not final.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached. Records whose
    /// amounts cannot be read exactly are counted as skipped.
    pub async fn fees(
        &self,
        customer: &CustomerId,
        query: &FeesQuery,
    ) -> Result<Paged<FeeRecord>, PartnerFailure> {
        let days = query.days.as_ref();
        let call = Call::new(&LIST_FEES)
            .acting_for(customer)
            .query("cycle", Some(query.month))
            .query("cloud_service_type", query.service.as_ref())
            .query("region", query.region.as_ref())
            .query("charge_mode", query.mode)
            .query("bill_type", query.kind)
            .query("resource_id", query.resource.as_ref())
            .query("enterprise_project_id", query.project.as_ref())
            .query("include_zero_record", query.with_zero)
            .query("method", query.member.as_ref().map(|_| "sub_customer"))
            .query("sub_customer_id", query.member.as_ref())
            .query("trade_id", query.trade.as_ref())
            .query("bill_date_begin", days.map(|(begin, _)| begin))
            .query("bill_date_end", days.map(|(_, end)| end))
            .query("statistic_type", Some(query.grain))
            .query("offset", Some(query.offset))
            .query("limit", Some(query.limit));
        Ok(self.call(call, |answer| self.records(answer, "fee_records", "total_count")).await?)
    }

    /// One page of usage details of a customer's month, up to 24 hours late.
    ///
    /// # Errors
    /// As [`Partner::fees`].
    pub async fn usage_details(
        &self,
        customer: &CustomerId,
        query: &FeesQuery,
    ) -> Result<Paged<FeeRecord>, PartnerFailure> {
        let call = Call::new(&LIST_USAGE_DETAILS).acting_for(customer).json(&DetailsBody::of(query));
        Ok(self.call(call, |answer| self.records(answer, "monthly_records", "total_count")).await?)
    }

    /// Fee records in their old form, which is to go offline: between two days, `YYYY-MM-DD`, of
    /// one month.
    ///
    /// # Errors
    /// As [`Partner::fees`]; with fault `Ours` and nothing sent for a way of charging that the
    /// old form has no code for.
    pub async fn old_fees(
        &self,
        customer: &CustomerId,
        (from, until): (&str, &str),
        query: &OldFeesQuery,
    ) -> Result<Paged<FeeRecord>, PartnerFailure> {
        let call = Call::new(&OLD_LIST_FEES)
            .acting_for(customer)
            .id(customer.as_str())
            .query("startTime", Some(from))
            .query("endTime", Some(until))
            .query("cloudServiceTypeCode", query.service.as_ref())
            .query("regionCode", query.region.as_ref())
            .query("orderId", query.order.as_ref())
            .query("payMethod", Some(old_code(query.mode, &OLD_LIST_FEES)?))
            .query("offset", Some(query.page))
            .query("limit", Some(query.limit))
            .query("resourceId", query.resource.as_ref())
            .query("enterpriseProjectId", query.project.as_ref());
        Ok(self.call(call, |answer| self.records(answer, "feeRecords", "totalCount")).await?)
    }

    /// Usage details in their old form, which is to go offline.
    ///
    /// # Errors
    /// As [`Partner::old_fees`].
    pub async fn old_usage_details(
        &self,
        customer: &CustomerId,
        month: BillingMonth,
        query: &OldFeesQuery,
    ) -> Result<Paged<FeeRecord>, PartnerFailure> {
        let call = Call::new(&OLD_LIST_USAGE_DETAILS)
            .acting_for(customer)
            .id(customer.as_str())
            .query("cycle", Some(month))
            .query("cloudServiceTypeCode", query.service.as_ref())
            .query("resourceTypeCode", query.resource_type.as_ref())
            .query("regionCode", query.region.as_ref())
            .query("resInstanceId", query.resource.as_ref())
            .query("payMethod", Some(old_code(query.mode, &OLD_LIST_USAGE_DETAILS)?))
            .query("enterpriseProjectId", query.project.as_ref())
            .query("offset", Some(query.page))
            .query("limit", Some(query.limit));
        Ok(self.call(call, |answer| self.records(answer, "monthlyRecords", "total_count")).await?)
    }

    fn records(&self, answer: &Answer, rows: &str, count: &str) -> Result<Paged<FeeRecord>, Unreadable> {
        let fields = answer.fields()?;
        let amounts = Amounts::of(&fields, "measure_id", Unit::Main, &self.config().currency)?;
        let (rows, skipped) = fields.rows(rows, |row| record(row, &amounts).ok().flatten())?;
        Ok(Paged { total: fields.count(count), rows, skipped })
    }
}

fn old_code(mode: ChargeMode, operation: &Operation) -> Result<&'static str, PartnerFailure> {
    match mode {
        ChargeMode::YearlyMonthly => Ok("0"),
        ChargeMode::PayPerUse => Ok("1"),
        ChargeMode::ReservedInstance => Ok("10"),
        _ => Err(Refusal::unanswered(operation, CallError::Invalid).into()),
    }
}

/// One reader for the four forms: no two of them use one name for different things, but for the
/// way of charging. A record without an amount is none.
fn record(row: &Fields<'_>, amounts: &Amounts) -> Result<Option<FeeRecord>, Unreadable> {
    let amounts = amounts.in_row(row, "measure_id")?.in_row(row, "measureId")?;
    let Some(amount) = amounts.get(row, &["amount", "consume_amount", "consumeAmount"])? else {
        return Ok(None);
    };
    let text = |names: &[&str]| names.iter().find_map(|name| row.text(name));
    let instant = |names: &[&str]| names.iter().find_map(|name| row.instant(name));
    Ok(Some(FeeRecord {
        id: text(&["id", "feeId"]),
        day: row.text("bill_date"),
        month: row.text("cycle").and_then(|month| BillingMonth::parse(&month).ok()),
        customer: row.id::<CustomerId>("customer_id"),
        kind: row.whole("bill_type").map(RecordType::from),
        mode: row.whole("charge_mode").map(ChargeMode::from).or_else(|| old_mode(row, "payMethod")),
        service_code: text(&["cloud_service_type", "cloudServiceTypeCode"]),
        service_name: row.text("cloud_service_type_name"),
        // One of these has a capital letter in the middle: so the vendor sends it.
        type_code: text(&["resource_type", "resource_Type_code", "resourceTypeCode"]),
        type_name: row.text("resource_type_name"),
        region: text(&["region", "regionCode"]),
        resource: text(&["resource_id", "res_instance_id", "resourceId", "resInstanceId"]),
        resource_name: text(&["resource_name", "resourceName"]),
        tag: text(&["resource_tag", "resourceTag"]),
        specification: text(&["product_spec_desc", "productName"]),
        trade: text(&["trade_id", "orderId"]),
        charged_at: instant(&["trade_time", "consume_time", "createTime"]),
        used_from: instant(&["effective_time", "effectiveTime"]),
        used_until: instant(&["expire_time", "expireTime"]),
        usage: ["usage", "usageAmount"].iter().find_map(|name| row.exact(name).transpose()).transpose()?,
        usage_unit: row.whole("usage_measure_id").or_else(|| row.whole("usageMeasureId")),
        list: amounts.get(row, &["official_amount", "officialAmount"])?,
        discount: amounts.get(row, &["discount_amount"])?,
        paid: paid(row, &amounts)?,
        amount,
    }))
}
