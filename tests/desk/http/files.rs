//! Files of the browser's half.

use crate::harness::TestDesk;

#[tokio::test]
async fn files_need_no_session_and_are_kept_by_browsers() {
    let desk = TestDesk::start().await;
    let style = desk.anonymous().get("/pkg/partnerdesk.abc.css").await;
    assert_eq!(style.status, 200);
    assert!(style.header("content-type").starts_with("text/css"), "{:?}", style.headers);
    assert_eq!(style.header("cache-control"), "public, max-age=31536000, immutable");
    let icon = desk.anonymous().get("/favicon.svg").await;
    assert_eq!((icon.status, icon.header("cache-control")), (200, "no-cache"));
    assert_eq!(icon.header("set-cookie"), "");
}

#[tokio::test]
async fn nothing_else_on_the_machine_is_a_file_of_ours() {
    let desk = TestDesk::start().await;
    for path in [
        "/hash.txt",
        "/pkg/../hash.txt",
        "/pkg/%2e%2e/hash.txt",
        "/pkg/..%2f..%2fdesk.db",
        "/desk.db",
        "/pkg/",
    ] {
        let page = desk.anonymous().get(path).await;
        assert!(page.status == 404 || page.status == 303, "{path}: {}", page.status);
        assert!(!page.body.contains("wasm: abc"), "{path}");
    }
}

#[tokio::test]
async fn pages_come_compressed_for_those_who_can_read_it() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    for coding in ["br", "gzip"] {
        let get = client
            .request(reqwest::Method::GET, "/pkg/partnerdesk.abc.css")
            .header("accept-encoding", coding);
        let response = get.send().await.unwrap();
        assert_eq!(response.headers().get("content-encoding").unwrap(), coding);
        assert!(response.bytes().await.unwrap().len() < 300);
    }
}
