//! Response times of pages with mirrors of 1,000 and of 100,000 customers, in one run.
//!
//! The real router on a loopback port, SQLite in a temporary file, one request at a time, signed in
//! as an administrator and as an account manager of half the customers. There is no partner API:
//! lists come from the mirror only. `make bench` prints the table.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stdout)]

#[path = "pages/fill.rs"]
mod fill;

use model::ids::RequestId;
use model::users::Role;
use partner::clock::Clock;
use partner::{Partner, PartnerConfig};
use partnerdesk::server::config::Settings;
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::service::users;
use partnerdesk::server::state::{Desk, Ids};
use partnerdesk::server::{http, store::Store};
use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, ORIGIN, SET_COOKIE};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// As in the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Numbers of customers in the mirrors.
const SIZES: [u32; 2] = [1_000, 100_000];
/// Requests per page, after three for warming up.
const TIMES: usize = 40;
const PASSWORD: &str = "a password for measuring";

/// The pages; `{last}` is the number of the last page of customers. `ONLY=search` measures those whose name holds it.
const PAGES: [(&str, &str); 16] = [
    ("overview", "/"),
    ("customers", "/customers"),
    ("customers, last page", "/customers?page={last}"),
    ("customers by name part", "/customers?q=harbour%207"),
    ("customers by least budget left", "/customers?sort=left"),
    ("budgets nearest to their end", "/budgets"),
    ("orders to pay by deadline", "/orders?status=6&sort=deadline"),
    ("resources by expiry", "/renewals"),
    ("search", "/search?q=harbour%20777"),
    ("orders pending payment by payability", "/orders?status=6&sort=pay"),
    ("all orders by payability", "/orders?sort=pay"),
    ("orders that can be paid", "/orders?pay=payable&sort=deadline"),
    ("data at risk", "/renewals?window=past&sort=deletion"),
    ("search by telephone", "/search?q=%2B65%208000%200777"),
    ("customers by words in any order", "/customers?q=freight%20777%20aurora"),
    ("orders by words of their customer", "/orders?q=freight%20aurora"),
];

struct Running {
    base: String,
    admin: String,
    manager: String,
    _files: tempfile::TempDir,
}

async fn start(customers: u32) -> Running {
    let files = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite://{}/desk.db", files.path().display())).await.unwrap();
    store.migrate().await.unwrap();
    let clock = Clock::system();
    fill::fill(&store, customers, clock.now()).await;
    let nobody = "http://127.0.0.1:9";
    let config = PartnerConfig::new(nobody, nobody, "AK", "SK".to_owned().into(), "agency");
    let partner = Partner::new(config, clock.clone()).unwrap();
    let desk = Desk::new(store, partner, clock, Ids::seeded(1), Settings::default());
    let ctx = Ctx::system("bench", RequestId::parse("bench").unwrap());
    for (name, role) in [("admin", Role::Administrator), ("manager", Role::Manager)] {
        users::add(&desk, &ctx, name, role, PASSWORD).await.unwrap();
    }
    let (manager, _) = desk.store.user_by_name("manager").await.unwrap().unwrap();
    desk.store.assign_every(&manager.id, 0, 2).await.unwrap();
    let listener = http::listen(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let router = http::router(desk.clone(), http::leptos_options(std::path::Path::new("target/site")));
    tokio::spawn(http::serve(desk, listener, router, std::future::pending()));
    let admin = sign_in(&base, "admin").await;
    let manager = sign_in(&base, "manager").await;
    Running { base, admin, manager, _files: files }
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

fn cookies(headers: &HeaderMap) -> String {
    let all = headers.get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.filter_map(|cookie| cookie.split(';').next()).collect::<Vec<_>>().join("; ")
}

async fn sign_in(base: &str, name: &str) -> String {
    let fields = format!("name={name}&password={}&next=%2F", PASSWORD.replace(' ', "+"));
    let post = client().post(format!("{base}/api/sign_in")).body(fields);
    let post = post.header(CONTENT_TYPE, "application/x-www-form-urlencoded").header(ACCEPT, "text/html");
    let answer = post.header(ORIGIN, base).send().await.unwrap();
    assert!(
        answer.status().is_redirection() && answer.headers().contains_key(SET_COOKIE),
        "the sign-in was refused"
    );
    cookies(answer.headers())
}

/// Median and maximum of many requests, one after the other.
async fn measure(client: &reqwest::Client, url: &str, cookie: &str) -> (Duration, Duration) {
    let mut taken = Vec::new();
    for round in 0..TIMES + 3 {
        let begin = Instant::now();
        let request = client.get(url).header(ACCEPT, "text/html").header(COOKIE, cookie);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200, "{url}");
        answer.bytes().await.unwrap();
        if round >= 3 {
            taken.push(begin.elapsed());
        }
    }
    taken.sort();
    (taken[taken.len() / 2], taken[taken.len() - 1])
}

fn millis(duration: Duration) -> String {
    format!("{:.1}", duration.as_secs_f64() * 1_000.0)
}

#[tokio::main]
async fn main() {
    rustls::crypto::ring::default_provider().install_default().ok();
    let mut desks = Vec::new();
    for size in SIZES {
        let begin = Instant::now();
        desks.push((size, start(size).await));
        println!("a mirror of {size} customers was filled in {:.0} s", begin.elapsed().as_secs_f64());
    }
    println!(
        "\n| page, ms: median (slowest) of {TIMES} | 1,000, admin | 100,000, admin | 1,000, manager | 100,000, manager |"
    );
    println!("|---|---|---|---|---|");
    let client = client();
    let only = std::env::var("ONLY").unwrap_or_default();
    for (name, path) in PAGES.into_iter().filter(|(name, _)| name.contains(&only)) {
        let mut cells = Vec::new();
        for as_manager in [false, true] {
            for (size, desk) in &desks {
                let shown = if as_manager { size / 2 } else { *size };
                let url = format!("{}{}", desk.base, path.replace("{last}", &shown.div_ceil(50).to_string()));
                let cookie = if as_manager { &desk.manager } else { &desk.admin };
                let (median, slowest) = measure(&client, &url, cookie).await;
                cells.push(format!("{} ({})", millis(median), millis(slowest)));
            }
        }
        println!("| {name} | {} |", cells.join(" | "));
    }
}
