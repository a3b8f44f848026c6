//! Fills the mirror from the partner API, page by page, within the rate limits.

mod again;
mod budgets;
mod deadlines;
mod orders;
mod pause;
mod resources;
mod source;
mod step;

use super::Error;
use super::mirror::Part;
use crate::server::state::Desk;
use crate::server::store::Scope;
use model::customers::Reseller;
use model::ids::ResellerId;
use model::time::{Timestamp, read_utc, write_utc};
use partner::CustomersQuery;

pub use again::again;
pub use deadlines::deadlines;
pub use orders::orders_of;
pub use resources::resources_of;
pub use source::PAGE;

use source::owners;
use step::{Step, finish};

/// Where the begin of the last complete walk over the customers is kept.
const LAST_WALK: &str = "customers:last-walk";

/// Reads one part anew and marks how it went.
pub async fn step(desk: Desk, part: Part) -> Result<(), Error> {
    let store = &desk.store;
    // Without customers nothing else can be read, and finding nothing would look like having read.
    if part != Part::Customers && store.mark(Part::Customers.code()).await?.ok_at.is_none() {
        return Ok(());
    }
    let result = match part {
        Part::Customers => customers(&desk).await.map(|()| Step::Read),
        Part::Budgets => budgets::budgets(&desk).await,
        Part::Orders => orders::orders(&desk).await,
        Part::Resources => resources::resources(&desk).await,
    };
    finish(&desk, part, result).await
}

/// Most customers whose resources are read at once because a person asked.
const ASKED_AT_ONCE: u32 = 500;

/// Reads one part because a person asked: also what failed a moment ago, and resources that are not old
/// yet, for the customers in scope that were read longest ago.
///
/// # Errors
/// Why it could not be read.
pub async fn now(desk: &Desk, part: Part, scope: &Scope) -> Result<(), Error> {
    let read = match part {
        Part::Orders => orders::every_owner(desk).await,
        Part::Resources => {
            let oldest = desk.store.oldest_read(scope, ASKED_AT_ONCE).await?;
            resources::read_all(desk, oldest).await?.step()
        }
        Part::Customers | Part::Budgets => return step(desk.clone(), part).await,
    };
    finish(desk, part, read).await
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
    match desk.store.apply_rules().await {
        // The customers were read all the same; the next reading assigns them.
        Err(error) if error.is_busy() => {
            tracing::warn!(%error, "account manager rules wait for the next reading")
        }
        applied => drop(applied?),
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
