//! The second factor of a user: a code of an authenticator app (RFC 6238), or one of ten recovery codes.

use super::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

closed_enum! {
    /// Whether a user has a second factor. Its code is used in text keys.
    #[derive(Default)]
    pub enum Factor {
        /// None, and the role does not require one.
        #[default]
        Off = "off",
        /// None, although the role requires one: until it is set up, no other page answers.
        Required = "required",
        /// Set up. Signing in and confirming ask for a code.
        On = "on",
    }
}

/// A user's own second factor.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorView {
    /// Whether there is one.
    pub factor: Factor,
    /// Whether the role requires it, so that it cannot be turned off.
    pub required: bool,
    /// Since when, UTC.
    pub since: Option<Timestamp>,
    /// Recovery codes that were not used.
    pub recovery_left: u64,
    /// Whether setting it up asks for the password first: not in the minutes after the sign-in that led there.
    pub asks_password: bool,
    /// The set-up that this session has begun, and that waits for its first code.
    pub set_up: Option<SetUp>,
    /// Recovery codes that this browser has just made, until somebody says that they are kept.
    pub new_codes: Vec<String>,
}

/// Without secrets: views get into logs.
impl fmt::Debug for SecondFactorView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecondFactorView").field("factor", &self.factor).finish_non_exhaustive()
    }
}

/// What an authenticator app has to learn.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetUp {
    /// The secret in Base32, in groups of four, for typing.
    pub secret: String,
    /// The same as a picture.
    pub picture: Picture,
}

impl fmt::Debug for SetUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SetUp")
    }
}

/// A QR code, as the path of its dark squares.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Width and height in squares, without the margin of four that readers need.
    pub size: usize,
    /// Path data of SVG, one unit for each square.
    pub path: String,
}

/// A sign-in that waits for its code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingView {
    /// Who signs in.
    pub name: String,
}
