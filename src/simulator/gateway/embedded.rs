//! The simulated partner API without sockets, for tests that transport the bytes themselves. A
//! request is processed exactly like one over HTTP.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response};
use jiff::Timestamp;

use crate::gateway::service::Service;
use crate::gateway::{control, exchange};
use crate::wire;
use crate::wire::credentials::Credentials;
use crate::wire::faults::Rule;
use crate::wire::outcome::Outcome;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::calendar::{self, DAY};
use crate::world::clock::Clock;
use crate::world::fault_kind::FaultKind;
use crate::world::state_file::StoredState;
use crate::world::tenant::Tenant;

/// A simulated partner API in memory.
pub struct Embedded(Service);

impl Embedded {
    /// A tenant whose wall clock and simulated clock are both `now`.
    pub fn new(
        seed: u64,
        customers: u32,
        (ak, sk): (&str, &str),
        now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    ) -> Self {
        let clock = Clock::new(now, None);
        let day = clock.now().div_euclid(DAY) * DAY;
        let world = World::new(Tenant { seed, customers, day }, clock, StoredState::default(), None);
        let credentials = Credentials::new(ak.to_owned(), sk.to_owned(), seed, 0);
        Self(Service::new(Arc::new(world), credentials, 0, None, None))
    }

    /// Serves one request, also of the control plane, with a fault if one is given. `None` when the
    /// connection is cut instead of an answer.
    pub async fn serve(&self, request: Request<Bytes>, fault: Option<FaultKind>) -> Option<Response<Bytes>> {
        let service = &self.0;
        let number = service.world.next_number();
        let (head, body) = request.into_parts();
        let request = wire::request::Request {
            method: head.method.as_str().to_owned(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head.headers,
            body,
            id: exchange::request_id(&service.world, number),
        };
        if request.path.starts_with(control::PREFIX) {
            let reply = control::answer(service, &request).await;
            return Some(response(service, reply, "application/json"));
        }
        if let Some(kind) = fault {
            let operation = request.path.clone();
            service.faults.add(Rule { operation, customer: None, kind, times: 1, delay_milliseconds: None });
        }
        let outcome = exchange::serve(service, number, &request).await;
        // A request that is refused before the fault is chosen does not use it up: remove it.
        service.faults.clear();
        match outcome {
            Outcome::Cut => None,
            Outcome::Answer { reply, content_type, .. } => Some(response(service, reply, content_type)),
        }
    }
}

fn response(service: &Service, reply: Reply, content_type: &'static str) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    let headers = response.headers_mut();
    if !reply.body.is_empty() {
        headers.insert(http::header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    let date = ("date", calendar::http_date(service.world.clock.wall()));
    for (name, value) in std::iter::once(&date).chain(&reply.headers) {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), value.parse()) {
            headers.insert(name, value);
        }
    }
    *response.status_mut() = http::StatusCode::from_u16(reply.status).unwrap_or_default();
    *response.body_mut() = Bytes::from(reply.body);
    response
}
