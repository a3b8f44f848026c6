//! A running simulator and a client that signs its calls.

use std::path::PathBuf;
use std::sync::Once;

use jiff::Timestamp;
use serde_json::{Value, json};
use simulator::{Options, Running};

use crate::answer::Answer;
use crate::schemas::Watch;
use crate::signer::{Keys, Unsigned, sign};

pub const START: &str = "2026-03-10T09:00:00Z";

/// How a call is authenticated.
#[derive(Clone, Debug)]
pub enum Auth {
    Keys(Keys),
    Token(String),
    None,
}

/// A running simulator.
pub struct Sim {
    pub running: Running,
    pub http: reqwest::Client,
    /// Validates every answer against the sheets.
    watch: Watch,
}

pub fn options() -> Options {
    Options {
        addr: "127.0.0.1:0".parse().unwrap(),
        seed: 7,
        customers: 200,
        ak: "AK".into(),
        sk: "SK".into(),
        fault_percent: 0,
        state: None,
        start: Some(START.parse().unwrap()),
        observer: None,
        files: None,
    }
}

pub fn partner() -> Auth {
    Auth::Keys(Keys { access: "AK".into(), secret: "SK".into(), security_token: None })
}

/// The wall time as X-Sdk-Date, shifted by some seconds.
pub fn sdk_date(shift: i64) -> String {
    let now = Timestamp::now().as_second() + shift;
    let time = Timestamp::from_second(now).unwrap().to_string();
    time.replace(['-', ':'], "")
}

fn http() -> reqwest::Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    reqwest::Client::builder().no_proxy().build().unwrap()
}

impl Sim {
    /// Starts it without rate limits, which have a test of their own.
    pub async fn start() -> Self {
        Self::with(options()).await
    }

    pub async fn with(options: Options) -> Self {
        let watch = Watch::answers();
        let options = Options { observer: Some(watch.observer()), ..options };
        let running = simulator::start(options).await.unwrap();
        let sim = Self { running, http: http(), watch };
        sim.control("POST", "limits", json!({"enabled": false})).await.expect(204);
        sim
    }

    pub async fn with_state(path: PathBuf) -> Self {
        Self::with(Options { state: Some(path), ..options() }).await
    }

    pub async fn control(&self, method: &str, call: &str, body: Value) -> Answer {
        let url = format!("{}/_simulator/{call}", self.running.url());
        let mut request = self.http.request(method.parse().unwrap(), url);
        if !body.is_null() {
            request = request.body(body.to_string());
        }
        Answer::of(request).await.unwrap()
    }

    pub async fn advance(&self, seconds: i64) {
        self.control("POST", "clock", json!({"advance_seconds": seconds})).await.expect(200);
    }

    /// `target` is the path with its query, as on the wire; with `null` there is no body.
    pub async fn call(&self, auth: &Auth, method: &str, target: &str, body: Value) -> Answer {
        self.send(auth, method, target, body, &[]).await.unwrap()
    }

    pub async fn send(
        &self,
        auth: &Auth,
        method: &str,
        target: &str,
        body: Value,
        extra: &[(&str, &str)],
    ) -> reqwest::Result<Answer> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.send_text(auth, method, target, &body, extra, &sdk_date(0)).await
    }

    pub async fn send_text(
        &self,
        auth: &Auth,
        method: &str,
        target: &str,
        body: &str,
        extra: &[(&str, &str)],
        date: &str,
    ) -> reqwest::Result<Answer> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let host = self.running.addr.to_string();
        let headers = match auth {
            Auth::Keys(keys) => {
                let unsigned = Unsigned { method, host: &host, path, query, body, date };
                sign(keys, &unsigned, extra)
            }
            Auth::Token(token) => owned(extra, &[("x-auth-token", token)]),
            Auth::None => owned(extra, &[]),
        };
        let url = format!("{}{target}", self.running.url());
        let mut request = self.http.request(method.parse().unwrap(), url);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let answer = Answer::of(request.body(body.to_owned())).await;
        self.watch.check();
        answer
    }

    /// Temporary keys of a customer, through its agency.
    pub async fn customer(&self, id: &str) -> Auth {
        self.try_customer(id).await.expect("the customer has an agency")
    }

    /// The same for a customer that may have no agency.
    pub async fn try_customer(&self, id: &str) -> Option<Auth> {
        let body = assume(id, Some(3600));
        let made = self.call(&partner(), "POST", "/v3.0/OS-CREDENTIAL/securitytokens", body).await;
        if made.status == 403 {
            return None;
        }
        let credential = &made.expect(201).json()["credential"];
        let part = |name: &str| credential[name].as_str().unwrap().to_owned();
        Some(Auth::Keys(Keys {
            access: part("access"),
            secret: part("secret"),
            security_token: Some(part("securitytoken")),
        }))
    }
}

/// An object with some fields replaced.
pub fn with(mut usual: Value, others: Value) -> Value {
    for (field, value) in others.as_object().unwrap() {
        usual[field] = value.clone();
    }
    usual
}

/// The body of both assume_role calls.
pub fn assume(id: &str, seconds: Option<i64>) -> Value {
    let mut role = json!({"domain_id": id, "agency_name": "partnerdesk_agency"});
    if let Some(seconds) = seconds {
        role["duration_seconds"] = seconds.into();
    }
    json!({"auth": {"identity": {"methods": ["assume_role"], "assume_role": role}}})
}

fn owned(one: &[(&str, &str)], two: &[(&str, &str)]) -> Vec<(String, String)> {
    one.iter().chain(two).map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
}
