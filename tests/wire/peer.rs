//! A partner API over real HTTP that gives the answers of a test, and records its requests.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use partner::clock::Clock;
use partner::{Partner, PartnerConfig, RetryPolicy, Timeouts};
use simulator::Exchange;

const IAM_PATH: &str = "/v3.0/OS-CREDENTIAL/securitytokens";

/// Temporary keys of a customer, valid for a long time.
pub const KEYS: &str = r#"{"credential":{"access":"A","secret":"S","securitytoken":"T",
    "expires_at":"2199-01-01T00:00:00.000000Z"}}"#;

/// One answer.
#[derive(Clone, Debug)]
pub struct Served {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Bytes,
}

impl Served {
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        let kind = ("content-type", "application/json;charset=UTF-8".to_owned());
        Self { status, headers: vec![kind], body: body.into() }
    }
}

impl IntoResponse for Served {
    fn into_response(self) -> Response {
        let headers = self.headers.into_iter().filter_map(|(name, value)| {
            Some((HeaderName::from_static(name), HeaderValue::from_str(&value).ok()?))
        });
        let status = StatusCode::from_u16(self.status).unwrap();
        (status, headers.collect::<HeaderMap>(), self.body).into_response()
    }
}

#[derive(Default)]
struct Script {
    /// For the next call of the service; later ones get an empty object.
    service: Option<Served>,
    /// For the next call of IAM; later ones get keys.
    iam: Option<Served>,
    asked: Vec<Exchange>,
}

#[derive(Clone)]
pub struct Peer {
    url: String,
    script: Arc<Mutex<Script>>,
}

impl Peer {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let peer = Self { url: format!("http://{}", listener.local_addr().unwrap()), script: Arc::default() };
        let router = Router::new().fallback(answer).with_state(peer.clone());
        tokio::spawn(async { axum::serve(listener, router).await.unwrap() });
        peer
    }

    /// Sets the answer of the next call of the service, or of IAM.
    pub fn serve(&self, is_iam: bool, answer: Served) {
        let mut script = self.script.lock().unwrap();
        script.asked.clear();
        (script.service, script.iam) = if is_iam { (None, Some(answer)) } else { (Some(answer), None) };
    }

    /// The requests to the service since the last [`Peer::serve`], without answers.
    pub fn asked(&self) -> Vec<Exchange> {
        std::mem::take(&mut self.script.lock().unwrap().asked)
    }

    /// A new client: no call has to wait for the rate limit.
    pub fn client(&self) -> Partner {
        let mut config = PartnerConfig::new(&self.url, &self.url, "AK", "SK".into(), "agency");
        config.domain_id = Some("d0partner".to_owned());
        config.retry = RetryPolicy { attempts: 1, ..RetryPolicy::default() };
        let long = Duration::from_secs(60);
        config.timeouts = Timeouts { connect: long, read: long, write: long, total: long };
        Partner::new(config, Clock::system()).unwrap()
    }
}

async fn answer(
    State(peer): State<Peer>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Served {
    let mut script = peer.script.lock().unwrap();
    if uri.path() == IAM_PATH {
        return script.iam.take().unwrap_or_else(|| Served::json(201, KEYS));
    }
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    script.asked.push(Exchange {
        operation: String::new(),
        account: String::new(),
        method: method.to_string(),
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
        headers: headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
        request: String::from_utf8_lossy(&body).into_owned(),
        status: None,
        answer: String::new(),
        fault: None,
    });
    script.service.take().unwrap_or_else(|| Served::json(200, "{}"))
}
