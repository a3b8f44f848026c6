//! The states of posted forms between requests: in the session of the signed-in user, and, for a
//! form that arrived after its session had ended, inside the sign-in form. Nothing is stored for
//! visitors who are not signed in.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::error::AppError;
use model::forms;
use model::forms::{Form, FormKey, FormState, FormStates, Unsent};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Most bytes of an unsent form as text in the sign-in form; it has to fit the largest body.
const MOST_CARRIED: usize = 200_000;

/// Why the answer is the sign-in page, in place of what was asked for.
#[derive(Clone, Debug)]
pub struct SignInAgain {
    /// The error: nobody is signed in, or the sign-in was refused.
    pub error: AppError,
    /// What the sign-in form showed, if it was that form.
    pub values: Vec<(String, String)>,
    /// Where to go after signing in: a path of this desk.
    pub next: String,
    /// The form that was posted, if it was one.
    pub form: Option<&'static str>,
    /// The form to keep during the sign-in, encoded by [`pack`].
    pub unsent: Option<String>,
}

/// A form of somebody who is not signed in, refused: its page is the answer, and nothing is kept.
#[derive(Clone, Debug)]
pub struct RefusedHere {
    /// Address of the page.
    pub here: String,
    /// The form.
    pub key: FormKey,
    /// Why, and what was typed.
    pub state: FormState,
}

/// The form states of one request, and which of them its answer has shown.
#[derive(Clone, Debug, Default)]
pub struct RequestForms(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    left: FormStates,
    taken: Vec<FormKey>,
    again: Option<SignInAgain>,
    refused: Option<RefusedHere>,
}

impl RequestForms {
    /// For a page that may show these.
    pub fn with(left: FormStates) -> Self {
        Self(Arc::new(Mutex::new(Inner { left, ..Inner::default() })))
    }

    /// For the sign-in page that replaces another answer.
    pub fn for_sign_in(again: SignInAgain) -> Self {
        let mut left = FormStates::default();
        if again.error != AppError::SignedOut {
            let key = forms::session::SignInForm::default().key("");
            let (values, error) = (again.values.clone(), Some(again.error.clone()));
            left.keep(key, FormState { values, error, notice: None });
        }
        Self(Arc::new(Mutex::new(Inner { left, again: Some(again), ..Inner::default() })))
    }

    /// The state of a posted form, for the page that shows that form for that subject.
    pub fn take(&self, key: &FormKey) -> Option<FormState> {
        let mut inner = self.inner();
        let state = inner.left.get(key).cloned()?;
        if !inner.taken.contains(key) {
            inner.taken.push(key.clone());
        }
        Some(state)
    }

    /// What the page took.
    pub fn taken(&self) -> Vec<FormKey> {
        self.inner().taken.clone()
    }

    /// Makes the sign-in page the answer.
    pub fn sign_in_again(&self, again: SignInAgain) {
        self.inner().again = Some(again);
    }

    /// Makes the page of a refused form the answer.
    pub fn refuse_here(&self, refused: RefusedHere) {
        self.inner().refused = Some(refused);
    }

    /// The refused form whose page is the answer, if one is.
    pub fn refused(&self) -> Option<RefusedHere> {
        self.inner().refused.clone()
    }

    /// Why the answer is the sign-in page, if it is.
    pub fn again(&self) -> Option<SignInAgain> {
        self.inner().again.clone()
    }

    // Its value is consistent at any moment, even after a thread panicked.
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A form that arrived too late, without its secrets, to be kept during the sign-in.
pub fn unsent<F: Form>(form: &F, back: String) -> Unsent {
    let uploads =
        [forms::bulk::UploadBudgetsForm::SPEC.name, forms::assignments::UploadAssignmentsForm::SPEC.name];
    let had_file = uploads.contains(&F::SPEC.name)
        && form.values().iter().any(|(name, value)| name == "file" && !value.is_empty());
    Unsent {
        form: F::SPEC.name.to_owned(),
        subject: form.subject(&back),
        back,
        values: F::SPEC.keepable(form.values()),
        too_long: false,
        had_file,
    }
}

/// Writes an unsent form as letters, digits, `-` and `_`: browsers change line breaks in fields,
/// and every other letter would take three. Without its values where they are too long.
pub fn pack(unsent: Unsent) -> String {
    let text = |unsent: &Unsent| URL_SAFE_NO_PAD.encode(serde_json::to_vec(unsent).unwrap_or_default());
    let whole = text(&unsent);
    if whole.len() <= MOST_CARRIED {
        return whole;
    }
    text(&Unsent { values: Vec::new(), too_long: true, ..unsent })
}

/// Reads it; `None` for what no sign-in page of ours wrote. It comes from outside: of its values
/// those are left that the form of that name may keep.
pub fn unpack(text: &str) -> Option<Unsent> {
    let unsent: Unsent = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let spec = forms::find(&unsent.form)?;
    Some(Unsent { values: spec.keepable(unsent.values), ..unsent })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::forms::budgets::SetBudgetForm;
    use model::forms::bulk::UploadBudgetsForm;
    use model::ids::CustomerId;

    #[test]
    fn a_long_text_is_carried_and_a_secret_is_not() {
        let text = "客户,金额\r\n\"a\tb\",1\r\n".repeat(3_400);
        let form = UploadBudgetsForm { text: text.clone(), ..UploadBudgetsForm::default() };
        let packed = pack(unsent(&form, "/budgets/bulk".into()));
        assert!(text.len() > 78_000 && packed.len() <= MOST_CARRIED);
        let carried = unpack(&packed).unwrap();
        assert!(carried.values.contains(&("text".to_owned(), text)) && !carried.too_long);
        let form = SetBudgetForm {
            password: "canary".into(),
            ..SetBudgetForm::about(CustomerId::parse("c1").unwrap())
        };
        let carried = unpack(&pack(unsent(&form, "/budgets/c1".into()))).unwrap();
        assert_eq!((carried.subject.as_str(), carried.back.as_str()), ("c1", "/budgets/c1"));
        assert!(carried.values.iter().all(|(name, value)| name != "password" && value != "canary"));
    }

    #[test]
    fn what_is_too_long_is_said_to_be() {
        let form = UploadBudgetsForm { text: "x".repeat(160_000), file: "a.csv".into() };
        let carried = unpack(&pack(unsent(&form, "/budgets/bulk".into()))).unwrap();
        assert!(carried.too_long && carried.had_file && carried.values.is_empty());
    }

    #[test]
    fn what_somebody_made_up_is_cut_to_what_the_form_has() {
        let made_up = Unsent {
            form: "set-budget".into(),
            values: vec![
                ("amount".into(), "1".into()),
                ("password".into(), "x".into()),
                ("role".into(), "x".into()),
            ],
            ..Unsent::default()
        };
        assert_eq!(unpack(&pack(made_up)).unwrap().values, [("amount".to_owned(), "1".to_owned())]);
        assert_eq!(unpack(&pack(Unsent { form: "no-form".into(), ..Unsent::default() })), None);
        for text in ["", "!", "e30", "\u{0}"] {
            assert_eq!(unpack(text), None, "{text:?}");
        }
    }
}
