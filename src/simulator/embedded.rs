//! The partner without sockets, for whoever carries the bytes by other means.
//! A request goes the whole way of one that came by HTTP.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response};
use jiff::Timestamp;

use super::clock::{self, Clock};
use super::control;
use super::faults::{Kind, Rule};
use super::gateway::{Incoming, Outcome};
use super::http::{exchange, request_id};
use super::reply::Reply;
use super::state::{Parts, World};
use super::tenant::Tenant;

/// A partner in memory.
pub struct Embedded(World);

impl Embedded {
    /// A tenant whose wall clock and simulated clock are both `now`.
    pub fn new(
        seed: u64,
        customers: u32,
        (ak, sk): (&str, &str),
        now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    ) -> Self {
        let clock = Clock::new(now, None);
        let day = clock.now().div_euclid(clock::DAY) * clock::DAY;
        Self(World::new(Parts {
            tenant: Tenant { seed, customers, day },
            clock,
            ak: ak.to_owned(),
            sk: sk.to_owned(),
            fault_percent: 0,
            changes: Vec::new(),
            ledger: Vec::new(),
            made: Vec::new(),
            mailboxes: Vec::new(),
            epoch: 0,
            file: None,
            observer: None,
            files: None,
        }))
    }

    /// Serves one request, of the control plane too; with a fault where one is given. `None` when
    /// the connection is cut instead of an answer.
    pub async fn serve(&self, request: Request<Bytes>, fault: Option<Kind>) -> Option<Response<Bytes>> {
        let world = &self.0;
        let number = world.next_number();
        let (head, body) = request.into_parts();
        let incoming = Incoming {
            method: head.method.as_str().to_owned(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head.headers,
            body,
            request_id: request_id(world, number),
        };
        if incoming.path.starts_with(control::PREFIX) {
            return Some(response(world, control::answer(world, &incoming).await, "application/json"));
        }
        if let Some(kind) = fault {
            let operation = incoming.path.clone();
            world.faults.add(Rule { operation, customer: None, kind, times: 1, delay_milliseconds: None });
        }
        let outcome = exchange(world, number, &incoming).await;
        // One that was turned away at the door has not used its fault.
        world.faults.clear();
        match outcome {
            Outcome::Cut => None,
            Outcome::Answer { reply, content_type, .. } => Some(response(world, reply, content_type)),
        }
    }
}

fn response(world: &World, reply: Reply, content_type: &'static str) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    let headers = response.headers_mut();
    if !reply.body.is_empty() {
        headers.insert(http::header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    let date = ("date", clock::http_date(world.clock.wall()));
    for (name, value) in std::iter::once(&date).chain(&reply.headers) {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), value.parse()) {
            headers.insert(name, value);
        }
    }
    *response.status_mut() = http::StatusCode::from_u16(reply.status).unwrap_or_default();
    *response.body_mut() = Bytes::from(reply.body);
    response
}
