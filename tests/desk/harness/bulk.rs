//! Budgets in bulk: uploads, running the job, and the budgets at the partner API.

use super::{Client, Page, TestDesk};
use model::bulk::{BulkRow, BulkState};
use model::customers::{Customer, Frozen};
use model::ids::{BulkId, CustomerId, ResellerId};
use model::lists::BulkFilter;
use model::page::Paging;
use partnerdesk::server::jobs::bulk;
use partnerdesk::server::store::{Cursor, Fetch, Scope};
use serde_json::json;
use std::collections::BTreeMap;

/// Amount and type of each customer's budget at the partner API.
pub type BudgetsByCustomer = BTreeMap<CustomerId, (String, String)>;

impl Client {
    /// Uploads a text and expects a dry run.
    pub async fn dry_run(&self, text: &str) -> BulkId {
        let page = self.upload(b"", text).await;
        job_of(&page)
    }

    /// Presses the button of a form on a job's page.
    pub async fn press(&self, job: &BulkId, action: &str) -> Page {
        let form = self.form(&format!("/jobs/{job}"), &format!("/api/{action}")).await;
        self.submit(&form).await
    }
}

/// The job that an answer redirects to.
pub fn job_of(page: &Page) -> BulkId {
    let path = page.location().unwrap_or_else(|| panic!("{} {}", page.status, page.words()));
    let id = path.strip_prefix("/jobs/").unwrap_or_else(|| panic!("leads to {path}"));
    BulkId::parse(id).unwrap()
}

impl TestDesk {
    /// Runs the job until no rows are waiting.
    pub async fn work(&self) {
        for _ in 0..200 {
            bulk::step(&self.desk).await.unwrap();
            let jobs = self.desk.store.running_bulks().await.unwrap();
            let mut waiting = 0;
            for job in &jobs {
                waiting += self.desk.store.waiting_rows(&job.id, 1).await.unwrap().len();
            }
            if waiting == 0 {
                return;
            }
        }
        panic!("the runner does not come to an end");
    }

    /// Every row of a job.
    pub async fn rows(&self, job: &BulkId) -> Vec<BulkRow> {
        let filter = BulkFilter { job: Some(job.clone()), state: None, paging: Paging::default() };
        let (mut rows, mut place): (Vec<BulkRow>, Option<Cursor>) = (Vec::new(), None);
        loop {
            let take = Fetch::Many(place.as_ref());
            let stretch = self.desk.store.take_bulk_rows(&Scope::All, &filter, take).await.unwrap();
            rows.extend(stretch.rows);
            place = stretch.next;
            if place.is_none() {
                return rows;
            }
        }
    }

    /// The state of a job.
    pub async fn state(&self, job: &BulkId) -> BulkState {
        self.desk.store.bulk(&Scope::All, job).await.unwrap().unwrap().state
    }

    /// The current budgets, read from the partner API and not from the mirror.
    pub async fn current_budgets(&self, customers: &[Customer]) -> BudgetsByCustomer {
        let mut groups: BTreeMap<Option<&ResellerId>, Vec<CustomerId>> = BTreeMap::new();
        for customer in customers {
            groups.entry(customer.reseller.as_ref()).or_default().push(customer.id.clone());
        }
        let mut current_budgets = BudgetsByCustomer::new();
        for (reseller, ids) in groups {
            for ids in ids.chunks(100) {
                for budget in self.desk.partner.budgets(ids, reseller).await.unwrap() {
                    let amount = budget.amount.unwrap_or_default().normalize().to_string();
                    current_budgets.insert(budget.customer, (amount, budget.kind.unwrap().code().to_owned()));
                }
            }
        }
        current_budgets
    }

    /// Resale customers with a budget, not frozen, and not sentinels.
    pub async fn healthy_customers(&self) -> Vec<Customer> {
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let keys = self.desk.store.customer_keys(after.as_ref(), 500).await.unwrap();
            let Some((last, _, _)) = keys.last() else { return found };
            after = Some(last.clone());
            let ids: Vec<CustomerId> = keys.into_iter().map(|(id, _, _)| id).collect();
            let mut known = self.desk.store.known_customers(&Scope::All, &ids).await.unwrap();
            known.sort_by(|one, other| one.customer.id.cmp(&other.customer.id));
            found.extend(known.into_iter().filter_map(|known| {
                let (customer, budget) = (known.customer, known.budget?.0);
                let calm = customer.is_resale()
                    && matches!(customer.frozen, None | Some(Frozen::No))
                    && !customer.display_name().starts_with("Fault Demo");
                (calm && budget.is_set()).then_some(customer)
            }));
        }
    }

    /// Makes the next calls about one customer fail.
    pub async fn fail_for(&self, customer: &Customer, operation: &str, kind: &str, times: u32) {
        let order =
            json!({ "operation": operation, "kind": kind, "times": times, "customer_id": customer.id });
        let sent = Client::new(&self.simulator.url()).post_json("/_simulator/faults", &order).await;
        assert!(sent.status < 300, "{} {}", sent.status, sent.body);
    }

    /// Number of calls refused by the rate limit.
    pub async fn throttled(&self) -> u64 {
        let page = Client::new(&self.simulator.url()).get("/_simulator/state").await;
        let state: serde_json::Value = serde_json::from_str(&page.body).unwrap();
        state["throttled"].as_u64().unwrap()
    }
}
