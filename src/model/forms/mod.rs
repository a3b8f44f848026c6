//! One type per form of the desk: its name, its fields, how long they may be, which of them are
//! secret, its checks, and what it is about. The page, the server function and the service use
//! that one type, so that a field has its name in one place.

mod field;
mod form;
mod state;

pub mod assignments;
pub mod budgets;
pub mod bulk;
pub mod changes;
pub mod customers;
pub mod limits;
pub mod mirror;
pub mod notes;
pub mod orders;
pub mod payments;
pub mod renewals;
pub mod saved_views;
pub mod second_factor;
pub mod session;
pub mod users;

pub use field::{Field, FieldKind, FieldValue, FormSpec, Lines};
pub use form::{BACK, Form, Posted};
pub use state::{BudgetChange, FormKey, FormState, FormStates, Notice, Unsent};

/// Every form of the desk.
pub const ALL: &[FormSpec] = &[
    assignments::SetTeamForm::SPEC,
    assignments::PlanAssignmentsForm::SPEC,
    assignments::UploadAssignmentsForm::SPEC,
    assignments::ApplyPlanForm::SPEC,
    assignments::AddRuleForm::SPEC,
    assignments::RemoveRuleForm::SPEC,
    assignments::HandOverForm::SPEC,
    assignments::DismissHandOverForm::SPEC,
    budgets::SetBudgetForm::SPEC,
    budgets::UndoBudgetForm::SPEC,
    bulk::PlanBudgetsForm::SPEC,
    bulk::PlanPaymentsForm::SPEC,
    bulk::UploadBudgetsForm::SPEC,
    bulk::StartBulkForm::SPEC,
    bulk::ApproveBulkForm::SPEC,
    bulk::DeclineBulkForm::SPEC,
    bulk::PauseBulkForm::SPEC,
    bulk::ResumeBulkForm::SPEC,
    bulk::CancelBulkForm::SPEC,
    bulk::UndoBulkForm::SPEC,
    changes::ChangeResourcesForm::SPEC,
    changes::AutoRenewForm::SPEC,
    changes::PlanChangesForm::SPEC,
    changes::ApproveChangeForm::SPEC,
    changes::DeclineChangeForm::SPEC,
    changes::DecideChangeForm::SPEC,
    customers::FreezeForm::SPEC,
    customers::UnfreezeForm::SPEC,
    limits::SetLimitsForm::SPEC,
    limits::AgreeLimitsForm::SPEC,
    limits::RefuseLimitsForm::SPEC,
    limits::WithdrawLimitsForm::SPEC,
    mirror::RefreshForm::SPEC,
    notes::WriteNoteForm::SPEC,
    notes::WithdrawNoteForm::SPEC,
    notes::EndFollowUpForm::SPEC,
    notes::PassOnForm::SPEC,
    notes::DismissMentionForm::SPEC,
    orders::CancelOrderForm::SPEC,
    payments::PayForm::SPEC,
    payments::DecidePaymentForm::SPEC,
    payments::ApprovePaymentForm::SPEC,
    payments::DeclinePaymentForm::SPEC,
    renewals::RenewForm::SPEC,
    renewals::ChooseOrdersForm::SPEC,
    renewals::DecideRenewalForm::SPEC,
    saved_views::SaveViewForm::SPEC,
    saved_views::DeleteViewForm::SPEC,
    saved_views::ColumnsForm::SPEC,
    session::SignInForm::SPEC,
    session::SignOutForm::SPEC,
    session::ViewForm::SPEC,
    session::ChangePasswordForm::SPEC,
    session::EndSessionForm::SPEC,
    session::EndOtherSessionsForm::SPEC,
    users::InviteUserForm::SPEC,
    users::RenewInvitationForm::SPEC,
    users::AcceptInvitationForm::SPEC,
    users::ChangeRoleForm::SPEC,
    users::SwitchOffUserForm::SPEC,
    users::SwitchOnUserForm::SPEC,
    users::EndUserSessionsForm::SPEC,
    users::ChangeRightForm::SPEC,
    users::RemoveSecondFactorForm::SPEC,
    second_factor::SignInCodeForm::SPEC,
    second_factor::BeginSetUpForm::SPEC,
    second_factor::ConfirmSetUpForm::SPEC,
    second_factor::CancelSetUpForm::SPEC,
    second_factor::KeptCodesForm::SPEC,
    second_factor::NewCodesForm::SPEC,
    second_factor::TurnOffForm::SPEC,
    second_factor::RequireForm::SPEC,
];

/// The form of a name.
pub fn find(name: &str) -> Option<&'static FormSpec> {
    ALL.iter().find(|spec| spec.name == name)
}

#[cfg(test)]
mod tests {
    use super::budgets::{SetBudgetForm, ShownBudget};
    use super::*;
    use crate::error::AppError;
    use crate::ids::CustomerId;
    use std::collections::HashSet;

    fn set_budget() -> SetBudgetForm {
        SetBudgetForm {
            amount: "100".into(),
            seen: ShownBudget { amount: "90".into(), kind: "MONTHLY".into() },
            password: "canary".into(),
            ..SetBudgetForm::about(CustomerId::parse("c1").unwrap())
        }
    }

    #[test]
    fn names_addresses_and_fields_are_each_used_once() {
        let names: HashSet<_> = ALL.iter().map(|spec| spec.name).collect();
        let actions: HashSet<_> = ALL.iter().map(|spec| spec.action).collect();
        assert_eq!((names.len(), actions.len()), (ALL.len(), ALL.len()));
        for spec in ALL {
            let fields: HashSet<_> = spec.fields.iter().map(|field| field.name).collect();
            assert_eq!(fields.len(), spec.fields.len(), "{}", spec.name);
            assert!(!fields.contains(BACK), "{}", spec.name);
        }
    }

    #[test]
    fn a_password_is_always_secret() {
        for spec in ALL {
            for field in spec.fields.iter().filter(|field| field.name.contains("password")) {
                assert_eq!(field.kind, FieldKind::Secret, "{}", spec.name);
            }
        }
    }

    #[test]
    fn a_form_holds_what_a_browser_posts() {
        let values = set_budget().values();
        let value = |name: &str| values.iter().find(|(known, _)| known == name).unwrap().1.as_str();
        assert_eq!((value("customer"), value("amount"), value("seen[amount]")), ("c1", "100", "90"));
        let text = serde_json::to_string(&Posted { form: set_budget(), back: "/x".into() }).unwrap();
        let read: Posted<SetBudgetForm> = serde_json::from_str(&text).unwrap();
        assert_eq!((read.form.values(), read.back.as_str()), (values, "/x"));
    }

    #[test]
    fn what_is_kept_is_declared_and_no_secret() {
        let mut values = set_budget().values();
        values.push(("role".into(), "administrator".into()));
        let kept = SetBudgetForm::SPEC.keepable(values);
        assert!(kept.iter().any(|(name, value)| name == "amount" && value == "100"));
        assert!(!kept.iter().any(|(name, _)| name == "role" || name == "password"));
        assert!(!format!("{:?}", set_budget()).contains("canary"));
    }

    #[test]
    fn every_field_that_is_too_long_is_named() {
        let long = "x".repeat(500);
        let form = SetBudgetForm { amount: long.clone(), password: long, ..set_budget() };
        let Err(AppError::Invalid(wrong)) = form.check_lengths() else { unreachable!("accepted") };
        let fields: Vec<_> = wrong.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["amount", "password"]);
        assert_eq!(set_budget().check_lengths(), Ok(()));
    }
}
