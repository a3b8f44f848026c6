//! Resource packages of a customer (billing.yaml, ListFreeResourceInfos, OldListFreeResourceInfos,
//! ListFreeResourceUsages, ListFreeResourcesUsageRecords).

use serde::Serialize;

use crate::Paged;
use crate::client::Partner;
use crate::client::answer::{Answer, Refusal};
use crate::client::call::Call;
use crate::client::error::CallError;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::{LIST_DEDUCTIONS, LIST_PACKAGE_USAGES, LIST_PACKAGES, OLD_LIST_PACKAGES, Operation};
use model::error::PartnerFailure;
use model::ids::CustomerId;
use model::resource_packages::{Deduction, Package, PackageItem, PackageStatus, Reuse};

/// Items that one question takes.
const MOST_AT_ONCE: usize = 100;

/// What to ask for. `None` asks for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackagesQuery {
    /// One region.
    pub region: Option<String>,
    /// Of one order.
    pub order: Option<String>,
    /// One product id.
    pub product: Option<String>,
    /// By name.
    pub name: Option<String>,
    /// One enterprise project.
    pub project: Option<String>,
    /// In this state.
    pub status: Option<PackageStatus>,
    /// Of these services; none asks for all.
    pub services: Vec<String>,
    /// Rows to skip.
    pub offset: u32,
    /// Rows on the page, at most 1,000.
    pub limit: u32,
}

impl Default for PackagesQuery {
    fn default() -> Self {
        Self {
            region: None,
            order: None,
            product: None,
            name: None,
            project: None,
            status: None,
            services: Vec::new(),
            offset: 0,
            limit: 1_000,
        }
    }
}

/// What to ask of deductions. `None` asks for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeductionsQuery {
    /// First and last day, `YYYY-MM-DD` in GMT+8, at most 90 days apart.
    pub days: (String, String),
    /// From one item.
    pub item: Option<String>,
    /// From packages of one product.
    pub product: Option<String>,
    /// For one resource type.
    pub resource_type: Option<String>,
    /// Rows to skip.
    pub offset: u32,
    /// Rows on the page, at most 1,000.
    pub limit: u32,
}

#[derive(Serialize)]
struct ListBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    region_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enterprise_project_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<PackageStatus>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    service_type_code_list: &'a [String],
    offset: u32,
    limit: u32,
}

#[derive(Serialize)]
struct UsagesBody<'a> {
    free_resource_ids: &'a [String],
}

impl Partner {
    /// One page of a customer's packages.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached. Packages that
    /// cannot be read are counted as skipped.
    pub async fn packages(
        &self,
        customer: &CustomerId,
        query: &PackagesQuery,
    ) -> Result<Paged<Package>, PartnerFailure> {
        self.packages_by(&LIST_PACKAGES, customer, query).await
    }

    /// The same in its old form, which is to go offline.
    ///
    /// # Errors
    /// As [`Partner::packages`].
    pub async fn old_packages(
        &self,
        customer: &CustomerId,
        query: &PackagesQuery,
    ) -> Result<Paged<Package>, PartnerFailure> {
        self.packages_by(&OLD_LIST_PACKAGES, customer, query).await
    }

    async fn packages_by(
        &self,
        operation: &'static Operation,
        customer: &CustomerId,
        query: &PackagesQuery,
    ) -> Result<Paged<Package>, PartnerFailure> {
        let body = ListBody {
            region_code: query.region.as_deref(),
            order_id: query.order.as_deref(),
            product_id: query.product.as_deref(),
            product_name: query.name.as_deref(),
            enterprise_project_id: query.project.as_deref(),
            status: query.status,
            service_type_code_list: &query.services,
            offset: query.offset,
            limit: query.limit,
        };
        let call = Call::new(operation).acting_for(customer).json(&body);
        Ok(self.call(call, |answer| rows(answer, "free_resource_packages", package)).await?)
    }

    /// The remaining amounts of up to 100 items. Items of other customers are omitted.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached, or when an item
    /// cannot be read; with fault `Ours` and nothing sent for more than 100 items.
    pub async fn package_usages(
        &self,
        customer: &CustomerId,
        items: &[String],
    ) -> Result<Vec<PackageItem>, PartnerFailure> {
        if items.is_empty() {
            return Ok(Vec::new());
        }
        if items.len() > MOST_AT_ONCE {
            return Err(Refusal::unanswered(&LIST_PACKAGE_USAGES, CallError::Invalid).into());
        }
        let body = UsagesBody { free_resource_ids: items };
        let call = Call::new(&LIST_PACKAGE_USAGES).acting_for(customer).json(&body);
        let items = self.call(call, |answer| {
            let (items, unread) = answer.fields()?.rows("free_resources", |row| item(row).ok().flatten())?;
            if unread > 0 { Err(Unreadable) } else { Ok(items) }
        });
        Ok(items.await?)
    }

    /// One page of what was taken from a customer's packages.
    ///
    /// # Errors
    /// As [`Partner::packages`].
    pub async fn deductions(
        &self,
        customer: &CustomerId,
        query: &DeductionsQuery,
    ) -> Result<Paged<Deduction>, PartnerFailure> {
        let call = Call::new(&LIST_DEDUCTIONS)
            .acting_for(customer)
            .query("free_resource_id", query.item.as_ref())
            .query("product_id", query.product.as_ref())
            .query("resource_type_code", query.resource_type.as_ref())
            .query("deduct_time_begin", Some(&query.days.0))
            .query("deduct_time_end", Some(&query.days.1))
            .query("offset", Some(query.offset))
            .query("limit", Some(query.limit));
        Ok(self.call(call, |answer| rows(answer, "free_resource_records", deduction)).await?)
    }
}

fn rows<T>(
    answer: &Answer,
    name: &str,
    read: fn(&Fields<'_>) -> Result<Option<T>, Unreadable>,
) -> Result<Paged<T>, Unreadable> {
    let fields = answer.fields()?;
    let (rows, skipped) = fields.rows(name, |row| read(row).ok().flatten())?;
    Ok(Paged { total: fields.count("total_count"), rows, skipped })
}

fn package(row: &Fields<'_>) -> Result<Option<Package>, Unreadable> {
    let Some(id) = row.text("order_instance_id") else { return Ok(None) };
    let (items, unread) = row.rows("free_resources", |row| item(row).ok().flatten())?;
    if unread > 0 {
        return Err(Unreadable);
    }
    Ok(Some(Package {
        id,
        order: row.text("order_id"),
        product: row.text("product_id"),
        name: row.text("product_name"),
        status: row.whole("status").map(PackageStatus::from),
        service_code: row.text("service_type_code"),
        service_name: row.text("service_type_name"),
        region: row.text("region_code"),
        effective_at: row.instant("effective_time"),
        expires_at: row.instant("expire_time"),
        reuse: row.whole("quota_reuse_mode").map(Reuse::from),
        items,
    }))
}

/// Amounts are texts in the list of packages and numbers where they are asked for by themselves.
fn item(row: &Fields<'_>) -> Result<Option<PackageItem>, Unreadable> {
    let Some(id) = row.text("free_resource_id") else { return Ok(None) };
    Ok(Some(PackageItem {
        id,
        usage_name: row.text("usage_type_name"),
        left: row.exact("amount")?,
        original: row.exact("original_amount")?,
        unit: row.whole("measure_id"),
        from: row.instant("start_time"),
        until: row.instant("end_time"),
    }))
}

fn deduction(row: &Fields<'_>) -> Result<Option<Deduction>, Unreadable> {
    let Some(item) = row.text("free_resource_id") else { return Ok(None) };
    Ok(Some(Deduction {
        item,
        at: row.instant("deduct_time"),
        package_name: row.text("product_name"),
        resource: row.text("resource_id"),
        usage_code: row.text("usage_type_code"),
        before: row.exact("available_amount")?,
        used: row.exact("used_amount")?,
        after: row.exact("remaining_amount")?,
        unit: row.whole("measure_id"),
    }))
}
