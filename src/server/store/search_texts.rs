//! Texts that are searched and sorted by, made anew in a database whose texts were made in another way.

use super::Store;
use super::customers::BATCH;
use super::db::Row;
use super::error::StoreError;
use crate::server::store::db::sql::{Sql, Value};
use crate::server::store::sort_keys::{
    SEARCH_TEXTS, customer_search, folded, reseller_search, reseller_sort_name, resource_search,
};
use model::customers::{Customer, Reseller};
use model::resources::Resource;

/// A table with texts that are derived from the body of each row.
struct Derived {
    /// Id and body of the rows after an id, by id.
    select: &'static str,
    /// The texts of a row; `None` for one that cannot be read, which stays as it is.
    texts: fn(&str) -> Option<Vec<Value>>,
    /// Sets them from rows of id, body and texts. A row whose body is no longer the one that was read is
    /// left as its writer stored it.
    update: &'static str,
    /// The end of the statement.
    matched: &'static str,
}

const CUSTOMERS: Derived = Derived {
    select: "SELECT id, body FROM customers WHERE id > ? ORDER BY id LIMIT 200",
    texts: |body| {
        let customer: Customer = serde_json::from_str(body).ok()?;
        Some(vec![
            customer.account_manager.as_deref().map(folded).into(),
            folded(customer.display_name()).into(),
            customer_search(&customer).into(),
        ])
    },
    update: "UPDATE customers SET account_manager = v.column3, sort_name = v.column4, search = v.column5
             FROM (VALUES ",
    matched: ") AS v WHERE customers.id = v.column1 AND customers.body = v.column2",
};

const RESOURCES: Derived = Derived {
    select: "SELECT id, body FROM resources WHERE id > ? ORDER BY id LIMIT 200",
    texts: |body| {
        let resource: Resource = serde_json::from_str(body).ok()?;
        let service = resource.service_name.as_deref().or(resource.service_code.as_deref());
        Some(vec![
            folded(service.unwrap_or_default()).into(),
            folded(resource.display_name()).into(),
            resource_search(&resource).into(),
        ])
    },
    update: "UPDATE resources SET sort_service = v.column3, sort_name = v.column4, search = v.column5
             FROM (VALUES ",
    matched: ") AS v WHERE resources.id = v.column1 AND resources.body = v.column2",
};

const RESELLERS: Derived = Derived {
    select: "SELECT id, body FROM resellers WHERE id > ? ORDER BY id LIMIT 200",
    texts: |body| {
        let reseller: Reseller = serde_json::from_str(body).ok()?;
        Some(vec![reseller_sort_name(&reseller).into(), reseller_search(&reseller).into()])
    },
    update: "UPDATE resellers SET sort_name = v.column3, search = v.column4 FROM (VALUES ",
    matched: ") AS v WHERE resellers.id = v.column1 AND resellers.body = v.column2",
};

const NOTES: Derived = Derived {
    select: "SELECT id, text AS body FROM notes WHERE id > ? ORDER BY id LIMIT 200",
    texts: |text| Some(vec![folded(text).into()]),
    update: "UPDATE notes SET search = v.column3 FROM (VALUES ",
    matched: ") AS v WHERE notes.id = v.column1 AND notes.text = v.column2",
};

/// Orders and resources keep the name of their customer, to be sorted by it.
const NAMES: [&str; 2] = [
    "UPDATE orders SET customer_name = c.sort_name FROM customers c
     WHERE c.id = orders.customer_id AND orders.customer_name <> c.sort_name",
    "UPDATE resources SET customer_name = c.sort_name FROM customers c
     WHERE c.id = resources.customer_id AND resources.customer_name <> c.sort_name",
];

const _: () = assert!(BATCH == 200, "as many rows as a batch has");

impl Store {
    /// Makes the texts anew where they are older than this program makes them. Servers that start together
    /// may do so at the same time: they write the same.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub(super) async fn renew_search_texts(&self) -> Result<(), StoreError> {
        let version = self.db.one(&Sql::new("SELECT version FROM search_texts")).await?;
        if version.ok_or(StoreError::Corrupt("version"))?.need_int("version")? >= SEARCH_TEXTS {
            return Ok(());
        }
        let mut rows = 0;
        for table in [CUSTOMERS, RESOURCES, RESELLERS, NOTES] {
            rows += self.derive(&table).await?;
        }
        if rows > 0 {
            for names in NAMES {
                self.db.run(&Sql::new(names)).await?;
            }
            tracing::info!(rows, "the texts that are searched were made anew");
        }
        self.db.run(&Sql::new("UPDATE search_texts SET version = ?").with(SEARCH_TEXTS)).await.map(|_| ())
    }

    /// Goes through a table by id; how many rows it has.
    async fn derive(&self, table: &Derived) -> Result<usize, StoreError> {
        let (mut after, mut count) = (String::new(), 0);
        loop {
            let rows = self.db.all(&Sql::new(table.select).with(after.as_str())).await?;
            let Some(last) = rows.last() else { return Ok(count) };
            after = last.need_text("id")?;
            count += rows.len();
            let mut derived = Vec::with_capacity(rows.len());
            for row in &rows {
                derived.extend(changed(row, table)?);
            }
            if !derived.is_empty() {
                self.db.run(&Sql::new(table.update).rows(derived).push(table.matched)).await?;
            }
        }
    }
}

fn changed(row: &Row, table: &Derived) -> Result<Option<Vec<Value>>, StoreError> {
    let (id, body) = (row.need_text("id")?, row.need_text("body")?);
    let texts = (table.texts)(&body);
    Ok(texts.map(|texts| [Value::from(id), body.into()].into_iter().chain(texts).collect()))
}
