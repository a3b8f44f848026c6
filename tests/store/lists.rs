//! Filters, sort orders and pages of lists, compared with a simple computation in memory. Filters
//! not named here are tested in `filters.rs`.

use crate::builders::{days, later, now, user, user_id};
use crate::support::{ALL, Desk, both};
use crate::world::{SEARCHES, World};
use jiff::Timestamp;
use model::budgets::{BudgetLevel, BudgetType};
use model::customers::Frozen;
use model::lists::{BudgetFilter, CustomerFilter, ExpiryWindow, OrderFilter, RenewalFilter};
use model::orders::{OrderStatus, OrderType};
use model::page::{Direction, PAGE_SIZE, Paging};
use model::payability::PayState;
use model::resources::ResourceStatus;
use partnerdesk::server::store::{Page, Scope};
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::fmt::Debug;

/// Random queries per list.
const ROUNDS: usize = 250;

fn rng() -> ChaCha8Rng {
    let seed =
        std::env::var("PARTNERDESK_TEST_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_261_123);
    println!("seed {seed}: set PARTNERDESK_TEST_SEED for another");
    ChaCha8Rng::seed_from_u64(seed)
}

fn maybe<T: Clone>(rng: &mut ChaCha8Rng, odds: f64, values: &[T]) -> Option<T> {
    rng.random_bool(odds).then(|| values.choose(rng).unwrap().clone())
}

fn paging(rng: &mut ChaCha8Rng, sorts: &[&str]) -> Paging {
    let sort = maybe(rng, 0.8, sorts).map(str::to_owned);
    let direction = if rng.random() { Direction::Ascending } else { Direction::Descending };
    Paging { page: *[1, 1, 2, 3, 4, 5, 99].choose(rng).unwrap(), sort, direction }
}

fn search(rng: &mut ChaCha8Rng) -> Option<String> {
    maybe(rng, 0.3, SEARCHES).map(str::to_owned)
}

/// Sorts by key and id in one direction, what has no key last, takes the page, and compares ids and totals.
fn compare<T, K: Ord + Clone + Debug>(
    question: &dyn Debug,
    answer: Page<T>,
    id_of: impl Fn(&T) -> String,
    mut expected: Vec<(Option<K>, String)>,
    unfiltered: usize,
    (page, descending): (u32, bool),
) -> usize {
    expected.sort();
    if descending {
        expected.reverse();
    }
    expected.sort_by_key(|(key, _)| key.is_none());
    let total = expected.len();
    let ids: Vec<String> = expected.into_iter().map(|(_, id)| id).collect();
    let page = ids.into_iter().skip((page as usize - 1) * PAGE_SIZE as usize).take(PAGE_SIZE as usize);
    let found: Vec<String> = answer.rows.iter().map(id_of).collect();
    assert_eq!(found, page.collect::<Vec<_>>(), "{question:?}");
    assert_eq!((answer.total, answer.total_unfiltered), (total as u64, unfiltered as u64), "{question:?}");
    found.len()
}

fn descending(paging: &Paging, known: &[&str], own: Direction) -> (u32, bool) {
    let turned = paging.direction == Direction::Descending;
    let asked = paging.sort.as_deref().is_some_and(|sort| known.contains(&sort));
    (paging.page, turned || (!asked && own == Direction::Descending))
}

/// Stores the world and returns the scopes to query with: everything, a share, nothing.
async fn populate(desk: &Desk, rng: &mut ChaCha8Rng) -> (World, Vec<Scope>) {
    let mut world = World::make(rng);
    world.store(&desk.store).await;
    for id in ["share", "nobody"] {
        desk.store.add_user(&user(id, id), "hash").await.unwrap();
    }
    world.share = world.customers.iter().map(|c| c.id.clone()).filter(|_| rng.random_bool(0.5)).collect();
    let share: Vec<_> = world.share.iter().cloned().collect();
    desk.store.assign(&user_id("share"), &share).await.unwrap();
    let few = Scope::Listed(world.customers.iter().step_by(7).map(|customer| customer.id.clone()).collect());
    (world, vec![ALL, Scope::Assigned(user_id("share")), Scope::Assigned(user_id("nobody")), few])
}

#[tokio::test]
async fn customers() {
    const SORTS: &[&str] = &["name", "associated", "used", "left", "waiting", "expires", "nonsense"];
    both(async |desk| {
        let mut rng = rng();
        let (world, scopes) = populate(&desk, &mut rng).await;
        let mut rows = 0;
        for _ in 0..ROUNDS {
            let mut filter = CustomerFilter {
                search: search(&mut rng),
                frozen: maybe(&mut rng, 0.2, Frozen::KNOWN),
                budget: maybe(&mut rng, 0.2, &BudgetLevel::ALL),
                reseller: maybe(&mut rng, 0.2, &world.resellers),
                ..CustomerFilter::default()
            };
            filter.paging = paging(&mut rng, SORTS);
            let scope = scopes.choose(&mut rng).unwrap();
            let answer = desk.store.list_customers(scope, &filter).await.unwrap();
            let scoped: Vec<_> = world.customers.iter().filter(|c| world.sees(scope, &c.id)).collect();
            let expected = scoped.iter().filter(|c| world.customer_fits(c, &filter));
            let expected: Vec<_> =
                expected.map(|c| (world.customer_key(c, &filter), c.id.to_string())).collect();
            for row in &answer.rows {
                assert_eq!(*row, world.customer_row(&row.customer.id), "{filter:?}");
            }
            let place = descending(&filter.paging, &SORTS[..6], Direction::Ascending);
            rows +=
                compare(&filter, answer, |row| row.customer.id.to_string(), expected, scoped.len(), place);
        }
        assert!(rows > 3 * ROUNDS, "the questions found next to nothing: {rows} rows");
    })
    .await;
}

#[tokio::test]
async fn budgets() {
    const SORTS: &[&str] = &["used-percent", "name", "amount", "used", "left", "runs-out", "nonsense"];
    both(async |desk| {
        let mut rng = rng();
        let (world, scopes) = populate(&desk, &mut rng).await;
        let mut rows = 0;
        for _ in 0..ROUNDS {
            let mut filter = BudgetFilter {
                search: search(&mut rng),
                level: maybe(&mut rng, 0.2, &BudgetLevel::ALL),
                kind: maybe(&mut rng, 0.2, BudgetType::KNOWN),
                reseller: maybe(&mut rng, 0.2, &world.resellers),
                ..BudgetFilter::default()
            };
            filter.paging = paging(&mut rng, SORTS);
            let scope = scopes.choose(&mut rng).unwrap();
            let answer = desk.store.list_budgets(scope, &filter).await.unwrap();
            let scoped = world.customers.iter().filter(|c| world.sees(scope, &c.id) && c.is_resale());
            let scoped: Vec<_> = scoped.filter(|c| world.budgets.contains_key(&c.id)).collect();
            let expected = scoped.iter().filter(|c| world.budget_fits(c, &filter));
            let expected: Vec<_> =
                expected.map(|c| (world.budget_key(c, &filter), c.id.to_string())).collect();
            for row in &answer.rows {
                assert_eq!(row.budget, world.budgets[&row.customer.id], "{filter:?}");
                assert_eq!(row.read_at, now());
                assert_eq!(row.outlook, world.outlook(&row.budget), "{filter:?}");
            }
            let place = descending(&filter.paging, &SORTS[..6], Direction::Descending);
            rows +=
                compare(&filter, answer, |row| row.customer.id.to_string(), expected, scoped.len(), place);
        }
        assert!(rows > 3 * ROUNDS, "the questions found next to nothing: {rows} rows");
        for scope in &scopes {
            let levels = desk.store.budget_levels(scope).await.unwrap();
            let count = |level| {
                let seen = world.customers.iter().filter(|c| world.sees(scope, &c.id) && c.is_resale());
                seen.filter(|c| world.budgets.get(&c.id).is_some_and(|b| b.level() == level)).count() as u64
            };
            assert_eq!(levels, BudgetLevel::ALL.map(|level| (level, count(level))));
        }
    })
    .await;
}

#[tokio::test]
async fn orders() {
    const SORTS: &[&str] = &["created", "deadline", "amount", "customer", "pay", "nonsense"];
    both(async |desk| {
        let mut rng = rng();
        let (world, scopes) = populate(&desk, &mut rng).await;
        let customers: Vec<_> = world.customers.iter().map(|c| c.id.clone()).take(20).collect();
        let mut rows = 0;
        for _ in 0..ROUNDS {
            let mut filter = OrderFilter {
                search: search(&mut rng),
                status: maybe(&mut rng, 0.2, OrderStatus::KNOWN),
                kind: maybe(&mut rng, 0.2, &OrderType::KNOWN[..3]),
                customer: maybe(&mut rng, 0.2, &customers),
                pay: maybe(&mut rng, 0.2, &PayState::ALL),
                ..OrderFilter::default()
            };
            filter.paging = paging(&mut rng, SORTS);
            let scope = scopes.choose(&mut rng).unwrap();
            let answer = desk.store.list_orders(scope, &filter).await.unwrap();
            let scoped: Vec<_> = world.orders.iter().filter(|o| world.sees(scope, &o.customer)).collect();
            let expected = scoped.iter().filter(|o| world.order_fits(o, &filter));
            let expected: Vec<_> =
                expected.map(|o| (world.order_key(o, &filter), o.id.to_string())).collect();
            for row in &answer.rows {
                assert!(world.orders.contains(&row.order), "{filter:?}");
                assert_eq!(row.customer_name, world.customer(&row.order.customer).display_name());
                let pay = row.pay.as_ref();
                assert_eq!(pay.map(|pay| pay.state), world.pay_state(&row.order), "{row:?}");
                let short = pay.and_then(|pay| pay.short_by.as_ref());
                assert!(short.is_none_or(|by| by.amount.is_sign_positive() && !by.is_zero()), "{row:?}");
                assert_eq!(short.is_some(), pay.is_some_and(|pay| pay.state == PayState::Short));
            }
            let place = descending(&filter.paging, &SORTS[..5], Direction::Descending);
            rows += compare(&filter, answer, |row| row.order.id.to_string(), expected, scoped.len(), place);
        }
        assert!(rows > 3 * ROUNDS, "the questions found next to nothing: {rows} rows");
        for scope in &scopes {
            assert_eq!(desk.store.waiting_sums(scope).await.unwrap(), world.waiting_sums(scope));
            let seen = world.orders.iter().filter(|order| world.sees(scope, &order.customer));
            let states: Vec<_> = seen.filter_map(|order| world.pay_state(order)).collect();
            for (state, count) in desk.store.pay_states(scope).await.unwrap() {
                assert_eq!(states.iter().filter(|own| **own == state).count() as u64, count, "{state:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn resources() {
    const SORTS: &[&str] = &["expires", "customer", "service", "name", "deletion", "nonsense"];
    both(async |desk| {
        let mut rng = rng();
        let (world, scopes) = populate(&desk, &mut rng).await;
        let customers: Vec<_> = world.customers.iter().map(|c| c.id.clone()).take(20).collect();
        let services =
            ["hws.service.type.ec2".to_owned(), "hws.service.type.obs".to_owned(), "none".to_owned()];
        let mut rows = 0;
        for _ in 0..ROUNDS {
            let mut filter = RenewalFilter {
                search: search(&mut rng),
                window: maybe(&mut rng, 0.4, &ExpiryWindow::ALL),
                auto: maybe(&mut rng, 0.2, &[true, false]),
                service: maybe(&mut rng, 0.2, &services),
                status: maybe(&mut rng, 0.2, ResourceStatus::KNOWN),
                customer: maybe(&mut rng, 0.2, &customers),
                ..RenewalFilter::default()
            };
            filter.paging = paging(&mut rng, SORTS);
            let clock: Timestamp = *[now(), later(1), days(7), days(-30)].choose(&mut rng).unwrap();
            let scope = scopes.choose(&mut rng).unwrap();
            let answer = desk.store.list_resources(scope, &filter, clock).await.unwrap();
            let scoped = world.resources.iter().filter(|r| world.sees(scope, &r.customer) && r.is_main);
            let scoped: Vec<_> = scoped.collect();
            let expected = scoped.iter().filter(|r| world.resource_fits(r, &filter, clock));
            let expected: Vec<_> =
                expected.map(|r| (world.resource_key(r, &filter), r.id.to_string())).collect();
            for row in &answer.rows {
                assert!(world.resources.contains(&row.resource), "{filter:?}");
                let attached = world.resources.iter().filter(|r| r.parent.as_ref() == Some(&row.resource.id));
                assert_eq!(row.attached as usize, attached.count());
            }
            let place = descending(&filter.paging, &SORTS[..5], Direction::Ascending);
            rows +=
                compare(&filter, answer, |row| row.resource.id.to_string(), expected, scoped.len(), place);
        }
        assert!(rows > 3 * ROUNDS, "the questions found next to nothing: {rows} rows");
        for scope in &scopes {
            let weeks = desk.store.expiring_weeks(scope, now()).await.unwrap();
            assert_eq!(weeks, world.expiring_weeks(scope, now()));
            let first: u64 = weeks.iter().take(4).sum();
            assert_eq!(desk.store.expiring_count(scope, now(), 28).await.unwrap(), first);
        }
    })
    .await;
}
