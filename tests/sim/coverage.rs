//! Counts the actions of users, janitors and the partner API for the report.

use crate::bulk::Button;
use crate::changes::ChangeForm;
use crate::services::Ask;
use model::changes::ChangeKind;

named! {
    /// An action. Each has to happen in many runs.
    CountedAction {
        Review: "orders looked at to be paid",
        Pay: "forms to pay posted",
        Payment: "pages of payments looked at",
        NotPaid: "payments settled by hand",
        Approve: "payments agreed to by a second person",
        Decline: "payments declined",
        ApproveChange: "auto-renewals agreed to by a second person",
        DeclineChange: "auto-renewals declined",
        Quote: "renewals priced",
        Renew: "forms to renew posted",
        Renewal: "pages of renewals looked at",
        NotRenewed: "renewals settled by hand",
        Cancel: "buttons to cancel an order pressed",
        ReviewChange: "changes looked over",
        Switch: "buttons of auto-renewal pressed",
        Change: "forms to change posted",
        Changed: "pages of changes looked at",
        NotChanged: "changes settled by hand",
        Draft: "dry runs of budgets in bulk",
        PlanPayments: "dry runs of several payments",
        ApproveBulk: "jobs agreed to by a second person",
        DeclineBulk: "jobs declined",
        Bulk: "pages of jobs looked at",
        Start: "jobs confirmed",
        Pause: "jobs paused",
        GoOn: "jobs gone on with",
        CancelBulk: "jobs cancelled",
        Undo: "jobs of budgets to be undone",
        Janitor: "steps of janitors",
        Runner: "steps of jobs",
        Set: "budgets set by the partner",
        PolicyReset: "budgets set back by the partner",
        Cancelled: "orders cancelled by the partner",
        Unsubscribed: "resources unsubscribed by the partner",
        GivenBack: "resources whose renewed terms the partner took back",
        RenewsOn: "auto-renewals switched on by the partner",
        RenewsOff: "auto-renewals switched off by the partner",
        GoesOn: "resources to go on as pay-per-use",
        GoesNotOn: "resources not to go on as pay-per-use after all",
    }
}

impl CountedAction {
    /// The action of a request.
    pub fn of(ask: &Ask) -> Self {
        match ask {
            Ask::Review(_) => Self::Review,
            Ask::Pay(_) => Self::Pay,
            Ask::Payment(_) => Self::Payment,
            Ask::NotPaid(_) => Self::NotPaid,
            Ask::Approve(_) => Self::Approve,
            Ask::Decline(_) => Self::Decline,
            Ask::Quote(..) => Self::Quote,
            Ask::Renew(_) => Self::Renew,
            Ask::ApproveChange(_) => Self::ApproveChange,
            Ask::DeclineChange(_) => Self::DeclineChange,
            Ask::Renewal(_) => Self::Renewal,
            Ask::NotRenewed(_) => Self::NotRenewed,
            Ask::Cancel(_) => Self::Cancel,
            Ask::ReviewChange(..) => Self::ReviewChange,
            Ask::Change(ChangeForm { page: None, .. }) => Self::Switch,
            Ask::Change(_) => Self::Change,
            Ask::Changed(_) => Self::Changed,
            Ask::NotChanged(_) => Self::NotChanged,
            Ask::Draft(_) => Self::Draft,
            Ask::PlanPayments(_) => Self::PlanPayments,
            Ask::Press(_, Button::Approve) => Self::ApproveBulk,
            Ask::Press(_, Button::Decline) => Self::DeclineBulk,
            Ask::Bulk(_) => Self::Bulk,
            Ask::Press(_, Button::Start) => Self::Start,
            Ask::Press(_, Button::Pause) => Self::Pause,
            Ask::Press(_, Button::GoOn) => Self::GoOn,
            Ask::Press(_, Button::Cancel) => Self::CancelBulk,
            Ask::Press(_, Button::Undo) => Self::Undo,
            Ask::Runner => Self::Runner,
            Ask::Janitor => Self::Janitor,
        }
    }

    /// The action of an effect at the partner API.
    pub fn of_effect(act: ChangeKind) -> Self {
        match act {
            ChangeKind::Cancel => Self::Cancelled,
            ChangeKind::Unsubscribe => Self::Unsubscribed,
            ChangeKind::UnsubscribeRenewedTerms => Self::GivenBack,
            ChangeKind::AutoRenewOn => Self::RenewsOn,
            ChangeKind::AutoRenewOff => Self::RenewsOff,
            ChangeKind::ToOnDemand => Self::GoesOn,
            ChangeKind::NotToOnDemand => Self::GoesNotOn,
        }
    }
}
