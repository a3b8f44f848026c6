//! Texts for the actions and facts of the audit log.

use crate::texts::tr_key;
use crate::tr;
use crate::ui::components::{budget_type_text, frozen_text, order_status_text, stage_text};
use crate::ui::frame::{right_text, role_text};
use model::audit::AuditAction;
use model::budgets::{BudgetType, FreezeBehaviour};
use model::customers::Frozen;
use model::intents::{IntentKind, Stage};
use model::orders::OrderStatus;
use model::renewals::Period;
use model::users::{Permission, Role};

/// The text for an action.
pub fn action_text(action: AuditAction) -> String {
    match action {
        AuditAction::SignIn => tr!("activity-sign-in"),
        AuditAction::SignOut => tr!("activity-sign-out"),
        AuditAction::SetBudget => tr!("activity-set-budget"),
        AuditAction::BulkBudgets => tr!("activity-bulk-budgets"),
        AuditAction::BulkPayments => tr!("activity-bulk-payments"),
        AuditAction::BulkChanges => tr!("activity-bulk-changes"),
        AuditAction::PauseBulk => tr!("activity-pause-bulk"),
        AuditAction::ResumeBulk => tr!("activity-resume-bulk"),
        AuditAction::CancelBulk => tr!("activity-cancel-bulk"),
        AuditAction::Freeze => tr!("activity-freeze"),
        AuditAction::Unfreeze => tr!("activity-unfreeze"),
        AuditAction::Pay => tr!("activity-pay"),
        AuditAction::ReconcilePayment => tr!("activity-settle-payment"),
        AuditAction::CancelOrder => tr!("activity-cancel-order"),
        AuditAction::Renew => tr!("activity-renew"),
        AuditAction::ReconcileRenewal => tr!("activity-settle-renewal"),
        AuditAction::SetOutcomeByHand => tr!("activity-settle-by-hand"),
        AuditAction::PasswordAgain => tr!("activity-password-again"),
        AuditAction::Approve => tr!("activity-approve"),
        AuditAction::Decline => tr!("activity-decline"),
        AuditAction::AutoRenewOn => tr!("activity-auto-renew-on"),
        AuditAction::AutoRenewOff => tr!("activity-auto-renew-off"),
        AuditAction::Unsubscribe => tr!("activity-unsubscribe"),
        AuditAction::UnsubscribeRenewedTerms => tr!("activity-give-back-terms"),
        AuditAction::ToOnDemand => tr!("activity-to-on-demand"),
        AuditAction::NotToOnDemand => tr!("activity-not-to-on-demand"),
        AuditAction::ReconcileChange => tr!("activity-settle-change"),
        AuditAction::AddUser => tr!("activity-add-user"),
        AuditAction::SwitchOffUser => tr!("activity-switch-off-user"),
        AuditAction::SwitchOnUser => tr!("activity-switch-on-user"),
        AuditAction::InviteUser => tr!("activity-invite-user"),
        AuditAction::AcceptInvitation => tr!("activity-accept-invitation"),
        AuditAction::ChangeRole => tr!("activity-change-role"),
        AuditAction::ChangePassword => tr!("activity-change-password"),
        AuditAction::EndSessions => tr!("activity-end-sessions"),
        AuditAction::ChangeRight => tr!("activity-change-right"),
        AuditAction::SetUpSecondFactor => tr!("activity-set-up-second-factor"),
        AuditAction::MakeRecoveryCodes => tr!("activity-make-recovery-codes"),
        AuditAction::TurnOffSecondFactor => tr!("activity-turn-off-second-factor"),
        AuditAction::RemoveSecondFactor => tr!("activity-remove-second-factor"),
        AuditAction::RequireSecondFactor => tr!("activity-require-second-factor"),
        AuditAction::ProposeLimits => tr!("activity-propose-limits"),
        AuditAction::ChangeLimits => tr!("activity-change-limits"),
        AuditAction::AgreeLimits => tr!("activity-agree-limits"),
        AuditAction::RefuseLimits => tr!("activity-refuse-limits"),
        AuditAction::WithdrawLimits => tr!("activity-withdraw-limits"),
        AuditAction::Assign => tr!("activity-assign"),
        AuditAction::AddAssignmentRule => tr!("activity-add-assignment-rule"),
        AuditAction::RemoveAssignmentRule => tr!("activity-remove-assignment-rule"),
        AuditAction::HandOver => tr!("activity-hand-over"),
        AuditAction::WriteNote => tr!("activity-write-note"),
        AuditAction::WithdrawNote => tr!("activity-withdraw-note"),
        AuditAction::FollowUpDone => tr!("activity-follow-up-done"),
        AuditAction::FollowUpReopened => tr!("activity-follow-up-reopened"),
        AuditAction::PassOnFollowUp => tr!("activity-pass-on-follow-up"),
        AuditAction::Export => tr!("activity-export"),
        AuditAction::RetireAudit => tr!("activity-retire-audit"),
    }
}

// texts: activity-fact-
// texts: notes-on-
/// The label of a fact; its name if the texts have no label.
pub fn fact_text(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let key = plain.then(|| format!("activity-fact-{}", name.replace('_', "-")));
    key.and_then(|key| tr_key(&key)).unwrap_or_else(|| name.to_owned())
}

/// The value of a fact: codes as text, anything else unchanged.
pub fn value_text(name: &str, value: &str) -> String {
    known_value(name, value).unwrap_or_else(|| value.to_owned())
}

fn known_value(name: &str, value: &str) -> Option<String> {
    let number = || value.parse::<i64>().ok();
    match name {
        "order-status" => number().map(|code| order_status_text(OrderStatus::from(code))),
        "frozen" => number().map(|code| frozen_text(Frozen::from(code))),
        "note-on" => tr_key(&format!("notes-on-{value}")),
        "change" => tr_key(&format!("changes-short-{value}")),
        "stage" => Stage::from_code(value).map(|stage| stage_text(IntentKind::Cancel, stage)),
        // Entries written before payments and renewals shared the same stages.
        "payment-state" | "renewal-state" => old_state(value),
        "type-before" | "type-after" if !value.is_empty() => Some(budget_type_text(&BudgetType::from(value))),
        "freeze-behaviour" => behaviour_text(number()?.into()),
        "role" | "role-before" => Role::from_code(value).map(role_text),
        "permission" => Permission::from_code(value).map(right_text),
        "period" => Period::from_code(value).map(period_text),
        // texts: activity-code-
        "code-refused" => tr_key(&format!("activity-code-{value}")),
        // texts: activity-by-
        "confirmed-by" => tr_key(&format!("activity-by-{value}")),
        "lift-freeze" | "nothing-sent" | "granted" | "required" | "alone" if value == "yes" => {
            Some(tr!("activity-yes"))
        }
        _ => None,
    }
}

fn old_state(value: &str) -> Option<String> {
    let (kind, stage) = match value {
        "paid" => (IntentKind::Pay, Stage::Done),
        "not-paid" => (IntentKind::Pay, Stage::ConfirmedNotDone),
        "ordered" => (IntentKind::Renew, Stage::Done),
        other => (IntentKind::Pay, Stage::from_code(other)?),
    };
    Some(stage_text(kind, stage))
}

fn behaviour_text(behaviour: FreezeBehaviour) -> Option<String> {
    match behaviour {
        FreezeBehaviour::Manual => Some(tr!("activity-behaviour-manual")),
        FreezeBehaviour::Automatic => Some(tr!("activity-behaviour-automatic")),
        FreezeBehaviour::Other(_) => None,
    }
}

fn period_text(period: Period) -> String {
    match period {
        Period::Months(count) => tr!("activity-months", count = count),
        Period::Years(count) => tr!("activity-years", count = count),
    }
}
