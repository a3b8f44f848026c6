//! What stands before: read live, a hundred budgets a call, else from the mirror.

use super::super::Result;
use crate::server::state::Desk;
use crate::server::store::Known;
use futures::{StreamExt, stream};
use model::budgets::Budget;
use model::ids::{CustomerId, ResellerId};
use model::time::Timestamp;
use std::collections::{BTreeMap, HashMap};

/// Customers that one query of budgets takes (partner.yaml, listSubCustomerBudget).
const A_CALL: usize = 100;
/// Most queries for one dry run. At the documented rate they take about ten seconds; a batch
/// that needs more of them, because its customers belong to very many resellers, is shown from
/// the mirror. The budget is read again before each row is sent, whatever was shown.
const MOST_CALLS: usize = 60;
/// Queries under way at the same time; the client keeps them within the partner's rate.
const AT_ONCE: usize = 4;

/// A budget, when it was read, and whether just now.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The budget.
    pub budget: Budget,
    /// When the partner told it, UTC.
    pub at: Timestamp,
    /// True when it was read for this dry run.
    pub live: bool,
}

/// The budgets of these customers. Those that the partner does not tell come from the mirror;
/// those that nobody ever told are missing.
pub async fn read(desk: &Desk, customers: &[&Known]) -> Result<HashMap<CustomerId, Seen>> {
    let mut seen = HashMap::with_capacity(customers.len());
    for known in customers {
        if let Some((budget, at)) = &known.budget {
            let budget = Seen { budget: budget.clone(), at: *at, live: false };
            seen.insert(known.customer.id.clone(), budget);
        }
    }
    let now = desk.clock.now();
    let live = live(desk, customers).await;
    desk.store.upsert_budgets(&live, now).await?;
    for budget in live {
        seen.insert(budget.customer.clone(), Seen { budget, at: now, live: true });
    }
    Ok(seen)
}

async fn live(desk: &Desk, customers: &[&Known]) -> Vec<Budget> {
    let mut groups: BTreeMap<Option<&ResellerId>, Vec<CustomerId>> = BTreeMap::new();
    for known in customers {
        groups.entry(known.customer.reseller.as_ref()).or_default().push(known.customer.id.clone());
    }
    let calls: Vec<(Option<&ResellerId>, &[CustomerId])> =
        groups.iter().flat_map(|(reseller, ids)| ids.chunks(A_CALL).map(|ids| (*reseller, ids))).collect();
    if calls.len() > MOST_CALLS {
        return Vec::new();
    }
    let asked: Vec<_> =
        calls.into_iter().map(|(reseller, ids)| desk.partner.budgets(ids, reseller)).collect();
    let answers: Vec<_> = stream::iter(asked).buffer_unordered(AT_ONCE).collect().await;
    let told = answers.into_iter().filter_map(|answer| {
        answer.inspect_err(|failure| tracing::info!(?failure, "budgets come from the mirror")).ok()
    });
    told.flatten().collect()
}
