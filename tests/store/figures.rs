//! The speed of lists with 100,000 customers. Not a test of correctness: `cargo test --release
//! --features ssr --test store -- --ignored --nocapture figures`.

// Measures elapsed time; nothing else here depends on a clock.
#![expect(clippy::disallowed_methods)]

use crate::builders::{
    budget, customer, customer_id, days, later, now, order, reseller_id, resource, user, user_id,
};
use crate::support::{ALL, Desk, both, services};
use model::budgets::BudgetLevel;
use model::customers::{Customer, Frozen};
use model::lists::{BudgetFilter, CustomerFilter, OrderFilter, RenewalFilter};
use model::orders::{Order, OrderStatus};
use model::page::{Direction, Paging};
use partnerdesk::server::store::{ListContext, Scope, StoreError};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::time::Instant;

const CUSTOMERS: usize = 100_000;
const READINGS: u32 = 15;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes minutes and only prints figures"]
async fn figures() {
    both(async |desk| {
        fill(&desk).await;
        customers(&desk).await;
        others(&desk).await;
    })
    .await;
}

async fn took<T>(what: &str, work: impl AsyncFn() -> Result<T, StoreError>) -> T {
    let mut times = Vec::new();
    let mut last = None;
    for _ in 0..READINGS {
        let start = Instant::now();
        last = Some(work().await.unwrap());
        times.push(start.elapsed().as_secs_f64() * 1_000.0);
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{what:<52} median {:7.2} ms, slowest {:7.2} ms",
        times[times.len() / 2],
        times[times.len() - 1]
    );
    last.unwrap()
}

async fn fill(desk: &Desk) {
    let rng = &mut ChaCha8Rng::seed_from_u64(1);
    let words = [
        "Acme", "Blue", "华为", "北京", "Nord", "Solar", "Delta", "Quartz", "Marine", "Omega", "技术",
        "Vista",
    ];
    let word = |rng: &mut ChaCha8Rng| words[rng.random_range(0..words.len())];
    let start = Instant::now();
    let mut all = Vec::new();
    for number in 0..CUSTOMERS {
        let name = format!("{} {} {number}", word(rng), word(rng));
        all.push(Customer {
            email: Some(format!("office{number}@{}.example", rng.random_range(0..5_000))),
            telephone: Some(format!("55{:08}", rng.random_range(0..99_999_999))),
            account_manager: Some(format!("manager{}", number % 40)),
            frozen: Some(if rng.random_ratio(1, 50) { Frozen::Account } else { Frozen::No }),
            reseller: rng.random_ratio(1, 3).then(|| reseller_id(&format!("r{}", number % 60))),
            associated_at: Some(days(-rng.random_range(0..1_500))),
            ..customer(&format!("{:032x}", rng.random::<u128>()), &name)
        });
    }
    desk.store.upsert_customers(&all, now()).await.unwrap();
    println!("{CUSTOMERS} customers written in {:?}", start.elapsed());
    let start = Instant::now();
    desk.store.upsert_customers(&all, later(1)).await.unwrap();
    println!("the same again in {:?}", start.elapsed());

    let start = Instant::now();
    let budgets: Vec<_> = all
        .iter()
        .map(|c| {
            budget(
                c.id.as_str(),
                "1000",
                &format!("{}.{:02}", rng.random_range(0..1_200), rng.random_range(0..99)),
            )
        })
        .collect();
    desk.store.upsert_budgets(&budgets, now()).await.unwrap();
    println!("as many budgets in {:?}", start.elapsed());

    let start = Instant::now();
    let orders: Vec<_> = (0..2 * CUSTOMERS)
        .map(|number| Order {
            status: if rng.random_ratio(1, 20) {
                OrderStatus::PendingPayment
            } else {
                OrderStatus::Completed
            },
            created_at: Some(later(-rng.random_range(0..30_000_000))),
            ..order(&format!("CS{:016}", number * 7919), all[rng.random_range(0..CUSTOMERS)].id.as_str())
        })
        .collect();
    desk.store.upsert_orders(&orders, now()).await.unwrap();
    println!("twice as many orders in {:?}", start.elapsed());

    let start = Instant::now();
    for (number, customer) in all.iter().enumerate().take(CUSTOMERS / 2) {
        let set: Vec<_> = (0..4)
            .map(|n| {
                resource(
                    &format!("res-{number}-{n}"),
                    customer.id.as_str(),
                    later(rng.random_range(-900_000..30_000_000)),
                )
            })
            .collect();
        desk.store.replace_resources(&customer.id, &set, now()).await.unwrap();
    }
    println!("resources of {} customers in {:?}", CUSTOMERS / 2, start.elapsed());
    desk.store.add_user(&user("u1", "mia"), "hash").await.unwrap();
    desk.store.assign_every(&user_id("u1"), 0, 200).await.unwrap();
    if !desk.is_sqlite() {
        desk.at_the_prompt("VACUUM ANALYZE").await.unwrap();
    }
}

async fn customers(desk: &Desk) {
    let store = &desk.store;
    let list = async |what: &str, scope: &Scope, filter: CustomerFilter| {
        let slice = took(what, async || store.list_customers(scope, &filter).await).await;
        println!("{:>62} of {}", slice.total, slice.total_unfiltered);
    };
    for sort in ["name", "associated", "used", "left", "waiting", "expires"] {
        for page in [1, 1_000, 2_000] {
            let paging = Paging { page, sort: Some(sort.into()), direction: Direction::Descending };
            list(
                &format!("customers by {sort}, page {page}"),
                &ALL,
                CustomerFilter { paging, ..Default::default() },
            )
            .await;
        }
    }
    for typed in
        ["华为", "北", "marine", "Nord Solar", "office77", "acme blue 7", "55", "zz", "nothing at all"]
    {
        let filter = CustomerFilter { search: Some(typed.into()), ..Default::default() };
        list(&format!("customers holding '{typed}'"), &ALL, filter).await;
    }
    let used = Paging { sort: Some("used".into()), direction: Direction::Descending, page: 1 };
    list("frozen customers", &ALL, CustomerFilter { frozen: Some(Frozen::Account), ..Default::default() })
        .await;
    list(
        "customers not frozen, by used",
        &ALL,
        CustomerFilter { frozen: Some(Frozen::No), paging: used.clone(), ..Default::default() },
    )
    .await;
    list(
        "budget over 90 %",
        &ALL,
        CustomerFilter { budget: Some(BudgetLevel::Over90), ..Default::default() },
    )
    .await;
    list(
        "of one reseller, by used",
        &ALL,
        CustomerFilter { reseller: Some(reseller_id("r3")), paging: used, ..Default::default() },
    )
    .await;
    let mia = Scope::Assigned(user_id("u1"));
    list("500 assigned", &mia, CustomerFilter::default()).await;
    list(
        "500 assigned, holding 'marine'",
        &mia,
        CustomerFilter { search: Some("marine".into()), ..Default::default() },
    )
    .await;
}

async fn others(desk: &Desk) {
    let (store, mia) = (&desk.store, Scope::Assigned(user_id("u1")));
    for page in [1, 1_000, 2_000] {
        let paging = Paging { page, ..Default::default() };
        let filter = BudgetFilter { paging: paging.clone(), ..Default::default() };
        took(&format!("budgets by share, page {page}"), async || store.list_budgets(&ALL, &filter).await)
            .await;
        let filter = OrderFilter { paging: paging.clone(), ..Default::default() };
        took(&format!("orders, page {page}"), async || store.list_orders(&ALL, &filter).await).await;
        let filter = RenewalFilter { paging, ..Default::default() };
        took(&format!("resources, page {page}"), async || store.list_resources(&ALL, &filter, now()).await)
            .await;
    }
    let by = |sort: &str, page| Paging { sort: Some(sort.into()), page, ..Default::default() };
    let filter = OrderFilter { paging: by("customer", 1_000), ..Default::default() };
    took("orders by customer, page 1000", async || store.list_orders(&ALL, &filter).await).await;
    let filter = OrderFilter {
        status: Some(OrderStatus::PendingPayment),
        paging: by("deadline", 1),
        ..Default::default()
    };
    took("waiting orders by deadline", async || store.list_orders(&ALL, &filter).await).await;
    took("waiting orders by deadline, assigned", async || store.list_orders(&mia, &filter).await).await;
    let filter = OrderFilter { search: Some("marine".into()), ..Default::default() };
    took("orders of customers holding 'marine'", async || store.list_orders(&ALL, &filter).await).await;
    let filter = RenewalFilter { search: Some("server res-77".into()), ..Default::default() };
    took("resources holding 'server res-77'", async || store.list_resources(&ALL, &filter, now()).await)
        .await;
    took("budget levels", async || store.budget_levels(&ALL).await).await;
    took("waiting sums", async || store.waiting_sums(&ALL).await).await;
    took("expiring weeks", async || store.expiring_weeks(&ALL, now()).await).await;
    took("services", async || services(store, &ALL).await).await;
    took("search box, an order id", async || store.find(&ListContext::of(&ALL), "CS0000000000079190").await)
        .await;
    took("search box, 'marine'", async || store.find(&ListContext::of(&ALL), "marine").await).await;
    took("search box, two Chinese characters", async || store.find(&ListContext::of(&ALL), "华为").await)
        .await;
    took("search box, two words in another order", async || {
        store.find(&ListContext::of(&ALL), "solar nord").await
    })
    .await;
    took("search box, a telephone number", async || store.find(&ListContext::of(&ALL), "55-0123 4567").await)
        .await;
    took("search box, assigned, 'marine'", async || store.find(&ListContext::of(&mia), "marine").await).await;
    let id = customer_id("none");
    took("one customer by id", async || store.customer(&ALL, &id).await).await;
}
