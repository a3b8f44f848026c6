//! Yearly/monthly resources (transactions.yaml, ListPayPerUseCustomerResources).

use serde::Serialize;

use crate::Paged;
use crate::client::Partner;
use crate::client::call::Call;
use crate::client::wire::Fields;
use crate::operations::LIST_RESOURCES;
use model::error::PartnerFailure;
use model::ids::{CustomerId, ResourceId};
use model::resources::{ExpirePolicy, Resource, ResourceStatus};

/// Ids that one query takes.
const MOST_IDS: usize = 50;

/// Rows that one page holds at most.
const MOST_ROWS: u32 = 500;

#[derive(Serialize)]
struct Body<'a> {
    #[serde(skip_serializing_if = "<[ResourceId]>::is_empty")]
    resource_ids: &'a [ResourceId],
    only_main_resource: u8,
    offset: u32,
    limit: u32,
}

impl Partner {
    /// One page of a customer's yearly/monthly resources; `limit` at most 500. Resources of an unpaid
    /// order are not among them.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached.
    pub async fn resources(
        &self,
        customer: &CustomerId,
        offset: u32,
        limit: u32,
        only_main: bool,
    ) -> Result<Paged<Resource>, PartnerFailure> {
        let body = Body { resource_ids: &[], only_main_resource: u8::from(only_main), offset, limit };
        self.resources_page(customer, &body).await
    }

    /// Resources by their ids, in no particular order; unknown ids are omitted.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached.
    pub async fn resources_by_id(
        &self,
        customer: &CustomerId,
        ids: &[ResourceId],
    ) -> Result<Vec<Resource>, PartnerFailure> {
        let mut found = Vec::with_capacity(ids.len());
        for ids in ids.chunks(MOST_IDS) {
            let body = Body { resource_ids: ids, only_main_resource: 0, offset: 0, limit: MOST_ROWS };
            let rows = self.resources_page(customer, &body).await?.rows;
            // Attached resources come along with their main one; they were not asked for.
            found.extend(rows.into_iter().filter(|resource| ids.contains(&resource.id)));
        }
        Ok(found)
    }

    async fn resources_page(
        &self,
        customer: &CustomerId,
        body: &Body<'_>,
    ) -> Result<Paged<Resource>, PartnerFailure> {
        let call = Call::new(&LIST_RESOURCES).acting_for(customer).json(body);
        let page = self.call(call, |answer| {
            let fields = answer.fields()?;
            let (rows, skipped) = fields.rows("data", |row| resource(row, customer))?;
            Ok(Paged { total: fields.count("total_count"), rows, skipped })
        });
        Ok(page.await?)
    }
}

fn resource(row: &Fields<'_>, customer: &CustomerId) -> Option<Resource> {
    let parent = row.id::<ResourceId>("parent_resource_id");
    Some(Resource {
        id: row.id::<ResourceId>("resource_id")?,
        customer: customer.clone(),
        name: row.text("resource_name"),
        region: row.text("region_code"),
        service_code: row.text("service_type_code"),
        service_name: row.text("service_type_name"),
        type_code: row.text("resource_type_code"),
        type_name: row.text("resource_type_name"),
        specification: row.text("resource_spec_code"),
        is_main: row.whole("is_main_resource").map_or(parent.is_none(), |main| main == 1),
        parent,
        status: row.whole("status").map(ResourceStatus::from),
        effective_at: row.instant("effective_time"),
        expires_at: row.instant("expire_time"),
        expire_policy: row.whole("expire_policy").map(ExpirePolicy::from),
        renewed_here: None,
    })
}
