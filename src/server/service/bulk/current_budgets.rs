//! The current budgets: read live, a hundred per call, else from the mirror.

use super::super::{Result, mirror};
use crate::server::state::Desk;
use crate::server::store::CustomerAndBudget;
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
/// Queries under way at the same time; the client keeps them within the rate limit.
const AT_ONCE: usize = 4;

/// A budget, when it was read, and whether just now.
#[derive(Clone, Debug)]
pub struct ReadBudget {
    /// The budget.
    pub budget: Budget,
    /// When it was read from the partner API, UTC.
    pub at: Timestamp,
    /// True when it was read for this dry run.
    pub live: bool,
}

/// The budgets of these customers. Those that cannot be read live come from the mirror; those that
/// were never read are missing.
pub async fn read(desk: &Desk, customers: &[&CustomerAndBudget]) -> Result<HashMap<CustomerId, ReadBudget>> {
    let mut budgets = HashMap::with_capacity(customers.len());
    for known in customers {
        if let Some((budget, at)) = &known.budget {
            let budget = ReadBudget { budget: budget.clone(), at: *at, live: false };
            budgets.insert(known.customer.id.clone(), budget);
        }
    }
    let now = desk.clock.now();
    let live = live(desk, customers).await;
    mirror::keep(desk, desk.store.upsert_budgets(&live, now)).await;
    for budget in live {
        budgets.insert(budget.customer.clone(), ReadBudget { budget, at: now, live: true });
    }
    Ok(budgets)
}

async fn live(desk: &Desk, customers: &[&CustomerAndBudget]) -> Vec<Budget> {
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
    let live = answers.into_iter().filter_map(|answer| {
        answer.inspect_err(|failure| tracing::info!(?failure, "budgets come from the mirror")).ok()
    });
    live.flatten().collect()
}
