//! The mirror of the customers' yearly/monthly resources.

pub(crate) mod counts;

use super::Store;
use super::customers::BATCH;
use super::db::{Row, Tx};
use super::error::StoreError;
use super::lists::{Batch, Blank, Condition, Fetch, Label, ListContext, Page, Stored, Table};
use super::readings::read_again;
use super::scope::{Scope, Where};
use crate::server::store::db::dialect::Searched;
use crate::server::store::db::sql::{Sql, Value};
use crate::server::store::sort_keys::{LAST, folded, resource_search, seconds};
use jiff::Timestamp;
use model::ids::{CustomerId, ResourceId};
use model::lists::{ExpiryWindow, RenewalFilter, ResourceRow};
use model::mirror::Part;
use model::orders::OWN_WORD_SECONDS;
use model::resources::{RenewedHere, Resource, ResourceStatus};
use model::time::plus_days;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const MAIN: &str = "r.is_main = 1";

fn decode(row: &Row) -> Result<Resource, StoreError> {
    let resource: Resource = row.json("body")?;
    let renewed = row.instant("renewed_at")?.zip(row.instant("renewed_to")?);
    let renewed_here = renewed.map(|(at, to)| RenewedHere { at, to });
    Ok(Resource { renewed_here, ..resource })
}

impl Stored for RenewalFilter {
    const TABLE: Table<Self> = Table {
        columns: "r.body, r.deletion_key, r.renewed_at, r.renewed_to, c.display_name,
                      (SELECT COUNT(*) FROM resources p WHERE p.parent_id = r.id) AS attached",
        from: |_| Sql::new("resources r"),
        id: "r.id",
        joins: " JOIN customers c ON c.id = r.customer_id",
        scope: |asked| Where::new(asked.scope, "r.customer_id").and(Sql::new(MAIN)),
        search: Some(|db, _, typed| db.holds_or_whose(Searched::RESOURCES, "r.customer_id", typed)),
        filters: &[
            ("window", Condition::When(|filter, now| filter.window.map(|window| in_window(window, now)))),
            ("auto", Condition::Is("r.auto_renews")),
            ("status", Condition::Is("r.status")),
            ("service", Condition::OneOf("r.service_code", Some(Label::Column("r.service_name")))),
            ("expires-from", Condition::From("r.expires_key")),
            ("expires-until", Condition::Until("r.expires_key")),
            ("customer", Condition::OneOf("r.customer_id", Some(Label::Customer))),
        ],
        sorts: &[
            ("expires", &["r.expires_key", "r.id"]),
            ("deletion", &["r.deletion_key", "r.id"]),
            ("customer", &["r.customer_name", "r.customer_id", "r.id"]),
            ("service", &["r.sort_service", "r.id"]),
            ("name", &["r.sort_name", "r.id"]),
        ],
        blanks: &[
            ("r.expires_key", Blank::Last),
            ("r.deletion_key", Blank::Last),
            ("r.sort_service", Blank::Text),
        ],
    };

    fn row(row: &Row) -> Result<ResourceRow, StoreError> {
        let deletion = Some(row.need_int("deletion_key")?).filter(|key| *key != LAST);
        Ok(ResourceRow {
            deletion_key: deletion.and_then(|second| Timestamp::from_second(second).ok()),
            resource: decode(row)?,
            customer_name: row.need_text("display_name")?,
            attached: u32::try_from(row.need_int("attached")?).unwrap_or(u32::MAX),
        })
    }
}

impl Store {
    /// Replaces all resources of one customer with those read at `at`. Nothing happens when the mirror
    /// does not have the customer.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn replace_resources(
        &self,
        customer: &CustomerId,
        resources: &[Resource],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        let Some(customer_name) = tx.hold_customers([customer]).await?.remove(customer) else {
            return tx.rollback().await;
        };
        let own = resources.iter().filter(|resource| resource.customer == *customer).cloned();
        let mut latest: BTreeMap<String, Resource> = own.map(|r| (r.id.to_string(), r)).collect();
        write_resources(&mut tx, (customer, &customer_name), &mut latest, at).await?;
        read_again(&mut tx, Part::Resources, [customer]).await?;
        let sql = Sql::new("UPDATE customers SET resources_read_at = ? WHERE id = ?");
        tx.run(&sql.with(at).with(customer)).await?;
        stamp_customer(&mut tx, customer, latest.values()).await?;
        tx.commit().await
    }

    /// Stores some resources of a customer that were read at `at` for a page; the others stay as they are,
    /// and so does the age of the whole.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn keep_resources(
        &self,
        customer: &CustomerId,
        resources: &[Resource],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        let Some(customer_name) = tx.hold_customers([customer]).await?.remove(customer) else {
            return tx.rollback().await;
        };
        let mut latest = known_in(&mut tx, customer).await?;
        let own = resources.iter().filter(|resource| resource.customer == *customer).cloned();
        latest.extend(own.map(|resource| (resource.id.to_string(), resource)));
        write_resources(&mut tx, (customer, &customer_name), &mut latest, at).await?;
        stamp_customer(&mut tx, customer, latest.values()).await?;
        tx.commit().await
    }

    /// Stores that this desk paid the renewal of a resource: from now on it counts with the end that it is
    /// expected to have, until a reading shows a later one than `from`, the end it had, or too long has
    /// passed ([`OWN_WORD_SECONDS`]).
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn set_renewed_here(
        &self,
        customer: &CustomerId,
        id: &ResourceId,
        from: Timestamp,
        renewed: RenewedHere,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        tx.hold_customers([customer]).await?;
        let sql = Sql::new(
            "UPDATE resources SET renewed_at = ?, renewed_from = ?, renewed_to = ?, expires_key = ?, deletion_key = ?
             WHERE id = ? AND customer_id = ? AND expires_key <= ?",
        );
        let sql = sql.with(renewed.at).with(from).with(renewed.to).with(renewed.to).with(LAST);
        tx.run(&sql.with(id).with(customer).with(from)).await?;
        let latest = known_in(&mut tx, customer).await?;
        stamp_customer(&mut tx, customer, latest.values()).await?;
        tx.commit().await
    }

    /// One page of the main resources in scope. `now` is what the window is counted from: what is at risk
    /// is expired or frozen, or ended at `now` or before; what expires within days ends after `now`.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn list_resources(
        &self,
        scope: &Scope,
        filter: &RenewalFilter,
        now: Timestamp,
    ) -> Result<Page<ResourceRow>, StoreError> {
        self.page(&ListContext { now, ..ListContext::of(scope) }, filter).await
    }

    /// Some of the main resources in scope, uncounted; `now` as above.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn take_resources(
        &self,
        scope: &Scope,
        filter: &RenewalFilter,
        now: Timestamp,
        fetch: Fetch<'_>,
    ) -> Result<Batch<ResourceRow>, StoreError> {
        self.fetch(&ListContext { now, ..ListContext::of(scope) }, filter, fetch).await
    }

    /// How many main resources in scope match; `now` as above.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn resource_count(
        &self,
        scope: &Scope,
        filter: &RenewalFilter,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        self.count(&ListContext { now, ..ListContext::of(scope) }, filter).await
    }

    /// The ones of these resources that are in scope, in the order asked for.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn resources(&self, scope: &Scope, ids: &[ResourceId]) -> Result<Vec<Resource>, StoreError> {
        let mut found: HashMap<ResourceId, Resource> = HashMap::new();
        for batch in ids.chunks(BATCH) {
            let filter = Where::new(scope, "r.customer_id").and(Sql::new("r.id IN ").list(batch));
            let sql =
                Sql::new("SELECT r.body, r.renewed_at, r.renewed_to FROM resources r").append(filter.sql());
            for row in self.db.all(&sql).await? {
                let resource = decode(&row)?;
                found.insert(resource.id.clone(), resource);
            }
        }
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// The main resources of these in scope, each once: what is attached to another is priced, renewed and
    /// changed together with that one.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn main_resources(
        &self,
        scope: &Scope,
        ids: &[ResourceId],
    ) -> Result<Vec<Resource>, StoreError> {
        let known = self.resources(scope, ids).await?;
        let mains = known.into_iter().filter_map(|row| if row.is_main { Some(row.id) } else { row.parent });
        let mut met = BTreeSet::new();
        let mains: Vec<ResourceId> = mains.filter(|id| met.insert(id.clone())).collect();
        let mut found = self.resources(scope, &mains).await?;
        found.retain(|resource| resource.is_main);
        Ok(found)
    }

    /// Every resource of one customer, attached ones too: next expiry first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn resources_of(
        &self,
        scope: &Scope,
        customer: &CustomerId,
    ) -> Result<Vec<Resource>, StoreError> {
        let filter = Where::new(scope, "r.customer_id").and(Sql::new("r.customer_id = ?").with(customer));
        let sql = Sql::new("SELECT r.body, r.renewed_at, r.renewed_to FROM resources r")
            .append(filter.sql())
            .push(" ORDER BY r.expires_key, r.id");
        self.db.all(&sql).await?.iter().map(decode).collect()
    }
}

fn in_window(window: ExpiryWindow, now: Timestamp) -> Sql {
    match window {
        // As [`Resource::is_at_risk`].
        ExpiryWindow::AtRisk => Sql::new(
            "(r.status IN (4, 5) OR (r.expires_key <= ? AND (r.status IS NULL OR r.status <> 3)))
                 AND (r.renewed_to IS NULL OR r.renewed_to <= ?)",
        )
        .with(now)
        .with(now),
        ExpiryWindow::Week | ExpiryWindow::Month | ExpiryWindow::Quarter => {
            Sql::new("r.expires_key > ? AND r.expires_key <= ?").with(now).with(plus_days(now, window.days()))
        }
    }
}

/// What the mirror has of a customer, by id.
async fn known_in(tx: &mut Tx, customer: &CustomerId) -> Result<BTreeMap<String, Resource>, StoreError> {
    let sql = Sql::new("SELECT r.body, r.renewed_at, r.renewed_to FROM resources r WHERE r.customer_id = ?");
    let rows = tx.all(&sql.with(customer)).await?;
    let known = rows.iter().map(|row| decode(row).map(|resource| (resource.id.to_string(), resource)));
    known.collect()
}

/// What is stored of a resource, to be compared with what was read.
struct Before {
    body: String,
    renewed_from: Option<Timestamp>,
    renewed_here: Option<RenewedHere>,
}

impl Before {
    fn read(row: &Row) -> Result<Self, StoreError> {
        let renewed = row.instant("renewed_at")?.zip(row.instant("renewed_to")?);
        Ok(Self {
            body: row.need_text("body")?,
            renewed_from: row.instant("renewed_from")?,
            renewed_here: renewed.map(|(at, to)| RenewedHere { at, to }),
        })
    }

    /// The renewal of ours that stands before what was read: the old end, not long after it.
    fn stands(&self, read: &Resource, at: Timestamp) -> Option<RenewedHere> {
        let from = self.renewed_from?;
        self.renewed_here.filter(|renewed| {
            let recent = at.as_second().saturating_sub(renewed.at.as_second()) < OWN_WORD_SECONDS;
            recent && read.expires_at.is_some_and(|end| end <= from)
        })
    }
}

/// Makes the customer's rows equal to the set; rows that stay as they are are not touched. Renewals of ours
/// that still stand are added to the set.
async fn write_resources(
    tx: &mut Tx,
    (customer, customer_name): (&CustomerId, &str),
    latest: &mut BTreeMap<String, Resource>,
    at: Timestamp,
) -> Result<(), StoreError> {
    let stored = Sql::new(
        "SELECT id, body, renewed_at, renewed_from, renewed_to FROM resources WHERE customer_id = ?",
    );
    let mut before: HashMap<String, Before> = HashMap::new();
    for row in tx.all(&stored.with(customer)).await? {
        before.insert(row.need_text("id")?, Before::read(&row)?);
    }
    let gone: Vec<&str> = before.keys().map(String::as_str).filter(|id| !latest.contains_key(*id)).collect();
    for batch in gone.chunks(BATCH) {
        tx.run(&Sql::new("DELETE FROM resources WHERE id IN ").list(batch.iter().copied())).await?;
    }
    let mut changed = Vec::new();
    for (id, resource) in latest {
        resource.renewed_here = None;
        let body = serde_json::to_string(resource)?;
        let old = before.get(id);
        resource.renewed_here = old.and_then(|old| old.stands(resource, at));
        if old.is_none_or(|old| old.body != body || old.renewed_here != resource.renewed_here) {
            let from = old.and_then(|old| old.renewed_from).filter(|_| resource.renewed_here.is_some());
            changed.push(resource_row(resource, customer_name, body, (at, from)));
        }
    }
    for batch in changed.chunks(BATCH) {
        tx.run(&Sql::new(INSERT_RESOURCES).rows(batch.iter().cloned()).push(OR_UPDATE_RESOURCES)).await?;
    }
    Ok(())
}

const INSERT_RESOURCES: &str = "INSERT INTO resources (id, customer_id, customer_name, parent_id, is_main, status, auto_renews, \
    expires_key, deletion_key, service_code, service_name, sort_service, display_name, sort_name, search, \
    body, renewed_at, renewed_from, renewed_to) VALUES ";

const OR_UPDATE_RESOURCES: &str = " ON CONFLICT (id) DO UPDATE SET customer_id = excluded.customer_id, customer_name = excluded.customer_name, \
    parent_id = excluded.parent_id, is_main = excluded.is_main, status = excluded.status, \
    auto_renews = excluded.auto_renews, expires_key = excluded.expires_key, \
    deletion_key = excluded.deletion_key, \
    service_code = excluded.service_code, service_name = excluded.service_name, \
    sort_service = excluded.sort_service, display_name = excluded.display_name, \
    sort_name = excluded.sort_name, search = excluded.search, \
    body = excluded.body, renewed_at = excluded.renewed_at, renewed_from = excluded.renewed_from, \
    renewed_to = excluded.renewed_to";

fn resource_row(
    resource: &Resource,
    customer_name: &str,
    body: String,
    (read_at, renewed_from): (Timestamp, Option<Timestamp>),
) -> Vec<Value> {
    let renewed = resource.renewed_here;
    let service = resource.service_name.as_deref().or(resource.service_code.as_deref());
    vec![
        Value::from(&resource.id),
        (&resource.customer).into(),
        customer_name.into(),
        resource.parent.as_ref().into(),
        resource.is_main.into(),
        resource.status.map(ResourceStatus::code).into(),
        resource.auto_renews().into(),
        resource.end().map_or(LAST, seconds).into(),
        resource.deletion_key(read_at).map_or(LAST, seconds).into(),
        resource.service_code.as_deref().into(),
        resource.service_name.as_deref().into(),
        folded(service.unwrap_or_default()).into(),
        resource.display_name().into(),
        folded(resource.display_name()).into(),
        resource_search(resource).into(),
        body.into(),
        renewed.map(|renewed| renewed.at).into(),
        renewed_from.into(),
        renewed.map(|renewed| renewed.to).into(),
    ]
}

/// What the list of customers shows of the resources: the next expiry of a main one in use (or of
/// unknown status) that nothing renews by itself. Computed from the rows just written: with a
/// query, SQLite would scan all customers' resources without auto-renewal.
async fn stamp_customer(
    tx: &mut Tx,
    customer: &CustomerId,
    latest: impl Iterator<Item = &Resource> + Send,
) -> Result<(), StoreError> {
    let in_use = |resource: &Resource| resource.status.is_none_or(|status| status == ResourceStatus::InUse);
    let needs_renewal = |r: &&Resource| r.is_main && !r.auto_renews() && in_use(r);
    let next = latest.filter(needs_renewal).map(|r| r.end().map_or(LAST, seconds)).min();
    let sql = Sql::new("UPDATE customers SET expiry_key = ? WHERE id = ?");
    tx.run(&sql.with(next.unwrap_or(LAST)).with(customer)).await.map(|_| ())
}
