//! Sessions: cookies and expiry.

use crate::harness::{PASSWORD, Page, TestDesk};
use model::error::AppError;
use model::users::Role;
use std::time::Duration;

/// The cookie that an answer sets, whose name begins so.
fn set_cookie(page: &Page, begins: &str) -> String {
    let all = page.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let mut found = all.filter(|cookie| cookie.starts_with(begins));
    found.next().unwrap_or_else(|| panic!("{begins} in {:?}", page.headers)).to_owned()
}

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let desk = TestDesk::start().await;
    let page = desk.anonymous().try_sign_in("support", PASSWORD).await;
    let cookie = set_cookie(&page, "id-");
    let name = format!("id-{}=", desk.desk.store.name());
    for part in [name.as_str(), "; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=28800"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    let id = cookie.strip_prefix(&name).unwrap().split(';').next().unwrap();
    assert_eq!(id.len(), 22, "128 bits in base64");
}

#[tokio::test]
async fn over_https_the_cookie_is_bound_to_the_host() {
    let desk = TestDesk::with(|settings| {
        settings.https = true;
        settings.origin = Some("https://desk.example".into());
    })
    .await;
    let client = desk.anonymous();
    let post = client
        .post("/api/sign_in", &[("name", "support"), ("password", PASSWORD)])
        .header("origin", "https://desk.example");
    let page = client.send(post).await;
    for name in ["__Host-id-", "__Host-browser-"] {
        let cookie = set_cookie(&page, name);
        assert!(
            cookie.contains("; Secure") && cookie.contains("; Path=/") && !cookie.contains("Domain"),
            "{cookie}"
        );
        assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"), "{cookie}");
    }
}

#[tokio::test]
async fn signing_in_changes_the_id() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    client.try_sign_in("support", "not it").await;
    assert_eq!(client.session(), None, "a failed try begins no session");
    client.sign_in("support", PASSWORD).await;
    let before = client.session().unwrap();
    let fields = [("name", "support"), ("password", PASSWORD)];
    let again = crate::harness::Form::forged("/sign-in", "/sign-in", &fields);
    assert_eq!(client.submit(&again).await.status, 303);
    assert_ne!(client.session(), Some(before.clone()));
    let thief = desk.anonymous();
    thief.set_cookie(&client.session_cookie().unwrap(), &before);
    assert_eq!(thief.get("/").await.status, 303, "the id from before is worth nothing");
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    let (name, id) = (client.session_cookie().unwrap(), client.session().unwrap());
    let out = client.call("sign_out", &[]).await;
    assert_eq!(out.status, 200, "{}", out.body);
    assert_eq!(client.session(), None);
    let copy = desk.anonymous();
    copy.set_cookie(&name, &id);
    assert_eq!(copy.get("/").await.location().as_deref(), Some("/sign-in?next=%2F"));
    assert_eq!(copy.call("overview", &[]).await.error(), AppError::SignedOut);
}

#[tokio::test]
async fn a_made_up_session_opens_nothing() {
    let desk = TestDesk::start().await;
    for id in ["AAAAAAAAAAAAAAAAAAAAAA", "", "\u{1}", "../../etc/passwd", "x".repeat(5000).as_str()] {
        let client = desk.anonymous();
        if !id.contains('\u{1}') {
            client.set_cookie(&format!("id-{}", desk.desk.store.name()), id);
        }
        assert_eq!(client.get("/").await.status, 303, "{id:?}");
        let answer = client.call("overview", &[]).await;
        assert_eq!((answer.status, answer.error()), (401, AppError::SignedOut), "{id:?}");
    }
}

#[tokio::test]
async fn switching_a_user_off_works_at_once() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    assert_eq!(client.get("/").await.status, 200);
    let user = desk.user("support").await;
    desk.desk.store.set_active(&user.id, false).await.unwrap();
    assert_eq!(client.get("/").await.status, 303);
    assert_eq!(client.call("overview", &[]).await.status, 401);
    desk.desk.store.set_active(&user.id, true).await.unwrap();
    assert_eq!(client.get("/").await.status, 303, "the session is gone for good");
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    desk.pass(HOUR * 7);
    assert_eq!(client.get("/").await.status, 200);
    desk.pass(HOUR * 7);
    assert_eq!(client.get("/").await.status, 200, "use prolongs it");
    desk.pass(HOUR * 8 + HOUR / 60);
    assert_eq!(client.get("/").await.status, 303);
}

#[tokio::test]
async fn a_session_ends_however_much_it_is_used() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    for _ in 0..6 {
        desk.pass(HOUR * 4 - HOUR / 60);
        assert_eq!(client.get("/").await.status, 200);
    }
    desk.pass(HOUR);
    assert_eq!(client.get("/").await.status, 303);
}

#[tokio::test]
async fn a_form_posted_after_the_end_leads_to_the_sign_in_and_back() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    let fields = [("order", "CS1")];
    let form = crate::harness::Form::forged("/orders/CS1", "/api/cancel_order", &fields);
    let page = client.send(client.posting(&form)).await;
    let location = page.location().unwrap();
    assert_eq!((page.status, location.as_str()), (307, "/sign-in?next=%2Forders%2FCS1&form=cancel-order"));
    let page = client.submit(&form).await;
    page.says("Nothing was sent. You were signed out.");
    let form = crate::harness::Form::read("/sign-in", &page.body, "/sign-in");
    assert_eq!(form.value("next"), "/orders/CS1");
    let form = form.with(&[("name", "support"), ("password", PASSWORD)]);
    assert_eq!(client.submit(&form).await.location().as_deref(), Some("/orders/CS1"));
}

#[tokio::test]
async fn two_desks_on_one_host_sign_nobody_out() {
    let (one, other) = (TestDesk::start().await, TestDesk::start().await);
    let browser = one.anonymous();
    browser.sign_in("support", PASSWORD).await;
    // To a browser another port of the host is the same place.
    let there = browser.at(&other.base);
    assert_eq!(there.get("/").await.status, 303, "a session of its own");
    there.sign_in("support", PASSWORD).await;
    let back = there.at(&one.base);
    for (desk, client) in [("the first", &back), ("the other", &there)] {
        assert_eq!(client.get("/").await.status, 200, "{desk}");
    }
}
