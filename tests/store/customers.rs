//! Mirrored customers: what a sync adds and removes.

use crate::builders::*;
use crate::support::{ALL, both};
use model::audit::AuditAction;
use model::customers::{Association, Customer, CustomerKind, Frozen, Verified};
use model::lists::{CustomerFilter, OrderFilter, RenewalFilter};
use model::page::Paging;
use model::payments::PayOrder;

#[tokio::test]
async fn a_customer_reads_back_whole_even_with_values_nobody_knows() {
    both(async |desk| {
        let odd = Customer {
            association: Some(Association::Other("9".into())),
            verified: Some(Verified::Other("7".into())),
            kind: Some(CustomerKind::Other(5)),
            frozen: Some(Frozen::Other(8)),
            label: Some("NUL \0 inside".into()),
            telephone: Some("123".into()),
            country_code: Some("0052".into()),
            reseller: Some(reseller_id("r1")),
            ..customer("c1", "Odd \u{1F600} 'one'")
        };
        let plain = Customer {
            name: None,
            association: None,
            frozen: None,
            associated_at: None,
            ..customer("c2", "")
        };
        desk.store.upsert_customers(&[odd.clone(), plain.clone()], now()).await.unwrap();
        assert_eq!(desk.store.customer(&ALL, &odd.id).await.unwrap(), Some(odd.clone()));
        assert_eq!(desk.store.customer(&ALL, &plain.id).await.unwrap(), Some(plain.clone()));
        desk.store.set_frozen(&plain.id, Frozen::Account).await.unwrap();
        let frozen = Customer { frozen: Some(Frozen::Account), ..plain.clone() };
        assert_eq!(desk.store.customer(&ALL, &plain.id).await.unwrap(), Some(frozen));
        desk.store.upsert_customers(std::slice::from_ref(&plain), later(1)).await.unwrap();
        assert_eq!(
            desk.store.customer(&ALL, &plain.id).await.unwrap(),
            Some(plain),
            "the list has the last word"
        );
        let keys = desk.store.customer_keys(None, 1).await.unwrap();
        assert_eq!(keys, [(odd.id.clone(), odd.reseller.clone(), false)]);
        assert_eq!(desk.store.customer_keys(Some(&odd.id), 9).await.unwrap()[0].0, customer_id("c2"));
    })
    .await;
}

#[tokio::test]
async fn a_row_that_comes_twice_is_taken_once_and_nothing_else_is_lost() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "First"), customer("c1", "Second")], now()).await.unwrap();
        store.upsert_budgets(&[budget("c1", "100", "80")], now()).await.unwrap();
        store.upsert_orders(&[order("CS1", "c1"), order("cs1", "c1")], now()).await.unwrap();
        store
            .replace_resources(
                &customer_id("c1"),
                &[resource("r", "c1", days(3)), resource("r", "c1", days(3))],
                now(),
            )
            .await
            .unwrap();
        store.upsert_customers(&[customer("c1", "Third")], later(1)).await.unwrap();
        let rows = store.list_customers(&ALL, &CustomerFilter::default()).await.unwrap().rows;
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].customer.display_name(), "Third");
        assert_eq!(rows[0].budget, Some(budget("c1", "100", "80")));
        assert_eq!((rows[0].waiting_orders, rows[0].next_expiry), (1, Some(days(3))));
    })
    .await;
}

#[tokio::test]
async fn who_is_not_listed_any_more_goes_with_what_belongs_to_it() {
    both(async |desk| {
        let store = &desk.store;
        let of = |id: &str, reseller: Option<&str>| Customer {
            reseller: reseller.map(reseller_id),
            ..customer(id, id)
        };
        let all = [of("stays", None), of("goes", None), of("other", Some("r1"))];
        store.upsert_customers(&all, now()).await.unwrap();
        for id in ["stays", "goes", "other"] {
            store.upsert_orders(&[order(&format!("cs-{id}"), id)], now()).await.unwrap();
            let resource = resource(&format!("res-{id}"), id, days(3));
            store.replace_resources(&customer_id(id), &[resource], now()).await.unwrap();
        }
        let pay = payment("p1", "cs-goes", "goes");
        store.open_intent(&pay, &entry("a1", AuditAction::Pay, Some("goes"))).await.unwrap();
        store.upsert_customers(&all[..1], later(60)).await.unwrap();

        assert_eq!(store.forget_customers(None, later(60)).await.unwrap(), 1);
        assert_eq!(store.customer(&ALL, &customer_id("goes")).await.unwrap(), None);
        assert_eq!(store.order(&ALL, &order_id("cs-goes")).await.unwrap(), None);
        assert!(store.resources(&ALL, &[resource_id("res-goes")]).await.unwrap().is_empty());
        assert!(
            store.intent::<PayOrder>(&ALL, &pay.id).await.unwrap().is_some(),
            "what was paid stays known"
        );
        assert!(store.entry(&ALL, None, &audit_id("a1")).await.unwrap().is_some());
        assert!(store.order(&ALL, &order_id("cs-stays")).await.unwrap().is_some());
        assert!(
            store.customer(&ALL, &customer_id("other")).await.unwrap().is_some(),
            "a reseller has its own list"
        );
        assert_eq!(store.forget_customers(Some(&reseller_id("r1")), later(60)).await.unwrap(), 1);
        assert_eq!(store.customer_count(&ALL).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn orders_and_resources_follow_their_customer_s_new_name() {
    both(async |desk| {
        let store = &desk.store;
        let named = async |one: &str, two: &str, at| {
            store.upsert_customers(&[customer("c1", one), customer("c2", two)], at).await.unwrap();
            let paging = || Paging { sort: Some("customer".into()), ..Paging::default() };
            let orders = OrderFilter { paging: paging(), ..Default::default() };
            let orders = store.list_orders(&ALL, &orders).await.unwrap().rows;
            let resources = RenewalFilter { paging: paging(), ..Default::default() };
            let resources = store.list_resources(&ALL, &resources, now()).await.unwrap().rows;
            let orders: Vec<_> = orders.into_iter().map(|row| row.customer_name).collect();
            assert_eq!(orders, resources.into_iter().map(|row| row.customer_name).collect::<Vec<_>>());
            orders
        };
        assert!(named("alpha", "Beta", now()).await.is_empty());
        for id in ["c1", "c2"] {
            store.upsert_orders(&[order(&format!("cs-{id}"), id)], now()).await.unwrap();
            let resource = resource(&format!("res-{id}"), id, days(3));
            store.replace_resources(&customer_id(id), &[resource], now()).await.unwrap();
        }
        assert_eq!(named("alpha", "Beta", later(1)).await, ["alpha", "Beta"]);
        assert_eq!(named("Gamma", "Beta", later(2)).await, ["Beta", "Gamma"]);
    })
    .await;
}

#[tokio::test]
async fn many_are_forgotten_at_once() {
    both(async |desk| {
        let all: Vec<_> = (0..950).map(|n| customer(&format!("c{n:03}"), "Some")).collect();
        desk.store.upsert_customers(&all, now()).await.unwrap();
        desk.store.upsert_customers(&all[..100], later(1)).await.unwrap();
        assert_eq!(desk.store.forget_customers(None, later(1)).await.unwrap(), 850);
        assert_eq!(desk.store.forget_customers(None, later(1)).await.unwrap(), 0);
        assert_eq!(desk.store.customer_count(&ALL).await.unwrap(), 100);
    })
    .await;
}

#[tokio::test]
async fn the_longest_unread_come_first() {
    both(async |desk| {
        let store = &desk.store;
        let all: Vec<_> = ["a", "b", "c", "d"].map(|id| customer(id, id)).to_vec();
        store.upsert_customers(&all, now()).await.unwrap();
        for (id, second) in [("a", 30), ("b", 10), ("c", 20)] {
            store.replace_resources(&customer_id(id), &[], later(second)).await.unwrap();
        }
        let stale = store.stalest_customers(9, later(30)).await.unwrap();
        assert_eq!(stale, ["d", "b", "c"].map(customer_id));
        assert_eq!(store.stalest_customers(1, later(99)).await.unwrap(), [customer_id("d")]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn syncs_of_the_same_customers_at_once_agree_at_the_end() {
    both(async |desk| {
        let mut all: Vec<_> = (0..60).map(|n| customer(&format!("c{n:02}"), "Some")).collect();
        desk.store.upsert_customers(&all, now()).await.unwrap();
        let mut tasks = Vec::new();
        for task in 0..6 {
            all.reverse();
            let (store, all) = (desk.store.clone(), all.clone());
            tasks.push(tokio::spawn(async move {
                for round in 0..4 {
                    store.upsert_customers(&all, later(round)).await.unwrap();
                    let orders: Vec<_> = all
                        .iter()
                        .map(|c| order(&format!("cs-{}-{task}-{round}", c.id), c.id.as_str()))
                        .collect();
                    store.upsert_orders(&orders, now()).await.unwrap();
                    let budgets: Vec<_> = all.iter().map(|c| budget(c.id.as_str(), "100", "1")).collect();
                    store.upsert_budgets(&budgets, later(round)).await.unwrap();
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        let rows = desk.store.list_customers(&ALL, &CustomerFilter::default()).await.unwrap().rows;
        assert!(rows.iter().all(|row| row.waiting_orders == 24), "{:?}", rows[0]);
    })
    .await;
}
