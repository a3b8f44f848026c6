//! Payments and SIGKILL, with real processes: the server and the simulated partner API run as
//! separate programs, the simulator answers slowly, a browser posts the forms that pay and renew,
//! and the server is killed at times spread over each request. It is restarted on the same
//! database; then the simulator's ledger, the stored intents and the audit log must agree that
//! every order was paid once and every resource renewed once. The same for budgets in bulk
//! (`bulk`). And a flood of strangers, which slows nobody down (`flood`).
//!
//! `make kill` runs it: it needs a built server (`PARTNERDESK_BIN`, otherwise the debug build) and
//! a PostgreSQL server.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// Real programs use the real clock.
#![expect(clippy::disallowed_methods)]

#[path = "../browser/mod.rs"]
mod browser;
mod bulk;
mod clicks;
#[path = "../desk/harness/database.rs"]
mod database;
mod desk;
mod flood;
mod partner;
mod programs;
mod stages;
mod verdict;

use clicks::{Rounds, Struck};
use desk::Desk;
use partner::Partner;
use std::time::Instant;

/// Number of kills with one server: while paying, and while renewing.
const ALONE: (usize, usize) = (30, 20);
/// Number of kills with two servers on one database.
const TOGETHER: (usize, usize) = (10, 6);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "starts and kills real servers: make kill"]
async fn one_server_on_sqlite_is_killed_at_fifty_moments() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", folder.path().join("desk.db").display());
    run(Desk::new(folder.path(), database), 1, ALONE).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "starts and kills real servers: make kill"]
async fn two_servers_on_postgresql_get_the_same_form_at_once_and_are_killed() {
    std::env::var("PARTNERDESK_TEST_POSTGRES").expect("a PostgreSQL server: .ci/postgres brings one");
    let folder = tempfile::tempdir().unwrap();
    let database = database::fresh(folder.path()).await;
    run(Desk::new(folder.path(), database.url.clone()), 2, TOGETHER).await;
}

async fn run(desk: Desk, servers: usize, (pays, renews): (usize, usize)) {
    let begun = Instant::now();
    let partner = Partner::start(desk.folder(), partner::STOCKED).await;
    let desk = desk.of(&partner);
    let mut rounds = Rounds::begin(desk, partner, servers).await;
    let paying = rounds.orders(pays + 1).await;
    let renewing = rounds.resources(renews + 1).await;
    rounds.partner.answer_slowly().await;
    let struck: Vec<Struck> = [rounds.strike(paying).await, rounds.strike(renewing).await].concat();
    rounds.partner.answer_at_once().await;
    let killed = begun.elapsed();
    rounds.wait_for_janitor().await;
    let places = verdict::places(&rounds, &struck);
    verdict::resolve_open_intents(&rounds).await;
    verdict::report(&rounds, &places).await;
    let again = struck.iter().filter(|one| one.again).count();
    let started = rounds.desk.started();
    println!("{} kills, {again} persons pressed again, {started} servers started", struck.len());
    println!("{} s of kills, {} s in all", killed.as_secs(), begun.elapsed().as_secs());
}
