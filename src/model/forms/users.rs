//! What administrators do with users, and the answer to an invitation. Each change of a user asks for the
//! password of who makes it.

use super::field::{ID, PASSWORD, SHORT};
use super::form::form;
use super::session::NAME;
use crate::ids::UserId;
use serde::{Deserialize, Serialize};

/// Most characters of what the link of an invitation holds.
const TOKEN: usize = 128;

/// Adds a user, who sets a password by a link.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteUserForm {
    /// The login name.
    #[serde(default)]
    pub name: String,
    /// Code of the role.
    #[serde(default)]
    pub role: String,
    /// The administrator's password.
    #[serde(default)]
    pub password: String,
}

form! {
    InviteUserForm is "invite-user" at "/api/invite_user" about |_, _| String::new();
    name: NAME, Typed, NAME;
    role: ROLE, Typed, SHORT;
    password: PASSWORD, Secret, PASSWORD;
}

/// Sets a password by the link of an invitation. It is posted to its own page, as signing in is.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptInvitationForm {
    /// What the link holds. It is never stored.
    #[serde(default)]
    pub token: String,
    /// The new password.
    #[serde(default)]
    pub new_password: String,
    /// The new password once more.
    #[serde(default)]
    pub again_password: String,
}

form! {
    AcceptInvitationForm is "accept-invitation" at "/invitation" about |_, _| String::new();
    token: TOKEN, Hidden, TOKEN;
    new_password: NEW_PASSWORD, Secret, PASSWORD;
    again_password: AGAIN_PASSWORD, Secret, PASSWORD;
}

/// Gives a user another role.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRoleForm {
    /// The user.
    pub id: UserId,
    /// Code of the role.
    #[serde(default)]
    pub role: String,
    /// The administrator's password.
    #[serde(default)]
    pub password: String,
}

form! {
    ChangeRoleForm is "change-role" at "/api/change_role" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
    role: ROLE, Typed, SHORT;
    password: PASSWORD, Secret, PASSWORD;
}

/// The forms that hold a user and the administrator's password.
macro_rules! about_user {
    ($($(#[$doc:meta])* $form:ident, $name:literal, $action:literal;)+) => { $(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $form {
            /// The user.
            pub id: UserId,
            /// The administrator's password.
            #[serde(default)]
            pub password: String,
        }

        impl $form {
            /// Not filled in yet.
            pub fn about(id: UserId) -> Self {
                Self { id, password: String::new() }
            }
        }

        form! {
            $form is $name at $action about |form, _| form.id.to_string();
            id: ID, Hidden, ID;
            password: PASSWORD, Secret, PASSWORD;
        }
    )+ };
}

about_user! {
    /// Makes a new link by which the user sets a password; an earlier one counts no more.
    RenewInvitationForm, "renew-invitation", "/api/renew_invitation";
    /// Switches a user off.
    SwitchOffUserForm, "switch-off-user", "/api/switch_off_user";
    /// Switches a user on again.
    SwitchOnUserForm, "switch-on-user", "/api/switch_on_user";
    /// Ends the sessions of a user.
    EndUserSessionsForm, "end-user-sessions", "/api/end_user_sessions";
    /// Takes the second factor of a user away.
    RemoveSecondFactorForm, "remove-second-factor", "/api/remove_second_factor";
}

/// Gives a role a permission, or takes it away.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRightForm {
    /// Code of the role.
    #[serde(default)]
    pub role: String,
    /// Code of the permission.
    #[serde(default)]
    pub permission: String,
    /// `yes` or `no`.
    #[serde(default)]
    pub granted: String,
    /// The administrator's password.
    #[serde(default)]
    pub password: String,
}

form! {
    ChangeRightForm is "change-right" at "/api/change_right"
        about |form, _| format!("{} {}", form.role, form.permission);
    role: ROLE, Hidden, SHORT;
    permission: PERMISSION, Hidden, SHORT;
    granted: GRANTED, Typed, SHORT;
    password: PASSWORD, Secret, PASSWORD;
}
