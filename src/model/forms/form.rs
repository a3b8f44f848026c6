//! What every form can do, and the macro that makes a struct one.

use super::field::FormSpec;
use super::state::FormKey;
use crate::error::{AppError, FieldError, FieldProblem};
use serde::{Deserialize, Serialize};

/// A form of the desk.
pub trait Form: Clone + Send + Sync + 'static {
    /// Its name, its address and its fields.
    const SPEC: FormSpec;

    /// What it holds, under the names that are posted.
    fn values(&self) -> Vec<(String, String)>;

    /// What it is about, as text: an id; for a form about a selection, the path and query of the
    /// page that shows the selection; empty where there is only one.
    fn subject(&self, page: &str) -> String;

    /// The key under which its state is kept.
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

/// A posted form, with the return path that the page put into it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Posted<F> {
    /// Its fields.
    #[serde(flatten)]
    pub form: F,
    /// Path and query of its page, as [`BACK`]; from outside, so not yet checked.
    #[serde(default)]
    pub back: String,
}

/// The name of the hidden field with the return path.
pub const BACK: &str = "back";

/// Makes a struct a [`Form`]. Each of its fields is listed once, in the order of the page, with the
/// name of its constant, its [`FieldKind`] and its longest; a missing one does not compile. `about`
/// says what the form is about: a function of the form and of its page.
macro_rules! form {
    (
        $form:ident is $name:literal at $action:literal about $subject:expr;
        $($field:ident: $constant:ident, $kind:ident, $max:expr;)*
    ) => {
        impl $form {
            $(
                #[doc = concat!("The field `", stringify!($field), "`.")]
                pub const $constant: $crate::forms::field::Field = $crate::forms::field::Field {
                    name: stringify!($field),
                    list: concat!(stringify!($field), "[]"),
                    max: $max,
                    kind: $crate::forms::field::FieldKind::$kind,
                };
            )*
        }

        impl $crate::forms::form::Form for $form {
            const SPEC: $crate::forms::field::FormSpec = $crate::forms::field::FormSpec {
                name: $name,
                action: $action,
                fields: &[$(Self::$constant),*],
            };

            fn values(&self) -> Vec<(String, String)> {
                let Self { $($field),* } = self;
                let fields: &[Vec<(String, String)>] =
                    &[$($crate::forms::field::FieldValue::pairs($field, stringify!($field))),*];
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
pub(super) use form;
