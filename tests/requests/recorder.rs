//! A server that records requests and always gives the same answers.

use std::sync::{Arc, Mutex};

use axum::extract::{Request, State};
use partner::operations::Service;
use serde_json::{Map, Value, json};
use tokio::net::TcpListener;

use super::entry::Entry;

/// Minimal answers for the client: temporary keys of a customer, otherwise an empty object.
const KEYS: &str = r#"{"credential":{"access":"CAK","secret":"CSK","securitytoken":"token-of-a-customer",
    "expires_at":"2024-02-25T08:15:00.000000Z"}}"#;
const IDENTITY: &str = "/v3.0/";

pub struct Recorded {
    method: String,
    /// Path and query as received.
    path: String,
    query: String,
    headers: Map<String, Value>,
    body: String,
}

impl Recorded {
    fn is_for(&self, service: Service) -> bool {
        self.path.starts_with(IDENTITY) == (service == Service::Identity)
    }

    /// A line of the file that the comparison reads.
    pub fn line(&self, entry: &Entry) -> String {
        json!({
            "operation": entry.operation,
            "case": entry.case,
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "headers": self.headers,
            "body": self.body,
        })
        .to_string()
    }
}

type Seen = Arc<Mutex<Vec<Recorded>>>;

pub struct Recorder {
    pub url: String,
    seen: Seen,
}

impl Recorder {
    pub async fn start() -> Self {
        let seen = Seen::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let app = axum::Router::new().fallback(record).with_state(Arc::clone(&seen));
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { url, seen }
    }

    /// The only request to a service since the last call; requests for keys are ignored.
    pub fn only(&self, service: Service) -> Recorded {
        let all = std::mem::take(&mut *self.seen.lock().unwrap());
        let mut fitting: Vec<_> = all.into_iter().filter(|request| request.is_for(service)).collect();
        assert_eq!(fitting.len(), 1, "one request, to {service:?}");
        fitting.remove(0)
    }
}

async fn record(
    State(seen): State<Seen>,
    request: Request,
) -> ([(&'static str, &'static str); 1], &'static str) {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let headers = parts
        .headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), Value::from(value.to_str().unwrap().to_owned())));
    let request = Recorded {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: headers.collect(),
        body: String::from_utf8(body.to_vec()).unwrap(),
    };
    let answer = if request.is_for(Service::Identity) { KEYS } else { "{}" };
    seen.lock().unwrap().push(request);
    ([("content-type", "application/json")], answer)
}
