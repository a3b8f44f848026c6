//! Setting one customer's budget.

use super::field::{FieldValue, ID, PASSWORD, SHORT, WORDS};
use super::form::{Form, form};
use super::state::{BudgetChange, FormKey};
use crate::budgets::{BudgetAmount, BudgetType, FreezeBehaviour};
use crate::error::{AppError, FieldError, FieldProblem};
use crate::ids::CustomerId;
use crate::money::written;
use crate::raise::RaiseFor;
use serde::{Deserialize, Serialize};

/// A budget as the page showed it; both empty when none was set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShownBudget {
    /// The amount, in the currency of the customer.
    pub amount: String,
    /// MONTHLY or PACKAGE.
    pub kind: String,
}

impl FieldValue for ShownBudget {
    fn pairs(&self, name: &str) -> Vec<(String, String)> {
        vec![(format!("{name}[amount]"), self.amount.clone()), (format!("{name}[kind]"), self.kind.clone())]
    }
}

/// Sets a customer's budget.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetBudgetForm {
    /// Id of the customer.
    pub customer: CustomerId,
    /// The new total as typed, in the currency of the customer.
    #[serde(default)]
    pub amount: String,
    /// MONTHLY or PACKAGE.
    #[serde(default)]
    pub kind: String,
    /// Empty: leave as it is; 0: manual; 1: automatic.
    #[serde(default)]
    pub behaviour: String,
    /// `yes` to unfreeze the account as well, if the partner froze it.
    #[serde(default)]
    pub lift_freeze: String,
    /// `yes` to cut the budget below its used amount, or by more than half.
    #[serde(default)]
    pub confirm_cut: String,
    /// The budget that the page showed.
    #[serde(default)]
    pub seen: ShownBudget,
    /// The purchase that it is raised for, as [`RaiseFor::code`]: its page is where success leads. Empty
    /// where there is none.
    #[serde(default)]
    pub raise_for: String,
    /// The person's password, where it was asked for.
    #[serde(default)]
    pub password: String,
    /// Why, for the person who approves it; needed where an approval is.
    #[serde(default)]
    pub why: String,
}

form! {
    SetBudgetForm is "set-budget" at "/api/set_budget" about |form, _| form.customer.to_string();
    customer: CUSTOMER, Hidden, ID;
    amount: AMOUNT, Typed, SHORT;
    kind: KIND, Typed, SHORT;
    behaviour: BEHAVIOUR, Typed, SHORT;
    lift_freeze: LIFT_FREEZE, Typed, SHORT;
    confirm_cut: CONFIRM_CUT, Typed, SHORT;
    seen: SEEN, Hidden, SHORT;
    raise_for: RAISE_FOR, Hidden, RAISE_FOR;
    password: PASSWORD, Secret, PASSWORD;
    why: WHY, Typed, WORDS;
}

/// Most characters of [`RaiseFor::code`]: ten ids and two words.
const RAISE_FOR: usize = 700;

/// Sets a budget back to what it was before it was set: the button beside the notice of that.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoBudgetForm {
    /// Id of the customer.
    pub customer: CustomerId,
    /// The amount before.
    #[serde(default)]
    pub amount: String,
    /// MONTHLY or PACKAGE: the type before.
    #[serde(default)]
    pub kind: String,
    /// What happened when the budget ran out; empty where that was left as it was.
    #[serde(default)]
    pub behaviour: String,
    /// The budget that was set.
    #[serde(default)]
    pub seen: ShownBudget,
    /// The person's password, where it was asked for.
    #[serde(default)]
    pub password: String,
    /// Why, for the person who approves it; needed where an approval is.
    #[serde(default)]
    pub why: String,
}

form! {
    UndoBudgetForm is "undo-budget" at "/api/undo_budget" about |form, _| form.customer.to_string();
    customer: CUSTOMER, Hidden, ID;
    amount: AMOUNT, Hidden, SHORT;
    kind: KIND, Hidden, SHORT;
    behaviour: BEHAVIOUR, Hidden, SHORT;
    seen: SEEN, Hidden, SHORT;
    password: PASSWORD, Secret, PASSWORD;
    why: WHY, Typed, WORDS;
}

impl UndoBudgetForm {
    /// An empty form for a customer.
    pub fn about(customer: CustomerId) -> Self {
        Self {
            customer,
            amount: String::new(),
            kind: String::new(),
            behaviour: String::new(),
            seen: ShownBudget::default(),
            password: String::new(),
            why: String::new(),
        }
    }

    /// What undoes a change; `None` where there was no budget: none can be removed.
    pub fn of(customer: CustomerId, change: &BudgetChange) -> Option<Self> {
        let before = change.before.as_ref()?;
        Some(Self {
            amount: written(before.amount, &before.currency),
            kind: change.kind_before.as_ref()?.code().to_owned(),
            behaviour: change.behaviour_before.map(|code| code.to_string()).unwrap_or_default(),
            seen: ShownBudget {
                amount: written(change.after.amount, &change.after.currency),
                kind: change.kind_after.code().to_owned(),
            },
            ..Self::about(customer)
        })
    }

    /// It sets a budget like any other form; a cut is what undoing a raise is for.
    pub fn into_set(self) -> SetBudgetForm {
        SetBudgetForm {
            amount: self.amount,
            kind: self.kind,
            behaviour: self.behaviour,
            confirm_cut: "yes".to_owned(),
            seen: self.seen,
            password: self.password,
            why: self.why,
            ..SetBudgetForm::about(self.customer)
        }
    }
}

/// A [`SetBudgetForm`] without fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBudget {
    /// The new total, in the currency of the customer.
    pub amount: BudgetAmount,
    /// Monthly or one-time.
    pub kind: BudgetType,
    /// `None` leaves it as it is.
    pub behaviour: Option<FreezeBehaviour>,
    /// Unfreeze the account as well, if the partner froze it.
    pub lift_freeze: bool,
    /// Whether a cut below the used amount, or by more than half, is meant.
    pub cut_confirmed: bool,
}

impl SetBudgetForm {
    /// An empty form for a customer.
    pub fn about(customer: CustomerId) -> Self {
        Self {
            customer,
            amount: String::new(),
            kind: String::new(),
            behaviour: String::new(),
            lift_freeze: String::new(),
            confirm_cut: String::new(),
            seen: ShownBudget::default(),
            raise_for: String::new(),
            password: String::new(),
            why: String::new(),
        }
    }

    /// The purchase that it is raised for; `None` also for a text that is none.
    pub fn purchase(&self) -> Option<RaiseFor> {
        RaiseFor::parse(&self.raise_for).ok()
    }

    /// The key of the notice that the page of that purchase shows after the raise.
    pub fn notice_of(what: &RaiseFor) -> FormKey {
        FormKey { form: Self::SPEC.name.to_owned(), subject: what.code() }
    }

    /// What it asks for.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with every field that is wrong.
    pub fn check(&self) -> Result<NewBudget, AppError> {
        let mut wrong = Vec::new();
        let mut refuse = |field: super::Field, problem| {
            wrong.push(FieldError { field: field.name.to_owned(), problem });
        };
        let amount =
            BudgetAmount::parse(&self.amount).map_err(|why| refuse(Self::AMOUNT, FieldProblem::Amount(why)));
        let kind = match BudgetType::from(self.kind.trim()) {
            BudgetType::Other(given) => {
                let problem = if given.is_empty() { FieldProblem::Missing } else { FieldProblem::NotOffered };
                refuse(Self::KIND, problem);
                None
            }
            known => Some(known),
        };
        let behaviour = match self.behaviour.trim() {
            "" => Some(None),
            "0" => Some(Some(FreezeBehaviour::Manual)),
            "1" => Some(Some(FreezeBehaviour::Automatic)),
            _ => {
                refuse(Self::BEHAVIOUR, FieldProblem::NotOffered);
                None
            }
        };
        let (lift_freeze, cut_confirmed) = (self.lift_freeze == "yes", self.confirm_cut == "yes");
        match (amount, kind, behaviour) {
            (Ok(amount), Some(kind), Some(behaviour)) => {
                Ok(NewBudget { amount, kind, behaviour, lift_freeze, cut_confirmed })
            }
            _ => Err(AppError::Invalid(wrong)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_every_wrong_field_at_once() {
        let form = SetBudgetForm {
            amount: "0".into(),
            kind: "WEEKLY".into(),
            behaviour: "7".into(),
            ..SetBudgetForm::about(CustomerId::parse("c1").unwrap())
        };
        let Err(AppError::Invalid(wrong)) = form.check() else { panic!("accepted") };
        let fields: Vec<_> = wrong.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["amount", "kind", "behaviour"]);
    }
}
