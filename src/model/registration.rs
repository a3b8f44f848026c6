//! Registering customers (partner.yaml, checkUserIdentity, createSubCustomer).

use super::ids::CustomerId;
use serde::{Deserialize, Serialize};

closed_enum! {
    /// What somebody may want to register with. Its code is the sheet's `search_type`.
    pub enum IdentityKind {
        /// An account name: 5 to 32 letters, digits, hyphens and underscores.
        AccountName = "name",
        /// An e-mail address.
        Email = "email",
        /// A mobile number with its country, such as `0052-5550100`.
        Mobile = "mobile",
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
    /// True when HUAWEI CLOUD has confirmed its association with the partner. Otherwise the association
    /// is pending, and the customer appears in the partner's list when it is done.
    pub associated: bool,
}
