//! The products on sale (billing.yaml, ListServiceTypes, ListResourceTypes, ListServiceResources,
//! ListUsageTypes), with the partner's own keys.

use crate::Paged;
use crate::client::Partner;
use crate::client::answer::Answer;
use crate::client::call::Call;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::{LIST_RESOURCE_TYPES, LIST_SERVICE_RESOURCES, LIST_SERVICE_TYPES, LIST_USAGE_TYPES};
use model::error::PartnerFailure;
use model::products::{ResourceType, ServiceType, UsageType};

impl Partner {
    /// One page of cloud services, at most 1,000, where asked with a part of their names.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached.
    pub async fn service_types(
        &self,
        name: Option<&str>,
        offset: u32,
        limit: u32,
    ) -> Result<Paged<ServiceType>, PartnerFailure> {
        let call = page(Call::new(&LIST_SERVICE_TYPES), offset, limit).query("service_type_name", name);
        let read = |row: &Fields<'_>| {
            Some(ServiceType {
                code: row.text("service_type_code")?,
                name: row.text("service_type_name"),
                short: row.text("abbreviation"),
            })
        };
        Ok(self.call(call, |answer| rows(answer, "service_types", read)).await?)
    }

    /// One page of resource types, at most 1,000.
    ///
    /// # Errors
    /// As [`Partner::service_types`].
    pub async fn resource_types(
        &self,
        offset: u32,
        limit: u32,
    ) -> Result<Paged<ResourceType>, PartnerFailure> {
        let read = |row: &Fields<'_>| {
            Some(ResourceType {
                code: row.text("resource_type_code")?,
                name: row.text("resource_type_name"),
                description: row.text("resource_type_desc"),
                service_code: row.text("service_type_code"),
            })
        };
        let call = page(Call::new(&LIST_RESOURCE_TYPES), offset, limit);
        Ok(self.call(call, |answer| rows(answer, "resource_types", read)).await?)
    }

    /// One page of the resource types of one service, at most 100.
    ///
    /// # Errors
    /// As [`Partner::service_types`].
    pub async fn resource_types_of(
        &self,
        service: &str,
        offset: u32,
        limit: u32,
    ) -> Result<Paged<ResourceType>, PartnerFailure> {
        let call = page(Call::new(&LIST_SERVICE_RESOURCES), offset, limit);
        let call = call.query("service_type_code", Some(service));
        let read = |row: &Fields<'_>| {
            let info = row.object("basic_info")?;
            Some(ResourceType {
                code: info.text("resource_type_code")?,
                name: info.text("name"),
                description: info.text("description"),
                service_code: info.text("product_owner_service"),
            })
        };
        Ok(self.call(call, |answer| rows(answer, "infos", read)).await?)
    }

    /// One page of kinds of usage, at most 100, where asked those of one resource type.
    ///
    /// # Errors
    /// As [`Partner::service_types`].
    pub async fn usage_types(
        &self,
        resource_type: Option<&str>,
        offset: u32,
        limit: u32,
    ) -> Result<Paged<UsageType>, PartnerFailure> {
        let call = page(Call::new(&LIST_USAGE_TYPES), offset, limit);
        let call = call.query("resource_type_code", resource_type);
        let read = |row: &Fields<'_>| {
            Some(UsageType {
                code: row.text("code")?,
                name: row.text("name"),
                type_code: row.text("resource_type_code"),
                service_code: row.text("service_type_code"),
            })
        };
        Ok(self.call(call, |answer| rows(answer, "usage_types", read)).await?)
    }
}

fn page(call: Call<'_>, offset: u32, limit: u32) -> Call<'_> {
    call.query("offset", Some(offset)).query("limit", Some(limit))
}

fn rows<T>(
    answer: &Answer,
    name: &str,
    read: impl Fn(&Fields<'_>) -> Option<T>,
) -> Result<Paged<T>, Unreadable> {
    let fields = answer.fields()?;
    let (rows, skipped) = fields.rows(name, |row| read(row))?;
    Ok(Paged { total: fields.count("total_count"), rows, skipped })
}
