//! The mirror of orders.

use crate::builders::{customer, customer_id, days, later, now, order, order_id, usd};
use crate::support::{ALL, both};
use model::lists::{CustomerFilter, OrderFilter};
use model::orders::{Order, OrderStatus};
use model::page::{Direction, Paging};

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
