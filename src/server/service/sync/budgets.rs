//! Budgets of all resale customers, 100 a call.

use super::pause::next_try;
use super::source::PAGE;
use super::step::Step;
use crate::server::service::Error;
use crate::server::service::mirror::Part;
use crate::server::state::Desk;
use model::error::PartnerFailure;
use model::ids::{CustomerId, ResellerId};
use std::collections::BTreeMap;

/// Calls in a row that may fail before the others wait for the next reading.
const FAILURES: usize = 3;

/// Reads every budget. What cannot be read is recorded with its customers, and does not keep the others
/// from being read.
pub(super) async fn budgets(desk: &Desk) -> Result<Step, Error> {
    let (mut after, mut good): (Option<CustomerId>, u64) = (None, 0);
    let mut failures: Vec<PartnerFailure> = Vec::new();
    loop {
        let keys = desk.store.customer_keys(after.as_ref(), 1_000).await?;
        let Some((last, _, _)) = keys.last() else { break };
        after = Some(last.clone());
        let mut by_owner: BTreeMap<Option<ResellerId>, Vec<CustomerId>> = BTreeMap::new();
        for (customer, reseller, _) in keys.into_iter().filter(|(_, _, resale)| *resale) {
            by_owner.entry(reseller).or_default().push(customer);
        }
        for (reseller, customers) in by_owner {
            for chunk in customers.chunks(PAGE as usize) {
                match read(desk, chunk, reseller.as_ref()).await? {
                    Ok(()) => {
                        good += 1;
                        failures.clear();
                    }
                    Err(failure) => failures.push(failure),
                }
                if failures.len() >= FAILURES {
                    break;
                }
            }
        }
        if failures.len() >= FAILURES {
            break;
        }
    }
    match failures.pop() {
        Some(failure) if good == 0 || failures.len() + 1 >= FAILURES => Err(failure.into()),
        _ => Ok(Step::Read),
    }
}

/// Reads the budgets of at most a hundred customers of one owner, or records why not.
pub(super) async fn read(
    desk: &Desk,
    customers: &[CustomerId],
    reseller: Option<&ResellerId>,
) -> Result<Result<(), PartnerFailure>, Error> {
    match desk.partner.budgets(customers, reseller).await {
        Ok(found) => {
            desk.store.upsert_budgets(&found, desk.clock.now()).await?;
            Ok(Ok(()))
        }
        Err(failure) => {
            let now = desk.clock.now();
            let next = |times| next_try(now, times, desk.settings.sync_budgets);
            desk.store.record_unread(Part::Budgets, customers, &failure, now, next).await?;
            Ok(Err(failure))
        }
    }
}
