//! The mirror of orders.

use crate::builders::{
    budget, customer, customer_id, days, entry, later, now, order, order_id, payment, step, usd,
};
use crate::support::{ALL, both};
use model::audit::AuditAction;
use model::intents::{Actor, Stage};
use model::lists::{CustomerFilter, OrderFilter};
use model::orders::{Order, OrderStatus};
use model::page::{Direction, Paging};
use model::payability::PayState;
use model::payments::PayOrder;
use partnerdesk::server::store::Opened;

#[tokio::test]
async fn a_deadline_once_told_stays_known() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "One")], now()).await.unwrap();
        let listed = order("CS1", "c1");
        let told = Order { pay_until: Some(days(2)), ..listed.clone() };
        store.upsert_orders(std::slice::from_ref(&listed), now()).await.unwrap();
        let read = async || store.order(&ALL, &order_id("cs1")).await.unwrap().unwrap();
        assert_eq!(read().await, listed);
        store.upsert_orders(std::slice::from_ref(&told), later(1)).await.unwrap();
        assert_eq!(read().await, told);
        store.upsert_orders(std::slice::from_ref(&listed), later(2)).await.unwrap();
        assert_eq!(read().await, told, "the list does not tell it, and does not take it away");
        let paid = Order { status: OrderStatus::Completed, paid_at: Some(later(3)), ..listed };
        store.upsert_orders(std::slice::from_ref(&paid), later(3)).await.unwrap();
        assert_eq!(read().await, Order { pay_until: Some(days(2)), ..paid });

        let usual = order("CS2", "c1");
        let (waiting, told) = (order("CS4", "c1"), Some(days(2)));
        store.upsert_orders(&[Order { pay_until: told, ..waiting.clone() }], now()).await.unwrap();
        store
            .upsert_orders(
                &[Order { created_at: Some(days(-6)), ..usual }, order("CS3", "c1"), waiting],
                now(),
            )
            .await
            .unwrap();
        let paging = Paging { sort: Some("deadline".into()), direction: Direction::Ascending, page: 1 };
        let listed = store.list_orders(&ALL, &OrderFilter { paging, ..Default::default() }).await.unwrap();
        let ids: Vec<_> = listed.rows.iter().map(|row| row.order.id.as_str()).collect();
        let why = "the day after, in two days as told, in seven days as usual; what is paid has no deadline";
        assert_eq!(ids, ["CS2", "CS4", "CS3", "CS1"], "{why}");
    })
    .await;
}

#[tokio::test]
async fn orders_of_strangers_are_left_out_and_counts_follow() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "One")], now()).await.unwrap();
        store
            .upsert_orders(&[order("CS1", "c1"), order("CS2", "stranger"), order("CS3", "c1")], now())
            .await
            .unwrap();
        assert_eq!(store.order(&ALL, &order_id("CS2")).await.unwrap(), None);
        let waiting = async || {
            let rows = store.list_customers(&ALL, &CustomerFilter::default()).await.unwrap().rows;
            rows[0].waiting_orders
        };
        assert_eq!(waiting().await, 2);
        let open = store.open_order_ids(9, None).await.unwrap();
        assert_eq!(open, [(order_id("CS1"), customer_id("c1")), (order_id("CS3"), customer_id("c1"))]);
        assert_eq!(store.open_order_ids(9, Some(&order_id("CS1"))).await.unwrap().len(), 1);
        let ends = [(OrderStatus::Processing, 1), (OrderStatus::Cancelled, 0)];
        for (status, open) in ends {
            store.upsert_orders(&[Order { status, ..order("CS1", "c1") }], later(1)).await.unwrap();
            assert_eq!(waiting().await, 1);
            let first = store.open_order_ids(9, None).await.unwrap();
            assert_eq!(first.len(), 1 + open, "{status:?}");
        }
        assert_eq!(store.waiting_sums(&ALL).await.unwrap(), [(usd("100.00"), 1)]);
    })
    .await;
}

#[tokio::test]
async fn details_are_read_in_time_the_most_urgent_first() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "One")], now()).await.unwrap();
        let aged = |id, days_old: i64| Order { created_at: Some(days(-days_old)), ..order(id, "c1") };
        let done = Order { status: OrderStatus::Completed, ..order("CS9", "c1") };
        store.upsert_orders(&[aged("CS1", 1), aged("CS2", 6), aged("CS3", 3), done], now()).await.unwrap();
        let due = async |at| {
            let due = store.orders_due(at, 9).await.unwrap();
            due.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(due(now()).await, ["CS2", "CS3", "CS1"]);
        let told = Order { pay_until: Some(days(2)), ..aged("CS2", 6) };
        store.upsert_order_details(&told, later(1), later(100)).await.unwrap();
        store.put_order_off(&order_id("cs3"), later(50)).await.unwrap();
        assert_eq!(due(later(49)).await, ["CS1"]);
        assert_eq!(due(later(100)).await, ["CS1", "CS3", "CS2"], "the one never read, the one that failed");
        let row = store.order_row(&ALL, &order_id("CS2")).await.unwrap().unwrap();
        assert_eq!((row.order.pay_until, row.details_read_at), (Some(days(2)), Some(later(1))));
        // The list, which has no deadline, changes nothing of that.
        store.upsert_orders(&[aged("CS2", 6)], later(2)).await.unwrap();
        let row = store.order_row(&ALL, &order_id("CS2")).await.unwrap().unwrap();
        assert_eq!((row.order.pay_until, row.details_read_at), (Some(days(2)), Some(later(1))));
        assert_eq!(due(later(99)).await, ["CS1", "CS3"]);
    })
    .await;
}

#[tokio::test]
async fn an_agency_and_an_open_payment_stand_in_the_way_of_an_order() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "One")], now()).await.unwrap();
        store.upsert_budgets(&[budget("c1", "1000", "1")], now()).await.unwrap();
        store.upsert_orders(&[order("CS1", "c1")], now()).await.unwrap();
        let read = async || {
            let pay = store.order_row(&ALL, &order_id("CS1")).await.unwrap().unwrap().pay.unwrap();
            (pay.state, pay.intent.map(|intent| intent.id))
        };
        assert_eq!(read().await, (PayState::Payable, None), "whether there is an agency was never tried");
        for (has, state) in [(false, PayState::NoAgency), (true, PayState::Payable)] {
            store.set_agency(&customer_id("c1"), has).await.unwrap();
            assert_eq!(store.has_agency(&customer_id("c1")).await.unwrap(), Some(has));
            assert_eq!(read().await, (state, None));
        }
        let draft = payment("p1", "CS1", "c1");
        let opened = store.open_intent(&draft, &entry("e1", AuditAction::Pay, Some("c1"))).await.unwrap();
        assert_eq!(opened, Opened::Done);
        assert_eq!(read().await, (PayState::InProgress, Some(draft.id.clone())));
        let on = [Stage::Quoted, Stage::Waiting];
        assert!(
            store
                .move_intent(&step::<PayOrder>(&draft.id, &[Stage::Drafted], &on, Actor::Service))
                .await
                .unwrap()
        );
        assert_eq!(read().await, (PayState::AwaitingApproval, Some(draft.id)));
    })
    .await;
}
