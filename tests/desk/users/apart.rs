//! What a stranger does with somebody's name does not stop that user.

use crate::harness::{Client, PASSWORD, TestDesk};
use model::audit::{AuditAction, AuditOutcome};
use model::error::AppError;
use model::lists::ActivityFilter;
use model::users::Role;
use partnerdesk::server::store::Scope;
use std::time::Duration;

/// A desk behind a proxy, so that requests come from any address.
async fn behind_proxy() -> TestDesk {
    TestDesk::with(|settings| settings.behind_proxy = true).await
}

/// A try to sign in from an address; the error, or `None` when it worked.
async fn try_from(client: &Client, address: &str, name: &str, password: &str) -> Option<AppError> {
    let post = client.post("/api/sign_in", &[("name", name), ("password", password)]);
    let post = post.header("accept", "application/json").header("origin", client.base());
    let page = client.send(post.header("x-forwarded-for", address)).await;
    (page.status != 200).then(|| page.error())
}

const OFFICE: &str = "192.0.2.1";
const ELSEWHERE: &str = "198.51.100.7";

#[tokio::test]
async fn guesses_from_elsewhere_lock_nobody_out() {
    let desk = behind_proxy().await;
    for _ in 0..5 {
        let refused = try_from(&desk.anonymous(), ELSEWHERE, "manager", "guess").await;
        assert_eq!(refused, Some(AppError::WrongSignIn));
    }
    let refused = try_from(&desk.anonymous(), ELSEWHERE, "manager", PASSWORD).await;
    assert_eq!(refused, Some(AppError::RateLimited(15)), "there even the right one waits");
    let refused = try_from(&desk.anonymous(), ELSEWHERE, "\u{ff2d}ANAGER", PASSWORD).await;
    assert_eq!(refused, Some(AppError::RateLimited(15)), "however the name is written");
    assert_eq!(try_from(&desk.anonymous(), OFFICE, "manager", PASSWORD).await, None);
}

#[tokio::test]
async fn a_known_browser_goes_on_beside_guesses_from_its_own_address() {
    let desk = behind_proxy().await;
    let own = desk.anonymous();
    assert_eq!(try_from(&own, OFFICE, "manager", PASSWORD).await, None);
    for number in 0..30 {
        let name = if number < 5 { "manager".to_owned() } else { format!("nobody-{number}") };
        try_from(&desk.anonymous(), OFFICE, &name, "guess").await;
    }
    let strange = desk.anonymous();
    assert!(matches!(try_from(&strange, OFFICE, "manager", PASSWORD).await, Some(AppError::RateLimited(_))));
    own.call("sign_out", &[]).await;
    assert_eq!(try_from(&own, OFFICE, "manager", "mistyped").await, Some(AppError::WrongSignIn));
    assert_eq!(try_from(&own, OFFICE, "manager", PASSWORD).await, None, "and may mistype");
    let token = own.cookie(&browser_cookie(&desk)).unwrap();
    assert_eq!(token.len(), 32, "128 bits");
    // A made-up token, and the one of another user, are worth nothing.
    strange.set_cookie(&browser_cookie(&desk), &"0".repeat(32));
    assert!(try_from(&strange, OFFICE, "manager", PASSWORD).await.is_some());
    own.call("sign_out", &[]).await;
    let limited = try_from(&own, OFFICE, "support", PASSWORD).await;
    assert!(matches!(limited, Some(AppError::RateLimited(_))), "known for the manager only: {limited:?}");
}

fn browser_cookie(desk: &TestDesk) -> String {
    format!("browser-{}", desk.desk.store.name())
}

#[tokio::test]
async fn a_stolen_browser_guesses_no_quicker_than_others() {
    let desk = behind_proxy().await;
    let own = desk.anonymous();
    assert_eq!(try_from(&own, OFFICE, "manager", PASSWORD).await, None);
    for _ in 0..5 {
        assert_eq!(try_from(&own, ELSEWHERE, "manager", "guess").await, Some(AppError::WrongSignIn));
    }
    assert_eq!(try_from(&own, ELSEWHERE, "manager", "guess").await, Some(AppError::RateLimited(15)));
}

#[tokio::test]
async fn a_name_tried_from_many_addresses_is_slowed_down_for_unknown_browsers() {
    let desk = behind_proxy().await;
    let own = desk.anonymous();
    assert_eq!(try_from(&own, OFFICE, "manager", PASSWORD).await, None);
    let strange = desk.anonymous();
    for number in 0..200 {
        let address = format!("10.1.{}.{}", number / 5, number % 5);
        assert_eq!(try_from(&strange, &address, "manager", "guess").await, Some(AppError::WrongSignIn));
    }
    let limited = try_from(&strange, "10.2.0.1", "manager", "guess").await;
    assert_eq!(limited, Some(AppError::RateLimited(15)));
    own.call("sign_out", &[]).await;
    assert_eq!(try_from(&own, OFFICE, "manager", PASSWORD).await, None, "the user goes on");
}

#[tokio::test]
async fn guesses_at_the_door_do_not_stop_who_confirms_a_payment() {
    let desk = TestDesk::with(|settings| {
        settings.behind_proxy = true;
        settings.spending.password = vec![(Role::Manager, 500.into())];
    })
    .await;
    desk.read_customers().await;
    let manager = desk.anonymous();
    assert_eq!(try_from(&manager, OFFICE, "manager", PASSWORD).await, None);
    let order = desk.unpaid_order(&desk.customer().await, 600).await;
    let form = manager.form(&format!("/orders/{order}/pay"), "/api/pay_order").await;
    for address in [OFFICE, ELSEWHERE] {
        for _ in 0..8 {
            try_from(&desk.anonymous(), address, "manager", "guess").await;
        }
    }
    manager.submit(&form.with(&[("password", PASSWORD)])).await;
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
}

#[tokio::test]
async fn the_log_of_a_failed_sign_in_does_not_name_the_victim_as_actor() {
    let desk = TestDesk::start().await;
    for name in ["manager", "MANAGER", "nobody"] {
        desk.anonymous().call("sign_in", &[("name", name), ("password", "guess")]).await;
    }
    let filter = ActivityFilter { action: Some(AuditAction::SignIn), ..ActivityFilter::default() };
    let found = desk.desk.store.list_entries(&Scope::All, None, &filter).await.unwrap();
    let entries: Vec<_> = found
        .rows
        .iter()
        .map(|row| (row.entry.actor.as_str(), row.entry.subject.as_deref(), row.entry.outcome))
        .collect();
    let failed = |subject| ("system", Some(subject), AuditOutcome::Failed);
    assert_eq!(entries, [failed("nobody"), failed("manager"), failed("manager")]);
    // The user sees what was tried, and nobody else's.
    let manager = desk.signed_in(Role::Manager).await;
    let shown = manager.shown("/activity?deed=sign-in").await;
    assert_eq!(shown.len(), 3, "two tries and the sign-in: {shown:?}");
}

#[tokio::test]
async fn who_is_told_to_wait_makes_nobody_wait() {
    let desk = TestDesk::start().await;
    let stranger = desk.anonymous();
    for _ in 0..5 {
        stranger.call("sign_in", &[("name", "support"), ("password", "guess")]).await;
    }
    let flood = (0..300).map(|_| stranger.call("sign_in", &[("name", "support"), ("password", "guess")]));
    let flood = futures::future::join_all(flood);
    let honest = async {
        let began = tokio::time::Instant::now();
        desk.anonymous().sign_in("administrator", PASSWORD).await;
        began.elapsed()
    };
    let (refused, took) = futures::join!(flood, honest);
    assert!(refused.iter().all(|page| page.status == 429));
    assert!(took < Duration::from_secs(5), "{took:?}");
}
