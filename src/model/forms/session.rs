//! Signing in and out, and what users set for themselves: the view, the password, their sessions.

use super::field::{PASSWORD, SHORT};
use super::form::form;
use crate::time::known_zone;
use crate::viewer::{AUTOMATIC_ZONE, Density, Language, Theme, ViewChoices};
use serde::{Deserialize, Serialize};

/// Most characters of a login name.
pub(super) const NAME: usize = 64;
/// Most characters of a path.
const PATH: usize = 8 * 1024;
/// Most characters of an unsent form that is kept during the sign-in.
const CARRIED: usize = 256 * 1024;

/// Signs in. It is posted to its own page, so that the browser shows the address of that page and
/// not of a server function.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInForm {
    /// The login name.
    #[serde(default)]
    pub name: String,
    /// The password.
    #[serde(default)]
    pub password: String,
    /// A path of this desk to go to afterwards.
    #[serde(default)]
    pub next: String,
    /// A form that arrived after the session had ended ([`super::Unsent`]), as the desk wrote it
    /// into the page; from outside, so only ever shown in that form's fields.
    #[serde(default)]
    pub unsent: String,
}

form! {
    SignInForm is "sign-in" at "/sign-in" about |_, _| String::new();
    name: NAME, Typed, NAME;
    password: PASSWORD, Secret, PASSWORD;
    next: NEXT, Hidden, PATH;
    unsent: UNSENT, Hidden, CARRIED;
}

/// Signs out.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOutForm {}

form! {
    SignOutForm is "sign-out" at "/api/sign_out" about |_, _| String::new();
}

/// Chooses language, theme, density or time zone; each empty when not meant.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewForm {
    /// Tag of a language.
    #[serde(default)]
    pub language: String,
    /// Code of a theme.
    #[serde(default)]
    pub theme: String,
    /// Code of a density.
    #[serde(default)]
    pub density: String,
    /// Name of a time zone, such as `Asia/Shanghai`, or [`AUTOMATIC_ZONE`].
    #[serde(default)]
    pub zone: String,
    /// Name of the browser's time zone: told by a script, chosen by nobody.
    #[serde(default)]
    pub browser_zone: String,
}

impl ViewForm {
    /// What was chosen. Values that are not on offer are left out.
    pub fn choices(&self) -> ViewChoices {
        ViewChoices {
            language: Language::from_tags(&self.language),
            theme: Theme::from_code(&self.theme),
            density: Density::from_code(&self.density),
            zone: Some(&self.zone).filter(|zone| *zone == AUTOMATIC_ZONE || is_zone(zone)).cloned(),
        }
    }

    /// The zone that a script told, if there is such a one.
    pub fn told_zone(&self) -> Option<&str> {
        Some(self.browser_zone.as_str()).filter(|zone| is_zone(zone))
    }
}

/// Also what a cookie can hold: names in the table have no signs that would end it.
fn is_zone(name: &str) -> bool {
    !name.is_empty() && known_zone(name).is_some()
}

form! {
    ViewForm is "view" at "/api/view" about |_, _| String::new();
    language: LANGUAGE, Typed, SHORT;
    theme: THEME, Typed, SHORT;
    density: DENSITY, Typed, SHORT;
    zone: ZONE, Typed, SHORT;
    browser_zone: BROWSER_ZONE, Typed, SHORT;
}

/// Changes one's own password.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangePasswordForm {
    /// The present one.
    #[serde(default)]
    pub password: String,
    /// The new one.
    #[serde(default)]
    pub new_password: String,
    /// The new one once more.
    #[serde(default)]
    pub again_password: String,
}

form! {
    ChangePasswordForm is "change-password" at "/api/change_password" about |_, _| String::new();
    password: PASSWORD, Secret, PASSWORD;
    new_password: NEW_PASSWORD, Secret, PASSWORD;
    again_password: AGAIN_PASSWORD, Secret, PASSWORD;
}

/// Ends one of one's own sessions: one form for all of them, whose buttons have the ids.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndSessionForm {
    /// The session, as [`crate::sessions::UserSession::id`] names it.
    #[serde(default)]
    pub session: String,
}

form! {
    EndSessionForm is "end-session" at "/api/end_session" about |_, _| String::new();
    session: SESSION, Typed, SHORT;
}

/// Ends all of one's own sessions but the present one.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndOtherSessionsForm {}

form! {
    EndOtherSessionsForm is "end-other-sessions" at "/api/end_other_sessions" about |_, _| String::new();
}
