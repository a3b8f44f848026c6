//! One type per form of the desk: its name, its fields, how long they may be, which of them are
//! secret, its checks, and what it is about. The page, the server function and the service use
//! that one type, so that a field has its name in one place.

mod state;

pub mod budgets;
pub mod bulk;
pub mod changes;
pub mod customers;
pub mod orders;
pub mod payments;
pub mod renewals;
pub mod session;

pub use state::{FormKey, FormState, FormStates, Notice, Unsent};

use super::error::{AppError, FieldError, FieldProblem};
use super::ids::{BulkId, CustomerId, IntentId, OrderId, ResourceId};
use serde::{Deserialize, Serialize};

/// Most characters of an id, as [`super::ids`] reads them.
const ID: usize = 64;
/// Most characters of a password.
const PASSWORD: usize = 128;
/// Most characters of a code or of an amount as it is typed.
const SHORT: usize = 64;

/// Who fills a field in, and whether it may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// The page: what the form is about, or what the page showed.
    Hidden,
    /// The person.
    Typed,
    /// The person, and nothing keeps it: not the session, and not the way over the sign-in.
    Secret,
}

/// One field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, in the form and in a [`FieldError`].
    pub name: &'static str,
    /// The name under which each of several values is posted.
    pub list: &'static str,
    /// Most characters of a value.
    pub max: usize,
    /// Who fills it in.
    pub kind: FieldKind,
}

impl Field {
    /// Whether a posted name is this field's: `seen[amount]` and `ids[]` are parts of `seen` and
    /// of `ids`.
    pub fn owns(&self, posted: &str) -> bool {
        posted.strip_prefix(self.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
    }
}

/// What is the same for every copy of a form.
#[derive(Clone, Copy, Debug)]
pub struct FormSpec {
    /// Its name, such as `set-budget`: its id on the page, and where it is kept.
    pub name: &'static str,
    /// The path that it is posted to.
    pub action: &'static str,
    /// Its fields, in the order of the page.
    pub fields: &'static [Field],
}

impl FormSpec {
    /// The field that a posted name belongs to.
    pub fn field(&self, posted: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.owns(posted))
    }

    /// Those of the pairs that may be kept: of fields of this form, never secret. What is too
    /// long for its field stays, so that it can be shortened.
    pub fn keepable(&self, values: Vec<(String, String)>) -> Vec<(String, String)> {
        let is_secret = |field: &Field| field.kind == FieldKind::Secret;
        let may_be_kept = |name: &str| self.field(name).is_some_and(|field| !is_secret(field));
        values.into_iter().filter(|(name, _)| may_be_kept(name)).collect()
    }
}

/// A form of the desk.
pub trait Form: Clone + Send + Sync + 'static {
    /// Its name, its address and its fields.
    const SPEC: FormSpec;

    /// What it holds, under the names that are posted.
    fn values(&self) -> Vec<(String, String)>;

    /// What it is about, as text: an id; for a form about a selection, the path and query of the
    /// page that shows the selection; empty where there is only one.
    fn subject(&self, page: &str) -> String;

    /// Under which what it leaves behind is kept.
    fn key(&self, page: &str) -> FormKey {
        FormKey { form: Self::SPEC.name.to_owned(), subject: self.subject(page) }
    }

    /// Holds every field against its longest.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with every field that is too long.
    fn check_lengths(&self) -> Result<(), AppError> {
        let too_long = |(name, value): (String, String)| {
            let field = Self::SPEC.field(&name)?;
            let most = u16::try_from(field.max).unwrap_or(u16::MAX);
            let long = value.chars().count() > field.max;
            long.then(|| FieldError { field: field.name.to_owned(), problem: FieldProblem::TooLong(most) })
        };
        let wrong: Vec<FieldError> = self.values().into_iter().filter_map(too_long).collect();
        if wrong.is_empty() { Ok(()) } else { Err(AppError::Invalid(wrong)) }
    }
}

/// A form as it arrives, with the way back that the page wrote into it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Posted<F> {
    /// Its fields.
    #[serde(flatten)]
    pub form: F,
    /// Path and query of the page that it stood on, as [`BACK`]; from outside, so not yet checked.
    #[serde(default)]
    pub back: String,
}

/// The name of the hidden field with the way back.
pub const BACK: &str = "back";

/// What a field of a form is made of.
trait FieldValue {
    /// The pairs that a browser posts for it.
    fn pairs(&self, name: &str) -> Vec<(String, String)>;
}

impl FieldValue for String {
    fn pairs(&self, name: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), self.clone())]
    }
}

macro_rules! id_values {
    ($($id:ty),+) => { $(
        impl FieldValue for $id {
            fn pairs(&self, name: &str) -> Vec<(String, String)> {
                vec![(name.to_owned(), self.to_string())]
            }
        }
    )+ };
}
id_values!(BulkId, CustomerId, IntentId, OrderId, ResourceId);

impl<T: std::fmt::Display> FieldValue for Vec<T> {
    fn pairs(&self, name: &str) -> Vec<(String, String)> {
        self.iter().map(|one| (format!("{name}[]"), one.to_string())).collect()
    }
}

/// Makes a struct a [`Form`]. Each of its fields stands here once, in the order of the page, with
/// the name of its constant, its [`FieldKind`] and its longest; one that is left out does not
/// compile. `about` says what the form is about: a function of the form and of its page.
macro_rules! form {
    (
        $form:ident is $name:literal at $action:literal about $subject:expr;
        $($field:ident: $constant:ident, $kind:ident, $max:expr;)*
    ) => {
        impl $form {
            $(
                #[doc = concat!("The field `", stringify!($field), "`.")]
                pub const $constant: $crate::model::forms::Field = $crate::model::forms::Field {
                    name: stringify!($field),
                    list: concat!(stringify!($field), "[]"),
                    max: $max,
                    kind: $crate::model::forms::FieldKind::$kind,
                };
            )*
        }

        impl $crate::model::forms::Form for $form {
            const SPEC: $crate::model::forms::FormSpec = $crate::model::forms::FormSpec {
                name: $name,
                action: $action,
                fields: &[$(Self::$constant),*],
            };

            fn values(&self) -> Vec<(String, String)> {
                let Self { $($field),* } = self;
                let fields: &[Vec<(String, String)>] =
                    &[$($crate::model::forms::FieldValue::pairs($field, stringify!($field))),*];
                fields.concat()
            }

            fn subject(&self, page: &str) -> String {
                let about: fn(&Self, &str) -> String = $subject;
                about(self, page)
            }
        }

        /// The name alone: its fields may be secret.
        impl std::fmt::Debug for $form {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($form)).finish_non_exhaustive()
            }
        }
    };
}
use form;

/// Every form of the desk.
pub const ALL: &[FormSpec] = &[
    budgets::SetBudgetForm::SPEC,
    bulk::PlanBudgetsForm::SPEC,
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
    changes::SettleChangeForm::SPEC,
    customers::FreezeForm::SPEC,
    customers::UnfreezeForm::SPEC,
    orders::CancelOrderForm::SPEC,
    payments::PayForm::SPEC,
    payments::SettlePaymentForm::SPEC,
    payments::ApprovePaymentForm::SPEC,
    payments::DeclinePaymentForm::SPEC,
    renewals::RenewForm::SPEC,
    renewals::ChooseOrdersForm::SPEC,
    renewals::SettleRenewalForm::SPEC,
    session::SignInForm::SPEC,
    session::SignOutForm::SPEC,
    session::ViewForm::SPEC,
];

/// The form of a name.
pub fn find(name: &str) -> Option<&'static FormSpec> {
    ALL.iter().find(|spec| spec.name == name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::budgets::{Seen, SetBudgetForm};
    use super::*;
    use std::collections::HashSet;

    fn set_budget() -> SetBudgetForm {
        SetBudgetForm {
            amount: "100".into(),
            seen: Seen { amount: "90".into(), kind: "MONTHLY".into() },
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
