//! How much data a client without a session can make the desk store: almost none.

use crate::harness::{Client, Page, TestDesk};
use model::error::AppError;
use std::time::Duration;

/// Close to the largest size of a form.
const LETTERS: usize = 250_000;
/// Upper limit of what one checked attempt stores, in bytes: two counters, a complete audit entry
/// with its index, and the form's state.
const PER_TRY: i64 = 3_000;

/// Rows and bytes of all tables.
async fn all(desk: &TestDesk) -> (i64, i64) {
    let stored = desk.stored().await;
    (stored.values().map(|held| held.rows).sum(), stored.values().map(|held| held.bytes).sum())
}

async fn through_the_form(client: &Client, name: &str) -> Page {
    client.try_sign_in(name, &"p".repeat(2_000)).await
}

#[tokio::test]
async fn a_name_of_any_length_leaves_a_few_bytes() {
    let desk = TestDesk::start().await;
    let (_, before) = all(&desk).await;
    for _ in 0..30 {
        through_the_form(&desk.anonymous(), &"n".repeat(LETTERS)).await;
    }
    let (_, after) = all(&desk).await;
    assert!(after - before < 5 * PER_TRY, "{} bytes: {:?}", after - before, desk.stored().await);
}

#[tokio::test]
async fn names_of_any_length_leave_a_few_bytes_each() {
    let desk = TestDesk::start().await;
    let (_, before) = all(&desk).await;
    for number in 0..30 {
        let name = format!("{number}{}", "\u{540d}".repeat(LETTERS / 9));
        through_the_form(&desk.anonymous(), &name).await;
    }
    let (_, after) = all(&desk).await;
    assert!(after - before < 20 * PER_TRY, "{} bytes: {:?}", after - before, desk.stored().await);
}

#[tokio::test]
async fn who_is_told_to_wait_leaves_nothing_at_all() {
    let desk = TestDesk::start().await;
    for _ in 0..5 {
        through_the_form(&desk.anonymous(), "support").await;
    }
    let before = desk.stored().await;
    for _ in 0..10 {
        let client = desk.anonymous();
        let page = through_the_form(&client, "support").await;
        assert_eq!((page.status, page.location()), (429, None), "{}", page.body);
        page.says("Wait 15 s, then try again.");
        assert_eq!(client.session(), None);
        let answer = client.call("sign_in", &[("name", "support"), ("password", "guess")]).await;
        assert_eq!((answer.status, answer.error()), (429, AppError::RateLimited(15)));
    }
    assert_eq!(desk.stored().await, before);
}

#[tokio::test]
async fn a_longer_pause_is_told_in_minutes_and_in_the_strangers_language() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    client.set_cookie("language", "zh-CN");
    for _ in 0..5 {
        through_the_form(&client, "support").await;
    }
    for pause in [15, 30, 60, 120] {
        desk.pass(Duration::from_secs(pause + 1));
        let page = through_the_form(&client, "support").await;
        assert_eq!(page.status, 200, "judged after a pause of {pause} s");
    }
    let page = through_the_form(&client, "support").await;
    page.says("请等待 4 分钟后重试。");
}

#[tokio::test]
async fn a_name_that_only_begins_like_a_users_is_nobodys() {
    let desk = TestDesk::start().await;
    let longest = "u".repeat(64);
    desk.add_user(&longest, model::users::Role::Support).await;
    let password = crate::harness::PASSWORD;
    desk.anonymous().sign_in(&longest, password).await;
    let answer =
        desk.anonymous().call("sign_in", &[("name", &format!("{longest}u")), ("password", password)]).await;
    assert_eq!(answer.error(), AppError::WrongSignIn);
}

#[tokio::test]
async fn what_cannot_be_seen_in_a_name_does_not_begin_another_count() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    for mark in ["", "\u{1}", "\u{2}", " \u{3} ", "\u{4}"] {
        let answer =
            client.call("sign_in", &[("name", &format!("{mark}support")), ("password", "guess")]).await;
        assert_eq!(answer.error(), AppError::WrongSignIn);
    }
    let answer = client.call("sign_in", &[("name", "sup\u{5}port"), ("password", "guess")]).await;
    assert_eq!(answer.error(), AppError::RateLimited(15));
}

#[tokio::test]
async fn asking_for_pages_and_files_stores_nothing() {
    let desk = TestDesk::start().await;
    let before = desk.stored().await;
    let client = desk.anonymous();
    client.set_cookie(&format!("id-{}", desk.desk.store.name()), "AAAAAAAAAAAAAAAAAAAAAA");
    client.set_cookie("zone", &"z".repeat(4_000));
    for path in
        ["/", "/sign-in", "/sign-in?next=/orders", "/nowhere", "/healthz", "/metrics", "/export/orders"]
    {
        client.get(path).await;
    }
    let long = format!("/customers?q={}", "q".repeat(20_000));
    for path in [long.as_str(), &format!("/{}", "x".repeat(20_000))] {
        client.get(path).await;
    }
    let view = [("language", "zh-CN"), ("theme", &"dark".repeat(5_000)), ("zone", &"UTC".repeat(5_000))];
    client.call("view", &view).await;
    client.call("set_budget", &[("customer", &"c".repeat(LETTERS))]).await;
    assert_eq!(client.cookie("theme"), None);
    assert_eq!(desk.stored().await, before);
}
