//! Deliberate bugs, to show that the oracle detects them. None of them is in the desk's code: each
//! is added from outside.

use crate::net::{Answer, Net};
use crate::operation::Operation;
use crate::services::{PayForm, given};
use bytes::Bytes;
use futures::future::BoxFuture;
use http::Request;
use model::audit::AuditAction;
use model::bulk::RowState;
use model::error::{AppError, PartnerFailure};
use model::ids::CustomerId;
use model::intents::{IntentKind, IntentRef, ResourceLock, Stage};
use model::limits::SpendingLimits;
use model::lists::BulkFilter;
use model::money::{Currency, Money};
use model::payments::PayOrder;
use partner::{Carrier, Undelivered};
use partnerdesk::server::config::Settings;
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::service::Result;
use partnerdesk::server::service::intents::{self, BeginResult, Classified};
use partnerdesk::server::state::Desk;
use partnerdesk::server::store::Scope;
use std::future::ready;
use std::sync::Arc;
use std::time::Duration;

named! {
    /// A deliberate bug.
    Mutant {
        ResendOnTimeout: "resend",
        IntentAfterCall: "store-after",
        TrustsPendingAtOnce: "trust-6",
        ForgetsTheDay: "forget-day",
        JobResends: "job-resend",
        JobForgetsLimits: "job-forget-limits",
        SwitchForgetsLimits: "switch-forget-limits",
    }
}

impl Mutant {
    /// The mutant with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|mutant| mutant.to_string() == name)
    }
}

/// The carrier of a desk's requests: with [`Mutant::ResendOnTimeout`] it sends a payment again when
/// its outcome is unclear.
pub fn carrier(mutant: Option<Mutant>, net: Net) -> Arc<dyn Carrier> {
    match mutant {
        Some(Mutant::ResendOnTimeout) => Arc::new(Resending(net)),
        _ => Arc::new(net),
    }
}

struct Resending(Net);

impl Carrier for Resending {
    fn carry(&self, request: Request<Bytes>, timeout: Duration) -> BoxFuture<'static, Answer> {
        let net = self.0.clone();
        let first = net.carry(request.clone(), timeout);
        if !matches!(Operation::of(&request), Operation::Pay(_)) {
            return first;
        }
        Box::pin(async move {
            match first.await {
                Ok(answer) if !answer.status().is_server_error() => Ok(answer),
                Err(Undelivered::NotConnected) => Err(Undelivered::NotConnected),
                _ => net.carry(request, timeout).await,
            }
        })
    }
}

/// The settings of a desk: with [`Mutant::TrustsPendingAtOnce`] an order that still waits for
/// payment counts as unpaid immediately, and with [`Mutant::ForgetsTheDay`] many small amounts pass a
/// limit one by one.
pub fn settings(mutant: Option<Mutant>, settings: Settings) -> Settings {
    match mutant {
        Some(Mutant::TrustsPendingAtOnce) => Settings { unpaid_after: Duration::ZERO, ..settings },
        Some(Mutant::ForgetsTheDay) => {
            let approval_per_day = Vec::new();
            let spending = SpendingLimits { approval_per_day, ..settings.spending };
            Settings { spending, ..settings }
        }
        _ => settings,
    }
}

/// [`Mutant::JobForgetsLimits`] and [`Mutant::SwitchForgetsLimits`]: the desk that confirms a job, or switches
/// auto-renewal on, has no limits.
pub fn without_limits(desk: &Desk) -> Desk {
    let settings = Settings { spending: SpendingLimits::default(), ..(*desk.settings).clone() };
    Desk { settings: Arc::new(settings), ..desk.clone() }
}

/// [`Mutant::JobResends`]: a runner pays again what was under way when it was stopped.
pub async fn pay_open_rows_again(desk: &Desk, customer: &CustomerId) {
    for job in desk.store.running_bulks().await.unwrap_or_default() {
        let filter = BulkFilter { job: Some(job.id.clone()), ..BulkFilter::default() };
        let Ok(rows) = desk.store.list_bulk_rows(&Scope::All, &filter).await else { continue };
        for row in rows.rows.into_iter().filter(|row| row.state == RowState::Sent) {
            if let Some(ResourceLock::Order(order)) = row.task.map(|task| task.target) {
                desk.partner.pay(customer, &order).await.ok();
            }
        }
    }
}

/// [`Mutant::IntentAfterCall`]: pays first, and stores the intent afterwards.
pub async fn pay_then_store(
    desk: &Desk,
    ctx: &Ctx,
    customer: &CustomerId,
    form: PayForm,
) -> Result<IntentRef> {
    let currency = Currency::parse(&form.currency).expect("a currency");
    let amount = Money { amount: form.amount.parse().expect("an amount"), currency };
    let found = desk.partner.order_details(&form.order, None).await?.order;
    if !found.is_waiting_for_payment() {
        return Err(AppError::WrongOrderStatus(found.status.code()).into());
    }
    if found.amount.as_ref() != Some(&amount) {
        return Err(AppError::Stale { expected: Some(amount), actual: found.amount }.into());
    }
    let answer = desk.partner.pay(customer, &form.order).await;
    let what =
        PayOrder { order: form.order, amount, moved_to: None, order_status: None, reason: None, job: None };
    let draft = intents::draft(desk, ctx, &desk.ids.intent_id(), customer, what);
    match intents::begin(desk, ctx, AuditAction::Pay, draft, (None, Vec::new()), given()).await? {
        BeginResult::UnderWay(held) => Ok(held),
        BeginResult::Started(mut mine) => {
            let id = mine.intent.id.clone();
            mine.confirm(desk).await?;
            mine.send(desk, ready(answer), judged).await?;
            Ok(IntentRef { id, kind: IntentKind::Pay, stage: Stage::Sent })
        }
    }
}

fn judged(what: &PayOrder, answer: Result<(), PartnerFailure>) -> Classified<PayOrder> {
    let failure = answer.err();
    let stage = match &failure {
        None => Stage::Done,
        Some(failure) if failure.unclear => Stage::Unknown,
        Some(_) => Stage::Rejected,
    };
    Classified { stage, what: what.clone(), failure, facts: Vec::new() }
}
