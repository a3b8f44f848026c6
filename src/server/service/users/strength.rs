//! Whether a new password is good enough. Passwords from before the rules keep working.

use super::passwords::{LONGEST, SHORTEST};
use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::store::name_key;
use model::error::{AppError, FieldProblem, WeakPassword};
use zxcvbn::feedback::Warning;
use zxcvbn::{Entropy, Score, zxcvbn};

/// What everybody who tries passwords of this desk knows.
const KNOWN: [&str; 4] = ["partnerdesk", "huawei", "huaweicloud", "cloud"];
/// A name this short occurs in words by chance.
const SHORT_NAME: usize = 4;

/// Checks a new password of a user with that name. `field` is the field of the form.
///
/// # Errors
/// [`AppError::Invalid`] for the field; [`AppError::Internal`] when the thread was stopped.
pub async fn check(ctx: &Ctx, field: &str, password: &str, name: &str) -> Result<()> {
    let (password, name) = (password.to_owned(), name.to_owned());
    // Up to 100 ms for the longest ones.
    let problem = tokio::task::spawn_blocking(move || problem(&password, &name)).await;
    match problem {
        Ok(None) => Ok(()),
        Ok(Some(problem)) => Err(AppError::field(field, problem).into()),
        Err(_) => Err(AppError::Internal(ctx.request.clone()).into()),
    }
}

/// Why a password is refused.
fn problem(password: &str, name: &str) -> Option<FieldProblem> {
    let length = password.chars().count();
    if length == 0 {
        return Some(FieldProblem::Missing);
    }
    if length > LONGEST {
        return Some(FieldProblem::TooLong(128));
    }
    if length < SHORTEST {
        return Some(FieldProblem::TooShort(12));
    }
    if is_made_from(name, password) {
        return Some(FieldProblem::WeakPassword(WeakPassword::Name));
    }
    let known: Vec<&str> = KNOWN.into_iter().chain([name]).collect();
    let entropy = zxcvbn(password, &known);
    (entropy.score() < Score::Three).then(|| FieldProblem::WeakPassword(why(&entropy)))
}

/// Whether little is left of a password without the name of its user, forwards or backwards.
fn is_made_from(name: &str, password: &str) -> bool {
    let (name, password) = (name_key(name), name_key(password));
    if name.chars().count() < SHORT_NAME {
        return false;
    }
    let backwards: String = name.chars().rev().collect();
    let rest = password.replace(&name, "").replace(&backwards, "");
    rest.len() < password.len() && rest.chars().count() < SHORTEST - SHORT_NAME
}

fn why(entropy: &Entropy) -> WeakPassword {
    match entropy.feedback().and_then(|feedback| feedback.warning()) {
        Some(
            Warning::ThisIsATop10Password
            | Warning::ThisIsATop100Password
            | Warning::ThisIsACommonPassword
            | Warning::ThisIsSimilarToACommonlyUsedPassword,
        ) => WeakPassword::Common,
        Some(
            Warning::StraightRowsOfKeysAreEasyToGuess
            | Warning::ShortKeyboardPatternsAreEasyToGuess
            | Warning::RepeatsLikeAaaAreEasyToGuess
            | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess
            | Warning::SequencesLikeAbcAreEasyToGuess,
        ) => WeakPassword::Pattern,
        Some(
            Warning::RecentYearsAreEasyToGuess
            | Warning::AWordByItselfIsEasyToGuess
            | Warning::DatesAreOftenEasyToGuess
            | Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
            | Warning::CommonNamesAndSurnamesAreEasyToGuess,
        ) => WeakPassword::Word,
        None => WeakPassword::Short,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::service::database_kind::{DEMO_PASSWORD, DEMO_USERS};
    use proptest::prelude::*;

    fn weak(why: WeakPassword) -> Option<FieldProblem> {
        Some(FieldProblem::WeakPassword(why))
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for (password, name, expected) in [
            ("", "ann", Some(FieldProblem::Missing)),
            ("elevenchars", "ann", Some(FieldProblem::TooShort(12))),
            ("密码密码密码密码", "ann", Some(FieldProblem::TooShort(12))),
            ("password1234", "ann", weak(WeakPassword::Common)),
            ("Passw0rd!2024", "ann", weak(WeakPassword::Common)),
            ("123456789012", "ann", weak(WeakPassword::Pattern)),
            ("aaaaaaaaaaaaaaaaaaaa", "ann", weak(WeakPassword::Pattern)),
            ("qwertyuiopas", "ann", weak(WeakPassword::Common)),
            ("administrator1", "administrator", weak(WeakPassword::Name)),
            ("rotartsinimda99", "Administrator", weak(WeakPassword::Name)),
            ("ＡＤＭＩＮＩＳＴＲＡＴＯＲ-1", "administrator", weak(WeakPassword::Name)),
            ("summer sea tower", "ann", None),
            ("夏天的海边有一座灯塔很亮", "ann", None),
        ] {
            assert_eq!(problem(password, name), expected, "{password:?} of {name}");
        }
        assert_eq!(problem(&"x".repeat(129), "ann"), Some(FieldProblem::TooLong(128)));
        let long =
            "seven grey herons wait beside the old canal bridge until the morning train has passed over it";
        assert_eq!(problem(long, "ann"), None, "long ones are not punished");
    }

    #[test]
    fn the_demo_keeps_its_password() {
        for (name, _) in DEMO_USERS {
            assert_eq!(problem(DEMO_PASSWORD, name), None, "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange_to_be_judged(password in "\\PC{0,140}", name in "\\PC{0,70}") {
            let length = password.chars().count();
            let refused = problem(&password, &name);
            prop_assert!(refused.is_some() || (SHORTEST..=LONGEST).contains(&length));
        }
    }
}
