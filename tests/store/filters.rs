//! Every filter and sort order of every list, from the declarations, so that new lists are tested
//! automatically. Filtered rows are a part of all rows, in the same order; two filters match what
//! both match; a value that no row has matches nothing.

use crate::builders::{call, customer_id, days, entry, now, user, user_id};
use crate::bulk::running;
use crate::notes::follow_ups;
use crate::support::{ALL, Desk, both};
use crate::world::World;
use jiff::tz::TimeZone;
use model::assignments::AssignmentKind;
use model::audit::{ApiCall, AuditAction, AuditEntry, AuditOutcome};
use model::every_list;
use model::lists::{Day, Filter, List, Shown};
use model::page::Direction;
use model::resources::Resource;
use partnerdesk::server::store::{Assigned, Fetch, ListContext, Planned, Scope, Store, Stored};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeSet;

/// A database with data for every list.
pub async fn populate(desk: &Desk) -> World {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut world = World::make(&mut rng);
    world.store(&desk.store).await;
    for id in ["share", "u1", "owner", "boss"] {
        desk.store.add_user(&user(id, id), "hash").await.unwrap();
    }
    world.share = world.customers.iter().take(100).map(|customer| customer.id.clone()).collect();
    let share: Vec<_> = world.share.iter().cloned().collect();
    desk.store.assign(&user_id("share"), &share).await.unwrap();
    let owned = world.customers.iter().enumerate().filter(|(index, _)| index % 3 > 0);
    let owned = owned.map(|(index, customer)| Planned {
        customer: customer.id.clone(),
        user: user_id(["", "owner", "boss"][index % 3]),
        kind: AssignmentKind::Owner,
        owner: None,
    });
    let log = entry("owners", AuditAction::Assign, None);
    let assigned = desk.store.assign_planned(None, &owned.collect::<Vec<_>>(), &log, now()).await.unwrap();
    assert_eq!(assigned, Assigned::Done);
    for (index, action) in AuditAction::ALL.into_iter().cycle().take(60).enumerate() {
        let about = format!("c{:03}", index % 7);
        let entry = AuditEntry {
            actor: ["manager", "support"][index % 2].into(),
            opened_at: days(-(index as i64 % 9)),
            ..entry(&format!("e{index}"), action, (index % 3 > 0).then_some(about.as_str()))
        };
        desk.store.open_entry(&entry).await.unwrap();
        let ended = AuditOutcome::ALL[index % 4];
        if ended != AuditOutcome::Open {
            let code = (index % 5 == 0).then_some("CBC.0999");
            let call = ApiCall { request_id: Some("sent-1".into()), ..call("PayOrders", None) };
            let calls = if index % 7 == 0 { vec![call] } else { Vec::new() };
            desk.store.complete_entry(&entry.id, ended, code, &[], &calls, now()).await.unwrap();
        }
    }
    running(desk, "j1").await;
    follow_ups(&desk.store, &world, ["", "owner", "boss"]).await;
    world
}

pub fn asked(scope: &Scope) -> ListContext<'_> {
    ListContext { now: now(), ..ListContext::of(scope) }
}

/// All rows of a list; for rows of jobs, those of one job.
fn whole<L: List>() -> L {
    let mut whole = L::default();
    for filter in L::FILTERS.iter().filter(|filter| filter.shown == Shown::Apart) {
        assert!(whole.set(filter.name, Some("j1")), "a value for {} of {}", filter.name, L::NAME);
    }
    whole
}

/// All rows as text, by batches; compared with pages and count.
async fn rows<L: Stored>(store: &Store, scope: &Scope, filter: &L) -> Vec<String> {
    let asked = asked(scope);
    let (mut rows, mut cursor) = (Vec::new(), None);
    loop {
        let batch = store.fetch(&asked, filter, Fetch::Many(cursor.as_ref())).await.unwrap();
        rows.extend(batch.rows.iter().map(|row| serde_json::to_string(row).unwrap()));
        cursor = batch.next;
        if cursor.is_none() {
            break;
        }
    }
    let page = store.page(&asked, filter).await.unwrap();
    let first: Vec<String> = page.rows.iter().map(|row| serde_json::to_string(row).unwrap()).collect();
    assert_eq!(first, rows[..first.len()], "{filter:?}");
    assert_eq!((page.total, first.len()), (rows.len() as u64, rows.len().min(50)), "{filter:?}");
    assert_eq!(store.count(&asked, filter).await.unwrap(), page.total, "{filter:?}");
    rows
}

/// Values of a filter, and a value that no row has if there can be one.
async fn values<L: Stored>(store: &Store, scope: &Scope, filter: &Filter) -> (Vec<String>, Option<String>) {
    let mut values: Vec<String> = (filter.offered)().into_iter().map(|given| given.code).collect();
    if filter.shown == Shown::Lookup {
        let offers = store.offers(&asked(scope), &L::default()).await.unwrap();
        let offered = offers.into_iter().find(|(name, _)| *name == filter.name);
        let (_, offered) = offered.unwrap_or_else(|| panic!("{}: no names for {}", L::NAME, filter.name));
        assert!(offered.iter().all(|(code, name)| !code.is_empty() && !name.is_empty()), "{offered:?}");
        values = offered.into_iter().map(|(code, _)| code).collect();
        assert!(!values.is_empty(), "{} {}: nothing on offer", L::NAME, filter.name);
    } else if filter.shown == Shown::Day {
        values = [-200, -4, 6, 200].map(|count| Day::of(days(count), &TimeZone::UTC).to_string()).to_vec();
    } else if filter.shown == Shown::Text {
        values = ["cbc.0999", "req-e4", "sent-1"].map(str::to_owned).to_vec();
    } else if values.is_empty() {
        values = ["c000", "c001", "c002", "c003"].map(str::to_owned).to_vec();
    }
    let nothing = ["no-such-thing", "987654"].into_iter().find(|text| (filter.read)(text).is_some());
    (values, nothing.map(str::to_owned))
}

/// Whether rows are a subsequence of others.
fn is_part(some: &[String], all: &[String]) -> bool {
    let mut all = all.iter();
    some.iter().all(|row| all.any(|other| other == row))
}

async fn hold<L: Stored>(store: &Store, scope: &Scope) {
    let all = rows(store, scope, &whole::<L>()).await;
    assert!(!all.is_empty(), "{}: a list without rows tries nothing", L::NAME);
    let mut narrowed: Vec<(L, Vec<String>)> = Vec::new();
    for filter in L::FILTERS.iter().filter(|filter| filter.shown != Shown::Apart) {
        let (values, nothing) = values::<L>(store, scope, filter).await;
        let (mut through, mut back) = (0, 0);
        for value in &values {
            let mut one = whole::<L>();
            assert!(one.set(filter.name, Some(value)), "{} {value}", filter.name);
            let found = rows(store, scope, &one).await;
            assert!(is_part(&found, &all), "{} {}={value}", L::NAME, filter.name);
            assert!(filter.shown != Shown::Lookup || !found.is_empty(), "{value} is on offer and has no row");
            through += found.len();
            back += all.len() - found.len();
            narrowed.push((one, found));
        }
        assert!(through > 0 && back > 0, "{} {}: {through} through, {back} back", L::NAME, filter.name);
        if let Some(nothing) = nothing {
            let mut none = whole::<L>();
            assert!(none.set(filter.name, Some(&nothing)));
            assert_eq!(rows(store, scope, &none).await, Vec::<String>::new(), "{} {nothing}", filter.name);
        }
    }
    both_filters_hold(store, scope, &narrowed).await;
    sorts_hold::<L>(store, scope, &all).await;
}

/// Two filters match what both match.
async fn both_filters_hold<L: Stored>(store: &Store, scope: &Scope, narrowed: &[(L, Vec<String>)]) {
    for (index, (one, found)) in narrowed.iter().enumerate() {
        let (other, others) = &narrowed[(index + 3) % narrowed.len()];
        let mut both = one.clone();
        for filter in L::FILTERS {
            if let Some(given) = other.setting(filter.name) {
                both.set(filter.name, Some(&given.code));
            }
        }
        let same_filter = L::FILTERS.iter().any(|filter| {
            filter.shown != Shown::Apart
                && one.setting(filter.name).is_some()
                && other.setting(filter.name).is_some()
        });
        let others: BTreeSet<&String> = others.iter().collect();
        let expected: Vec<&String> = found.iter().filter(|row| others.contains(row)).collect();
        let answer = rows(store, scope, &both).await;
        assert!(same_filter || answer.iter().collect::<Vec<_>>() == expected, "{both:?}");
    }
}

/// Each sort order has all rows in both directions. What comes first is shown by `sorts.rs`.
async fn sorts_hold<L: Stored>(store: &Store, scope: &Scope, all: &[String]) {
    let every: BTreeSet<&String> = all.iter().collect();
    for sort in L::SORTS {
        let mut sorted = whole::<L>();
        sorted.paging_mut().sort = Some(sort.name.to_owned());
        let up = rows(store, scope, &sorted).await;
        sorted.paging_mut().direction = Direction::Descending;
        let down = rows(store, scope, &sorted).await;
        assert!(sort.name != L::SORTS[0].name || [&up, &down].iter().any(|rows| rows.as_slice() == all));
        for rows in [&up, &down] {
            assert_eq!(rows.iter().collect::<BTreeSet<_>>(), every, "{} by {}", L::NAME, sort.name);
        }
    }
}

macro_rules! every_filter {
    ($($list:path),+ $(,)?) => {
        #[tokio::test]
        async fn every_filter_and_every_sort_of_every_list_holds() {
            both(async |desk| {
                populate(&desk).await;
                $(hold::<$list>(&desk.store, &ALL).await;)+
            })
            .await;
        }
    };
}
every_list!(every_filter);

#[tokio::test]
async fn what_is_on_offer_occurs_in_scope() {
    both(async |desk| {
        use model::lists::{BudgetFilter, CustomerFilter, OrderFilter};
        let world = populate(&desk).await;
        let share = Scope::Assigned(user_id("share"));
        for scope in [&ALL, &share] {
            let seen = world.customers.iter().filter(|c| *scope == ALL || world.share.contains(&c.id));
            let of: BTreeSet<String> =
                seen.clone().filter_map(|c| c.reseller.as_ref()).map(|id| id.to_string()).collect();
            let offers = desk.store.offers(&asked(scope), &CustomerFilter::default()).await.unwrap();
            let codes: BTreeSet<String> = offers[0].1.iter().map(|(code, _)| code.clone()).collect();
            assert_eq!((offers[0].0, codes), ("reseller", of));
        }
        let nobody = Scope::Assigned(user_id("u1"));
        let offers = desk.store.offers(&asked(&nobody), &BudgetFilter::default()).await.unwrap();
        assert!(offers.iter().all(|(_, values)| values.is_empty()), "{offers:?}");
        let mine = world.share.iter().next().unwrap();
        let filter = OrderFilter { customer: Some(mine.clone()), ..OrderFilter::default() };
        let named = |scope| {
            let filter = &filter;
            let store = &desk.store;
            async move { store.offers(&asked(scope), filter).await.unwrap() }
        };
        let name = world.customer(mine).display_name().to_owned();
        assert_eq!(named(&share).await, [("customer", vec![(mine.to_string(), name)])]);
        assert_eq!(named(&nobody).await, [("customer", Vec::new())], "no name of a stranger");
        let none = customer_id("none");
        let filter = OrderFilter { customer: Some(none), ..OrderFilter::default() };
        assert_eq!(desk.store.offers(&asked(&ALL), &filter).await.unwrap(), [("customer", Vec::new())]);
    })
    .await;
}

#[tokio::test]
async fn both_days_of_a_range_are_part_of_it_in_the_zone_of_the_person() {
    both(async |desk| {
        use crate::builders::{at, customer, order, resource};
        use model::lists::{FilterValue, OrderFilter, RenewalFilter};
        use model::orders::Order;
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "One")], now()).await.unwrap();
        let made = |id: &str, when: Option<&str>| Order { created_at: when.map(at), ..order(id, "c1") };
        let orders = [
            made("a", Some("2026-11-04T15:59:59Z")),
            made("b", Some("2026-11-04T16:00:00Z")),
            made("c", Some("2026-11-05T15:59:59Z")),
            made("d", Some("2026-11-05T16:00:00Z")),
            made("e", None),
        ];
        store.upsert_orders(&orders, now()).await.unwrap();
        let day = Day::read("2026-11-05");
        let filter = OrderFilter { created_from: day, created_until: day, ..OrderFilter::default() };
        let ids = async |zone: &str, filter: &OrderFilter| {
            let zone = TimeZone::get(zone).unwrap();
            let asked = ListContext { zone: &zone, ..ListContext::of(&ALL) };
            let rows = store.page(&asked, filter).await.unwrap().rows;
            let mut ids: Vec<_> = rows.into_iter().map(|row| row.order.id.to_string()).collect();
            ids.sort();
            ids.concat()
        };
        assert_eq!(ids("Asia/Singapore", &filter).await, "bc");
        assert_eq!(ids("UTC", &filter).await, "cd");
        let until = OrderFilter { created_from: None, ..filter.clone() };
        assert_eq!(ids("UTC", &until).await, "abcd", "what has no date is on no day");
        let from = OrderFilter { created_until: None, ..filter };
        assert_eq!(ids("UTC", &from).await, "cd");
        let never = Resource { expires_at: None, ..resource("r2", "c1", now()) };
        store
            .replace_resources(&customer_id("c1"), &[resource("r1", "c1", now()), never], now())
            .await
            .unwrap();
        let filter = RenewalFilter { expires_from: day, ..RenewalFilter::default() };
        assert_eq!(store.list_resources(&ALL, &filter, now()).await.unwrap().total, 1);
    })
    .await;
}
