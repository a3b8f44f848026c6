//! What a customer's own account holds (partner.yaml, showCustomerExpenditureQuota,
//! showCustomerAccountBalances).

use crate::client::Partner;
use crate::client::call::Call;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::{SHOW_BALANCES, SHOW_EXPENDITURE_QUOTA};
use model::balances::{AccountBalance, BalanceKind, Balances, ExpenditureQuota};
use model::error::PartnerFailure;
use model::ids::CustomerId;
use model::money::{Currency, Money};

impl Partner {
    /// What a customer may spend before its settlement, with its own credentials. Empty for a resale
    /// customer.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached, or when the amounts
    /// of the answer cannot be read exactly.
    pub async fn expenditure_quota(&self, customer: &CustomerId) -> Result<ExpenditureQuota, PartnerFailure> {
        let call = Call::new(&SHOW_EXPENDITURE_QUOTA).acting_for(customer);
        let quota = self.call(call, |answer| {
            let fields = answer.fields()?;
            let site = &self.config().currency;
            let (granted, used) = ("granting_amount", "granting_amount_used");
            Ok(ExpenditureQuota {
                granted: money(&fields, granted, site)?,
                used: money(&fields, used, site)?,
            })
        });
        Ok(quota.await?)
    }

    /// The accounts within a customer's account, with its own credentials. A resale customer has none:
    /// CBC.99000049.
    ///
    /// # Errors
    /// As [`Partner::expenditure_quota`]. An account that cannot be read makes the whole answer
    /// unreadable: a missing account would look like a balance of zero.
    pub async fn balances(&self, customer: &CustomerId) -> Result<Balances, PartnerFailure> {
        let call = Call::new(&SHOW_BALANCES).acting_for(customer);
        let balances = self.call(call, |answer| {
            let fields = answer.fields()?;
            let site = &self.config().currency;
            let (accounts, unread) =
                fields.rows("account_balances", |row| account(row, site).ok().flatten())?;
            if unread > 0 {
                return Err(Unreadable);
            }
            Ok(Balances { accounts, debt: money(&fields, "debt_amount", site)? })
        });
        Ok(balances.await?)
    }
}

fn account(row: &Fields<'_>, site: &Currency) -> Result<Option<AccountBalance>, Unreadable> {
    let amount = money(row, "amount", site)?;
    let known = row.text("account_id").zip(row.whole("account_type")).zip(amount);
    let Some(((id, kind), amount)) = known else { return Ok(None) };
    Ok(Some(AccountBalance {
        id,
        kind: BalanceKind::from(kind),
        amount,
        designated: money(row, "designated_amount", site)?,
        credit_limit: money(row, "credit_amount", site)?,
    }))
}

/// An amount in its own currency, or in the site's where it has none.
fn money(fields: &Fields<'_>, name: &str, site: &Currency) -> Result<Option<Money>, Unreadable> {
    let Some(amount) = fields.exact(name)? else { return Ok(None) };
    if !fields.in_main_unit() {
        return Err(Unreadable);
    }
    let currency = fields.currency("currency")?.unwrap_or_else(|| site.clone());
    Ok(Some(Money::new(amount, currency)))
}
