//! Reading a list in batches gives the same rows as reading its pages, in every order.

use crate::builders::{budget, customer, days, now, order, resource, usd};
use crate::support::{ALL, Desk, both};
use model::audit::{AuditAction, AuditEntry, AuditOutcome};
use model::ids::{AuditId, RequestId};
use model::lists::{ActivityFilter, BudgetFilter, CustomerFilter, OrderFilter, RenewalFilter};
use model::orders::OrderStatus;
use model::page::{Direction, Paging};
use partnerdesk::server::store::{Batch, Cursor, Fetch, Page, StoreError};

/// More than one batch of 500, and not a multiple of a page.
const MANY: usize = 1_030;
/// So few that most rows have equal sort values.
const DISTINCT: usize = 7;

async fn fill(desk: &Desk) {
    let (mut customers, mut budgets, mut orders) = (Vec::new(), Vec::new(), Vec::new());
    for index in 0..MANY {
        let (id, kind) = (format!("c{index:04}"), index % DISTINCT);
        customers.push(customer(&id, &format!("Name {kind}")));
        budgets.push(budget(&id, "100", &format!("{}", kind * 20)));
        let mut order = order(&format!("cs{index:04}"), &id);
        order.amount = Some(usd(&format!("{kind}.50")));
        order.created_at = Some(days(-i64::try_from(kind).unwrap()));
        orders.push(order);
    }
    desk.store.upsert_customers(&customers, now()).await.unwrap();
    desk.store.upsert_budgets(&budgets, now()).await.unwrap();
    desk.store.upsert_orders(&orders, now()).await.unwrap();
}

/// All rows, page by page.
async fn by_pages<T>(ask: impl AsyncFn(u32) -> Result<Page<T>, StoreError>) -> Vec<T> {
    let mut rows = Vec::new();
    for page in 1.. {
        let slice = ask(page).await.unwrap();
        if slice.rows.is_empty() {
            assert_eq!(rows.len() as u64, slice.total);
            return rows;
        }
        rows.extend(slice.rows);
    }
    rows
}

/// All rows, batch by batch, and the number of batches.
async fn by_stretches<T>(
    ask: impl AsyncFn(Option<&Cursor>) -> Result<Batch<T>, StoreError>,
) -> (Vec<T>, usize) {
    let (mut rows, mut place) = (Vec::new(), None);
    for count in 1.. {
        let stretch = ask(place.as_ref()).await.unwrap();
        rows.extend(stretch.rows);
        place = stretch.next;
        if place.is_none() {
            return (rows, count);
        }
    }
    (rows, 0)
}

fn orders_of_rows(sorts: &[&'static str]) -> Vec<(&'static str, Direction)> {
    let both = |sort: &&'static str| [(*sort, Direction::Ascending), (*sort, Direction::Descending)];
    sorts.iter().flat_map(both).collect()
}

fn paging((sort, direction): (&str, Direction), page: u32) -> Paging {
    Paging { page, sort: Some(sort.to_owned()), direction }
}

#[tokio::test]
async fn stretches_and_pages_tell_the_same() {
    both(async |desk| {
        fill(&desk).await;
        let store = &desk.store;
        for order in orders_of_rows(&["name", "used", "waiting", "expires"]) {
            let of = |page| CustomerFilter { paging: paging(order, page), ..CustomerFilter::default() };
            let pages = by_pages(async |page| store.list_customers(&ALL, &of(page)).await).await;
            let (rows, count) =
                by_stretches(async |place| store.take_customers(&ALL, &of(1), Fetch::Many(place)).await)
                    .await;
            assert!(rows == pages && rows.len() == MANY && count == 3, "{order:?}: {count}");
        }
        for order in orders_of_rows(&["used-percent", "left"]) {
            let of = |page| BudgetFilter { paging: paging(order, page), ..BudgetFilter::default() };
            let pages = by_pages(async |page| store.list_budgets(&ALL, &of(page)).await).await;
            let (rows, _) =
                by_stretches(async |place| store.take_budgets(&ALL, &of(1), Fetch::Many(place)).await).await;
            assert!(rows == pages && rows.len() == MANY, "{order:?}");
        }
        for order in orders_of_rows(&["amount", "customer", "created"]) {
            let of = |page| OrderFilter {
                status: Some(OrderStatus::PendingPayment),
                paging: paging(order, page),
                ..OrderFilter::default()
            };
            let pages = by_pages(async |page| store.list_orders(&ALL, &of(page)).await).await;
            let (rows, _) =
                by_stretches(async |place| store.take_orders(&ALL, &of(1), Fetch::Many(place)).await).await;
            assert!(rows == pages && rows.len() == MANY, "{order:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn resources_are_gone_through_within_the_filter() {
    both(async |desk| {
        let owner = customer("c1", "Acme");
        let id = owner.id.clone();
        desk.store.upsert_customers(&[owner], now()).await.unwrap();
        let expiry = |index: usize| days(i64::try_from(index % DISTINCT).unwrap());
        let all: Vec<_> =
            (0..MANY).map(|index| resource(&format!("r{index:04}"), "c1", expiry(index))).collect();
        desk.store.replace_resources(&id, &all, now()).await.unwrap();
        let past_three: usize = (0..MANY).filter(|index| expiry(*index) > now()).count();
        for order in orders_of_rows(&["expires", "customer", "service", "name"]) {
            let window = Some(model::lists::ExpiryWindow::Week);
            let of = |page| RenewalFilter { window, paging: paging(order, page), ..RenewalFilter::default() };
            let pages = by_pages(async |page| desk.store.list_resources(&ALL, &of(page), now()).await).await;
            let (rows, _) = by_stretches(async |place| {
                desk.store.take_resources(&ALL, &of(1), now(), Fetch::Many(place)).await
            })
            .await;
            assert!(rows == pages && rows.len() == past_three, "{order:?}: {} rows", rows.len());
            let counted = desk.store.resource_count(&ALL, &of(1), now()).await.unwrap();
            assert_eq!(counted, rows.len() as u64);
        }
    })
    .await;
}

#[tokio::test]
async fn the_log_is_gone_through_newest_first_with_what_was_added_later() {
    both(async |desk| {
        for index in 0..MANY {
            let entry = AuditEntry {
                id: AuditId::parse(format!("e{index}")).unwrap(),
                actor: "ann".into(),
                actor_id: None,
                action: AuditAction::SignIn,
                customer: None,
                subject: None,
                facts: Vec::new(),
                outcome: AuditOutcome::Open,
                code: None,
                request: RequestId::parse("r1").unwrap(),
                // Many within one second.
                opened_at: days(i64::try_from(index / 400).unwrap()),
                completed_at: None,
            };
            desk.store.open_entry(&entry).await.unwrap();
        }
        let (first, facts) = (AuditId::parse("e0").unwrap(), [("rows".to_owned(), "7".to_owned())]);
        desk.store.complete_entry(&first, AuditOutcome::Done, None, &facts, &[], now()).await.unwrap();
        let filter = ActivityFilter::default();
        let of = |page| ActivityFilter {
            paging: Paging { page, ..Paging::default() },
            ..ActivityFilter::default()
        };
        let pages = by_pages(async |page| desk.store.list_entries(&ALL, None, &of(page)).await).await;
        let (rows, count) = by_stretches(async |place| {
            desk.store.take_entries(&ALL, None, &filter, Fetch::Many(place)).await
        })
        .await;
        assert!(rows == pages && rows.len() == MANY, "{count}");
        assert_eq!(rows.last().unwrap().entry.facts, facts);
    })
    .await;
}

#[tokio::test]
async fn few_are_the_first_of_the_page() {
    both(async |desk| {
        fill(&desk).await;
        let filter =
            OrderFilter { paging: paging(("deadline", Direction::Ascending), 1), ..OrderFilter::default() };
        let few = desk.store.take_orders(&ALL, &filter, Fetch::Few).await.unwrap();
        let page = desk.store.list_orders(&ALL, &filter).await.unwrap();
        assert_eq!(few.rows, page.rows[..8]);
        assert!(few.next.is_none());
        assert_eq!(desk.store.order_count(&ALL, &filter).await.unwrap(), page.total);
    })
    .await;
}
