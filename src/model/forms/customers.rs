//! Freezing an account and lifting a freeze.

use super::field::{ID, SHORT};
use super::form::form;
use crate::error::{AppError, FieldProblem};
use crate::ids::CustomerId;
use serde::{Deserialize, Serialize};

/// Most characters of a reason (partner.yaml, freezeSubCustomers).
const REASON: u16 = 256;

/// Freezes a customer's account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreezeForm {
    /// Id of the customer.
    pub id: CustomerId,
    /// Why, in the person's words; the vendor keeps it.
    #[serde(default)]
    pub reason: String,
    /// `yes` to freeze the customer's resources as well.
    #[serde(default)]
    pub with_resources: String,
}

form! {
    FreezeForm is "freeze" at "/api/freeze_customer" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
    reason: REASON, Typed, REASON as usize;
    with_resources: WITH_RESOURCES, Typed, SHORT;
}

impl FreezeForm {
    /// An empty form for a customer.
    pub fn about(id: CustomerId) -> Self {
        Self { id, reason: String::new(), with_resources: String::new() }
    }

    /// The reason.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when there is none, or when it is too long.
    pub fn check(&self) -> Result<String, AppError> {
        checked_reason(&self.reason)
    }
}

/// Lifts a customer's freeze.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnfreezeForm {
    /// Id of the customer.
    pub id: CustomerId,
    /// Why, in the person's words; the vendor keeps it.
    #[serde(default)]
    pub reason: String,
}

form! {
    UnfreezeForm is "unfreeze" at "/api/unfreeze_customer" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
    reason: REASON, Typed, REASON as usize;
}

impl UnfreezeForm {
    /// An empty form for a customer.
    pub fn about(id: CustomerId) -> Self {
        Self { id, reason: String::new() }
    }

    /// The reason.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when there is none, or when it is too long.
    pub fn check(&self) -> Result<String, AppError> {
        checked_reason(&self.reason)
    }
}

fn checked_reason(reason: &str) -> Result<String, AppError> {
    let (reason, field) = (reason.trim(), FreezeForm::REASON.name);
    if reason.is_empty() {
        return Err(AppError::field(field, FieldProblem::Missing));
    }
    if reason.chars().count() > usize::from(REASON) {
        return Err(AppError::field(field, FieldProblem::TooLong(REASON)));
    }
    Ok(reason.to_owned())
}
