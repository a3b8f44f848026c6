//! The lists of the desk, read from the database: a page of rows, and what can be filtered by.

use super::Result;
use super::export::Exported;
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use model::listing::Listing;
use model::lists::Offered;
use model::time::Freshness;

/// A page of the rows in scope that match.
///
/// # Errors
/// [`model::error::AppError::NotAllowed`], or a failure of the database.
pub async fn page<L: Exported>(desk: &Desk, ctx: &Ctx, filter: &L) -> Result<Listing<L::Row>> {
    ctx.allow(L::ACTION)?;
    let page = desk.store.page(&ctx.of_list(desk.clock.now()), filter).await?;
    let coverage = match L::PART {
        Some(part) => Some(desk.store.coverage(&ctx.scope, part).await?),
        None => None,
    };
    let now = desk.clock.now();
    let just_now = Freshness { read_at: Some(now), failing: false, now };
    Ok(Listing {
        rows: page.rows,
        total: page.total,
        total_unfiltered: page.total_unfiltered,
        freshness: coverage.as_ref().map_or(just_now, |coverage| coverage.freshness(now)),
        coverage,
    })
}

/// The values in scope that a list can be filtered by where they are not known before, by filter,
/// and the names of those that it is filtered by.
///
/// # Errors
/// As [`page`].
pub async fn offers<L: Exported>(desk: &Desk, ctx: &Ctx, filter: &L) -> Result<Vec<Offered>> {
    ctx.allow(L::ACTION)?;
    let offers = desk.store.offers(&ctx.of_list(desk.clock.now()), filter).await?;
    let offers = offers.into_iter();
    Ok(offers.map(|(filter, values)| Offered { filter: filter.to_owned(), values }).collect())
}
