//! Many at once, budgets and payments: user actions, and what the desk has stored.

use crate::services::given;
use model::bulk::{BulkKind, BulkRow, BulkState, BulkView, RowState, Target};
use model::forms::bulk::{PlanBudgetsForm, PlanPaymentsForm};
use model::ids::{BulkId, CustomerId, IntentId, OrderId};
use model::lists::BulkFilter;
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::service::Result;
use partnerdesk::server::service::bulk::{self, approval, control, payments, plan};
use partnerdesk::server::state::Desk;
use partnerdesk::server::store::{Scope, Store};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The form of a bulk change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkForm {
    /// `set`, `raise` or `percent`.
    pub act: &'static str,
    pub value: String,
    pub customers: Vec<CustomerId>,
}

/// A button on the page of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    Start,
    Pause,
    GoOn,
    Cancel,
    Undo,
    /// Of a second person.
    Approve,
    Decline,
}

/// The order that a row pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paying {
    pub order: String,
    pub amount: Option<Decimal>,
    pub intent: IntentId,
}

/// A row of a job, as shown or as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowIs {
    pub customer: String,
    pub before: Option<Target>,
    pub after: Option<Target>,
    pub state: RowState,
    /// It was sent, or may have been.
    pub was_sent: bool,
    /// `None` for a budget.
    pub pays: Option<Paying>,
}

/// A job, as shown or as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkIs {
    pub id: BulkId,
    pub state: BulkState,
    /// It pays orders.
    pub pays: bool,
    pub rows: Vec<RowIs>,
}

impl From<BulkRow> for RowIs {
    fn from(row: BulkRow) -> Self {
        Self {
            customer: row.customer.map(|customer| customer.to_string()).unwrap_or_default(),
            before: row.before,
            after: row.after,
            state: row.state,
            was_sent: row.sent_at.is_some(),
            pays: row.task.map(|task| Paying {
                order: task.subject().to_owned(),
                amount: task.price.map(|price| price.amount),
                intent: task.intent,
            }),
        }
    }
}

impl From<BulkView> for BulkIs {
    fn from(view: BulkView) -> Self {
        let rows = view.rows.rows.into_iter().map(RowIs::from).collect();
        Self { id: view.job.id, state: view.job.state, pays: view.job.kind == BulkKind::Pay, rows }
    }
}

/// Creates a dry run.
pub async fn draft(desk: &Desk, ctx: &Ctx, form: &BulkForm) -> Result<BulkId> {
    let form = PlanBudgetsForm {
        act: form.act.to_owned(),
        value: form.value.clone(),
        ids: form.customers.clone(),
        ..PlanBudgetsForm::default()
    };
    plan::selection(desk, ctx, &form).await
}

/// Creates a dry run of paying these orders.
pub async fn plan_payments(desk: &Desk, ctx: &Ctx, orders: Vec<OrderId>) -> Result<BulkId> {
    payments::plan(desk, ctx, &PlanPaymentsForm { ids: orders, ..PlanPaymentsForm::default() }).await
}

/// Loads the page of a job.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &BulkId) -> Result<BulkIs> {
    Ok(bulk::show(desk, ctx, id, BulkFilter::default()).await?.into())
}

/// Presses a button of a job; returns the job it leads to.
pub async fn press(desk: &Desk, ctx: &Ctx, id: &BulkId, button: Button) -> Result<BulkId> {
    match button {
        Button::Start => control::start(desk, ctx, id, given()).await,
        Button::Pause => control::pause(desk, ctx, id).await,
        Button::GoOn => control::resume(desk, ctx, id).await,
        Button::Cancel => control::cancel(desk, ctx, id).await,
        Button::Undo => control::undo(desk, ctx, id).await,
        Button::Approve => approval::approve(desk, ctx, id, "").await,
        Button::Decline => approval::decline(desk, ctx, id).await,
    }
}

/// These jobs as stored.
pub async fn stored(store: &Store, ids: BTreeSet<BulkId>) -> Vec<BulkIs> {
    let mut all = Vec::new();
    for id in ids {
        let job = store.bulk(&Scope::All, &id).await.expect("a job");
        let filter = BulkFilter { job: Some(id.clone()), ..BulkFilter::default() };
        let rows = store.list_bulk_rows(&Scope::All, &filter).await.expect("rows").rows;
        let rows = rows.into_iter().map(RowIs::from).collect();
        all.extend(job.map(|job| BulkIs { id, state: job.state, pays: job.kind == BulkKind::Pay, rows }));
    }
    all
}
