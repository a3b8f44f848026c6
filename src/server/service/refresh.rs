//! Reading anew what a page shows, when a person asks for it: within the rate limits, which people share,
//! and not more often than makes sense.

use super::{Error, Result, customers, sync};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::Scope;
use model::error::{AppError, PartnerFailure};
use model::forms::mirror::{RefreshForm, Refreshed};
use model::ids::{CustomerId, UserId};
use model::mirror::Part;
use model::time::{read_utc, write_utc};
use model::users::Permission;
use std::time::Duration;

/// Seconds between two times that one person asks.
const PAUSE: i64 = 10;
/// How long the page waits. What takes longer goes on without it.
const PATIENCE: Duration = Duration::from_secs(8);
/// Seconds of the lease of one refresh: a second one of the same part meanwhile reads nothing.
const LEASE: u32 = 60;

/// Reads it; false when that goes on in the background.
///
/// # Errors
/// [`AppError::RateLimited`], [`AppError::NotFound`] for a customer out of scope, or why it could not be
/// read.
pub async fn refresh(desk: &Desk, ctx: &Ctx, form: &RefreshForm) -> Result<bool> {
    ctx.allow(Permission::Read)?;
    let what = form.check()?;
    if let Refreshed::Customer(id) = &what {
        customers::in_scope(desk, ctx, id).await?;
    }
    throttle(desk, ctx).await?;
    let (own, scope) = (desk.clone(), ctx.scope.clone());
    let reading = tokio::spawn(async move {
        match what {
            Refreshed::Customer(id) => customer(&own, &id).await,
            Refreshed::Parts(parts) => all_of(&own, &scope, &parts).await,
        }
    });
    match tokio::time::timeout(PATIENCE, reading).await {
        Ok(Ok(done)) => done.map(|()| true),
        // Ended with the server.
        Ok(Err(_)) | Err(_) => Ok(false),
    }
}

/// One refresh at a time and person.
async fn throttle(desk: &Desk, ctx: &Ctx) -> Result<()> {
    let key = format!("refresh:{}", ctx.user().map_or(ctx.actor(), UserId::as_str));
    let now = desk.clock.now();
    if let Some(last) = desk.store.cursor(&key).await?.as_deref().and_then(read_utc) {
        let left = PAUSE - (now.as_second() - last.as_second());
        if (1..=PAUSE).contains(&left) {
            return Err(AppError::RateLimited(u32::try_from(left).unwrap_or_default()).into());
        }
    }
    Ok(desk.store.set_cursor(&key, &write_utc(now)).await?)
}

/// Each part, whatever became of the others; the first failure.
async fn all_of(desk: &Desk, scope: &Scope, parts: &[Part]) -> Result<()> {
    let mut failed = None;
    for part in parts {
        let name = format!("refresh-{}", part.code());
        let holder = desk.ids.instance();
        if !desk.store.take_lease(&name, holder, desk.clock.now(), LEASE).await? {
            continue;
        }
        let read = sync::now(desk, *part, scope).await;
        desk.store.release_lease(&name, holder).await?;
        failed = failed.or(failure(read)?);
    }
    failed.map_or(Ok(()), |failure| Err(failure.into()))
}

/// Everything of one customer, side by side; the first failure.
async fn customer(desk: &Desk, id: &CustomerId) -> Result<()> {
    let Some(known) = desk.store.customer(&Scope::All, id).await? else {
        return Err(AppError::NotFound.into());
    };
    let system = Ctx::system("refresh", desk.ids.request_id());
    let account = async { Ok::<_, Error>(customers::read_account(desk, &known).await?.failure) };
    let budget = async {
        let read = customers::read_budget(desk, &system, &known).await?;
        Ok::<_, Error>(read.and_then(|read| read.failure))
    };
    let orders = async { failure(sync::orders_of(desk, &known).await) };
    let resources = async { failure(sync::resources_of(desk, id).await) };
    let (account, budget, orders, resources) = futures::join!(account, budget, orders, resources);
    let read: [Result<Option<PartnerFailure>>; 4] = [account, budget, orders, resources];
    let mut failed = None;
    for one in read {
        failed = failed.or(one?);
    }
    failed.map_or(Ok(()), |failure| Err(failure.into()))
}

/// Why something could not be read.
fn failure(read: Result<()>) -> Result<Option<PartnerFailure>, Error> {
    read.map_or_else(|error| error.into_partner_failure().map(Some), |()| Ok(None))
}
