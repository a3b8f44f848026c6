//! Reading from HUAWEI CLOUD at once what a page shows.

use super::field::{ID, SHORT};
use super::form::form;
use crate::error::{AppError, FieldProblem};
use crate::ids::CustomerId;
use crate::mirror::Part;
use serde::{Deserialize, Serialize};

/// Reads a part of the mirror anew, all of it, or one customer.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefreshForm {
    /// Code of the part; empty for all.
    #[serde(default)]
    pub part: String,
    /// The customer of whom everything is read; empty for all customers.
    #[serde(default)]
    pub customer: String,
}

/// What is read anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refreshed {
    /// These parts, of all customers in scope.
    Parts(Vec<Part>),
    /// Everything of one customer.
    Customer(CustomerId),
}

impl RefreshForm {
    /// One part.
    pub fn part(part: Part) -> Self {
        Self { part: part.code().to_owned(), ..Self::default() }
    }

    /// One customer.
    pub fn customer(customer: &CustomerId) -> Self {
        Self { customer: customer.to_string(), ..Self::default() }
    }

    /// What it asks for.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a part or a customer that cannot be.
    pub fn check(&self) -> Result<Refreshed, AppError> {
        if !self.customer.is_empty() {
            let wrong = |_| AppError::field(Self::CUSTOMER.name, FieldProblem::NotOffered);
            return CustomerId::parse(&*self.customer).map(Refreshed::Customer).map_err(wrong);
        }
        if self.part.is_empty() {
            return Ok(Refreshed::Parts(Part::ALL.to_vec()));
        }
        let part = Part::from_code(&self.part);
        let wrong = || AppError::field(Self::PART.name, FieldProblem::NotOffered);
        part.map(|part| Refreshed::Parts(vec![part])).ok_or_else(wrong)
    }
}

form! {
    RefreshForm is "refresh" at "/api/refresh" about |form, _| format!("{}:{}", form.part, form.customer);
    part: PART, Hidden, SHORT;
    customer: CUSTOMER, Hidden, ID;
}
