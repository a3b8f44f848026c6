//! What is known of each part of the mirror, per customer and over a scope; and what this desk did, until a
//! reading agrees.

use crate::builders::*;
use crate::support::{ALL, both};
use model::error::{Fault, PartnerFailure};
use model::mirror::{Part, Reading};
use model::orders::{OWN_WORD_SECONDS, Order, OrderStatus};
use model::resources::{RenewedHere, Resource};
use partnerdesk::server::store::{Scope, Store, orders_key};

fn refused(code: &str) -> PartnerFailure {
    PartnerFailure {
        operation: "X".into(),
        code: Some(code.into()),
        message: None,
        status: Some(403),
        request_id: None,
        fault: Fault::Customer,
        unclear: false,
        paused_until: None,
    }
}

/// Three customers, the first of them the user's own.
async fn three(store: &Store) -> Scope {
    let customers = ["a", "b", "c"].map(|id| customer(id, id));
    store.upsert_customers(&customers, now()).await.unwrap();
    store.mark_ok(Part::Customers.code(), now()).await.unwrap();
    store.add_user(&user("u1", "mia"), "hash").await.unwrap();
    store.assign(&user_id("u1"), &[customer_id("a")]).await.unwrap();
    Scope::Assigned(user_id("u1"))
}

#[tokio::test]
async fn a_part_is_known_per_customer_and_counted_in_scope() {
    both(async |desk| {
        let store = &desk.store;
        let nothing = store.coverage(&ALL, Part::Resources).await.unwrap();
        assert!(nothing.is_unknown(), "no customer was ever read");
        let mia = three(store).await;
        for part in [Part::Budgets, Part::Orders, Part::Resources] {
            let coverage = store.coverage(&ALL, part).await.unwrap();
            assert_eq!((coverage.customers, coverage.unread), (3, 3), "{part:?}");
            assert_eq!(store.reading(part, &customer_id("a")).await.unwrap(), Reading::Never);
        }
        store.replace_resources(&customer_id("a"), &[], later(10)).await.unwrap();
        store.mark_ok(Part::Resources.code(), later(20)).await.unwrap();
        let two = [customer_id("a"), customer_id("b")];
        let failure = refused("IAM.0002");
        store.record_unread(Part::Resources, &two, &failure, later(30), |_| later(60)).await.unwrap();
        store.upsert_budgets(&[budget("a", "100", "1")], later(5)).await.unwrap();

        let all = store.coverage(&ALL, Part::Resources).await.unwrap();
        assert_eq!((all.customers, all.unread, all.failed()), (3, 2, 2));
        assert_eq!(all.failing[0].failure, failure);
        let own = store.coverage(&mia, Part::Resources).await.unwrap();
        assert_eq!((own.customers, own.unread, own.failed()), (1, 0, 1), "only the customers in scope");
        let kept = store.reading(Part::Resources, &customer_id("a")).await.unwrap();
        assert_eq!((kept.read_at(), kept.failure()), (Some(later(10)), Some(&failure)));
        let never = store.reading(Part::Resources, &customer_id("b")).await.unwrap();
        assert_eq!((never.read_at(), never.is_failed()), (None, true));
        assert_eq!(store.reading(Part::Budgets, &customer_id("a")).await.unwrap(), Reading::At(later(5)));
        assert_eq!(store.coverage(&ALL, Part::Budgets).await.unwrap().unread, 2);

        store.mark_ok(&orders_key(None), later(7)).await.unwrap();
        assert_eq!(store.reading(Part::Orders, &customer_id("c")).await.unwrap(), Reading::At(later(7)));
        assert_eq!(store.coverage(&ALL, Part::Orders).await.unwrap().unread, 0);
        store.mark_failed(&orders_key(None), later(8), "CBC.0250", Some(&refused("CBC.0250"))).await.unwrap();
        let orders = store.coverage(&ALL, Part::Orders).await.unwrap();
        assert_eq!((orders.unread, orders.failed()), (0, 3), "known, and old");
    })
    .await;
}

#[tokio::test]
async fn what_failed_has_a_time_of_its_own_until_it_is_read() {
    both(async |desk| {
        let store = &desk.store;
        three(store).await;
        let a = [customer_id("a")];
        let next = |times: u32| later(100 * i64::from(times));
        for _ in 0..2 {
            store.record_unread(Part::Resources, &a, &refused("X"), now(), next).await.unwrap();
        }
        store.record_unread(Part::Budgets, &a, &refused("X"), now(), next).await.unwrap();
        store.record_unread(Part::Budgets, &[customer_id("gone")], &refused("X"), now(), next).await.unwrap();
        assert!(store.due_again(Part::Resources, later(199), 9).await.unwrap().is_empty(), "twice in a row");
        assert_eq!(store.due_again(Part::Resources, later(200), 9).await.unwrap(), a);
        assert_eq!(store.due_again(Part::Budgets, later(100), 9).await.unwrap(), a);
        let stale = store.stalest_customers(9, later(900)).await.unwrap();
        assert_eq!(stale, ["b", "c"].map(customer_id), "it is not read with the others");
        store.replace_resources(&a[0], &[], later(300)).await.unwrap();
        store.upsert_budgets(&[budget("a", "100", "1")], later(300)).await.unwrap();
        for part in [Part::Resources, Part::Budgets] {
            assert!(store.due_again(part, later(900), 9).await.unwrap().is_empty(), "{part:?}");
            assert_eq!(store.reading(part, &a[0]).await.unwrap(), Reading::At(later(300)));
        }
    })
    .await;
}

#[tokio::test]
async fn a_paid_order_counts_as_paid_until_a_reading_agrees_or_an_hour_has_passed() {
    both(async |desk| {
        let store = &desk.store;
        three(store).await;
        let unpaid = Order { status: OrderStatus::PendingPayment, ..order("CS1", "a") };
        store.upsert_orders(std::slice::from_ref(&unpaid), now()).await.unwrap();
        let read = async || store.order(&ALL, &order_id("CS1")).await.unwrap().unwrap();
        let waiting = async || store.waiting_sums(&ALL).await.unwrap().len();
        assert!(read().await.is_waiting_for_payment());
        assert_eq!(waiting().await, 1);
        store.set_paid_here(&order_id("cs1"), later(1)).await.unwrap();
        for second in [2, 3] {
            assert_eq!(read().await.paid_here, Some(later(1)));
            assert!(!read().await.is_waiting_for_payment());
            assert_eq!(waiting().await, 0);
            store.upsert_orders(std::slice::from_ref(&unpaid), later(second)).await.unwrap();
        }
        store.upsert_orders(std::slice::from_ref(&unpaid), later(1 + OWN_WORD_SECONDS)).await.unwrap();
        assert!(read().await.is_waiting_for_payment(), "too long: the contradiction is shown");
        assert_eq!(waiting().await, 1);
        store.set_paid_here(&order_id("CS1"), later(1 + OWN_WORD_SECONDS)).await.unwrap();
        let paid = Order { status: OrderStatus::Completed, ..unpaid };
        store.upsert_orders(std::slice::from_ref(&paid), later(2 + OWN_WORD_SECONDS)).await.unwrap();
        assert_eq!(read().await, paid, "it agrees");
    })
    .await;
}

#[tokio::test]
async fn a_renewed_resource_has_its_expected_end_until_a_reading_agrees() {
    both(async |desk| {
        let store = &desk.store;
        three(store).await;
        let (a, id) = (customer_id("a"), resource_id("r"));
        let old = resource("r", "a", days(5));
        store.replace_resources(&a, std::slice::from_ref(&old), now()).await.unwrap();
        let renewed = RenewedHere { at: later(1), to: days(36) };
        store.set_renewed_here(&a, &id, days(5), renewed).await.unwrap();
        let read = async || store.resources(&ALL, std::slice::from_ref(&id)).await.unwrap().remove(0);
        let soon = async || store.expiring_count(&ALL, now(), 30).await.unwrap();
        for second in [2, 3] {
            assert_eq!((read().await.renewed_here, read().await.end()), (Some(renewed), Some(days(36))));
            assert_eq!(soon().await, 0, "it expires no longer soon");
            store.keep_resources(&a, std::slice::from_ref(&old), later(second)).await.unwrap();
            store.replace_resources(&a, std::slice::from_ref(&old), later(second)).await.unwrap();
        }
        let agreed = Resource { expires_at: Some(days(36)), ..old.clone() };
        store.keep_resources(&a, std::slice::from_ref(&agreed), later(4)).await.unwrap();
        assert_eq!(read().await, agreed);
        // An old renewal never hides a later one, nor what is taken back.
        store.set_renewed_here(&a, &id, days(5), renewed).await.unwrap();
        assert_eq!(read().await, agreed, "it ended later already");
        store.replace_resources(&a, std::slice::from_ref(&old), later(5)).await.unwrap();
        assert_eq!((read().await, soon().await), (old, 1));
    })
    .await;
}
