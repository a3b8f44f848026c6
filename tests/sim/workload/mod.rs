//! Two users at their browsers: impatient, forgetful, and sometimes with double clicks.

mod budgets;

use crate::bulk::Button;
use crate::changes::{ChangeForm, ChangeIs};
use crate::services::{Ask, IntentState, PayForm, RenewForm, Reply};
use model::bulk::BulkState;
use model::changes::ChangeKind;
use model::ids::{BulkId, CustomerId, IntentId, OrderId, ResourceId};
use model::renewals::Period;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// The objects that both users can find on lists.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Orders of the customer.
    pub orders: Vec<OrderId>,
    /// Resources that can be renewed together.
    pub resources: Vec<ResourceId>,
    /// Resources whose auto-renewal was on from the beginning.
    pub auto_renewing: Vec<ResourceId>,
    /// Approvals that payments and auto-renewals wait for, and who started them.
    pub waiting: Vec<(Ask, &'static str)>,
    /// Resources whose renewal was started: their terms can be unsubscribed when it is paid.
    pub renewed: Vec<ResourceId>,
    /// Customers that have a budget.
    pub customers: Vec<CustomerId>,
    /// Changes that can be reversed.
    pub reversals: Vec<(ChangeKind, Vec<ResourceId>)>,
}

/// A user of the desk.
#[derive(Debug)]
pub struct Person {
    pub name: &'static str,
    /// Number of requests without an answer.
    pub waiting: usize,
    /// Number of actions left.
    pub left: u32,
    /// The last request, if the desk crashed before it answered.
    lost: Option<Ask>,
    pay_form: Option<PayForm>,
    renew_form: Option<RenewForm>,
    change_form: Option<ChangeForm>,
    /// The page of a payment with an outcome that was not seen yet.
    payment: Option<IntentId>,
    renewal: Option<IntentId>,
    change: Option<IntentId>,
    /// The page of a bulk job, with its last state.
    job: Option<(BulkId, Option<BulkState>)>,
    /// A decision that a page asks for.
    to_decide: Option<Ask>,
    /// How often the user still returns to a payment without a definite outcome.
    returns: u32,
    /// Orders seen on a page, to be paid.
    to_pay: Vec<OrderId>,
    forms: u32,
}

/// Renewal periods.
const PERIODS: [Period; 2] = [Period::Months(1), Period::Months(3)];

/// Changes, with the more frequent ones repeated.
const ACTS: [ChangeKind; 7] = [
    ChangeKind::AutoRenewOn,
    ChangeKind::AutoRenewOn,
    ChangeKind::AutoRenewOff,
    ChangeKind::ToOnDemand,
    ChangeKind::ToOnDemand,
    ChangeKind::Unsubscribe,
    ChangeKind::UnsubscribeRenewedTerms,
];

impl Person {
    pub fn new(name: &'static str, left: u32, first_form: u32) -> Self {
        Self {
            name,
            waiting: 0,
            left,
            lost: None,
            pay_form: None,
            renew_form: None,
            change_form: None,
            payment: None,
            renewal: None,
            change: None,
            job: None,
            to_decide: None,
            returns: 6,
            to_pay: Vec::new(),
            forms: first_form,
        }
    }

    /// The next requests; two equal ones are a double click.
    pub fn next(&mut self, rng: &mut ChaCha8Rng, lists: &mut Lists) -> Vec<Ask> {
        self.left = self.left.saturating_sub(1);
        let likely = |rng: &mut ChaCha8Rng, percent: u32| rng.random_range(0..100) < percent;
        if let Some(lost) = self.lost.take()
            && likely(rng, 75)
        {
            return vec![lost];
        }
        if let Some(decision) = self.to_decide.take()
            && likely(rng, 75)
        {
            return clicks(rng, decision);
        }
        if let Some(form) = &self.pay_form
            && likely(rng, 75)
        {
            let ask = Ask::Pay(form.clone());
            // The form is still on the screen, and is posted again sometimes.
            if likely(rng, 80) {
                self.pay_form = None;
            }
            return clicks(rng, ask);
        }
        if let Some(form) = &self.renew_form
            && likely(rng, 75)
        {
            let ask = Ask::Renew(form.clone());
            if likely(rng, 80) {
                self.renew_form = None;
            }
            return clicks(rng, ask);
        }
        if let Some(form) = &self.change_form
            && likely(rng, 75)
        {
            let ask = Ask::Change(form.clone());
            if likely(rng, 80) {
                self.change_form = None;
            }
            return clicks(rng, ask);
        }
        if let Some(payment) = &self.payment
            && likely(rng, 65)
        {
            return vec![Ask::Payment(payment.clone())];
        }
        if let Some(renewal) = &self.renewal
            && likely(rng, 60)
        {
            return vec![Ask::Renewal(renewal.clone())];
        }
        if let Some(change) = &self.change
            && likely(rng, 60)
        {
            return vec![Ask::Changed(change.clone())];
        }
        if likely(rng, 70)
            && let Some(job) = self.job.take()
        {
            return self.go_on_with(rng, job);
        }
        if likely(rng, 50)
            && let Some((act, ids)) = lists.reversals.pop()
        {
            return vec![Ask::ReviewChange(act, ids)];
        }
        if likely(rng, 60)
            && let Some(ask) = self.approve(rng, lists)
        {
            return clicks(rng, ask);
        }
        if likely(rng, 75)
            && let Some(order) = self.to_pay.pop()
        {
            return vec![Ask::Review(order)];
        }
        match self.start_something(rng, lists) {
            // Forms that confirm at once get double clicks too.
            ask @ (Ask::Cancel(_) | Ask::Change(_)) => clicks(rng, ask),
            ask => vec![ask],
        }
    }

    /// Usually approves what the other user asks for.
    fn approve(&self, rng: &mut ChaCha8Rng, lists: &mut Lists) -> Option<Ask> {
        let at = lists.waiting.iter().position(|(_, by)| *by != self.name)?;
        let (approve, _) = lists.waiting.remove(at);
        Some(match approve {
            approve if rng.random_range(0..100) < 80 => approve,
            Ask::ApproveChange(id) => Ask::DeclineChange(id),
            Ask::Approve(id) => Ask::Decline(id),
            Ask::Press(id, Button::Approve) => Ask::Press(id, Button::Decline),
            other => other,
        })
    }

    /// Starts something new.
    fn start_something(&mut self, rng: &mut ChaCha8Rng, lists: &Lists) -> Ask {
        let pick = rng.random_range(0..100);
        if pick < 24 {
            let ids = some(rng, &lists.resources, 2);
            return Ask::Quote(ids, PERIODS[rng.random_range(0..PERIODS.len())]);
        }
        if pick >= 94 {
            return self.draft(rng, lists);
        }
        if pick < 44 {
            return self.start_change(rng, lists);
        }
        if pick < 54 {
            // The newest orders, as many as a person selects.
            let many = rng.random_range(1..=lists.orders.len().min(3));
            return Ask::PlanPayments(lists.orders.iter().rev().take(many).cloned().collect());
        }
        // Usually the newest order.
        let from = if pick < 80 { lists.orders.len().saturating_sub(2) } else { 0 };
        let order = lists.orders[rng.random_range(from..lists.orders.len())].clone();
        if pick >= 89 { Ask::Cancel(order) } else { Ask::Review(order) }
    }

    /// A change of resources: on the list, or through its review.
    fn start_change(&mut self, rng: &mut ChaCha8Rng, lists: &Lists) -> Ask {
        let act = ACTS[rng.random_range(0..ACTS.len())];
        let is_on_the_list = act == ChangeKind::AutoRenewOff;
        // Where it is on, switching it off takes several calls.
        let among = match is_on_the_list && rng.random_range(0..100) < 50 {
            true => &lists.auto_renewing,
            false => &lists.resources,
        };
        let ids = some(rng, among, if act.is_about_the_end() { 3 } else { 4 });
        if is_on_the_list && rng.random_range(0..100) < 50 {
            return Ask::Change(ChangeForm { number: self.form(), act, resources: ids, page: None });
        }
        Ask::ReviewChange(act, ids)
    }

    /// Handles the reply to a request.
    pub fn handle_reply(&mut self, ask: &Ask, reply: &Reply, lists: &mut Lists) {
        self.waiting -= 1;
        match (ask, reply) {
            (Ask::Review(order), Reply::Payable(amount, currency)) => {
                let (order, amount, currency) = (order.clone(), amount.clone(), currency.clone());
                self.pay_form = Some(PayForm { number: self.form(), order, amount, currency });
            }
            (Ask::Quote(resources, period), Reply::Quoted(total, currency, ends, intent)) => {
                let (resources, period) = (resources.clone(), *period);
                let (total, currency, ends) = (total.clone(), currency.clone(), ends.clone());
                let (number, intent) = (self.form(), intent.clone());
                self.renew_form =
                    Some(RenewForm { number, resources, period, total, currency, ends, intent });
            }
            (Ask::ReviewChange(act, _), Reply::Changeable(resources, page)) => {
                let (resources, page) = (resources.clone(), Some(page.clone()));
                self.change_form = Some(ChangeForm { number: self.form(), act: *act, resources, page });
            }
            // The renewal locks them until its order is completed: try again later.
            (Ask::ReviewChange(ChangeKind::UnsubscribeRenewedTerms, ids), Reply::NotNow) => {
                lists.reversals.insert(0, (ChangeKind::UnsubscribeRenewedTerms, ids.clone()));
            }
            (_, Reply::Change(id)) => self.change = Some(id.clone()),
            (_, Reply::Bulk(id)) => {
                self.left += u32::from(self.job.is_none());
                self.job = Some((id.clone(), None));
            }
            (_, Reply::BulkIs(job)) => {
                self.job = Some((job.id.clone(), Some(job.state)));
                let approve = Ask::Press(job.id.clone(), Button::Approve);
                if job.state == BulkState::Waiting && !lists.waiting.iter().any(|(ask, _)| *ask == approve) {
                    lists.waiting.push((approve, self.name));
                    self.job = None;
                }
            }
            (_, Reply::ChangeIs(change)) => self.handle_change(change, lists),
            (Ask::Renew(form), Reply::Renewal(id)) => {
                self.renewal = Some(id.clone());
                lists.renewed.extend(form.resources.iter().cloned());
            }
            (_, Reply::Payment(id)) => self.payment = Some(id.clone()),
            (_, Reply::Renewal(id)) => self.renewal = Some(id.clone()),
            (Ask::Renewal(id), Reply::RenewalIs { state: IntentState::Asking, .. }) => {
                self.to_decide = Some(Ask::NotRenewed(id.clone()));
            }
            (Ask::Payment(id), Reply::PaymentIs { state: IntentState::Waiting, by, .. }) => {
                self.payment = None;
                if by.starts_with(self.name) {
                    lists.waiting.push((Ask::Approve(id.clone()), self.name));
                }
            }
            (Ask::Payment(id), Reply::PaymentIs { state: IntentState::Asking, .. }) => {
                self.to_decide = Some(Ask::NotPaid(id.clone()));
                // The user does not stop before that.
                self.left += 2;
            }
            (_, Reply::RenewalIs { orders, .. }) => {
                self.renewal = None;
                self.to_pay.extend(orders.iter().cloned());
                for order in orders {
                    if !lists.orders.contains(order) {
                        lists.orders.push(order.clone());
                    }
                }
            }
            // The user returns to a payment with unknown outcome.
            (_, Reply::PaymentIs { state: IntentState::Open, .. }) if self.returns > 0 => {
                self.returns -= 1;
                self.left += 1;
            }
            (_, Reply::PaymentIs { state: IntentState::Done, .. }) => {
                self.payment = None;
                if !lists.renewed.is_empty() {
                    self.left += 6;
                    lists
                        .reversals
                        .push((ChangeKind::UnsubscribeRenewedTerms, std::mem::take(&mut lists.renewed)));
                }
            }
            (_, Reply::PaymentIs { state: IntentState::Nothing, order, .. }) => {
                self.payment = None;
                self.to_pay.push(order.clone());
            }
            _ => {}
        }
    }

    fn handle_change(&mut self, change: &ChangeIs, lists: &mut Lists) {
        match change.state {
            IntentState::Asking => self.to_decide = Some(Ask::NotChanged(change.id.clone())),
            IntentState::Done | IntentState::Nothing => self.change = None,
            IntentState::Waiting => {
                self.change = None;
                if change.by.starts_with(self.name) {
                    lists.waiting.push((Ask::ApproveChange(change.id.clone()), self.name));
                }
            }
            IntentState::Open => {}
        }
        let back = match change.act {
            ChangeKind::AutoRenewOn => ChangeKind::AutoRenewOff,
            ChangeKind::ToOnDemand => ChangeKind::NotToOnDemand,
            _ => return,
        };
        let done = change.parts.iter().filter(|(_, outcome)| outcome.is_as_wanted());
        let ids: Vec<_> = done.filter_map(|(id, _)| ResourceId::parse(id.clone()).ok()).collect();
        if !ids.is_empty() {
            self.left += 1;
            lists.reversals.push((back, ids));
        }
    }

    /// The desk crashed.
    pub fn lose_desk(&mut self, ask: Ask) {
        self.waiting -= 1;
        self.lost = Some(ask);
    }

    fn form(&mut self) -> u32 {
        self.forms += 1;
        self.forms
    }
}

fn clicks(rng: &mut ChaCha8Rng, ask: Ask) -> Vec<Ask> {
    if rng.random_range(0..100) < 25 { vec![ask.clone(), ask] } else { vec![ask] }
}

/// Up to `most` neighboring resources.
fn some(rng: &mut ChaCha8Rng, among: &[ResourceId], most: usize) -> Vec<ResourceId> {
    let many = rng.random_range(1..=among.len().min(most));
    let first = rng.random_range(0..among.len());
    among.iter().cycle().skip(first).take(many).cloned().collect()
}
