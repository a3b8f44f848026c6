//! Errors as texts: from our catalog by error code; for unknown codes the message of HUAWEI CLOUD.

use crate::texts::tr_key;
use crate::tr;
use crate::ui::components::order_status_text;
use model::error::{AppError, Fault, PartnerFailure};
use model::time::Timestamp;
use model::users::Permission;

/// The texts that explain an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    pub heading: String,
    /// What happened.
    pub what: String,
    /// The message of HUAWEI CLOUD, quoted where the code is unknown or its meaning is unclear.
    pub quote: Option<String>,
    /// Who can fix it.
    pub who: Option<String>,
    /// What to do next.
    pub next: Option<String>,
    /// Error code, for a ticket.
    pub code: Option<String>,
    /// Operation that failed.
    pub operation: Option<String>,
    /// Request id for a ticket.
    pub request: Option<String>,
}

impl Explained {
    fn of(heading: String, what: String, next: Option<String>) -> Self {
        Self { heading, what, quote: None, who: None, next, code: None, operation: None, request: None }
    }
}

/// The texts for a form that was posted after the session had ended.
pub fn not_sent() -> Explained {
    Explained::of(tr!("error-not-sent"), tr!("error-not-sent-what"), Some(tr!("error-not-sent-next")))
}

/// The texts for an error.
pub fn explain(error: &AppError) -> Explained {
    match error {
        AppError::SignedOut => Explained::of(
            tr!("error-signed-out"),
            tr!("error-signed-out-what"),
            Some(tr!("error-signed-out-next")),
        ),
        AppError::WrongSignIn => {
            Explained::of(tr!("error-wrong-sign-in"), tr!("error-wrong-sign-in-what"), None)
        }
        AppError::RateLimited(seconds) => Explained::of(
            tr!("error-slow-down"),
            tr!("error-slow-down-what", age = crate::ui::format::age(i64::from(*seconds))),
            None,
        ),
        AppError::NotAllowed(action) => Explained::of(
            tr!("error-not-allowed"),
            tr!("error-not-allowed-what", action = action_text(*action)),
            Some(tr!("error-not-allowed-next")),
        ),
        AppError::NotFound => Explained::of(
            tr!("error-not-found"),
            tr!("error-not-found-what"),
            Some(tr!("error-not-found-next")),
        ),
        AppError::Invalid(fields) => Explained::of(
            tr!("error-invalid"),
            tr!("error-invalid-what", count = u64::try_from(fields.len()).unwrap_or_default()),
            None,
        ),
        AppError::NotUnderstood(wrong) => {
            let parts = wrong.iter().map(|part| format!("{}: \u{201c}{}\u{201d}", part.name, part.value));
            let parts = parts.collect::<Vec<_>>().join(", ");
            Explained::of(tr!("error-not-understood"), tr!("error-not-understood-what", parts = parts), None)
        }
        AppError::Stale { expected: seen, actual: now } => Explained::of(
            tr!("error-changed"),
            tr!("error-changed-what", seen = shown(seen.as_ref()), now = shown(now.as_ref())),
            Some(tr!("error-changed-next")),
        ),
        AppError::ChangedMeanwhile => Explained::of(
            tr!("error-changed"),
            tr!("error-changed-meanwhile"),
            Some(tr!("error-changed-next")),
        ),
        AppError::WrongOrderStatus(status) => Explained::of(
            tr!("error-order-status"),
            tr!("error-order-status-what", status = order_status_text((*status).into())),
            Some(tr!("error-order-status-next")),
        ),
        AppError::UnderWay(_) => Explained::of(
            tr!("error-under-way"),
            tr!("error-under-way-what"),
            Some(tr!("error-under-way-next")),
        ),
        AppError::TwoCurrencies => {
            Explained::of(tr!("error-two-currencies"), tr!("error-two-currencies-what"), None)
        }
        AppError::LimitCurrency { limits, amount } => Explained::of(
            tr!("error-limit-currency"),
            tr!("error-limit-currency-what", limits = limits.to_string(), amount = amount.to_string()),
            Some(tr!("error-limit-currency-next")),
        ),
        AppError::NoPrice(resource) => Explained::of(
            tr!("error-no-price"),
            tr!("error-no-price-what", resource = resource.clone()),
            Some(tr!("error-no-price-next")),
        ),
        AppError::Partner(failure) => explain_failure(failure),
        AppError::Internal(request) => Explained {
            request: Some(request.to_string()),
            who: Some(tr!("error-who-desk")),
            ..Explained::of(
                tr!("error-internal"),
                tr!("error-internal-what"),
                Some(tr!("error-internal-next")),
            )
        },
        AppError::Busy => {
            Explained::of(tr!("error-busy"), tr!("error-busy-what"), Some(tr!("error-busy-next")))
        }
        AppError::BadRequest => Explained::of(
            tr!("error-bad-request"),
            tr!("error-bad-request-what"),
            Some(tr!("error-bad-request-next")),
        ),
        AppError::Unreachable => Explained::of(
            tr!("error-unreachable"),
            tr!("error-unreachable-what"),
            Some(tr!("error-unreachable-next")),
        ),
    }
}

fn shown(money: Option<&model::money::Money>) -> String {
    money.map_or_else(|| tr!("error-no-value"), ToString::to_string)
}

/// The texts for an error answer of the partner API.
pub fn explain_failure(failure: &PartnerFailure) -> Explained {
    if let Some(until) = failure.paused_until.filter(|_| !failure.unclear) {
        return explain_pause(failure, until);
    }
    let (what, next) = failure_texts(failure).unzip();
    let heading = if failure.unclear { tr!("error-unclear") } else { tr!("error-partner") };
    // For a code whose meaning is unclear, the message of HUAWEI CLOUD is the best explanation.
    let quoted = what.is_none() || failure.fault == Fault::Unclear || failure.is_clock();
    let quote = failure.message.clone().filter(|words| quoted && !words.is_empty());
    let what = what.unwrap_or_else(|| match (failure.status, &quote) {
        (None, _) => tr!("error-no-answer"),
        (Some(_), Some(_)) => tr!("error-unknown-code"),
        // Status 2xx arrives here only when the body could not be parsed.
        (Some(status @ 200..=299), None) => tr!("error-unreadable", status = status.to_string()),
        (Some(status), None) => tr!("error-bare-status", status = status.to_string()),
    });
    let next = next.unwrap_or_else(|| {
        if failure.unclear { tr!("error-unclear-next") } else { tr!("error-unknown-next") }
    });
    Explained {
        heading,
        what,
        quote,
        who: Some(if failure.is_budget_short() { budget_who() } else { who_text(failure.fault) }),
        next: Some(next),
        code: failure.code.clone(),
        operation: Some(failure.operation.clone()),
        request: failure.request_id.clone(),
    }
}

/// The texts for a call that was not made, since HUAWEI CLOUD does not respond.
fn explain_pause(failure: &PartnerFailure, until: i64) -> Explained {
    let until = Timestamp::from_second(until).unwrap_or(Timestamp::MAX);
    let next = tr!("error-paused-next", time = crate::ui::format::second(until));
    Explained {
        who: Some(who_text(failure.fault)),
        operation: Some(failure.operation.clone()),
        ..Explained::of(tr!("error-not-sent"), tr!("error-paused-what"), Some(next))
    }
}

/// The texts of a failure: by its code, or by its HTTP status for the identity service, whose codes
/// are not documented.
fn failure_texts(failure: &PartnerFailure) -> Option<(String, String)> {
    let by_code = failure.code.as_deref().and_then(code_texts);
    by_code.or_else(|| failure.status.filter(|_| failure.is_of_identity()).and_then(identity_texts))
}

fn identity_texts(status: u16) -> Option<(String, String)> {
    code_texts(&format!("IAM.{status}"))
}

/// What a code means and what to do next, if the catalog has the code.
pub fn code_texts(code: &str) -> Option<(String, String)> {
    let key = key(code)?;
    tr_key(&format!("{key}-what")).zip(tr_key(&format!("{key}-next")))
}

// texts: error-CBC-
// texts: error-APIG-
// texts: error-IAM-
/// The key of the text: `CBC.50000030` is `error-CBC-50000030`.
fn key(code: &str) -> Option<String> {
    let plain = code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    // The newer prefix APIGW has the same numbers as APIG (calling.md 6.2).
    plain.then(|| format!("error-{}", code.replacen("APIGW.", "APIG.", 1).replace('.', "-")))
}

fn action_text(action: Permission) -> String {
    match action {
        Permission::Read => tr!("error-action-read"),
        Permission::SetBudget => tr!("error-action-set-budget"),
        Permission::Freeze => tr!("error-action-freeze"),
        Permission::Order => tr!("error-action-order"),
        Permission::Pay => tr!("error-action-pay"),
        Permission::ReadAudit => tr!("error-action-read-audit"),
        Permission::ExportPersonalData => tr!("error-action-export-personal-data"),
        Permission::SeeMargins => tr!("error-action-see-margins"),
        Permission::WriteNotes => tr!("error-action-write-notes"),
        Permission::Administer => tr!("error-action-administer"),
    }
}

/// A budget is raised by a person who may set it here: perhaps the reader.
fn budget_who() -> String {
    match crate::context::viewer().may(Permission::SetBudget) {
        true => tr!("error-who-you"),
        false => tr!("error-who-budget"),
    }
}

/// The text for who can fix a failure.
pub fn who_text(fault: Fault) -> String {
    match fault {
        Fault::Ours => tr!("error-who-ours"),
        Fault::Partner => tr!("error-who-partner"),
        Fault::Customer => tr!("error-who-customer"),
        Fault::Vendor => tr!("error-who-vendor"),
        Fault::Unclear => tr!("error-who-unclear"),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn failure(operation: &str, code: Option<&str>, status: u16, fault: Fault) -> PartnerFailure {
        PartnerFailure {
            operation: operation.to_owned(),
            code: code.map(str::to_owned),
            message: Some("its words".to_owned()),
            status: Some(status),
            request_id: None,
            fault,
            unclear: false,
            paused_until: None,
        }
    }

    #[test]
    fn the_identity_service_is_explained_by_its_status() {
        let operation = "CreateTemporaryAccessKeyByAgency";
        for code in [None, Some("IAM.0002")] {
            let explained = explain_failure(&failure(operation, code, 403, Fault::Customer));
            assert!(explained.what.contains("agency"), "{}", explained.what);
            assert_eq!(explained.quote, None);
        }
        let billing = explain_failure(&failure("PayOrders", None, 403, Fault::Customer));
        assert_eq!(billing.quote.as_deref(), Some("its words"), "an unknown code keeps its words");
    }

    #[test]
    fn a_code_without_a_known_meaning_keeps_its_words() {
        let unseen = explain_failure(&failure("PayOrders", Some("CBC.0152"), 400, Fault::Unclear));
        assert_eq!(unseen.quote.as_deref(), Some("its words"));
        let known = explain_failure(&failure("PayOrders", Some("APIGW.0308"), 429, Fault::Vendor));
        assert!(known.what.contains("Too many"), "{}", known.what);
        assert_eq!(known.quote, None);
    }
}
