//! The one search box: exact ids first, then whatever the lists find.

use super::Store;
use super::error::StoreError;
use super::lists::{Fetch, ListContext, count_some};
use super::needle::{Needle, Typed};
use super::scope::Where;
use crate::server::store::db::dialect::Searched;
use crate::server::store::db::sql::Sql;
use crate::server::store::sort_keys::folded;
use model::customers::Customer;
use model::ids::OrderId;
use model::lists::{
    ActivityFilter, ActivityRow, CustomerFilter, OrderFilter, OrderRow, RenewalFilter, ResourceRow,
};
use model::orders::Order;
use model::resources::Resource;
use model::search::telephone_digits;
use model::views::{EntriesBy, Hit, HitKind, Matches};

/// Hits of each kind at most.
const MOST: usize = 8;

impl Store {
    /// What is found in scope, by kind: what has exactly this id, account, address or number, then what the
    /// lists find, eight of each at most. Nothing for a text that is empty or too long
    /// ([`model::search::LONGEST_SEARCH`]).
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn find(&self, asked: &ListContext<'_>, typed: &str) -> Result<Vec<Matches>, StoreError> {
        let Typed::Text(needle) = Typed::of(typed) else { return Ok(Vec::new()) };
        let found = futures::try_join!(
            self.find_customers(asked, typed, &needle),
            self.find_orders(asked, typed, &needle),
            self.find_resources(asked, typed, &needle),
            self.find_notes(asked, typed),
        )?;
        Ok([found.0, found.1, found.2, found.3].into_iter().filter(|kind| kind.total > 0).collect())
    }

    async fn find_customers(
        &self,
        asked: &ListContext<'_>,
        typed: &str,
        needle: &Needle,
    ) -> Result<Matches, StoreError> {
        let filter = CustomerFilter { search: Some(typed.to_owned()), ..CustomerFilter::default() };
        let exact = self.customers_with_line(asked.scope, typed).await?;
        let exact = exact.into_iter().filter(|customer| is_exactly(customer, needle));
        let exact: Vec<Hit> = exact.map(|customer| of_customer(&customer, true)).collect();
        let rows = self.fetch(asked, &filter, Fetch::Few).await?.rows;
        let rows = rows.iter().map(|row| of_customer(&row.customer, false));
        let total = self.count_some(asked, &filter).await?;
        Ok(Matches { kind: HitKind::Customer, hits: first(exact, rows), total, listed: total })
    }

    async fn find_orders(
        &self,
        asked: &ListContext<'_>,
        typed: &str,
        needle: &Needle,
    ) -> Result<Matches, StoreError> {
        let filter = OrderFilter { search: Some(typed.to_owned()), ..OrderFilter::default() };
        let mut exact = Vec::new();
        if let Ok(id) = OrderId::parse(needle.text())
            && let Some(order) = self.order(asked.scope, &id).await?
        {
            let name = self.customer(asked.scope, &order.customer).await?;
            let name = name.map(|customer| customer.display_name().to_owned());
            exact.push(of_order(order, name.unwrap_or_default(), true));
        }
        let rows = self.fetch(asked, &filter, Fetch::Few).await?.rows.into_iter();
        let rows = rows.map(|OrderRow { order, customer_name, .. }| of_order(order, customer_name, false));
        let total = self.count_some(asked, &filter).await?;
        Ok(Matches { kind: HitKind::Order, hits: first(exact, rows), total, listed: total })
    }

    /// Main resources as their list finds them, and attached ones by their own name or id.
    async fn find_resources(
        &self,
        asked: &ListContext<'_>,
        typed: &str,
        needle: &Needle,
    ) -> Result<Matches, StoreError> {
        let filter = RenewalFilter { search: Some(typed.to_owned()), ..RenewalFilter::default() };
        let Some(own) = self.db.holds_in(asked.scope, Searched::RESOURCES, typed) else {
            return Ok(Matches { kind: HitKind::Resource, hits: Vec::new(), total: 0, listed: 0 });
        };
        let line = Sql::new("? || r.search || ? LIKE ? ESCAPE '\\'");
        let line = line.with("\n").with("\n").with(needle.line_pattern());
        let exact = Where::new(asked.scope, "r.customer_id").and(own.clone()).and(line);
        let exact = self
            .resource_hits(&exact)
            .await?
            .into_iter()
            .filter(|(resource, _)| folded(resource.id.as_str()) == needle.text());
        let exact: Vec<Hit> = exact.map(|(resource, name)| of_resource(&resource, name, true)).collect();
        let rows = self.fetch(asked, &filter, Fetch::Few).await?.rows.into_iter();
        let rows = rows.map(|ResourceRow { resource, customer_name, .. }| (resource, customer_name));
        let attached = Where::new(asked.scope, "r.customer_id").and(Sql::new("r.is_main = 0")).and(own);
        let more = self.resource_hits(&attached).await?;
        let rows = rows.chain(more).map(|(resource, name)| of_resource(&resource, name, false));
        let listed = self.count_some(asked, &filter).await?;
        let table = Sql::new("resources r");
        let total = listed + count_some(&self.db, &table, &attached).await?;
        Ok(Matches { kind: HitKind::Resource, hits: first(exact, rows), total, listed })
    }

    async fn resource_hits(&self, filter: &Where) -> Result<Vec<(Resource, String)>, StoreError> {
        let sql = Sql::new(
            "SELECT r.body, c.display_name FROM resources r JOIN customers c ON c.id = r.customer_id",
        );
        let rows = self.db.all(&sql.append(filter.sql()).push(" ORDER BY r.sort_name, r.id LIMIT 8")).await?;
        rows.iter().map(|row| Ok((row.json("body")?, row.need_text("display_name")?))).collect()
    }

    /// Entries of the audit log that the caller may see, by the id of a request or by an error code.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn find_entries(
        &self,
        asked: &ListContext<'_>,
        typed: &str,
    ) -> Result<Option<(EntriesBy, Matches)>, StoreError> {
        let typed = typed.trim();
        // Neither an id nor a code has blanks, or more than 64 characters.
        if typed.contains(char::is_whitespace) || typed.chars().nth(64).is_some() {
            return Ok(None);
        }
        let text = Some(typed.to_owned());
        for (by, filter) in [
            (EntriesBy::Request, ActivityFilter { request: text.clone(), ..ActivityFilter::default() }),
            (EntriesBy::Code, ActivityFilter { code: text.clone(), ..ActivityFilter::default() }),
        ] {
            let rows = self.fetch(asked, &filter, Fetch::Few).await?.rows;
            if rows.is_empty() {
                continue;
            }
            let total = self.count_some(asked, &filter).await?;
            let exact = by == EntriesBy::Request;
            let hits = rows.into_iter().map(|row| of_entry(row, exact)).collect();
            return Ok(Some((by, Matches { kind: HitKind::Entry, hits, total, listed: total })));
        }
        Ok(None)
    }
}

/// Exact hits, then the others, none of them twice.
fn first(mut hits: Vec<Hit>, rows: impl Iterator<Item = Hit>) -> Vec<Hit> {
    for row in rows {
        if !hits.iter().any(|hit| hit.id == row.id) {
            hits.push(row);
        }
    }
    hits.truncate(MOST);
    hits
}

/// Whether a customer has exactly this id, account name, e-mail address or telephone number.
fn is_exactly(customer: &Customer, needle: &Needle) -> bool {
    let text = needle.text();
    let fields =
        [Some(customer.id.as_str()), Some(customer.account_name.as_str()), customer.email.as_deref()];
    let digits = needle.digits();
    let number = customer.telephone.as_deref().unwrap_or_default();
    let ways = telephone_digits(customer.country_code.as_deref(), number);
    fields.into_iter().flatten().any(|field| folded(field) == text)
        || digits.is_some_and(|digits| ways.iter().any(|way| way == digits.text()))
}

fn of_customer(customer: &Customer, exact: bool) -> Hit {
    Hit {
        kind: HitKind::Customer,
        id: customer.id.to_string(),
        name: customer.display_name().to_owned(),
        beside: customer.account_name.clone(),
        customer: None,
        status: None,
        exact,
    }
}

fn of_order(order: Order, customer_name: String, exact: bool) -> Hit {
    Hit {
        kind: HitKind::Order,
        exact,
        id: order.id.to_string(),
        name: customer_name,
        beside: order.service_name.or(order.service_code).unwrap_or_default(),
        customer: Some(order.customer),
        status: Some(order.status),
    }
}

fn of_resource(resource: &Resource, customer_name: String, exact: bool) -> Hit {
    Hit {
        kind: HitKind::Resource,
        id: resource.id.to_string(),
        name: resource.display_name().to_owned(),
        beside: customer_name,
        customer: Some(resource.customer.clone()),
        status: None,
        exact,
    }
}

fn of_entry(row: ActivityRow, exact: bool) -> Hit {
    Hit {
        kind: HitKind::Entry,
        id: row.entry.id.to_string(),
        name: row.entry.actor,
        beside: row.entry.action.code().to_owned(),
        customer: row.entry.customer,
        status: None,
        exact,
    }
}
