//! Search: part of any field, every character literal, two Chinese characters are enough.

use crate::builders::{
    audit_id, budget, call, customer, customer_id, entry, later, now, order, resource, user, user_id,
};
use crate::support::{ALL, Desk, both};
use model::audit::{ApiCall, AuditAction, AuditOutcome};
use model::customers::Customer;
use model::lists::{ActivityFilter, BudgetFilter, CustomerFilter, OrderFilter, RenewalFilter};
use model::resources::Resource;
use model::views::{EntriesBy, HitKind};
use partnerdesk::server::store::{ListContext, Scope};

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
            ("sons o'hara", vec!["c5"]),
            ("公司 北京", vec!["c1"]),
            ("one  the", vec!["c4"]),
            ("sons one", vec![]),
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
async fn the_search_box_puts_exact_ids_first_and_eight_of_each_kind_at_most() {
    both(async |desk| {
        let store = &desk.store;
        let many: Vec<_> = (10..40).map(|n| customer(&format!("abc{n}"), &format!("Name {n}"))).collect();
        store.upsert_customers(&many, now()).await.unwrap();
        let exact = Customer { name: Some("zzz".into()), ..customer("abc", "") };
        store.upsert_customers(&[exact], now()).await.unwrap();
        let orders: Vec<_> = (10..40).map(|n| order(&format!("CS9{n}"), "abc10")).collect();
        store.upsert_orders(&orders, now()).await.unwrap();
        let volume = Resource { is_main: false, ..resource("abc10-volume", "abc10", now()) };
        let resources = [resource("abc-disk", "abc10", now()), resource("Abc20", "abc10", now()), volume];
        store.replace_resources(&customer_id("abc10"), &resources, now()).await.unwrap();

        let box_of = async |typed: &str| store.find(&ListContext::of(&ALL), typed).await.unwrap();
        let kinds = box_of("abc").await;
        let first = &kinds[0].hits[0];
        assert_eq!((first.id.as_str(), first.name.as_str(), first.exact), ("abc", "zzz", true));
        assert_eq!((kinds[0].kind, kinds[0].hits.len(), kinds[0].total), (HitKind::Customer, 8, 31));
        assert_eq!((kinds[1].kind, kinds[1].hits.len(), kinds[1].total), (HitKind::Order, 8, 30));
        assert_eq!((kinds[2].kind, kinds[2].hits.len(), kinds[2].total), (HitKind::Resource, 3, 3));
        assert!(kinds[1].hits.iter().all(|hit| hit.name == "Name 10" && !hit.exact));
        let kinds = box_of("cs917").await;
        assert_eq!((kinds.len(), kinds[0].total, kinds[0].hits[0].exact), (1, 1, true));
        let kinds = box_of("ABC20").await;
        assert_eq!((kinds[0].hits[0].id.as_str(), kinds[0].hits[0].exact), ("abc20", true));
        let resources = kinds.iter().find(|kind| kind.kind == HitKind::Resource).unwrap();
        let hit = &resources.hits[0];
        assert_eq!((hit.id.as_str(), hit.name.as_str(), hit.exact), ("Abc20", "server Abc20", true));
        let kinds = box_of("abc10-volume").await;
        assert_eq!((kinds[0].kind, kinds[0].total, kinds[0].listed), (HitKind::Resource, 1, 0));
        assert!(kinds[0].hits[0].exact, "what is attached is found by its id");
        assert!(box_of(" ").await.is_empty());
        assert!(box_of("nothing like it").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_telephone_number_is_found_however_it_is_written() {
    both(async |desk| {
        let store = &desk.store;
        let called = |id: &str, prefix: &str, number: &str| Customer {
            telephone: Some(number.into()),
            country_code: Some(prefix.into()),
            ..customer(id, &format!("Name {id}"))
        };
        let customers = [
            called("c1", "0065", "148207984"),
            called("c2", "0049", "030 4711-0815"),
            called("c3", "0065", "148207985"),
        ];
        store.upsert_customers(&customers, now()).await.unwrap();
        for typed in [
            "+65 148207984",
            "0065148207984",
            "65-148-207-984",
            "(65) 148 207 984",
            "148207984",
            "0148207984",
            "\u{ff0b}\u{ff16}\u{ff15}\u{3000}\u{ff11}\u{ff14}\u{ff18}207984",
            "name +65 148207984",
            "148 207 984 c1",
        ] {
            assert_eq!(found(&desk, typed).await, ["c1"], "{typed}");
        }
        for typed in ["+49 30 47110815", "+49 (0)30 4711-0815", "030 47110815", "0049 030 4711 0815"] {
            assert_eq!(found(&desk, typed).await, ["c2"], "{typed}");
        }
        assert_eq!(found(&desk, "+65 14820798").await, ["c1", "c3"]);
        assert!(found(&desk, "+66 148207984").await.is_empty());
        let kinds = store.find(&ListContext::of(&ALL), "+65 148207984").await.unwrap();
        assert!(kinds[0].hits[0].exact, "the whole number is one customer's");
        let kinds = store.find(&ListContext::of(&ALL), "148207984").await.unwrap();
        assert!(!kinds[0].hits[0].exact, "without its prefix it may be another's");
    })
    .await;
}

#[tokio::test]
async fn orders_and_resources_are_found_by_their_customer_in_any_order_of_words() {
    both(async |desk| {
        let store = &desk.store;
        let customers = [customer("c1", "Aurora Freight"), customer("c2", "Aurora Mills")];
        store.upsert_customers(&customers, now()).await.unwrap();
        store.upsert_orders(&[order("CS1", "c1"), order("CS2", "c2")], now()).await.unwrap();
        let web = Resource { name: Some("web one".into()), ..resource("r1", "c1", now()) };
        let db = Resource { name: Some("db one".into()), ..resource("r2", "c1", now()) };
        store.replace_resources(&customer_id("c1"), &[web, db], now()).await.unwrap();
        let totals = async |scope: &Scope, typed: &str| {
            let kinds = store.find(&ListContext::of(scope), typed).await.unwrap();
            let total = |kind| kinds.iter().find(|found| found.kind == kind).map_or(0, |found| found.total);
            [total(HitKind::Customer), total(HitKind::Order), total(HitKind::Resource)]
        };
        assert_eq!(totals(&ALL, "freight aurora").await, [1, 1, 2]);
        assert_eq!(totals(&ALL, "aurora").await, [2, 2, 2]);
        assert_eq!(totals(&ALL, "freight web").await, [0, 0, 1], "a word of each");
        assert_eq!(totals(&ALL, "cs2 mills").await, [0, 1, 0]);
        store.add_user(&user("u1", "mia"), "hash").await.unwrap();
        let mia = Scope::Assigned(user_id("u1"));
        assert_eq!(totals(&mia, "aurora").await, [0, 0, 0]);
        store.assign(&user_id("u1"), &[customer_id("c2")]).await.unwrap();
        assert_eq!(totals(&mia, "aurora").await, [1, 1, 0]);
        assert_eq!(totals(&mia, "CS1").await, [0, 0, 0], "nor by its exact id");
    })
    .await;
}

#[tokio::test]
async fn requests_and_codes_lead_to_their_entries() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "One"), customer("c2", "Two")], now()).await.unwrap();
        for (id, whose) in [("e1", "c1"), ("e2", "c2")] {
            store.open_entry(&entry(id, AuditAction::Pay, Some(whose))).await.unwrap();
            let refused = ApiCall {
                code: Some("CBC.99003105".into()),
                request_id: Some(format!("vendor-{id}")),
                ..call("PayOrders", Some(400))
            };
            let (id, code) = (audit_id(id), Some("CBC.99003105"));
            let calls = [refused];
            let ended = store.complete_entry(&id, AuditOutcome::Failed, code, &[], &calls, now());
            ended.await.unwrap();
        }
        store.add_user(&user("u1", "mia"), "hash").await.unwrap();
        store.assign(&user_id("u1"), &[customer_id("c2")]).await.unwrap();
        let mia = Scope::Assigned(user_id("u1"));
        let ids = async |scope: &Scope, typed: &str| {
            let entries = store.find_entries(&ListContext::of(scope), typed).await.unwrap();
            entries.map(|(by, found)| (by, found.hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>()))
        };
        let one = Some((EntriesBy::Request, vec!["e1".to_owned()]));
        assert_eq!(ids(&ALL, " vendor-e1 ").await, one, "the vendor's id");
        assert_eq!(ids(&ALL, "req-e1").await, one, "our own");
        let both = Some((EntriesBy::Code, vec!["e2".to_owned(), "e1".to_owned()]));
        assert_eq!(ids(&ALL, "CBC.99003105").await, both);
        assert_eq!(ids(&ALL, "cbc.99003105").await, both);
        assert_eq!(ids(&ALL, "CBC.0999").await, None);
        assert_eq!(ids(&mia, "vendor-e1").await, None, "out of scope");
        assert_eq!(ids(&mia, "CBC.99003105").await, Some((EntriesBy::Code, vec!["e2".to_owned()])));
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
                store.find(&ListContext::of(&ALL), typed).await.unwrap().len() as u64,
                store.customers_called(&ALL, typed).await.unwrap().len() as u64,
            ]
        };
        assert_eq!(found(&name[..256]).await, [1, 1, 1, 1, 1, 3, 0]);
        assert_eq!(found(&name[..257]).await, [0; 7]);
        assert_eq!(found(name).await, [0; 7]);
        assert_eq!(found(&name.repeat(100)).await, [0; 7]);
    })
    .await;
}
