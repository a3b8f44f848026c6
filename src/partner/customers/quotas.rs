//! The partner's consumption quota (partner.yaml, showPartnerConsumptionQuota).

use crate::client::Partner;
use crate::client::call::Call;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::SHOW_QUOTA;
use model::error::PartnerFailure;
use model::money::{Currency, Money};
use model::overview::ConsumptionQuota;

impl Partner {
    /// What the partner may owe the vendor, and how much of it is used.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached, or when the answer
    /// lacks the figures.
    pub async fn consumption_quota(&self) -> Result<ConsumptionQuota, PartnerFailure> {
        let quota =
            self.call(Call::new(&SHOW_QUOTA), |answer| quota(&answer.fields()?, &self.config().currency));
        Ok(quota.await?)
    }
}

fn quota(fields: &Fields<'_>, site: &Currency) -> Result<ConsumptionQuota, Unreadable> {
    if !fields.in_main_unit() {
        return Err(Unreadable);
    }
    let currency = fields.currency("currency")?.unwrap_or_else(|| site.clone());
    let total = fields.exact("consumption_quota")?.ok_or(Unreadable)?;
    let used = fields.exact("used_consumption_quota")?.ok_or(Unreadable)?;
    Ok(ConsumptionQuota { total: Money::new(total, currency.clone()), used: Money::new(used, currency) })
}
