//! One attempt of a call: sent once, judged, and written down.

use jiff::SignedDuration;
use std::time::Duration;
use tokio::time::Instant;

use super::Partner;
use super::answer::{Answer, Received, Refusal, clock_difference, judge};
use super::breaker::Pass;
use super::call::Call;
use super::credentials::Credentials;
use super::error::{CallError, ended};
use super::health::count;
use super::recording::{notice_write, record};
use super::transport::Outgoing;
use super::wire::Unreadable;
use crate::operations::{Operation, Service};
use model::audit::ApiCall;
use model::error::Fault;
use model::status::{Attempt, Ended};
use model::time::Timestamp;

/// The gateway refuses signatures that are further off than this (calling.md 4).
const CLOCK_TOLERANCE: Duration = Duration::from_secs(15 * 60);

impl Partner {
    /// Sends once, judges, and writes down what happened.
    pub(super) async fn attempt<T>(
        &self,
        call: &Call<'_>,
        path: &str,
        keys: &Credentials,
        deadline: Instant,
        pass: Pass,
        read: impl Fn(&Answer) -> Result<T, Unreadable>,
    ) -> Result<T, Box<Refusal>> {
        let at = self.clock().now();
        let begun = Instant::now();
        let left = deadline.saturating_duration_since(begun);
        let received = self.send(call, path, keys, at, left).await;
        let judged = match received {
            Ok(received) => self.judge(call, received, keys, at),
            Err(ending) => Err(Refusal::unanswered(call.operation, ending)),
        };
        let (status, request_id, outcome) = match judged {
            Ok(answer) => {
                let (status, request_id) = (Some(answer.status), answer.request_id.clone());
                (status, request_id, read(&answer).map_err(|_| answer.unreadable()))
            }
            Err(refusal) => (refusal.failure.status, refusal.failure.request_id.clone(), Err(refusal)),
        };
        let ending = outcome.as_ref().err().map(|refusal| &refusal.ending);
        // A read that we ourselves gave less than its usual time says nothing of the service.
        let cut_short = call.operation.is_repeatable() && left < self.config().timeouts.read;
        if !(cut_short && matches!(ending, Some(CallError::TimedOut))) {
            self.breaker(call.operation.service).ended(pass, ending, self.clock().now());
        }
        self.record_attempt(call.operation, path, at, begun.elapsed(), (status, request_id), ending);
        outcome
    }

    async fn send(
        &self,
        call: &Call<'_>,
        path: &str,
        keys: &Credentials,
        at: Timestamp,
        left: Duration,
    ) -> Result<Received, CallError> {
        let operation = call.operation;
        let body = call.body.as_ref().map(Result::as_ref).transpose().map_err(|_| CallError::Invalid)?;
        let outgoing = Outgoing {
            endpoint: match operation.service {
                Service::Billing => &self.inner.billing,
                Service::Identity => &self.inner.identity,
            },
            method: &operation.method,
            path,
            query: &call.query,
            language: operation.localised.then(|| self.language.code()),
            body,
        };
        let timeouts = &self.config().timeouts;
        let repeatable = operation.is_repeatable();
        if !repeatable {
            notice_write();
        }
        let timeout = match repeatable {
            true => timeouts.read.min(left),
            false => timeouts.write,
        };
        self.inner.transport.send(&outgoing, keys, at, repeatable, timeout).await
    }

    fn judge(
        &self,
        call: &Call<'_>,
        received: Received,
        keys: &Credentials,
        at: Timestamp,
    ) -> Result<Answer, Box<Refusal>> {
        let operation = call.operation;
        let difference = clock_difference(&received.headers, at);
        let mut secrets = keys.secrets();
        secrets.extend(&call.secrets);
        judge(operation, received, &secrets, at).map_err(|mut refusal| {
            let skewed = difference.filter(|difference| difference.unsigned_abs() > CLOCK_TOLERANCE);
            if let (Some(ahead), Some(401)) = (skewed, refusal.failure.status) {
                let words = clock_words(ahead);
                tracing::warn!(operation = operation.id, "{words}. Set it, for example with NTP");
                refusal.failure.fault = Fault::Ours;
                refusal.failure.message = Some(words);
            }
            refusal
        })
    }

    fn record_attempt(
        &self,
        operation: &'static Operation,
        path: &str,
        at: Timestamp,
        took: Duration,
        (status, request_id): (Option<u16>, Option<String>),
        ending: Option<&CallError>,
    ) {
        let code = ending.and_then(CallError::code);
        let outcome = ending.map_or("done", CallError::word);
        let millis = i64::try_from(took.as_millis()).unwrap_or(i64::MAX);
        tracing::debug!(operation = operation.id, outcome, status, code, request_id, millis, "partner call");
        count(operation, outcome);
        metrics::histogram!("partner_call_seconds", "operation" => operation.id).record(took.as_secs_f64());
        self.inner.statistics.write(
            operation,
            Attempt {
                at,
                status,
                code: code.map(str::to_owned),
                millis: u32::try_from(millis).unwrap_or(u32::MAX),
                ended: ending.map_or(Ended::Done, |ending| ended(operation, ending)),
            },
        );
        record(ApiCall {
            operation: operation.id.to_owned(),
            method: operation.method.as_str().to_owned(),
            path: path.to_owned(),
            status,
            request_id,
            code: code.map(str::to_owned),
            millis,
            at,
        });
    }
}

/// By how much this machine's clock is off, as people say it.
fn clock_words(ahead: SignedDuration) -> String {
    let minutes = ahead.unsigned_abs().as_secs() / 60;
    let (hours, rest) = (minutes / 60, minutes % 60);
    let by = if hours > 0 { format!("{hours} h {rest} min") } else { format!("{minutes} min") };
    let way = if ahead.is_negative() { "behind" } else { "ahead of" };
    format!("The clock of the Partnerdesk server is {by} {way} that of HUAWEI CLOUD; 15 min are allowed")
}
