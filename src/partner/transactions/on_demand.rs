//! Pay-per-use resources (transactions.yaml and billing.yaml, ListCustomerOnDemandResources).

use serde::Serialize;

use crate::Paged;
use crate::client::Partner;
use crate::client::call::Call;
use crate::client::wire::{Fields, instant_text};
use crate::operations::LIST_ON_DEMAND;
use model::error::PartnerFailure;
use model::ids::{CustomerId, ResellerId, ResourceId};
use model::on_demand::{OnDemandResource, OnDemandStatus};
use model::time::Timestamp;

/// What to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnDemandQuery {
    /// The customer, in the reseller model.
    pub customer: CustomerId,
    /// The customer's reseller; required for customers of a reseller.
    pub reseller: Option<ResellerId>,
    /// One region.
    pub region: Option<String>,
    /// One service type code.
    pub service: Option<String>,
    /// These resources, at most 50.
    pub resources: Vec<ResourceId>,
    /// In force from, UTC.
    pub effective_begin: Option<Timestamp>,
    /// In force until, UTC.
    pub effective_end: Option<Timestamp>,
    /// One status.
    pub status: Option<OnDemandStatus>,
    /// Rows to skip.
    pub offset: u32,
    /// Rows on the page, at most 100.
    pub limit: u32,
}

impl OnDemandQuery {
    /// The first page of everything that a customer has.
    pub fn of(customer: CustomerId) -> Self {
        Self {
            customer,
            reseller: None,
            region: None,
            service: None,
            resources: Vec::new(),
            effective_begin: None,
            effective_end: None,
            status: None,
            offset: 0,
            limit: 100,
        }
    }
}

#[derive(Serialize)]
struct Body<'a> {
    customer_id: &'a CustomerId,
    #[serde(skip_serializing_if = "Option::is_none")]
    indirect_partner_id: Option<&'a ResellerId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_type_code: Option<&'a str>,
    #[serde(skip_serializing_if = "<[ResourceId]>::is_empty")]
    resource_ids: &'a [ResourceId],
    #[serde(skip_serializing_if = "Option::is_none")]
    effective_time_begin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective_time_end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<OnDemandStatus>,
    offset: u32,
    limit: u32,
}

impl Partner {
    /// One page of a customer's pay-per-use resources, with the partner's own keys. Late: for reference
    /// only.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached.
    pub async fn on_demand_resources(
        &self,
        query: &OnDemandQuery,
    ) -> Result<Paged<OnDemandResource>, PartnerFailure> {
        let body = Body {
            customer_id: &query.customer,
            indirect_partner_id: query.reseller.as_ref(),
            region_code: query.region.as_deref(),
            service_type_code: query.service.as_deref(),
            resource_ids: &query.resources,
            effective_time_begin: instant_text(query.effective_begin),
            effective_time_end: instant_text(query.effective_end),
            status: query.status,
            offset: query.offset,
            limit: query.limit,
        };
        let page = self.call(Call::new(&LIST_ON_DEMAND).json(&body), |answer| {
            let fields = answer.fields()?;
            let (rows, skipped) = fields.rows("resources", |row| resource(row, &query.customer))?;
            Ok(Paged { total: fields.count("total_count"), rows, skipped })
        });
        Ok(page.await?)
    }
}

fn resource(row: &Fields<'_>, customer: &CustomerId) -> Option<OnDemandResource> {
    Some(OnDemandResource {
        id: row.id::<ResourceId>("resource_id")?,
        customer: customer.clone(),
        name: row.text("resource_name"),
        region: row.text("region_code"),
        zone: row.text("availability_zone_code"),
        service_code: row.text("service_type_code"),
        service_name: row.text("service_type_name"),
        type_code: row.text("resource_type_code"),
        type_name: row.text("resource_type_name"),
        specification: row.text("resource_spec_code"),
        specification_text: row.text("product_spec_desc"),
        size: size(row),
        status: row.whole("status").map(OnDemandStatus::from),
        effective_at: row.instant("effective_time"),
        expires_at: row.instant("expire_time"),
    })
}

/// `resource_info` is JSON inside a text: `{"specSize":40.0}`.
fn size(row: &Fields<'_>) -> Option<rust_decimal::Decimal> {
    let info = row.text("resource_info")?;
    Fields::parse(info.as_bytes()).ok()?.exact("specSize").ok().flatten()
}
