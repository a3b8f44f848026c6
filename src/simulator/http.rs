//! Connections, bodies and headers.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures::{StreamExt, stream};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, Limited, StreamBody};
use hyper::body::{Frame, Incoming as RequestBody};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::control;
use super::errors::Failure;
use super::gateway::{self, Incoming, Outcome, Pace, Trace};
use super::journal::{self, Seen};
use super::random::{Dice, Room};
use super::record::Exchange;
use super::reply::Reply;
use super::state::World;

/// Documented limit of a signed body.
const MAX_BODY: usize = 12 * 1024 * 1024;
/// Bytes of an answer that arrives slowly, at a time.
const DRIP_BYTES: usize = 16;

type Body = UnsyncBoxBody<Bytes, Cut>;
type Answer = Response<Body>;

/// The connection is to be closed without an answer, or in the middle of one.
#[derive(Debug)]
struct Cut;

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection is cut on purpose")
    }
}

impl std::error::Error for Cut {}

/// Serves until `stop` is cancelled; dropping the future ends all connections.
pub async fn serve(mut listener: TcpListener, world: Arc<World>, stop: CancellationToken) {
    let mut connections = JoinSet::new();
    let mut closing = world.closings();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            Some(_) = connections.join_next() => {}
            Ok(()) = closing.changed() => {
                let pause = *closing.borrow_and_update();
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
                    connections.spawn(connection(stream, peer, Arc::clone(&world)));
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

async fn connection(stream: TcpStream, peer: SocketAddr, world: Arc<World>) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let world = Arc::clone(&world);
        async move { handle(&world, request).await }
    });
    let served = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
    if let Err(error) = served {
        tracing::debug!(%error, %peer, "simulator: connection");
    }
}

async fn handle(world: &Arc<World>, request: Request<RequestBody>) -> Result<Answer, Cut> {
    let number = world.next_number();
    let request_id = request_id(world, number);
    let (head, body) = request.into_parts();
    let Ok(body) = read_body(body).await else {
        let failure = Failure::new(413, "APIG.0201", "The request body is too large.");
        let reply = Reply::json(413, failure.body(&request_id));
        return Ok(response(reply, "application/json", Pace::AtOnce, &request_id));
    };
    let incoming = Incoming {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers,
        body,
        request_id,
    };
    if incoming.path.starts_with(control::PREFIX) {
        let reply = control::answer(world, &incoming).await;
        return Ok(response(reply, "application/json", Pace::AtOnce, &incoming.request_id));
    }
    // On its own: a caller that hangs up does not call back what it asked for.
    let (request_id, shared) = (incoming.request_id.clone(), Arc::clone(world));
    let outcome = tokio::spawn(async move { exchange(&shared, number, &incoming).await }).await;
    match outcome.unwrap_or(Outcome::Cut) {
        Outcome::Cut => Err(Cut),
        Outcome::Answer { reply, content_type, delay, pace } => {
            if delay > 0 {
                tokio::time::sleep(Duration::from_millis(delay)).await;
            }
            Ok(response(reply, content_type, pace, &request_id))
        }
    }
}

/// Serves a request that was read to its end, shows it to the observer and notes it.
pub async fn exchange(world: &World, number: u64, incoming: &Incoming) -> Outcome {
    let mut trace = Trace::default();
    let outcome = gateway::serve(world, incoming, &mut trace).await;
    if let Some(observer) = &world.observer {
        observer.see(&Exchange::new(incoming, &trace, &outcome));
    }
    note(world, number, incoming, trace, &outcome);
    outcome
}

async fn read_body<B>(body: B) -> Result<Bytes, Box<dyn std::error::Error + Send + Sync>>
where
    B: hyper::body::Body<Data = Bytes>,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    Ok(Limited::new(body, MAX_BODY).collect().await?.to_bytes())
}

/// 32 hex digits, as the gateway makes them.
pub fn request_id(world: &World, number: u64) -> String {
    let mut dice = Dice::new(world.tenant.seed, Room::Partner, 1_000 + number);
    super::tenant::identity::hex_id(&mut dice)
}

fn note(world: &World, number: u64, incoming: &Incoming, trace: Trace, outcome: &Outcome) {
    let status = match outcome {
        Outcome::Cut => 0,
        Outcome::Answer { reply, .. } => reply.status,
    };
    world.journal.note(Seen {
        number,
        at: world.now(),
        method: incoming.method.clone(),
        path: incoming.path.clone(),
        query: incoming.query.clone(),
        headers: journal::safe_headers(&incoming.headers),
        body: journal::safe_body(&incoming.path, &incoming.body),
        operation: trace.operation,
        account: trace.account,
        request_id: incoming.request_id.clone(),
        status,
        fault: journal::fault_name(trace.fault),
    });
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

/// One half, then the end of the connection.
fn half(body: String) -> Body {
    let mut bytes = Bytes::from(body);
    bytes.truncate(bytes.len() / 2);
    // The first half has to be on its way before the connection goes.
    let parts = stream::once(async move { Ok(Frame::data(bytes)) }).chain(stream::once(async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err(Cut)
    }));
    StreamBody::new(parts).boxed_unsync()
}

/// A few bytes, a pause, a few bytes.
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
