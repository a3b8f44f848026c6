//! Addresses that people, browsers and proxies make of ours.

use crate::harness::TestDesk;
use model::users::Role;
use reqwest::Method;

#[tokio::test]
async fn a_slash_at_the_end_leads_to_the_page() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    for (path, leads) in [
        ("/customers/", "/customers"),
        ("/orders/?status=6", "/orders?status=6"),
        ("/budgets/bulk//", "/budgets/bulk"),
        ("//evil.example/", "/"),
    ] {
        let page = client.get(path).await;
        assert_eq!((page.status, page.location().as_deref()), (308, Some(leads)), "{path}");
    }
    assert_eq!(desk.anonymous().get("/customers/").await.location().as_deref(), Some("/customers"));
}

#[tokio::test]
async fn what_browsers_ask_for_by_themselves_is_small_and_there() {
    let desk = TestDesk::start().await;
    for (path, kind) in [
        ("/favicon.ico", "image/x-icon"),
        ("/robots.txt", "text/plain"),
        ("/apple-touch-icon.png", "image/png"),
    ] {
        let file = desk.anonymous().request(Method::GET, path).send().await.unwrap();
        assert_eq!(file.status(), 200, "{path}");
        assert_eq!(file.headers()["content-type"], kind, "{path}");
        assert!(file.bytes().await.unwrap().len() < 4_000, "{path}");
    }
}

#[tokio::test]
async fn a_question_for_the_headers_is_answered() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    for path in ["/", "/customers", "/export/customers", "/healthz", "/favicon.svg", "/sign-in"] {
        let head = client.send(client.request(Method::HEAD, path).header("accept", "text/html")).await;
        assert_eq!((head.status, head.body.as_str()), (200, ""), "{path}");
    }
}

#[tokio::test]
async fn what_is_missing_is_not_kept_by_caches() {
    let desk = TestDesk::start().await;
    for path in ["/pkg/partnerdesk.old.css", "/pkg/nothing.js", "/fonts/none.woff2"] {
        let page = desk.anonymous().get(path).await;
        assert!(page.status == 404 || page.status == 303, "{path}: {}", page.status);
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
    }
    let client = desk.anonymous();
    let style = client.get("/pkg/partnerdesk.abc.css").await;
    let again = client.request(Method::GET, "/pkg/partnerdesk.abc.css");
    let again = client.send(again.header("if-modified-since", style.header("last-modified"))).await;
    assert_eq!((again.status, again.header("cache-control")), (304, "public, max-age=31536000, immutable"));
}

#[tokio::test]
async fn a_proxy_that_changes_the_host_is_named_with_both_origins() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    let post =
        client.post("/sign-in", &[("name", "support"), ("password", "x")]).header("accept", "text/html");
    let page = client.send(post.header("origin", "https://desk.example")).await;
    assert_eq!(page.status, 403);
    for words in ["https://desk.example", desk.base.as_str(), "PARTNERDESK_ORIGIN"] {
        page.says(words);
    }
    let https = TestDesk::with(|settings| settings.https = true).await;
    let client = https.anonymous();
    let post =
        client.post("/sign-in", &[("name", "support"), ("password", "x")]).header("accept", "text/html");
    let page = client.send(post.header("origin", &https.base)).await;
    assert_eq!(page.status, 403);
    page.says("PARTNERDESK_HTTPS");
    page.says(&https.base.replace("http://", "https://"));
}

#[tokio::test]
async fn below_a_path_of_a_proxy_it_says_that_it_cannot() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    let kept = client.get("/desk/sign-in").await;
    let taken = client.request(Method::GET, "/").header("accept", "text/html");
    let taken = client.send(taken.header("x-forwarded-prefix", "/desk")).await;
    for page in [kept, taken] {
        assert_eq!(page.status, 404);
        page.says("cannot be used below a path");
    }
    let root = client.request(Method::GET, "/sign-in").header("accept", "text/html");
    assert_eq!(client.send(root.header("x-forwarded-prefix", "/")).await.status, 200);
}
