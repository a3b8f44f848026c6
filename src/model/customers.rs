//! Customers (partner.yaml, listSubCustomers).

use super::ids::{CustomerId, ResellerId};
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

open_text_enum!(
    /// How a customer came to the partner. Budgets, freezing and consumption quota concern resale only.
    Association {
        /// The customer pays the vendor itself.
        Referral = "1",
        /// China site only.
        Agency = "2",
        /// The partner is liable for the spend.
        Resale = "3",
    }
);

open_text_enum!(
    /// Real-name authentication.
    Verified {
        /// Nothing was submitted.
        NotAuthenticated = "-1",
        /// Under review.
        UnderReview = "0",
        /// Refused by the reviewer.
        Refused = "1",
        /// Done.
        Authenticated = "2",
        /// Failed.
        Failed = "3",
    }
);

open_int_enum!(
    /// Kind of account.
    CustomerKind {
        /// Not known yet.
        Unset = -1,
        /// A person.
        Individual = 0,
        /// A company.
        Enterprise = 1,
    }
);

open_int_enum!(
    /// Whether the partner froze the account. A frozen account can neither buy nor renew.
    Frozen {
        /// Not frozen.
        No = 0,
        /// The account only.
        Account = 1,
        /// The account and its resources (data is deleted after about 15 days).
        AccountAndResources = 2,
    }
);

impl Frozen {
    /// The `freeze_type` / `unfreeze_type` that goes with this state: lifting needs the same type.
    pub fn freeze_type(self) -> Option<&'static str> {
        match self {
            Frozen::Account => Some("ACCOUNT"),
            Frozen::AccountAndResources => Some("ACCOUNT_AND_RESOURCE"),
            Frozen::No | Frozen::Other(_) => None,
        }
    }
}

/// One customer of the partner or of one of its resellers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// The account id, also the IAM domain id.
    pub id: CustomerId,
    /// Login name of the master account.
    pub account_name: String,
    /// Company or person as authenticated; absent before.
    pub name: Option<String>,
    /// When it was associated with the partner, UTC.
    pub associated_at: Option<Timestamp>,
    /// How it is associated.
    pub association: Option<Association>,
    /// The partner's tag.
    pub label: Option<String>,
    /// Telephone without the country prefix.
    pub telephone: Option<String>,
    /// Dialling prefix, such as "0052".
    pub country_code: Option<String>,
    /// E-mail; newer servers send it.
    pub email: Option<String>,
    /// Real-name authentication; absent where it is switched off.
    pub verified: Option<Verified>,
    /// Person or company.
    pub kind: Option<CustomerKind>,
    /// Freeze set by the partner.
    pub frozen: Option<Frozen>,
    /// Login name of the partner's account manager for it.
    pub account_manager: Option<String>,
    /// User id on the partner's own platform.
    pub xaccount_id: Option<String>,
    /// Platform id that the vendor gave to the partner.
    pub xaccount_type: Option<String>,
    /// V0 to V5.
    pub level: Option<String>,
    /// The reseller it belongs to; `None` for the partner's own.
    pub reseller: Option<ResellerId>,
}

impl Customer {
    /// What to call it: the authenticated name, else the account name.
    pub fn display_name(&self) -> &str {
        match self.name.as_deref() {
            Some(name) if !name.is_empty() => name,
            _ => &self.account_name,
        }
    }

    /// Budgets and freezing concern resale customers only.
    pub fn is_resale(&self) -> bool {
        self.association == Some(Association::Resale)
    }

    /// Also for a customer of whom the type of association is not known, or is a new one: whether there is a
    /// budget, HUAWEI CLOUD then says when it is asked.
    pub fn may_be_resale(&self) -> bool {
        !matches!(self.association, Some(Association::Referral | Association::Agency))
    }
}

/// A reseller (indirect partner) of a distributor (partner.yaml, listIndirectPartners).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reseller {
    /// Its id.
    pub id: ResellerId,
    /// Login name.
    pub account_name: Option<String>,
    /// Company name.
    pub name: Option<String>,
    /// When it joined, UTC.
    pub associated_at: Option<Timestamp>,
}
