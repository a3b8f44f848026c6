//! A proxy between a desk and the simulated partner API that changes what is answered. The simulator
//! itself answers as the sheets say; this is for what customers of HUAWEI CLOUD may type into it.

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use axum::http::{Method, Response, StatusCode};
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Changes the answer to a request with this method and path.
pub type Rewrite = Arc<dyn Fn(&Method, &str, StatusCode, &mut Value) + Send + Sync>;

/// A running proxy.
pub struct Rewriting {
    /// Its address.
    pub url: String,
    serving: JoinHandle<()>,
}

impl Rewriting {
    /// Starts a proxy in front of an address.
    pub async fn start(target: String, rewrite: Rewrite) -> Self {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let http = reqwest::Client::builder().build().unwrap();
        let router = Router::new().fallback(move |request: Request| {
            let (http, target, rewrite) = (http.clone(), target.clone(), Arc::clone(&rewrite));
            async move { forward(&http, &target, &rewrite, request).await }
        });
        let serving = tokio::spawn(async { axum::serve(listener, router).await.unwrap() });
        Self { url, serving }
    }
}

impl Drop for Rewriting {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn broken() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    response
}

/// Headers stay as they are: `host` is signed.
async fn forward(
    http: &reqwest::Client,
    target: &str,
    rewrite: &Rewrite,
    request: Request,
) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let sent =
        http.request(head.method.clone(), format!("{target}{}", head.uri)).headers(head.headers).body(body);
    // Some simulated customers are never answered, or half.
    let Ok(answer) = sent.send().await else { return broken() };
    let (status, mut headers) = (answer.status(), answer.headers().clone());
    let Ok(body) = answer.bytes().await else { return broken() };
    let body = match serde_json::from_slice::<Value>(&body) {
        Ok(mut value) => {
            rewrite(&head.method, head.uri.path(), status, &mut value);
            Bytes::from(value.to_string())
        }
        Err(_) => body,
    };
    headers.remove(CONTENT_LENGTH);
    headers.remove(TRANSFER_ENCODING);
    let mut response = Response::new(Body::from(body));
    (*response.status_mut(), *response.headers_mut()) = (status, headers);
    response
}
