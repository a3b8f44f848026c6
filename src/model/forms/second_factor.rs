//! The second factor: its code at sign-in, setting it up, its recovery codes, and for which roles it is
//! required.

use super::field::{PASSWORD, SHORT};
use super::form::form;
use crate::users::Role;
use serde::{Deserialize, Serialize};

/// Most characters of a path.
const PATH: usize = 8 * 1024;

/// The second step of signing in. It is posted to its own page, as signing in is.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInCodeForm {
    /// A code of the authenticator app, or a recovery code.
    #[serde(default)]
    pub code: String,
}

form! {
    SignInCodeForm is "sign-in-code" at "/sign-in/code" about |_, _| String::new();
    code: CODE, Secret, SHORT;
}

/// Begins to set up a second factor, or to move it to another authenticator app.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeginSetUpForm {
    /// A path of this desk to go to when all is done.
    #[serde(default)]
    pub then: String,
    /// The password; a code where there is a second factor already.
    #[serde(default)]
    pub password: String,
}

form! {
    BeginSetUpForm is "begin-second-factor" at "/api/begin_second_factor" about |_, _| String::new();
    then: THEN, Hidden, PATH;
    password: PASSWORD, Secret, PASSWORD;
}

/// Ends the set-up with the first code: from then on the second factor counts.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmSetUpForm {
    /// A code of the authenticator app.
    #[serde(default)]
    pub code: String,
}

form! {
    ConfirmSetUpForm is "confirm-second-factor" at "/api/confirm_second_factor" about |_, _| String::new();
    code: CODE, Secret, SHORT;
}

/// Forgets a set-up that was begun.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelSetUpForm {}

form! {
    CancelSetUpForm is "cancel-second-factor" at "/api/cancel_second_factor" about |_, _| String::new();
}

/// Says that the recovery codes are kept: they are not shown again.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptCodesForm {
    /// A path of this desk to go to; empty for the settings.
    #[serde(default)]
    pub then: String,
}

form! {
    KeptCodesForm is "kept-recovery-codes" at "/api/kept_recovery_codes" about |_, _| String::new();
    then: THEN, Hidden, PATH;
}

/// Makes new recovery codes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCodesForm {
    /// A code.
    #[serde(default)]
    pub password: String,
}

form! {
    NewCodesForm is "new-recovery-codes" at "/api/new_recovery_codes" about |_, _| String::new();
    password: PASSWORD, Secret, PASSWORD;
}

/// Turns one's own second factor off.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnOffForm {
    /// A code.
    #[serde(default)]
    pub password: String,
}

form! {
    TurnOffForm is "turn-off-second-factor" at "/api/turn_off_second_factor" about |_, _| String::new();
    password: PASSWORD, Secret, PASSWORD;
}

/// Decides for which roles a second factor is required.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequireForm {
    /// `yes` for administrators, or empty.
    #[serde(default)]
    pub administrator: String,
    /// `yes` for managers, or empty.
    #[serde(default)]
    pub manager: String,
    /// `yes` for support, or empty.
    #[serde(default)]
    pub support: String,
    /// The administrator's password or code.
    #[serde(default)]
    pub password: String,
}

form! {
    RequireForm is "require-second-factor" at "/api/require_second_factor" about |_, _| String::new();
    administrator: ADMINISTRATOR, Typed, SHORT;
    manager: MANAGER, Typed, SHORT;
    support: SUPPORT, Typed, SHORT;
    password: PASSWORD, Secret, PASSWORD;
}

impl RequireForm {
    /// As the page shows it: for these roles it is required.
    pub fn of(required: &[Role]) -> Self {
        let yes = |role: Role| if required.contains(&role) { "yes" } else { "" }.to_owned();
        Self {
            administrator: yes(Role::Administrator),
            manager: yes(Role::Manager),
            support: yes(Role::Support),
            password: String::new(),
        }
    }

    /// What was decided for a role; `None` for what is no decision.
    pub fn decision(&self, role: Role) -> Option<bool> {
        let value = match role {
            Role::Administrator => &self.administrator,
            Role::Manager => &self.manager,
            Role::Support => &self.support,
        };
        match value.as_str() {
            "yes" => Some(true),
            "" => Some(false),
            _ => None,
        }
    }
}
