//! The live price of what auto-renewal will buy. The original period, which it repeats, is reported
//! nowhere, so what is priced is the longest one that a resource can have.

use crate::server::service::Result;
use crate::server::state::Desk;
use model::auto_renewal::{Charge, longest_period};
use model::error::{AppError, PartnerFailure};
use model::ids::{CustomerId, ResourceId};
use model::money::Money;
use model::renewals::{Period, Quote};
use model::resources::Resource;
use std::collections::BTreeMap;

/// "That period is not offered for the resource".
const NOT_OFFERED: &str = "CBC.30050008";

/// What auto-renewal will buy for some resources of one customer.
#[derive(Default)]
pub(super) struct Charges {
    /// For each resource that has a price.
    pub by_resource: BTreeMap<ResourceId, Charge>,
    /// The net price of those; `None` for none, and for several currencies.
    pub total: Option<Money>,
    /// Resources without a price, and why, where HUAWEI CLOUD says so.
    pub failures: BTreeMap<ResourceId, Option<PartnerFailure>>,
}

impl Charges {
    /// The price of all resources together.
    ///
    /// # Errors
    /// Why one of them has none; [`AppError::TwoCurrencies`].
    pub fn whole(&self) -> Result<Money, AppError> {
        if let Some((resource, failure)) = self.failures.iter().next() {
            let unknown = || AppError::NoPrice(resource.to_string());
            return Err(failure.clone().map_or_else(unknown, |failure| AppError::Partner(Box::new(failure))));
        }
        self.total.clone().ok_or(AppError::TwoCurrencies)
    }

    fn add(&mut self, quote: &Quote, net: Money) {
        let price = |amount| Money::new(amount, quote.currency.clone());
        let charges = quote
            .prices
            .iter()
            .map(|row| (row.resource.clone(), Charge { period: quote.period, price: price(row.amount) }));
        let is_first = self.by_resource.is_empty();
        self.by_resource.extend(charges);
        self.total =
            if is_first { Some(net) } else { self.total.take().and_then(|sum| sum.checked_add(&net)) };
    }
}

/// The price of what auto-renewal will buy for one resource alone, as it is compared again before it is
/// switched on alone: the prices of a selection are rounded as a whole.
///
/// # Errors
/// As [`Charges::whole`].
pub(in crate::server::service) async fn price_alone(
    desk: &Desk,
    customer: &CustomerId,
    resource: &Resource,
) -> Result<Money, AppError> {
    charges(desk, customer, &[resource]).await.whole()
}

/// Reads the prices. A period that is not offered is tried again as the next shorter one.
pub(super) async fn charges(desk: &Desk, customer: &CustomerId, resources: &[&Resource]) -> Charges {
    let mut found = Charges::default();
    let mut open: BTreeMap<Period, Vec<ResourceId>> = BTreeMap::new();
    for resource in resources {
        match longest_period(resource) {
            Some(period) => open.entry(period).or_default().push(resource.id.clone()),
            None => drop(found.failures.insert(resource.id.clone(), None)),
        }
    }
    // The longest first: what it is not offered for joins a shorter one.
    while let Some((period, ids)) = open.pop_last() {
        let quote = match desk.partner.renewal_price(customer, &ids, period).await {
            Ok(quote) => quote,
            Err(failure) => {
                found.failures.extend(ids.into_iter().map(|id| (id, Some(failure.clone()))));
                continue;
            }
        };
        let priced = |id: &ResourceId| quote.prices.iter().any(|price| price.resource == *id);
        if let Some(net) = quote.net()
            && quote.failures.is_empty()
            && ids.iter().all(priced)
        {
            found.add(&quote, net);
            continue;
        }
        // Whether the total of an answer with failures is that of the others is not documented, so the
        // others are priced again by themselves.
        let (mut rest, mut failed) = (Vec::new(), false);
        for id in ids {
            let row = quote.failures.iter().find(|row| row.resource == id);
            let shorter = row.filter(|row| row.failure.code.as_deref() == Some(NOT_OFFERED));
            match (row, shorter.and_then(|_| period.shorter())) {
                (None, _) => {
                    rest.push(id);
                    continue;
                }
                (Some(_), Some(shorter)) => open.entry(shorter).or_default().push(id),
                (Some(row), None) => drop(found.failures.insert(id, Some(row.failure.clone()))),
            }
            failed = true;
        }
        match failed {
            true if !rest.is_empty() => drop(open.insert(period, rest)),
            true => {}
            false => found.failures.extend(rest.into_iter().map(|id| (id, None))),
        }
    }
    found
}
