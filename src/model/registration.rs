//! Registering customers (partner.yaml, checkUserIdentity, createSubCustomer).

use super::ids::CustomerId;
use serde::{Deserialize, Serialize};

/// What somebody may want to register with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum IdentityKind {
    /// An account name: 5 to 32 letters, digits, hyphens and underscores.
    AccountName,
    /// An e-mail address.
    Email,
    /// A mobile number with its country, such as `0052-5550100`.
    Mobile,
}

impl IdentityKind {
    /// The wire form (`search_type`).
    pub fn code(self) -> &'static str {
        match self {
            Self::AccountName => "name",
            Self::Email => "email",
            Self::Mobile => "mobile",
        }
    }
}

open_text_enum!(
    /// Whether somebody can register with a name, an e-mail address or a mobile number.
    Availability {
        /// Free.
        Available = "available",
        /// Somebody has it, or it is used up.
        Taken = "used_by_user",
    }
);

/// What the partner API says of a name, an e-mail address or a mobile number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityCheck {
    /// The verdict; absent when the answer has none.
    pub availability: Option<Availability>,
    /// How many more customers can register with this mobile number; for mobile numbers only.
    pub remaining: Option<u64>,
}

/// A customer account that was just made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreatedCustomer {
    /// Its id.
    pub id: CustomerId,
    /// Its account name: the wanted one, or one made up by the vendor.
    pub account_name: Option<String>,
    /// True when the vendor has said that it belongs to the partner. Otherwise that is still going
    /// on, and the customer appears in the partner's list when it is done.
    pub associated: bool,
}
