//! What could not be read is tried again, sooner than what was read gets old.

use super::{budgets, orders, resources};
use crate::server::service::mirror::Part;
use crate::server::service::{Error, Result};
use crate::server::state::Desk;
use crate::server::store::Scope;
use model::ids::CustomerId;

/// Customers tried in one step: the rate limits of the partner API are shared with people.
const AT_ONCE: u32 = 50;

/// Tries what failed and is due: budgets and resources customer by customer, so that one customer who is
/// refused keeps no other from being read; orders owner by owner.
pub async fn again(desk: Desk) -> Result<(), Error> {
    let now = desk.clock.now();
    for customer in desk.store.due_again(Part::Budgets, now, AT_ONCE).await? {
        budget_of(&desk, &customer).await?;
    }
    let due = desk.store.due_again(Part::Resources, now, AT_ONCE).await?;
    resources::read_all(&desk, due).await?;
    orders::again(&desk).await
}

async fn budget_of(desk: &Desk, id: &CustomerId) -> Result<()> {
    let Some(customer) = desk.store.customer(&Scope::All, id).await? else { return Ok(()) };
    if let Err(failure) = budgets::read(desk, std::slice::from_ref(id), customer.reseller.as_ref()).await? {
        tracing::info!(?failure, customer = %id, "a budget could not be read");
    }
    Ok(())
}
