//! Headers of all answers, and answers that are not pages of the app.

use crate::harness::TestDesk;
use model::error::AppError;
use model::users::Role;
use reqwest::Method;

#[tokio::test]
async fn every_answer_bears_the_headers_that_browsers_heed() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    for path in ["/", "/sign-in", "/nowhere", "/healthz", "/favicon.svg", "/pkg/nothing.js", "/api/none"] {
        let page = client.get(path).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(page.header(name), value, "{name} at {path}");
        }
        let policy = page.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
        assert_eq!(page.header("x-request-id").len(), 32, "{path}");
        assert_eq!(page.header("strict-transport-security"), "", "not over plain HTTP: {path}");
    }
}

#[tokio::test]
async fn scripts_on_a_page_bear_its_own_nonce() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    let mut seen = Vec::new();
    for _ in 0..2 {
        let page = client.get("/sign-in").await;
        let policy = page.header("content-security-policy");
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        assert!(nonce.len() >= 22, "{nonce}");
        for tag in page.body.split("<script").skip(1) {
            let tag = tag.split('>').next().unwrap();
            let ours = tag.contains(&format!("nonce=\"{nonce}\"")) || tag.contains("src=\"/");
            assert!(ours, "a script that the policy would stop: {tag}");
        }
        assert!(!page.body.contains("style=\""), "the policy stops style attributes");
        seen.push(nonce);
    }
    assert_ne!(seen[0], seen[1]);
}

#[tokio::test]
async fn nothing_of_development_is_served() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Administrator).await;
    for path in ["/dev/stamp", "/dev/reload.js"] {
        assert_eq!(client.get(path).await.status, 404, "{path}");
    }
    assert!(!client.get("/").await.body.contains("/dev/"));
}

#[tokio::test]
async fn https_is_remembered_by_browsers() {
    let desk = TestDesk::with(|settings| settings.https = true).await;
    let page = desk.anonymous().get("/sign-in").await;
    assert!(page.header("strict-transport-security").contains("max-age=63072000"));
}

#[tokio::test]
async fn pages_and_data_are_not_kept_by_browsers() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    assert_eq!(client.get("/").await.header("cache-control"), "no-store");
    assert_eq!(client.call("overview", &[]).await.header("cache-control"), "no-store");
}

#[tokio::test]
async fn an_address_that_leads_nowhere_says_so_on_a_page() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    let page = client.get("/no/such/page").await;
    assert_eq!(page.status, 404);
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(!page.words().is_empty());
    assert_eq!(desk.anonymous().get("/no/such/page").await.status, 303, "and tells strangers nothing");
}

#[tokio::test]
async fn health_is_told_to_anybody_and_tells_nothing_else() {
    let desk = TestDesk::start().await;
    let page = desk.anonymous().get("/healthz").await;
    assert_eq!((page.status, page.body.as_str()), (200, "ok\n"));
    assert_eq!(page.header("set-cookie"), "");
    desk.desk.store.close().await;
    assert_eq!(desk.anonymous().get("/healthz").await.status, 503);
}

#[tokio::test]
async fn a_database_that_is_gone_breaks_pages_without_telling_why() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    desk.desk.store.close().await;
    let page = client.get("/").await;
    assert!(page.status == 500 || page.status == 303, "{}", page.status);
    let answer = client.call("overview", &[]).await;
    assert!(matches!(answer.error(), AppError::Internal(_) | AppError::SignedOut), "{}", answer.body);
    for body in [&page.body, &answer.body] {
        assert!(!body.to_lowercase().contains("sqlx") && !body.contains("pool"), "{body}");
    }
}

#[tokio::test]
async fn metrics_count_what_happened() {
    let desk = TestDesk::start().await;
    desk.anonymous().get("/sign-in").await;
    let page = desk.anonymous().get("/metrics").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("http_requests_total{kind=\"page\",status=\"200\"}"), "{}", page.body);
    assert!(page.body.contains("http_request_seconds_bucket"), "{}", page.body);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_its_status() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Administrator).await;
    let answer = client.call("customer", &[("id", "with blanks in it")]).await;
    assert_eq!((answer.status, answer.error()), (400, AppError::BadRequest));
    let post = client
        .post("/api/freeze_customer", &[("id", "with blanks in it"), ("reason", "x")])
        .header("accept", "text/html");
    let post = post.header("origin", &desk.base).header("referer", format!("{}/customers", desk.base));
    let page = client.send(post).await;
    assert_eq!(page.status, 400);
    assert!(page.header("content-type").starts_with("text/html"));
    assert_eq!(page.header("location"), "", "no error in an address");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Administrator).await;
    let large = "x".repeat(300 * 1024);
    assert_eq!(client.call("search", &[("text", &large)]).await.status, 413);
    assert_eq!(client.call("search", &[("text", "x")]).await.status, 200);
    for (request, status, words) in [
        (client.post("/api/set_budget", &[("amount", &large)]), 413, "larger than Partnerdesk accepts"),
        (client.request(Method::GET, "/api/set_budget"), 405, "cannot be used in this way"),
    ] {
        let page = client.send(request.header("accept", "text/html").header("origin", &desk.base)).await;
        assert_eq!(page.status, status);
        page.says(words);
    }
}

#[tokio::test]
async fn stopping_waits_for_nobody_who_is_idle() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    assert_eq!(client.get("/").await.status, 200);
    tokio::time::timeout(std::time::Duration::from_secs(10), desk.stop()).await.expect("it stops");
}
