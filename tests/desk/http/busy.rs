//! Another program holds the database: pages stand, and a change says that nothing was sent.

use crate::harness::{Client, PASSWORD, TestDesk};
use model::customers::Customer;
use model::error::AppError;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::time::Duration;
use tokio::time::Instant;

const SET: &str = "/api/set_budget";
const OPERATION: &str = "updateSubCustomerBudget";
const WORDS: &str = "Nothing was sent to HUAWEI CLOUD.";

/// Keeps others from writing, until it is dropped.
enum Lock {
    Sqlite(#[expect(dead_code, reason = "holds the lock")] SqliteConnection),
    Postgres(#[expect(dead_code, reason = "holds the lock")] PgConnection),
}

async fn lock(desk: &TestDesk) -> Lock {
    if desk.database().starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(desk.database()).await.unwrap();
        sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut connection).await.unwrap();
        return Lock::Sqlite(connection);
    }
    let mut connection = PgConnection::connect(desk.database()).await.unwrap();
    let tables = "audit_entries, sessions, users, customers, orders, intents, sign_in_attempts";
    let sql = format!("BEGIN; LOCK TABLE {tables} IN EXCLUSIVE MODE");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    Lock::Postgres(connection)
}

async fn ready() -> (TestDesk, Client, Customer) {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let customer = desk.customer().await;
    (desk, admin, customer)
}

#[tokio::test]
async fn reading_pages_stand() {
    let (desk, admin, customer) = ready().await;
    let order = desk.unpaid_order(&customer, 90).await;
    // The last use of the session would be written too.
    desk.pass(Duration::from_secs(600));
    let _lock = lock(&desk).await;
    let (own, budget) = (paths::customer(&customer.id), paths::budget(&customer.id));
    for path in ["/", "/customers", "/orders", "/activity", &own, &budget, &paths::order(&order)] {
        let began = Instant::now();
        let page = admin.get(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.words());
        assert!(began.elapsed() < Duration::from_secs(20), "{path}: {:?}", began.elapsed());
    }
    assert_eq!(desk.anonymous().get("/healthz").await.status, 200);
}

#[tokio::test]
async fn a_change_is_refused_on_a_page_that_says_that_nothing_was_sent() {
    let (desk, admin, customer) = ready().await;
    let path = paths::budget(&customer.id);
    let form = admin.form(&path, SET).await.with(&[("amount", "77777"), ("kind", "MONTHLY")]);
    let lock = lock(&desk).await;
    let page = admin.submit(&form).await;
    assert_eq!(page.status, 503, "{}", page.body);
    page.says(WORDS);
    assert!(page.header("content-type").starts_with("text/html"));
    let fields = [("id", customer.id.as_str()), ("reason", "late payer")];
    let answer = admin.call("freeze_customer", &fields).await;
    assert_eq!((answer.status, answer.error()), (503, AppError::Busy), "{}", answer.body);
    assert_eq!(desk.sent(OPERATION).await, 0, "and that is true");
    drop(lock);
    let page = admin.submit_and_read(&form).await;
    page.says("Budget set.");
    assert_eq!(desk.sent(OPERATION).await, 1);
}

#[tokio::test]
async fn signing_in_says_so_too() {
    let (desk, _, _) = ready().await;
    let _lock = lock(&desk).await;
    for password in [PASSWORD, "guess"] {
        let page = desk.anonymous().try_sign_in("support", password).await;
        assert_eq!(page.status, 503, "{}", page.body);
        page.says("database is busy");
    }
}
