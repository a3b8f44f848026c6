//! Users as administrators see them, and what users see of themselves.

use crate::ids::UserId;
use crate::second_factor::Factor;
use crate::sessions::UserSession;
use crate::time::Timestamp;
use crate::users::{RightExceptions, Role, User};
use serde::{Deserialize, Serialize};

/// A user in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    /// The user.
    pub user: User,
    /// How many sessions are open.
    pub sessions: u64,
    /// Whether there is a second factor.
    pub factor: Factor,
    /// The open invitation ends then, UTC; `None` where there is none.
    pub invited_until: Option<Timestamp>,
}

/// One user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserView {
    /// The user.
    pub user: User,
    /// Their sessions, the one used last first.
    pub sessions: Vec<UserSession>,
    /// The open invitation ends then, UTC; `None` where there is none.
    pub invited_until: Option<Timestamp>,
    /// The whole link of the open invitation, where the caller's browser has just made it.
    pub link: Option<String>,
    /// Whether it is the caller.
    pub own: bool,
    /// Whether there is a second factor.
    pub factor: Factor,
    /// Whether no other administrator can sign in.
    pub last_administrator: bool,
}

/// What roles may do other than by default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightsView {
    /// For each role.
    pub exceptions: Vec<(Role, RightExceptions)>,
    /// The roles that require a second factor.
    pub second_factor: Vec<Role>,
}

/// What became of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InvitationState {
    /// A password may be set by it.
    Open,
    /// A password was set by it.
    Used,
    /// A newer one took its place, or the password was set in another way.
    Replaced,
    /// Its time is over.
    Expired,
    /// Its user was switched off.
    SwitchedOff,
}

/// An invitation, for who holds its link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    /// Id of the user.
    pub user: UserId,
    /// Login name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// What became of it.
    pub state: InvitationState,
    /// When it ends, UTC.
    pub expires_at: Timestamp,
}
