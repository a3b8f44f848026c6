//! Pages that reload themselves while somebody works on this desk (`make dev`). Only
//! `serve --demo --dev` puts this around the router: without it none of these addresses exists.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// Asks every 400 ms, and loads the page again when the answer is another one. A file of ours, as
/// the policy of pages wants it.
const SCRIPT: &str = "let seen;
setInterval(async () => {
  const answer = await fetch('/dev/stamp').catch(() => undefined);
  if (!answer?.ok) return;
  const stamp = await answer.text();
  if (seen !== undefined && seen !== stamp) location.reload();
  seen = stamp;
}, 400);
";
/// Appended to every page.
const TAG: &str = "<script src=\"/dev/reload.js\" type=\"module\"></script>";
/// More than any page has, in bytes.
const LARGEST_PAGE: usize = 64 * 1024 * 1024;

/// What pages are made by: this process, and the site as it was last built.
struct Source {
    instance: String,
    site: PathBuf,
}

impl Source {
    /// Another text after each start of the server and each build of the site. The bundler replaces the
    /// folder, so the folder's time changes.
    fn stamp(&self) -> String {
        let built = std::fs::metadata(&self.site).and_then(|folder| folder.modified()).ok();
        let built = built.and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok()).unwrap_or_default();
        format!("{} {}", self.instance, built.as_nanos())
    }
}

/// Puts the script on every page of a desk. `instance` is the name of this process, `site` the
/// folder of the browser's half.
pub fn reloading(router: Router, instance: &str, site: &Path) -> Router {
    let source = Arc::new(Source { instance: instance.to_owned(), site: site.to_owned() });
    Router::new()
        .route("/dev/stamp", get(stamp))
        .route("/dev/reload.js", get(script))
        .with_state(source)
        .fallback_service(router.layer(from_fn(add_script)))
}

async fn stamp(State(source): State<Arc<Source>>) -> String {
    source.stamp()
}

async fn script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript")], SCRIPT)
}

async fn add_script(mut request: Request, next: Next) -> Response {
    // A page that is compressed cannot be added to.
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("text/html")) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(page) = to_bytes(body, LARGEST_PAGE).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from([&page[..], TAG.as_bytes()].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::Html;
    use tower::ServiceExt;

    async fn body(router: &Router, path: &str) -> String {
        let request =
            Request::builder().uri(path).header("accept-encoding", "br").body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        let body = to_bytes(response.into_body(), LARGEST_PAGE).await.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn pages_get_the_script_and_other_answers_stay_as_they_are() {
        let site = tempfile::tempdir().unwrap();
        let desk = Router::new()
            .route("/page", get(|| async { Html("<html><body>a page</body></html>") }))
            .route("/data", get(|| async { "no page" }));
        let router = reloading(desk, "first", site.path());
        assert_eq!(body(&router, "/page").await, format!("<html><body>a page</body></html>{TAG}"));
        assert_eq!(body(&router, "/data").await, "no page");
        assert!(body(&router, "/dev/reload.js").await.contains("location.reload()"));
    }

    #[tokio::test]
    async fn the_stamp_is_another_after_a_start_and_after_a_build() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        std::fs::create_dir(&site).unwrap();
        let router = reloading(Router::new(), "first", &site);
        let first = body(&router, "/dev/stamp").await;
        assert_eq!(body(&router, "/dev/stamp").await, first);
        assert_ne!(body(&reloading(Router::new(), "second", &site), "/dev/stamp").await, first);
        std::fs::rename(&site, folder.path().join("old")).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
        std::fs::create_dir(&site).unwrap();
        assert_ne!(body(&router, "/dev/stamp").await, first);
    }
}
