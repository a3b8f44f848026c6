//! The effect of a fault on a call: before it is executed, and on its answer.

use std::time::Duration;

use crate::gateway::service::Service;
use crate::operations::identity;
use crate::operations::operation::Operation;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::faults::{Chosen, rewrite};
use crate::wire::outcome::{JSON, Outcome, Pace};
use crate::wire::reply::Reply;
use crate::wire::request::Request;
use crate::wire::signature::MAX_SKEW_SECONDS;
use crate::world::World;
use crate::world::calendar;
use crate::world::fault_kind::FaultKind;

/// What a request asks for.
pub enum Job {
    Iam(identity::Operation),
    Service(&'static Operation, Box<Call>),
}

/// Faults that prevent the call from being executed.
pub fn before(service: &Service, chosen: Chosen, request: &Request, job: &Job) -> Option<Outcome> {
    let failure = match (chosen.kind, job) {
        (FaultKind::ConnectionReset, _) => return Some(Outcome::Cut),
        (FaultKind::ConnectionRefused, _) => {
            service.refuse_connections(Duration::from_millis(chosen.delay_milliseconds));
            return Some(Outcome::Cut);
        }
        (FaultKind::ClockSkew, _) => return Some(skewed(&service.world, request)),
        (FaultKind::KeysExpired, _) => ApiError::keys_expired(),
        (FaultKind::NoAgency, Job::Iam(operation)) => {
            return Some(Outcome::plain(identity::no_agency(*operation)));
        }
        (FaultKind::ErrorWithoutEffect, _) => ApiError::server(),
        (FaultKind::ServiceBusy, _) => ApiError::service_busy(),
        (FaultKind::Throttled, Job::Service(operation, _)) => ApiError::throttled(operation.per_second),
        (FaultKind::Throttled, Job::Iam(_)) => ApiError::throttled(10),
        _ => return None,
    };
    Some(Outcome::refusal(&failure, &request.id))
}

/// The refusal of a gateway whose clock is ahead; its header `Date` shows it.
fn skewed(world: &World, request: &Request) -> Outcome {
    let ahead = world.clock.wall() + MAX_SKEW_SECONDS + calendar::MINUTE;
    let reply = ApiError::skewed().reply(&request.id);
    Outcome::plain(reply.with("date", calendar::http_date(ahead)))
}

/// Faults that change the answer.
pub fn after(service: &Service, chosen: Chosen, mut reply: Reply, request: &Request) -> Outcome {
    let (mut content_type, mut delay, mut pace) = (JSON, 0, Pace::AtOnce);
    let is_success = reply.status < 300;
    match chosen.kind {
        FaultKind::ReplyLost => return Outcome::Cut,
        FaultKind::ErrorWithEffect if is_success => {
            reply = ApiError::server().reply(&request.id);
        }
        FaultKind::LateReply | FaultKind::LateEffect => delay = chosen.delay_milliseconds,
        FaultKind::SlowDrip => pace = Pace::Drip(chosen.delay_milliseconds),
        // An answer without a body cannot be cut in half.
        FaultKind::HalfClosed if reply.body.is_empty() => return Outcome::Cut,
        FaultKind::HalfClosed => pace = Pace::Half,
        FaultKind::Truncated => {
            let half = reply.body.len() / 2;
            let cut = (0..=half).rev().find(|at| reply.body.is_char_boundary(*at));
            reply.body.truncate(cut.unwrap_or(0));
        }
        FaultKind::WrongContentType => {
            content_type = "text/html";
            reply = Reply::ok(
                "<html><head><title>Service portal</title></head><body>Please sign in.</body></html>"
                    .to_owned(),
            );
        }
        FaultKind::EmptyBody => reply.body.clear(),
        FaultKind::UnknownEnum => reply.body = rewrite::with_unknown_values(&reply.body),
        FaultKind::UnknownField => reply.body = rewrite::with_unknown_fields(&reply.body),
        FaultKind::ShiftingTotal => {
            reply.body = rewrite::with_shifted_total(&reply.body, service.faults.next_shift());
        }
        _ => {}
    }
    Outcome::Answer { reply, content_type, delay, pace }
}
