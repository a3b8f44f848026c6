//! Identifiers. Each is its own type, so that an order id cannot be passed for a customer id.

use crate::readable::is_control;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a text is not an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: 1 to 64 printable characters without blanks")]
pub struct BadId;

/// The partner API's ids are opaque text of at most 64 characters (partner.yaml, x-conventions).
fn check(text: &str) -> Result<(), BadId> {
    let length = text.chars().count();
    let printable = text.chars().all(|c| !is_control(c) && !c.is_whitespace());
    if (1..=64).contains(&length) && printable { Ok(()) } else { Err(BadId) }
}

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);
        impl $name {
            /// Takes text that comes from outside.
            ///
            /// # Errors
            /// [`BadId`] when the text is empty, longer than 64 characters, or holds blanks or control characters.
            pub fn parse(text: impl Into<String>) -> Result<Self, BadId> {
                let text = text.into();
                check(&text)?;
                Ok(Self(text))
            }
            /// The id as sent.
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> { Self::parse(text) }
        }
        impl std::str::FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> { Self::parse(text) }
        }
        impl From<$name> for String {
            fn from(id: $name) -> String { id.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
    };
}

id!(/// A customer account; the same value as its IAM domain id.
    CustomerId);
id!(/// A reseller (indirect partner, second tier) under a distributor.
    ResellerId);
id!(/// A yearly/monthly order.
    OrderId);
id!(/// A cloud resource.
    ResourceId);
id!(/// A user of this desk.
    UserId);
id!(/// A stored intent: a payment, a renewal, or another thing that happens at most once.
    IntentId);
id!(/// A job that sets many budgets.
    BulkId);
id!(/// A saved view of a list.
    ViewId);
id!(/// A preview of assignments in bulk.
    PlanId);
id!(/// A hand-over of customers from one person to another.
    HandOverId);
id!(/// A proposed change of limits.
    LimitProposalId);
id!(/// A note on a customer, an order, a resource or a payment.
    NoteId);
id!(/// One entry of the audit log.
    AuditId);
id!(/// One request to this desk; printed in logs, errors and the audit.
    RequestId);
