//! HTTP connections, bodies and headers.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures::{StreamExt, stream};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, Limited, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::gateway::control;
use crate::gateway::exchange::{self, request_id};
use crate::gateway::service::Service;
use crate::wire::errors::ApiError;
use crate::wire::outcome::{Outcome, Pace};
use crate::wire::reply::Reply;
use crate::wire::request::Request;

/// Documented limit of a signed body.
const MAX_BODY: usize = 12 * 1024 * 1024;
/// Bytes per chunk of an answer that arrives slowly.
const DRIP_BYTES: usize = 16;

type Body = UnsyncBoxBody<Bytes, Cut>;
type Answer = Response<Body>;

/// Error that makes hyper close the connection without an answer, or in the middle of one.
#[derive(Debug)]
struct Cut;

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection is cut on purpose")
    }
}

impl std::error::Error for Cut {}

/// Serves until `stop` is cancelled; dropping the future ends all connections.
pub async fn serve(mut listener: TcpListener, service: Arc<Service>, stop: CancellationToken) {
    let mut connections = JoinSet::new();
    let mut outages = service.outages();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            Some(_) = connections.join_next() => {}
            Ok(()) = outages.changed() => {
                let pause = *outages.borrow_and_update();
                connections.shutdown().await;
                match reopen(listener, pause).await {
                    Ok(opened) => listener = opened,
                    Err(error) => {
                        tracing::error!(%error, "simulator: cannot listen again");
                        return;
                    }
                }
            }
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    connections.spawn(connection(stream, peer, Arc::clone(&service)));
                }
                Err(error) => {
                    tracing::warn!(%error, "simulator: accept");
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            },
        }
    }
    connections.shutdown().await;
}

/// Stops listening, so that connections are refused, and listens again at the same address.
async fn reopen(listener: TcpListener, pause: Duration) -> std::io::Result<TcpListener> {
    let addr = listener.local_addr()?;
    drop(listener);
    tokio::time::sleep(pause).await;
    TcpListener::bind(addr).await
}

async fn connection(stream: TcpStream, peer: SocketAddr, service: Arc<Service>) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let service = Arc::clone(&service);
        async move { handle(&service, request).await }
    });
    let served = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
    if let Err(error) = served {
        tracing::debug!(%error, %peer, "simulator: connection");
    }
}

async fn handle(service: &Arc<Service>, request: http::Request<Incoming>) -> Result<Answer, Cut> {
    let number = service.world.next_number();
    let id = request_id(&service.world, number);
    let (head, body) = request.into_parts();
    let Ok(body) = read_body(body).await else {
        let refusal = ApiError::new(413, "APIG.0201", "The request body is too large.");
        return Ok(response(refusal.reply(&id), "application/json", Pace::AtOnce, &id));
    };
    let request = Request {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers,
        body,
        id: id.clone(),
    };
    if request.path.starts_with(control::PREFIX) {
        let reply = control::answer(service, &request).await;
        return Ok(response(reply, "application/json", Pace::AtOnce, &id));
    }
    // A task of its own: the call is executed even if the caller hangs up.
    let shared = Arc::clone(service);
    let outcome = tokio::spawn(async move { exchange::serve(&shared, number, &request).await }).await;
    match outcome.unwrap_or(Outcome::Cut) {
        Outcome::Cut => Err(Cut),
        Outcome::Answer { reply, content_type, delay, pace } => {
            if delay > 0 {
                tokio::time::sleep(Duration::from_millis(delay)).await;
            }
            Ok(response(reply, content_type, pace, &id))
        }
    }
}

async fn read_body<B>(body: B) -> Result<Bytes, Box<dyn std::error::Error + Send + Sync>>
where
    B: hyper::body::Body<Data = Bytes>,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    Ok(Limited::new(body, MAX_BODY).collect().await?.to_bytes())
}

fn response(reply: Reply, content_type: &'static str, pace: Pace, request_id: &str) -> Answer {
    let mut headers = HeaderMap::new();
    if !reply.body.is_empty() {
        headers.insert(http::header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    if let Ok(value) = HeaderValue::from_str(request_id) {
        headers.insert("x-request-id", value);
    }
    for (name, value) in &reply.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value))
        {
            headers.insert(name, value);
        }
    }
    if matches!(pace, Pace::Half) {
        headers.insert(http::header::CONTENT_LENGTH, HeaderValue::from(reply.body.len()));
    }
    let body = match pace {
        Pace::AtOnce => Full::new(Bytes::from(reply.body)).map_err(|never| match never {}).boxed_unsync(),
        Pace::Drip(pause) => slow(reply.body, pause),
        Pace::Half => half(reply.body),
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    *response.headers_mut() = headers;
    response
}

/// The first half of a body, then an error that ends the connection.
fn half(body: String) -> Body {
    let mut bytes = Bytes::from(body);
    bytes.truncate(bytes.len() / 2);
    // The first half has to be sent before the connection is closed.
    let parts = stream::once(async move { Ok(Frame::data(bytes)) }).chain(stream::once(async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err(Cut)
    }));
    StreamBody::new(parts).boxed_unsync()
}

/// A body in small chunks with pauses, in milliseconds.
fn slow(body: String, pause: u64) -> Body {
    let parts = stream::unfold(Bytes::from(body), move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(Duration::from_millis(pause)).await;
        let part = rest.split_to(rest.len().min(DRIP_BYTES));
        Some((Ok(Frame::data(part)), rest))
    });
    StreamBody::new(parts).boxed_unsync()
}
