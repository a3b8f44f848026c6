//! Coupons (partner.yaml, listSubCustomerCoupons).

use super::ids::OrderId;
use super::money::Money;
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

open_int_enum!(
    /// The status of a coupon.
    CouponStatus {
        /// Not activated.
        Inactive = 1,
        /// Can be used.
        Usable = 2,
        /// Used up.
        Used = 3,
        /// Too late.
        Expired = 4,
        /// Taken back.
        Withdrawn = 5,
    }
);

open_int_enum!(
    /// What a coupon does. On the international and the European site all are cash coupons.
    CouponKind {
        /// Pays a part.
        Cash = 1,
        /// Lowers the price.
        Discount = 2,
        /// For a product.
        Product = 3,
        /// For anything.
        Flexible = 4,
    }
);

open_int_enum!(
    /// How often a coupon can be used.
    CouponVersion {
        /// Once.
        Single = 1,
        /// Until nothing is left of it.
        Reusable = 2,
    }
);

open_text_enum!(
    /// Whether a coupon is held back.
    CouponHold {
        /// It is not.
        No = "0",
        /// It is.
        Yes = "1",
    }
);

/// One condition for using a coupon, as the partner API words it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponLimit {
    /// What is limited, such as `cloudServiceType` or `regionCode`. The list of keys is not published.
    pub key: Option<String>,
    /// To what.
    pub value: Option<String>,
    /// A second value, such as the name of a region.
    pub second_value: Option<String>,
    /// Unit of the values.
    pub unit: Option<String>,
}

/// A coupon of a customer, of the partner, or of one of its resellers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coupon {
    /// Its id; a payment names it.
    pub id: String,
    /// Its code, as printed.
    pub code: Option<String>,
    /// Its state.
    pub status: Option<CouponStatus>,
    /// Account id of its owner: a customer, the partner, or a reseller.
    pub owner: Option<String>,
    /// What it does.
    pub kind: Option<CouponKind>,
    /// How often it can be used.
    pub version: Option<CouponVersion>,
    /// Its value when it was issued.
    pub face_value: Option<Money>,
    /// What is left of it; for reusable ones only.
    pub balance: Option<Money>,
    /// Can be used from, UTC.
    pub valid_from: Option<Timestamp>,
    /// Can be used until, UTC.
    pub valid_until: Option<Timestamp>,
    /// Activated, UTC.
    pub activated_at: Option<Timestamp>,
    /// Last used, UTC.
    pub used_at: Option<Timestamp>,
    /// The order that used it.
    pub order: Option<OrderId>,
    /// The order that holds it now; for reusable ones only.
    pub held_by: Option<OrderId>,
    /// Id of the campaign it comes from.
    pub plan: Option<String>,
    /// Name of that campaign.
    pub plan_name: Option<String>,
    /// Held back by the vendor.
    pub hold: Option<CouponHold>,
    /// Conditions; none means that it can be used for every order.
    pub limits: Vec<CouponLimit>,
    /// Its issuer: a partner's id, or a campaign's.
    pub source: Option<String>,
}
