//! Processes a request: find the operation, authenticate the caller, apply the rate limit, choose a
//! fault, answer. Module `http` writes the answer to the connection.

use std::time::Duration;

use http::HeaderMap;

use crate::gateway::faulty::{self, Job};
use crate::gateway::service::Service;
use crate::gateway::subject;
use crate::operations::operation::Needs;
use crate::operations::{self, identity};
use crate::wire::authentication;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::faults::{Chosen, Target};
use crate::wire::fields::Fields;
use crate::wire::outcome::{Outcome, Trace};
use crate::wire::principal::Principal;
use crate::wire::reply::Reply;
use crate::wire::request::Request;
use crate::world::World;
use crate::world::fault_kind::FaultKind;
use crate::world::language::Language;
use crate::world::tenant::{PARTNER_NAME, PARTNER_USER, fixtures};

/// Answers a request and records in `trace` what was found out about it.
pub async fn serve(service: &Service, request: &Request, trace: &mut Trace) -> Outcome {
    let (job, chosen) = match prepare(service, request, trace) {
        Ok(prepared) => prepared,
        Err(refusal) => return Outcome::refusal(&refusal, &request.id),
    };
    trace.fault = chosen.map(|chosen| chosen.kind);
    if let Some(early) = chosen.and_then(|chosen| faulty::before(service, chosen, request, &job)) {
        return early;
    }
    if let Some(Chosen { kind: FaultKind::LateEffect, delay_milliseconds }) = chosen {
        tokio::time::sleep(Duration::from_millis(delay_milliseconds)).await;
    }
    let reply = run(service, request, job);
    if service.world.flush().await.is_err() {
        return Outcome::refusal(&ApiError::server(), &request.id);
    }
    match chosen {
        Some(chosen) => faulty::after(service, chosen, reply, request),
        None => Outcome::plain(reply),
    }
}

type Prepared = (Job, Option<Chosen>);

/// Finds the operation and the fault of a request, or the refusal.
fn prepare(service: &Service, request: &Request, trace: &mut Trace) -> Result<Prepared, ApiError> {
    let world = &service.world;
    if let Some(operation) = identity::Operation::find(&request.method, &request.path) {
        trace.operation = operation.id().to_owned();
        // Sentinel customers fail in the billing service, not in IAM: temporary keys can be
        // obtained even for a customer whose answers get lost.
        let subject = identity::subject(world, &request.body);
        let chosen = service.faults.choose(&Target {
            operation: operation.id(),
            path: &request.path,
            is_write: false,
            by_customer: false,
            subject: subject.filter(|index| fixtures::fault_of(*index).is_none()),
        });
        return Ok((Job::Iam(operation), chosen));
    }
    let (operation, path_id) =
        operations::find(&request.method, &request.path).ok_or_else(ApiError::no_such_api)?;
    trace.operation = operation.id.to_owned();
    let caller = authentication::caller(&service.credentials, &world.clock, request)?;
    trace.account = account_id(world, caller.principal);
    let now = world.clock.wall_milliseconds();
    if !service.limits.admit(operation.id, caller.principal.account(), operation.per_second, now) {
        return Err(ApiError::throttled(operation.per_second));
    }
    match (operation.needs, caller.principal) {
        (Needs::Partner, Principal::Customer(_)) | (Needs::Customer, Principal::Partner) => {
            return Err(ApiError::access_denied());
        }
        _ => {}
    }
    let mut call = Call {
        principal: caller.principal,
        by: format!("{PARTNER_NAME}/{PARTNER_USER} by {}", caller.way),
        query: Fields::of_query(&request.query),
        body: Fields::of_body(&request.body)?,
        path_id,
        language: language(&request.headers)?,
        fault: None,
    };
    let chosen = service.faults.choose(&Target {
        operation: operation.id,
        path: &request.path,
        is_write: operation.is_write,
        by_customer: matches!(call.principal, Principal::Customer(_)),
        subject: subject::subject(world, &call, operation.is_write),
    });
    call.fault = chosen.map(|chosen| chosen.kind);
    // In the oldest operations `offset` is a page number.
    let counts_rows = !operation.path.starts_with("/v1.0/");
    let step = match call.fault.filter(|_| counts_rows) {
        Some(FaultKind::DuplicateRows) => -1,
        Some(FaultKind::RowMoved) => 1,
        _ => 0,
    };
    call.query.step("offset", step);
    call.body.step("offset", step);
    Ok((Job::Service(operation, Box::new(call)), chosen))
}

fn account_id(world: &World, principal: Principal) -> String {
    match principal {
        Principal::Partner => world.tenant.partner_id(),
        Principal::Customer(index) => world.tenant.customer_id(index),
    }
}

/// Without the header: English, the default of newer pages of the international site; most of the
/// older ones say Chinese. Pages and SDKs write `en_US` as well as `en_us`.
fn language(headers: &HeaderMap) -> Result<Language, ApiError> {
    match headers.get("x-language").map(|value| value.as_bytes().to_ascii_lowercase()).as_deref() {
        None | Some(b"" | b"en_us") => Ok(Language::English),
        Some(b"zh_cn") => Ok(Language::Chinese),
        Some(_) => Err(ApiError::parameter("X-Language")),
    }
}

fn run(service: &Service, request: &Request, job: Job) -> Reply {
    match job {
        Job::Iam(operation) => identity::answer(&service.world, &service.credentials, operation, request),
        Job::Service(operation, call) => {
            (operation.run)(&service.world, &call).unwrap_or_else(|refusal| refusal.reply(&request.id))
        }
    }
}
