//! The list of what expires as a file.

use super::Exported;
use super::cells::{Cell, Column};
use crate::server::service::mirror::Part;
use model::lists::{RenewalFilter, ResourceRow};
use model::resources::{Deletion, ExpirePolicy, ResourceStatus};

const COLUMNS: &[Column<ResourceRow>] = &[
    ("resource_id", |row| row.resource.id.as_str().into()),
    ("name", |row| row.resource.name.as_deref().into()),
    ("customer_id", |row| row.resource.customer.as_str().into()),
    ("customer_name", |row| row.customer_name.as_str().into()),
    ("service_code", |row| row.resource.service_code.as_deref().into()),
    ("service_name", |row| row.resource.service_name.as_deref().into()),
    ("type_code", |row| row.resource.type_code.as_deref().into()),
    ("type_name", |row| row.resource.type_name.as_deref().into()),
    ("specification", |row| row.resource.specification.as_deref().into()),
    ("region", |row| row.resource.region.as_deref().into()),
    ("status", |row| row.resource.status.map(ResourceStatus::word).into()),
    ("effective_at", |row| row.resource.effective_at.into()),
    ("expires_at", |row| row.resource.expires_at.into()),
    // Estimates, by the documented periods; of the reading that the file is made from.
    ("deletion_est_at", |row| match row.deletion() {
        Some(Deletion::About(day)) => day.into(),
        _ => Cell::Empty,
    }),
    ("deletion_est", |row| match row.deletion() {
        Some(Deletion::About(_)) => Cell::Word("after-grace-and-retention"),
        Some(Deletion::AfterFreeze) => Cell::Word("within-15-days-of-freeze"),
        None => Cell::Empty,
    }),
    ("at_expiry", |row| row.resource.expire_policy.map(ExpirePolicy::word).into()),
    ("auto_renewal", |row| row.resource.auto_renews().into()),
    ("attached", |row| row.attached.into()),
];

impl Exported for RenewalFilter {
    const PART: Option<Part> = Some(Part::Resources);

    fn columns() -> &'static [Column<ResourceRow>] {
        COLUMNS
    }
}
