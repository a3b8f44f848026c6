//! Resellers: totals of their customers, within a scope.

use crate::builders::*;
use crate::support::{ALL, Desk, bare, both};
use model::budgets::Budget;
use model::customers::{Association, Customer, Reseller};
use model::lists::{CustomerFilter, List, ResellerFilter, ResellerRow};
use model::money::{Currency, Money};
use model::page::{Direction, Paging};
use partnerdesk::server::store::{ListContext, Page, Scope};

fn reseller(id: &str, name: Option<&str>) -> Reseller {
    Reseller {
        id: reseller_id(id),
        account_name: Some(format!("Login-{id}")),
        name: name.map(str::to_owned),
        associated_at: Some(now()),
    }
}

fn customer_of(reseller: &str, id: &str) -> Customer {
    Customer { reseller: Some(reseller_id(reseller)), ..customer(id, id) }
}

fn eur(customer: &str, amount: &str) -> Budget {
    Budget { currency: Currency::parse("EUR").unwrap(), ..budget(customer, amount, "0") }
}

async fn list(desk: &Desk, scope: &Scope, filter: &ResellerFilter) -> Page<ResellerRow> {
    desk.store.page(&ListContext::of(scope), filter).await.unwrap()
}

fn ids(page: &Page<ResellerRow>) -> Vec<&str> {
    page.rows.iter().map(|row| row.id.as_str()).collect()
}

/// r1 with four customers, r2 with two, r3 with one and not in the list of resellers, and r4
/// without customers.
async fn fill(desk: &Desk) {
    let store = &desk.store;
    let early = Reseller { associated_at: Some(days(-30)), ..reseller("r2", Some("Alpha")) };
    let all = [reseller("r1", Some("beta 北")), early, reseller("r4", Some("Nobody's"))];
    store.upsert_resellers(&all, now()).await.unwrap();
    let referral = Customer { association: Some(Association::Referral), ..customer_of("r1", "d") };
    let customers = [
        customer_of("r1", "a"),
        customer_of("r1", "b"),
        customer_of("r1", "c"),
        referral,
        customer_of("r2", "e"),
        customer_of("r2", "f"),
        customer_of("r3", "g"),
        customer("own", "own"),
    ];
    store.upsert_customers(&customers, now()).await.unwrap();
    let unset = Budget { amount: None, ..budget("e", "1", "0") };
    let budgets = [
        budget("a", "79228162514264337593543.95", "0"),
        budget("b", "0.0001", "0"),
        eur("g", "0.30"),
        unset,
        budget("f", "10.10", "3"),
        budget("own", "5000", "0"),
    ];
    store.upsert_budgets(&budgets, now()).await.unwrap();
    store.add_user(&user("u1", "mia"), "hash").await.unwrap();
    store.assign(&user_id("u1"), &["b", "c", "own"].map(customer_id)).await.unwrap();
}

#[tokio::test]
async fn resellers_stand_by_name() {
    both(async |desk| {
        let all = [reseller("1", Some("beta")), reseller("2", Some("Alpha")), reseller("3", None)];
        desk.store.upsert_resellers(&all, now()).await.unwrap();
        desk.store.upsert_resellers(&all[..1], later(1)).await.unwrap();
        let names = [all[1].clone(), all[0].clone(), all[2].clone()];
        assert_eq!(desk.store.resellers().await.unwrap(), names);
    })
    .await;
}

#[tokio::test]
async fn each_adds_up_to_what_its_customers_in_scope_do() {
    both(async |desk| {
        fill(&desk).await;
        let all = list(&desk, &ALL, &ResellerFilter::default()).await;
        assert_eq!((ids(&all), all.total, all.total_unfiltered), (vec!["r2", "r1", "r3"], 3, 3));
        let [r2, r1, r3] = all.rows.try_into().unwrap();
        assert_eq!((r1.customers, r1.unread_budgets), (4, 1), "c was never read; a referral has none");
        assert_eq!(r1.budgets, [usd("79228162514264337593543.9501")], "exact");
        assert_eq!((r2.customers, r2.budgets, r2.unread_budgets), (2, vec![usd("10.10")], 0));
        let euros = Money::new("0.30".parse().unwrap(), Currency::parse("EUR").unwrap());
        assert_eq!((r3.customers, &r3.budgets, r3.unread_budgets), (1, &vec![euros], 0));
        assert_eq!((r3.display_name(), r3.associated_at), ("r3", None), "known by its customer alone");
        assert_eq!((r1.display_name(), r1.account_name.as_deref()), ("beta 北", Some("Login-r1")));

        let mia = Scope::Assigned(user_id("u1"));
        let hers = list(&desk, &mia, &ResellerFilter::default()).await;
        assert_eq!((ids(&hers), hers.total_unfiltered), (vec!["r1"], 1), "the others are not there");
        let row = &hers.rows[0];
        assert_eq!((row.customers, &row.budgets[..], row.unread_budgets), (2, &[usd("0.0001")][..], 1));
        let of_r1 = CustomerFilter { reseller: Some(reseller_id("r1")), ..CustomerFilter::default() };
        assert_eq!(
            desk.store.count(&ListContext::of(&mia), &of_r1).await.unwrap(),
            2,
            "as its link leads to"
        );
        let nobody = Scope::Assigned(user_id("u2"));
        assert_eq!(list(&desk, &nobody, &ResellerFilter::default()).await.total, 0);
    })
    .await;
}

#[tokio::test]
async fn two_customers_with_the_same_budget_count_twice_and_two_currencies_apart() {
    both(async |desk| {
        let customers = ["a", "b", "c", "d"].map(|id| customer_of("r1", id));
        desk.store.upsert_customers(&customers, now()).await.unwrap();
        let budgets =
            [budget("a", "0.10", "0"), budget("b", "0.10", "0"), budget("c", "0.1", "0"), eur("d", "7")];
        desk.store.upsert_budgets(&budgets, now()).await.unwrap();
        let row = list(&desk, &ALL, &ResellerFilter::default()).await.rows.remove(0);
        let sums: Vec<String> = row.budgets.iter().map(ToString::to_string).collect();
        assert_eq!(sums, ["EUR 7.00", "USD 0.30"]);
    })
    .await;
}

#[tokio::test]
async fn they_are_found_by_name_account_and_id_and_sorted() {
    both(async |desk| {
        fill(&desk).await;
        for (typed, found) in
            [("BETA", "r1"), ("北", "r1"), ("login-R2", "r2"), ("r3", "r3"), ("nobody", ""), ("%", "")]
        {
            let filter = ResellerFilter { search: Some(typed.to_owned()), ..ResellerFilter::default() };
            let page = list(&desk, &ALL, &filter).await;
            assert_eq!(ids(&page).concat(), found, "{typed}");
            assert_eq!(page.total_unfiltered, 3);
        }
        for (sort, up, down) in [
            ("name", "r2 r1 r3", "r3 r1 r2"),
            ("customers", "r3 r2 r1", "r1 r2 r3"),
            // Nobody knows since when r3 is there.
            ("associated", "r2 r1 r3", "r1 r2 r3"),
        ] {
            for (direction, order) in [(Direction::Ascending, up), (Direction::Descending, down)] {
                let paging = Paging { sort: Some(sort.to_owned()), direction, ..Paging::default() };
                let page = list(&desk, &ALL, &ResellerFilter::default().paged(paging)).await;
                assert_eq!(ids(&page).join(" "), order, "{sort} {direction:?}");
            }
        }
    })
    .await;
}

/// The last migration before resellers had a page.
const BEFORE: i64 = 18;

const ROWS: &str = r#"
INSERT INTO resellers (id, sort_name, body, seen_at) VALUES
('R-1', 'ünal bulut', '{"id":"R-1","account_name":"Unal","name":"Ünal Bulut","associated_at":"2025-03-01T08:00:00Z"}', 1795420800),
('R-2', 'r-2', '{"id":"R-2","account_name":null,"name":null,"associated_at":null}', 1795420800)"#;

#[tokio::test]
async fn those_of_a_database_of_before_are_found_and_sorted_before_they_are_read_again() {
    bare(async |desk| {
        desk.migrate_to(BEFORE).await;
        desk.at_the_prompt(ROWS).await.unwrap();
        desk.store
            .upsert_customers(&[customer_of("R-1", "a"), customer_of("R-2", "b")], now())
            .await
            .unwrap();
        desk.store.migrate().await.unwrap();
        for (typed, found) in [("ünal", "R-1"), ("UNAL", "R-1"), ("r-2", "R-2")] {
            let filter = ResellerFilter { search: Some(typed.to_owned()), ..ResellerFilter::default() };
            assert_eq!(ids(&list(&desk, &ALL, &filter).await).concat(), found, "{typed}");
        }
        let paging = Paging { sort: Some("associated".to_owned()), ..Paging::default() };
        let page = list(&desk, &ALL, &ResellerFilter::default().paged(paging)).await;
        assert_eq!(ids(&page), ["R-1", "R-2"], "blanks last");
        assert_eq!(page.rows[0].associated_at, Some(at("2025-03-01T08:00:00Z")));
    })
    .await;
}
