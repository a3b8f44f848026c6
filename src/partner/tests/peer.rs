//! A partner that says what the test wants, and remembers what it was asked.

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use secrecy::SecretString;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::{AK, SK};
use crate::client::sign::{Unsigned, sign};
use crate::clock::Clock;

pub const TOKENS: &str = "/v3.0/OS-CREDENTIAL/securitytokens";

/// One request as it came.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    pub path: String,
    /// Query pairs, decoded.
    pub query: Vec<(String, String)>,
    pub headers: HeaderMap,
    pub body: String,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub fn access_key(&self) -> &str {
        let authorization = self.header("authorization").unwrap();
        authorization.split("Access=").nth(1).unwrap().split(',').next().unwrap()
    }

    /// Signs the request again with what is listed, and compares.
    pub fn verify(&self) {
        let authorization = self.header("authorization").unwrap();
        let listed = authorization.split("SignedHeaders=").nth(1).unwrap().split(',').next().unwrap();
        for name in ["host", "x-sdk-date"] {
            assert!(listed.split(';').any(|listed| listed == name), "{name} is not signed");
        }
        for name in ["content-type", "x-language", "x-domain-id", "x-security-token"] {
            let signed = listed.split(';').any(|listed| listed == name);
            assert_eq!(self.header(name).is_some(), signed, "{name}");
        }
        let headers: Vec<(String, String)> =
            listed.split(';').map(|name| (name.to_owned(), self.header(name).unwrap().to_owned())).collect();
        let unsigned = Unsigned {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &headers,
            body: self.body.as_bytes(),
        };
        let access = self.access_key();
        let secret = if access == AK { SK.to_owned() } else { access.replace("CAK", "canary-CSK") };
        let expected = sign(&unsigned, access, &SecretString::from(secret)).authorization;
        assert_eq!(authorization, expected);
    }
}

/// What the peer does with a request.
#[derive(Clone)]
pub enum Reply {
    /// A JSON answer.
    Json(u16, String),
    /// An answer with these headers and that body.
    Plain(u16, Vec<(&'static str, &'static str)>, Vec<u8>),
    /// No answer, ever.
    Silence,
}

pub fn json(status: u16, body: &str) -> Reply {
    Reply::Json(status, body.to_owned())
}

/// What most writes answer.
pub fn done() -> Reply {
    Reply::Plain(204, vec![("X-Request-Id", "req-7")], Vec::new())
}

#[derive(Default)]
struct Script {
    replies: HashMap<String, Vec<Reply>>,
    seen: Vec<Seen>,
    issued: usize,
}

pub struct Peer {
    pub url: String,
    script: Arc<Mutex<Script>>,
}

impl Peer {
    pub async fn start() -> Self {
        let script = Arc::new(Mutex::new(Script::default()));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let app = axum::Router::new().fallback(handle).with_state(Arc::clone(&script));
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { url, script }
    }

    /// Replies for a path, one after the other; the last one stays.
    pub fn on(self, path: &str, replies: Vec<Reply>) -> Self {
        self.script.lock().unwrap().replies.insert(path.to_owned(), replies);
        self
    }

    /// Every request for a path.
    pub fn seen(&self, path: &str) -> Vec<Seen> {
        let script = self.script.lock().unwrap();
        script.seen.iter().filter(|seen| seen.path == path).cloned().collect()
    }

    pub fn count(&self, path: &str) -> usize {
        self.seen(path).len()
    }

    /// The only request for a path, its signature verified.
    pub fn only(&self, path: &str) -> Seen {
        let mut seen = self.seen(path);
        assert_eq!(seen.len(), 1, "{path}");
        let seen = seen.remove(0);
        seen.verify();
        seen
    }
}

async fn handle(State(script): State<Arc<Mutex<Script>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let seen = Seen {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: decode(parts.uri.query().unwrap_or_default()),
        headers: parts.headers,
        body: String::from_utf8(body.to_vec()).unwrap(),
    };
    let reply = {
        let mut script = script.lock().unwrap();
        script.seen.push(seen.clone());
        match script.replies.get_mut(&seen.path) {
            Some(replies) if replies.len() > 1 => replies.remove(0),
            Some(replies) => replies[0].clone(),
            None if seen.path == TOKENS => {
                script.issued += 1;
                Reply::Json(201, issue(&seen, script.issued, 3_600))
            }
            None => panic!("nothing scripted for {}", seen.path),
        }
    };
    match reply {
        Reply::Json(status, body) => {
            let headers = [("content-type", "application/json;charset=UTF-8"), ("X-Request-Id", "req-7")];
            (axum::http::StatusCode::from_u16(status).unwrap(), headers, body).into_response()
        }
        Reply::Plain(status, headers, body) => {
            let mut response = Bytes::from(body).into_response();
            *response.status_mut() = axum::http::StatusCode::from_u16(status).unwrap();
            response.headers_mut().remove("content-type");
            for (name, value) in headers {
                response.headers_mut().insert(name, value.parse().unwrap());
            }
            response
        }
        Reply::Silence => std::future::pending().await,
    }
}

/// Keys for the customer that is named, good for that many seconds.
pub fn issue(seen: &Seen, number: usize, seconds: i64) -> String {
    let customer = seen.json()["auth"]["identity"]["assume_role"]["domain_id"].as_str().unwrap().to_owned();
    keys(&customer, number, seconds)
}

pub fn keys(customer: &str, number: usize, seconds: i64) -> String {
    let now = Clock::system().now();
    let end = jiff::Timestamp::from_second(now.as_second() + seconds).unwrap();
    format!(
        r#"{{"credential":{{"access":"CAK-{customer}-{number}","secret":"canary-CSK-{customer}-{number}",
            "securitytoken":"canary-token-{customer}-{number}","expires_at":"{end}"}}}}"#
    )
}

fn decode(query: &str) -> Vec<(String, String)> {
    let text = |part: &str| percent_encoding::percent_decode_str(part).decode_utf8().unwrap().into_owned();
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap()).map(|(name, value)| (text(name), text(value))).collect()
}

/// A peer below HTTP: takes a whole request, sends `answer`, and drops the connection. Counts
/// the requests that reached it.
pub async fn dropping(answer: &'static [u8]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let counter = Arc::clone(&counter);
            tokio::spawn(async move {
                let mut buffer = vec![0; 65_536];
                if stream.read(&mut buffer).await.is_ok_and(|read| read > 0) {
                    counter.fetch_add(1, Ordering::SeqCst);
                    let _ = stream.write_all(answer).await;
                }
            });
        }
    });
    (url, count)
}

/// A peer that answers one byte at a time, for as long as somebody listens.
pub async fn dripping() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let head =
                    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{";
                let mut alive = stream.write_all(head).await.is_ok();
                while alive {
                    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                    alive = stream.write_all(b" ").await.is_ok();
                }
            });
        }
    });
    url
}

/// A peer that gives the same answer to every request and keeps connections open. Counts the
/// connections.
pub async fn keeping(answer: &'static [u8]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            counter.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(async move {
                let mut buffer = vec![0; 65_536];
                while stream.read(&mut buffer).await.is_ok_and(|read| read > 0) {
                    stream.write_all(answer).await.unwrap();
                }
            });
        }
    });
    (url, count)
}
