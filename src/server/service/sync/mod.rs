//! Fills the mirror from the partner API, page by page, within the rate limits.

mod deadlines;
mod orders;
mod resources;
mod source;

use super::Error;
use super::mirror::Part;
use crate::server::state::Desk;
use model::customers::Reseller;
use model::error::PartnerFailure;
use model::ids::{CustomerId, ResellerId};
use model::time::{Timestamp, read_utc, write_utc};
use partner::CustomersQuery;
use std::collections::BTreeMap;

pub use deadlines::deadlines;
pub use resources::resources_of;
pub use source::PAGE;

use source::owners;

/// Where the begin of the last complete walk over the customers is kept.
const LAST_WALK: &str = "customers:last-walk";

/// Reads one part anew and marks how it went.
pub async fn step(desk: Desk, part: Part) -> Result<(), Error> {
    let store = &desk.store;
    store.mark_tried(part.key(), desk.clock.now()).await?;
    let result = match part {
        Part::Customers => customers(&desk).await,
        Part::Budgets => budgets(&desk).await,
        Part::Orders => orders::orders(&desk).await,
        Part::Resources => resources::resources(&desk).await,
    };
    match &result {
        Ok(()) => store.mark_ok(part.key(), desk.clock.now()).await?,
        Err(error) => {
            let code = error.partner_code().unwrap_or_else(|| "internal".to_owned());
            store.mark_failed(part.key(), desk.clock.now(), &code).await?;
        }
    }
    result
}

/// Reads everything once, in order: for the first start, for demos and for tests.
pub async fn everything(desk: &Desk) -> Result<(), Error> {
    for part in Part::ALL {
        step(desk.clone(), part).await?;
    }
    deadlines(desk.clone()).await
}

/// The partner's own customers, then each reseller's: without a reseller's id the list holds
/// the caller's own only.
async fn customers(desk: &Desk) -> Result<(), Error> {
    let begin = desk.clock.now();
    let resellers = resellers(desk).await?;
    desk.store.upsert_resellers(&resellers, begin).await?;
    for reseller in owners(&resellers) {
        walk(desk, reseller).await?;
    }
    forget_the_gone(desk, begin).await
}

/// All resellers. A cloud solution provider has none and may be refused the question.
async fn resellers(desk: &Desk) -> Result<Vec<Reseller>, Error> {
    let mut all = Vec::new();
    loop {
        let offset = u32::try_from(all.len()).unwrap_or(u32::MAX);
        match desk.partner.resellers(offset, PAGE).await {
            Ok(page) => {
                let count = page.rows.len();
                all.extend(page.rows);
                if count < PAGE as usize {
                    return Ok(all);
                }
            }
            Err(failure) if all.is_empty() && failure.status == Some(403) => return Ok(all),
            Err(failure) => return Err(failure.into()),
        }
    }
}

async fn walk(desk: &Desk, reseller: Option<ResellerId>) -> Result<(), Error> {
    let mut offset = 0;
    loop {
        let query =
            CustomersQuery { reseller: reseller.clone(), offset, limit: PAGE, ..CustomersQuery::default() };
        let page = desk.partner.customers(&query).await?;
        let count = page.received();
        desk.store.upsert_customers(&page.rows, desk.clock.now()).await?;
        if count < PAGE {
            return Ok(());
        }
        offset += PAGE;
    }
}

/// A row can slip between two pages while the list moves, so a customer is only forgotten when two
/// complete walks in a row have not listed it.
async fn forget_the_gone(desk: &Desk, begin: Timestamp) -> Result<(), Error> {
    let store = &desk.store;
    if let Some(previous) = store.cursor(LAST_WALK).await?.as_deref().and_then(read_utc) {
        for owner in owners(&store.resellers().await?) {
            let gone = store.forget_customers(owner.as_ref(), previous).await?;
            if gone > 0 {
                tracing::info!(gone, "customers left the mirror: HUAWEI CLOUD no longer lists them");
            }
        }
    }
    store.set_cursor(LAST_WALK, &write_utc(begin)).await?;
    Ok(())
}

/// Budgets of all resale customers, 100 a call.
async fn budgets(desk: &Desk) -> Result<(), Error> {
    let mut after: Option<CustomerId> = None;
    loop {
        let keys = desk.store.customer_keys(after.as_ref(), 1_000).await?;
        let Some((last, _, _)) = keys.last() else { return Ok(()) };
        after = Some(last.clone());
        let mut by_owner: BTreeMap<Option<ResellerId>, Vec<CustomerId>> = BTreeMap::new();
        for (customer, reseller, _) in keys.into_iter().filter(|(_, _, resale)| *resale) {
            by_owner.entry(reseller).or_default().push(customer);
        }
        for (reseller, customers) in by_owner {
            for chunk in customers.chunks(PAGE as usize) {
                let found: Result<_, PartnerFailure> = desk.partner.budgets(chunk, reseller.as_ref()).await;
                desk.store.upsert_budgets(&found?, desk.clock.now()).await?;
            }
        }
    }
}
