//! Two people at their browsers: impatient, forgetful, and sometimes they click twice.

mod budgets;

use crate::changes::{ChangeForm, ChangeIs};
use crate::services::{Ask, PayForm, RenewForm, Stands, Told};
use model::bulk::BulkState;
use model::changes::ChangeKind;
use model::ids::{BulkId, CustomerId, IntentId, OrderId, ResourceId};
use model::renewals::Period;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// What both may find on the lists.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Orders of the customer.
    pub orders: Vec<OrderId>,
    /// Resources that can be renewed together.
    pub resources: Vec<ResourceId>,
    /// Payments that wait for a second person, and who began them.
    pub waiting: Vec<(IntentId, &'static str)>,
    /// Resources whose renewal was begun: their terms can be given back once it is paid.
    pub renewed: Vec<ResourceId>,
    /// Customers that have a budget.
    pub customers: Vec<CustomerId>,
    /// What could be taken back again.
    pub regrets: Vec<(ChangeKind, Vec<ResourceId>)>,
}

/// Somebody who uses the desk.
#[derive(Debug)]
pub struct Person {
    pub name: &'static str,
    /// Requests that still have no answer.
    pub waiting: usize,
    /// Things left to do.
    pub left: u32,
    /// Asked, and the desk went away before it answered.
    lost: Option<Ask>,
    pay_form: Option<PayForm>,
    renew_form: Option<RenewForm>,
    change_form: Option<ChangeForm>,
    /// The page of a payment whose outcome has not been seen yet.
    payment: Option<IntentId>,
    renewal: Option<IntentId>,
    change: Option<IntentId>,
    /// The page of a job of budgets, and what it said last.
    job: Option<(BulkId, Option<BulkState>)>,
    /// What a page asks this person to say.
    to_decide: Option<Ask>,
    /// How often a payment that is not certain yet is come back for, beyond what was to be done.
    returns: u32,
    /// Orders that were seen on a page and are worth a look.
    to_pay: Vec<OrderId>,
    forms: u32,
}

/// Periods that people like.
const PERIODS: [Period; 2] = [Period::Months(1), Period::Months(3)];

/// Acts that people choose from, as often as they do.
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

    /// What to do next; two of the same are a double click.
    pub fn next(&mut self, dice: &mut ChaCha8Rng, lists: &mut Lists) -> Vec<Ask> {
        self.left = self.left.saturating_sub(1);
        let likely = |dice: &mut ChaCha8Rng, percent: u32| dice.random_range(0..100) < percent;
        if let Some(lost) = self.lost.take()
            && likely(dice, 75)
        {
            return vec![lost];
        }
        if let Some(decision) = self.to_decide.take()
            && likely(dice, 75)
        {
            return clicks(dice, decision);
        }
        if let Some(form) = &self.pay_form
            && likely(dice, 75)
        {
            let ask = Ask::Pay(form.clone());
            // The form stays on the screen, and is posted again now and then.
            if likely(dice, 80) {
                self.pay_form = None;
            }
            return clicks(dice, ask);
        }
        if let Some(form) = &self.renew_form
            && likely(dice, 75)
        {
            let ask = Ask::Renew(form.clone());
            if likely(dice, 80) {
                self.renew_form = None;
            }
            return clicks(dice, ask);
        }
        if let Some(form) = &self.change_form
            && likely(dice, 75)
        {
            let ask = Ask::Change(form.clone());
            if likely(dice, 80) {
                self.change_form = None;
            }
            return clicks(dice, ask);
        }
        if let Some(payment) = &self.payment
            && likely(dice, 65)
        {
            return vec![Ask::Payment(payment.clone())];
        }
        if let Some(renewal) = &self.renewal
            && likely(dice, 60)
        {
            return vec![Ask::Renewal(renewal.clone())];
        }
        if let Some(change) = &self.change
            && likely(dice, 60)
        {
            return vec![Ask::Changed(change.clone())];
        }
        if likely(dice, 70)
            && let Some(job) = self.job.take()
        {
            return self.go_on_with(dice, job);
        }
        if likely(dice, 50)
            && let Some((act, ids)) = lists.regrets.pop()
        {
            return vec![Ask::LookOver(act, ids)];
        }
        if likely(dice, 60)
            && let Some(ask) = self.agree(dice, lists)
        {
            return clicks(dice, ask);
        }
        if likely(dice, 75)
            && let Some(order) = self.to_pay.pop()
        {
            return vec![Ask::Review(order)];
        }
        match self.wander(dice, lists) {
            // What confirms at once is clicked twice, too.
            ask @ (Ask::Cancel(_) | Ask::Change(_)) => clicks(dice, ask),
            ask => vec![ask],
        }
    }

    /// Agrees to what the other one wants to pay, mostly.
    fn agree(&self, dice: &mut ChaCha8Rng, lists: &mut Lists) -> Option<Ask> {
        let at = lists.waiting.iter().position(|(_, by)| *by != self.name)?;
        let (id, _) = lists.waiting.remove(at);
        Some(if dice.random_range(0..100) < 80 { Ask::Approve(id) } else { Ask::Decline(id) })
    }

    /// Something new.
    fn wander(&mut self, dice: &mut ChaCha8Rng, lists: &Lists) -> Ask {
        let pick = dice.random_range(0..100);
        if pick < 24 {
            let ids = some(dice, &lists.resources, 2);
            return Ask::Quote(ids, PERIODS[dice.random_range(0..PERIODS.len())]);
        }
        if pick >= 94 {
            return self.draft(dice, lists);
        }
        if pick < 44 {
            return self.wander_to_a_change(dice, lists);
        }
        // Mostly the newest order.
        let from = if pick < 80 { lists.orders.len().saturating_sub(2) } else { 0 };
        let order = lists.orders[dice.random_range(from..lists.orders.len())].clone();
        if pick >= 89 { Ask::Cancel(order) } else { Ask::Review(order) }
    }

    /// A change of resources: on the list, or by its page.
    fn wander_to_a_change(&mut self, dice: &mut ChaCha8Rng, lists: &Lists) -> Ask {
        let act = ACTS[dice.random_range(0..ACTS.len())];
        let ids = some(dice, &lists.resources, if act.is_about_the_end() { 3 } else { 2 });
        let is_on_the_list = matches!(act, ChangeKind::AutoRenewOn | ChangeKind::AutoRenewOff);
        if is_on_the_list && dice.random_range(0..100) < 50 {
            return Ask::Change(ChangeForm { number: self.form(), act, resources: ids, page: None });
        }
        Ask::LookOver(act, ids)
    }

    /// A page came back.
    pub fn told(&mut self, ask: &Ask, told: &Told, lists: &mut Lists) {
        self.waiting -= 1;
        match (ask, told) {
            (Ask::Review(order), Told::Payable(amount, currency)) => {
                let (order, amount, currency) = (order.clone(), amount.clone(), currency.clone());
                self.pay_form = Some(PayForm { number: self.form(), order, amount, currency });
            }
            (Ask::Quote(resources, period), Told::Quoted(total, currency, ends, intent)) => {
                let (resources, period) = (resources.clone(), *period);
                let (total, currency, ends) = (total.clone(), currency.clone(), ends.clone());
                let (number, intent) = (self.form(), intent.clone());
                self.renew_form =
                    Some(RenewForm { number, resources, period, total, currency, ends, intent });
            }
            (Ask::LookOver(act, _), Told::Changeable(resources, page)) => {
                let (resources, page) = (resources.clone(), Some(page.clone()));
                self.change_form = Some(ChangeForm { number: self.form(), act: *act, resources, page });
            }
            // The renewal holds them until its order is carried out: a little later, perhaps.
            (Ask::LookOver(ChangeKind::UnsubscribeRenewedTerms, ids), Told::NotNow) => {
                lists.regrets.insert(0, (ChangeKind::UnsubscribeRenewedTerms, ids.clone()));
            }
            (_, Told::Change(id)) => self.change = Some(id.clone()),
            (_, Told::Bulk(id)) => {
                self.left += u32::from(self.job.is_none());
                self.job = Some((id.clone(), None));
            }
            (_, Told::BulkIs(job)) => self.job = Some((job.id.clone(), Some(job.state))),
            (_, Told::ChangeIs(change)) => self.told_of_a_change(change, lists),
            (Ask::Renew(form), Told::Renewal(id)) => {
                self.renewal = Some(id.clone());
                lists.renewed.extend(form.resources.iter().cloned());
            }
            (_, Told::Payment(id)) => self.payment = Some(id.clone()),
            (_, Told::Renewal(id)) => self.renewal = Some(id.clone()),
            (Ask::Renewal(id), Told::RenewalIs { stands: Stands::Asking, .. }) => {
                self.to_decide = Some(Ask::NotRenewed(id.clone()));
            }
            (Ask::Payment(id), Told::PaymentIs { stands: Stands::Waiting, by, .. }) => {
                self.payment = None;
                if by.starts_with(self.name) {
                    lists.waiting.push((id.clone(), self.name));
                }
            }
            (Ask::Payment(id), Told::PaymentIs { stands: Stands::Asking, .. }) => {
                self.to_decide = Some(Ask::NotPaid(id.clone()));
                // Nobody goes home before that.
                self.left += 2;
            }
            (_, Told::RenewalIs { orders, .. }) => {
                self.renewal = None;
                self.to_pay.extend(orders.iter().cloned());
                for order in orders {
                    if !lists.orders.contains(order) {
                        lists.orders.push(order.clone());
                    }
                }
            }
            // Who sees that it is not known comes back for it.
            (_, Told::PaymentIs { stands: Stands::Open, .. }) if self.returns > 0 => {
                self.returns -= 1;
                self.left += 1;
            }
            (_, Told::PaymentIs { stands: Stands::Done, .. }) => {
                self.payment = None;
                if !lists.renewed.is_empty() {
                    self.left += 6;
                    lists
                        .regrets
                        .push((ChangeKind::UnsubscribeRenewedTerms, std::mem::take(&mut lists.renewed)));
                }
            }
            (_, Told::PaymentIs { stands: Stands::Nothing, order, .. }) => {
                self.payment = None;
                self.to_pay.push(order.clone());
            }
            _ => {}
        }
    }

    fn told_of_a_change(&mut self, change: &ChangeIs, lists: &mut Lists) {
        match change.stands {
            Stands::Asking => self.to_decide = Some(Ask::NotChanged(change.id.clone())),
            Stands::Done | Stands::Nothing => self.change = None,
            Stands::Open | Stands::Waiting => {}
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
            lists.regrets.push((back, ids));
        }
    }

    /// The desk went away.
    pub fn cut_off(&mut self, ask: Ask) {
        self.waiting -= 1;
        self.lost = Some(ask);
    }

    fn form(&mut self) -> u32 {
        self.forms += 1;
        self.forms
    }
}

fn clicks(dice: &mut ChaCha8Rng, ask: Ask) -> Vec<Ask> {
    if dice.random_range(0..100) < 25 { vec![ask.clone(), ask] } else { vec![ask] }
}

/// Up to so many that stand beside each other.
fn some(dice: &mut ChaCha8Rng, among: &[ResourceId], most: usize) -> Vec<ResourceId> {
    let many = dice.random_range(1..=among.len().min(most));
    let first = dice.random_range(0..among.len());
    among.iter().cycle().skip(first).take(many).cloned().collect()
}
