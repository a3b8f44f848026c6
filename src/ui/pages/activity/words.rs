//! Deeds and facts in words.

use crate::model::audit::Deed;
use crate::tr;
use crate::ui::texts::tr_key;

/// What was done.
pub fn deed_text(deed: Deed) -> String {
    match deed {
        Deed::SignIn => tr!("activity-sign-in"),
        Deed::SignOut => tr!("activity-sign-out"),
        Deed::SetBudget => tr!("activity-set-budget"),
        Deed::Freeze => tr!("activity-freeze"),
        Deed::Unfreeze => tr!("activity-unfreeze"),
        Deed::Pay => tr!("activity-pay"),
        Deed::SettlePayment => tr!("activity-settle-payment"),
        Deed::CancelOrder => tr!("activity-cancel-order"),
        Deed::Renew => tr!("activity-renew"),
        Deed::SettleRenewal => tr!("activity-settle-renewal"),
        Deed::AutoRenewOn => tr!("activity-auto-renew-on"),
        Deed::AutoRenewOff => tr!("activity-auto-renew-off"),
        Deed::AddUser => tr!("activity-add-user"),
        Deed::Assign => tr!("activity-assign"),
    }
}

/// What a fact of an entry is called; its own name where the texts have none.
pub fn fact_text(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let key = plain.then(|| format!("activity-fact-{}", name.replace('_', "-")));
    key.and_then(|key| tr_key(&key)).unwrap_or_else(|| name.to_owned())
}
