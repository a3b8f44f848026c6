//! The way of a request: find the operation, know the caller, count the call, choose a fault,
//! answer. What the answer looks like on the wire is `http`'s business.

use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;

use super::authenticate;
use super::clock;
use super::errors::Failure;
use super::faults::{self, Chosen, Kind, Target};
use super::iam;
use super::operations::{self, Call, Needs, Operation};
use super::params::Fields;
use super::reply::Reply;
use super::state::World;
use super::tenant::catalogue::Language;
use super::tenant::identity;
use super::tenant::{PARTNER_NAME, PARTNER_USER};
use super::tokens::Who;
use super::verify::{MAX_SKEW_SECONDS, Wire};

/// A request that was read to its end.
pub struct Incoming {
    pub method: String,
    pub path: String,
    pub query: String,
    pub headers: HeaderMap,
    pub body: Bytes,
    pub request_id: String,
}

impl Incoming {
    fn wire(&self) -> Wire<'_> {
        Wire {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &self.headers,
            body: &self.body,
        }
    }
}

/// What was found out on the way, for the journal.
#[derive(Default)]
pub struct Trace {
    pub operation: String,
    pub account: String,
    pub fault: Option<Kind>,
}

/// What leaves: an answer, perhaps late or slow, or nothing but a closed connection.
pub enum Outcome {
    Answer { reply: Reply, content_type: &'static str, delay: u64, pace: Pace },
    Cut,
}

/// How the body of an answer leaves.
#[derive(Clone, Copy, Debug)]
pub enum Pace {
    AtOnce,
    /// A few bytes, so many milliseconds, a few bytes.
    Drip(u64),
    /// One half, then the connection ends.
    Half,
}

impl Outcome {
    fn plain(reply: Reply) -> Self {
        Self::Answer { reply, content_type: "application/json;charset=UTF-8", delay: 0, pace: Pace::AtOnce }
    }
}

enum Job {
    Iam(iam::Operation),
    Service(&'static Operation, Box<Call>),
}

pub async fn serve(world: &World, incoming: &Incoming, trace: &mut Trace) -> Outcome {
    let (job, chosen) = match prepare(world, incoming, trace) {
        Ok(prepared) => prepared,
        Err(failure) => return Outcome::plain(refusal(&failure, &incoming.request_id)),
    };
    trace.fault = chosen.map(|chosen| chosen.kind);
    if let Some(early) = chosen.and_then(|chosen| before(world, chosen, incoming, &job)) {
        return early;
    }
    if let Some(Chosen { kind: Kind::LateEffect, delay_milliseconds }) = chosen {
        tokio::time::sleep(Duration::from_millis(delay_milliseconds)).await;
    }
    let reply = run(world, incoming, job);
    if let Err(failure) = world.settle_file().await {
        return Outcome::plain(refusal(&failure, &incoming.request_id));
    }
    match chosen {
        Some(chosen) => after(world, chosen, reply, incoming),
        None => Outcome::plain(reply),
    }
}

fn refusal(failure: &Failure, request_id: &str) -> Reply {
    Reply::json(failure.status, failure.body(request_id))
}

type Prepared = (Job, Option<Chosen>);

fn prepare(world: &World, incoming: &Incoming, trace: &mut Trace) -> Result<Prepared, Failure> {
    if let Some(operation) = iam::Operation::find(&incoming.method, &incoming.path) {
        trace.operation = operation.id().to_owned();
        // Sentinel customers act in the service, not in IAM: a customer whose answers get
        // lost can still be signed in for.
        let subject = iam::subject(world, &incoming.body);
        let chosen = world.faults.choose(&Target {
            operation: operation.id(),
            path: &incoming.path,
            is_write: false,
            by_customer: false,
            subject: subject.filter(|index| faults::sentinel(*index).is_none()),
        });
        return Ok((Job::Iam(operation), chosen));
    }
    let (operation, tail) =
        operations::find(&incoming.method, &incoming.path).ok_or_else(Failure::no_such_api)?;
    trace.operation = operation.id.to_owned();
    let caller = authenticate::caller(world, &incoming.wire())?;
    trace.account = account_id(world, caller.who);
    let now = world.clock.wall_milliseconds();
    if !world.limits.admit(operation.id, caller.who.account(), operation.per_second, now) {
        return Err(Failure::throttled(operation.per_second));
    }
    match (operation.needs, caller.who) {
        (Needs::Partner, Who::Customer(_)) | (Needs::Customer, Who::Partner) => {
            return Err(Failure::access_denied());
        }
        _ => {}
    }
    let mut call = Call {
        who: caller.who,
        by: format!("{PARTNER_NAME}/{PARTNER_USER} by {}", caller.way),
        query: Fields::of_query(&incoming.query),
        body: Fields::of_body(&incoming.body)?,
        tail,
        language: language(&incoming.headers)?,
        fault: None,
    };
    let chosen = world.faults.choose(&Target {
        operation: operation.id,
        path: &incoming.path,
        is_write: operation.is_write,
        by_customer: matches!(call.who, Who::Customer(_)),
        subject: subject(world, &call, operation.is_write),
    });
    call.fault = chosen.map(|chosen| chosen.kind);
    // What the oldest operations call an offset is the number of a page.
    let counts_rows = !operation.path.starts_with("/v1.0/");
    let step = match call.fault.filter(|_| counts_rows) {
        Some(Kind::DuplicateRows) => -1,
        Some(Kind::RowMoved) => 1,
        _ => 0,
    };
    call.query.step("offset", step);
    call.body.step("offset", step);
    Ok((Job::Service(operation, Box::new(call)), chosen))
}

fn account_id(world: &World, who: Who) -> String {
    match who {
        Who::Partner => world.tenant.partner_id(),
        Who::Customer(index) => world.tenant.customer_id(index),
    }
}

/// Absent: Chinese, the default of most pages.
fn language(headers: &HeaderMap) -> Result<Language, Failure> {
    match headers.get("x-language").map(|value| value.as_bytes()) {
        None | Some(b"" | b"zh_CN") => Ok(Language::Chinese),
        Some(b"en_US") => Ok(Language::English),
        Some(_) => Err(Failure::parameter("X-Language")),
    }
}

/// The customer a call is about: the caller, or the one it names. Of several the first
/// sentinel when they are changed; when many are only looked at, a sentinel among them does
/// not spoil the answer for the others.
fn subject(world: &World, call: &Call, is_write: bool) -> Option<u32> {
    if let Who::Customer(index) = call.who {
        return Some(index);
    }
    for fields in [&call.query, &call.body] {
        if let Ok(Some(id)) = fields.filter("customer_id", 64) {
            return world.customer(&id);
        }
        if let Ok(Some(id)) = fields.filter("order_id", 64) {
            return identity::order_parts(world.tenant.seed, &id).map(|(index, _)| index);
        }
    }
    if let Ok(ids) = call.body.texts("customer_ids", 100, 64)
        && !ids.is_empty()
    {
        let known: Vec<u32> = ids.iter().filter_map(|id| world.customer(id)).collect();
        let acts = is_write || ids.len() == 1;
        let is_sentinel = |index: &&u32| faults::sentinel(**index).is_some();
        return if acts {
            known.iter().find(is_sentinel).or(known.first()).copied()
        } else {
            known.iter().find(|index| !is_sentinel(index)).copied()
        };
    }
    identity::order_parts(world.tenant.seed, &call.tail).map(|(index, _)| index)
}

fn run(world: &World, incoming: &Incoming, job: Job) -> Reply {
    match job {
        Job::Iam(operation) => iam::answer(world, operation, &incoming.wire()),
        Job::Service(operation, call) => {
            (operation.run)(world, &call).unwrap_or_else(|failure| refusal(&failure, &incoming.request_id))
        }
    }
}

/// Faults that keep the call from taking effect.
fn before(world: &World, chosen: Chosen, incoming: &Incoming, job: &Job) -> Option<Outcome> {
    let failure = match (chosen.kind, job) {
        (Kind::ConnectionReset, _) => return Some(Outcome::Cut),
        (Kind::ConnectionRefused, _) => {
            world.close_door(Duration::from_millis(chosen.delay_milliseconds));
            return Some(Outcome::Cut);
        }
        (Kind::ClockSkew, _) => return Some(skewed(world, incoming)),
        (Kind::KeysExpired, _) => Failure::keys_expired(),
        (Kind::NoAgency, Job::Iam(operation)) => {
            return Some(Outcome::plain(iam::no_agency(*operation)));
        }
        (Kind::ErrorWithoutEffect, _) => Failure::server(),
        (Kind::ServiceBusy, _) => Failure::service_busy(),
        (Kind::Throttled, Job::Service(operation, _)) => Failure::throttled(operation.per_second),
        (Kind::Throttled, Job::Iam(_)) => Failure::throttled(10),
        _ => return None,
    };
    Some(Outcome::plain(refusal(&failure, &incoming.request_id)))
}

/// The refusal of a gateway whose clock is ahead; its `Date` shows it.
fn skewed(world: &World, incoming: &Incoming) -> Outcome {
    let ahead = world.clock.wall() + MAX_SKEW_SECONDS + clock::MINUTE;
    let reply = refusal(&Failure::skewed(), &incoming.request_id);
    Outcome::plain(reply.with("date", clock::http_date(ahead)))
}

/// Faults of the answer.
fn after(world: &World, chosen: Chosen, mut reply: Reply, incoming: &Incoming) -> Outcome {
    let (mut content_type, mut delay, mut pace) = ("application/json;charset=UTF-8", 0, Pace::AtOnce);
    let is_success = reply.status < 300;
    match chosen.kind {
        Kind::ReplyLost => return Outcome::Cut,
        Kind::ErrorWithEffect if is_success => {
            reply = refusal(&Failure::server(), &incoming.request_id);
        }
        Kind::LateReply | Kind::LateEffect => delay = chosen.delay_milliseconds,
        Kind::SlowDrip => pace = Pace::Drip(chosen.delay_milliseconds),
        // An answer without a body has no middle.
        Kind::HalfClosed if reply.body.is_empty() => return Outcome::Cut,
        Kind::HalfClosed => pace = Pace::Half,
        Kind::Truncated => {
            let half = reply.body.len() / 2;
            let cut = (0..=half).rev().find(|at| reply.body.is_char_boundary(*at));
            reply.body.truncate(cut.unwrap_or(0));
        }
        Kind::WrongContentType => {
            content_type = "text/html";
            reply = Reply::ok(
                "<html><head><title>Service portal</title></head><body>Please sign in.</body></html>"
                    .to_owned(),
            );
        }
        Kind::EmptyBody => reply.body.clear(),
        Kind::UnknownEnum => reply.body = faults::with_unknown_values(&reply.body),
        Kind::UnknownField => reply.body = faults::with_unknown_fields(&reply.body),
        Kind::ShiftingTotal => {
            reply.body = faults::with_shifted_total(&reply.body, world.faults.next_shift());
        }
        _ => {}
    }
    Outcome::Answer { reply, content_type, delay, pace }
}
