//! Search: part of any field, every character literal, two Chinese characters are enough.

use crate::builders::{budget, customer, customer_id, entry, later, now, order, resource};
use crate::support::{ALL, Desk, both};
use model::audit::AuditAction;
use model::customers::Customer;
use model::lists::{ActivityFilter, BudgetFilter, CustomerFilter, OrderFilter, RenewalFilter};
use model::resources::Resource;
use model::views::Hit;

async fn found(desk: &Desk, typed: &str) -> Vec<String> {
    let filter = CustomerFilter { search: Some(typed.into()), ..Default::default() };
    let slice = desk.store.list_customers(&ALL, &filter).await.unwrap();
    assert_eq!(slice.total, slice.rows.len() as u64, "{typed}");
    slice.rows.into_iter().map(|row| row.customer.id.to_string()).collect()
}

#[tokio::test]
async fn specials_are_literal_and_chinese_is_found() {
    both(async |desk| {
        let names = [
            ("c1", "北京华为技术有限公司"),
            ("c2", "50% off"),
            ("c3", "snake_case"),
            ("c4", "The \"Best\" One"),
            ("c5", "O'Hara AND sons"),
            ("c6", "back\\slash"),
            ("c7", "plain"),
            ("c8", "东京"),
        ];
        let customers: Vec<Customer> = names
            .iter()
            .map(|(id, name)| Customer { account_name: format!("x{id}"), ..customer(id, name) })
            .collect();
        desk.store.upsert_customers(&customers, now()).await.unwrap();
        for (typed, expected) in [
            ("%", vec!["c2"]),
            ("50%", vec!["c2"]),
            ("_", vec!["c3"]),
            ("e_c", vec!["c3"]),
            ("\"", vec!["c4"]),
            ("\"best\"", vec!["c4"]),
            ("'", vec!["c5"]),
            ("o'h", vec!["c5"]),
            ("AND", vec!["c5"]),
            ("and", vec!["c5"]),
            ("\\", vec!["c6"]),
            ("k\\s", vec!["c6"]),
            ("华为", vec!["c1"]),
            ("京", vec!["c8", "c1"]),
            ("北京华", vec!["c1"]),
            ("技术有限公司", vec!["c1"]),
            ("PLAIN", vec!["c7"]),
            ("pl*", vec![]),
            ("plain OR 50%", vec![]),
            ("search : plain", vec![]),
            ("NOT plain", vec![]),
            ("xc7", vec!["c7"]),
            ("\u{0}plain", vec!["c7"]),
            ("*", vec![]),
            ("();--", vec![]),
        ] {
            assert_eq!(found(&desk, typed).await, expected, "{typed}");
        }
        assert_eq!(found(&desk, "  ").await.len(), names.len(), "blanks alone look for nothing");
    })
    .await;
}

#[tokio::test]
async fn a_changed_and_a_forgotten_name_are_found_no_more() {
    both(async |desk| {
        desk.store.upsert_customers(&[customer("c1", "Before")], now()).await.unwrap();
        assert_eq!(found(&desk, "before").await, ["c1"]);
        desk.store.upsert_customers(&[customer("c1", "Afterwards")], later(1)).await.unwrap();
        assert!(found(&desk, "before").await.is_empty());
        assert_eq!(found(&desk, "afterw").await, ["c1"]);
        desk.store.forget_customers(None, later(2)).await.unwrap();
        assert!(found(&desk, "afterw").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_search_box_puts_exact_ids_first_and_ten_of_each_kind_at_most() {
    both(async |desk| {
        let store = &desk.store;
        let many: Vec<_> = (10..40).map(|n| customer(&format!("abc{n}"), &format!("Name {n}"))).collect();
        store.upsert_customers(&many, now()).await.unwrap();
        let exact = Customer { name: Some("zzz".into()), ..customer("abc", "") };
        store.upsert_customers(&[exact], now()).await.unwrap();
        let orders: Vec<_> = (10..40).map(|n| order(&format!("CS9{n}"), "abc10")).collect();
        store.upsert_orders(&orders, now()).await.unwrap();
        let resources = [resource("abc-disk", "abc10", now()), resource("Abc20", "abc10", now())];
        store.replace_resources(&customer_id("abc10"), &resources, now()).await.unwrap();

        let hits = store.find(&ALL, "abc").await.unwrap();
        assert_eq!(hits[0], Hit::Customer(customer_id("abc"), "zzz".into()));
        assert_eq!(hits.iter().filter(|hit| matches!(hit, Hit::Customer(..))).count(), 10);
        assert_eq!(hits.iter().filter(|hit| matches!(hit, Hit::Resource(..))).count(), 2);
        let hits = store.find(&ALL, "cs917").await.unwrap();
        assert_eq!(hits, [Hit::Order(orders[7].id.clone(), "Name 10".into())]);
        let hits = store.find(&ALL, "cs9").await.unwrap();
        assert_eq!(hits.len(), 10);
        let hits = store.find(&ALL, "ABC20").await.unwrap();
        assert_eq!(hits[0], Hit::Customer(customer_id("abc20"), "Name 20".into()));
        assert!(
            matches!(&hits[1], Hit::Resource(id, name, _) if id.as_str() == "Abc20" && name == "server Abc20")
        );
        assert!(store.find(&ALL, " ").await.unwrap().is_empty());
        assert!(store.find(&ALL, "nothing like it").await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_text_longer_than_any_field_is_not_searched_on_any_way_in() {
    both(async |desk| {
        let store = &desk.store;
        let letters: String = (0..150_u32).map(|n| format!("{n:03}-")).collect();
        let name = letters.as_str();
        let whole = Customer { account_name: name.to_owned(), ..customer("c1", name) };
        store.upsert_customers(&[whole], now()).await.unwrap();
        store.upsert_budgets(&[budget("c1", "100", "0")], now()).await.unwrap();
        store.upsert_orders(&[order("CS1", "c1")], now()).await.unwrap();
        let named = Resource { name: Some(name.to_owned()), ..resource("r1", "c1", now()) };
        store.replace_resources(&customer_id("c1"), &[named], now()).await.unwrap();
        store.open_entry(&entry("e1", AuditAction::Export, Some("c1"))).await.unwrap();

        let found = async |typed: &str| {
            let search = Some(typed.to_owned());
            let customers = CustomerFilter { search: search.clone(), ..Default::default() };
            let budgets = BudgetFilter { search: search.clone(), ..Default::default() };
            let orders = OrderFilter { search: search.clone(), ..Default::default() };
            let resources = RenewalFilter { search: search.clone(), ..Default::default() };
            let entries = ActivityFilter { search, ..Default::default() };
            [
                store.list_customers(&ALL, &customers).await.unwrap().total,
                store.list_budgets(&ALL, &budgets).await.unwrap().total,
                store.list_orders(&ALL, &orders).await.unwrap().total,
                store.list_resources(&ALL, &resources, now()).await.unwrap().total,
                store.list_entries(&ALL, None, &entries).await.unwrap().total,
                store.find(&ALL, typed).await.unwrap().len() as u64,
                store.customers_called(&ALL, typed).await.unwrap().len() as u64,
            ]
        };
        assert_eq!(found(&name[..256]).await, [1, 1, 1, 1, 1, 2, 0]);
        assert_eq!(found(&name[..257]).await, [0; 7]);
        assert_eq!(found(name).await, [0; 7]);
        assert_eq!(found(&name.repeat(100)).await, [0; 7]);
    })
    .await;
}
