//! Budgets: the list from the mirror, one budget read live, and setting it.
//!
//! A budget is an absolute target, so setting compares first: the current value must be the one
//! that the user saw, or the user is asked again (product, rules on money, 5).

mod purchase;

use super::limits::{self, Given, Granted};
use super::{Error, Result, audit, bulk, customers, mirror};
use crate::server::ctx::Ctx;
use crate::server::service::live::live_or_cached;
use crate::server::service::precondition;
use crate::server::state::Desk;
use crate::server::store::{Committed, StoreError};
use model::audit::AuditAction;
use model::budgets::{Budget, BudgetLevel, BudgetType, FreezeBehaviour};
use model::bulk::Target;
use model::customers::Customer;
use model::error::{AppError, FieldProblem, PartnerFailure};
use model::forecast::{self, counted_from};
use model::forms::BudgetChange;
use model::forms::budgets::{NewBudget, SetBudgetForm};
use model::ids::{BulkId, CustomerId, IntentId};
use model::limits::Pool;
use model::money::Money;
use model::raise::RaiseFor;
use model::users::Permission;
use model::views::BudgetView;
use partner::SetBudget;
use rust_decimal::Decimal;

/// Past adjustments shown.
const RECORDS: u32 = 50;

/// How many budgets in scope are at each level, every level once.
pub async fn levels(desk: &Desk, ctx: &Ctx) -> Result<Vec<(BudgetLevel, u64)>> {
    ctx.allow(Permission::Read)?;
    Ok(desk.store.budget_levels(&ctx.scope).await?)
}

/// One budget with its history, both read live, and the purchase that it is raised for. A customer who is
/// not resale has none: 404.
pub async fn show(
    desk: &Desk,
    ctx: &Ctx,
    id: &CustomerId,
    raise_for: Option<RaiseFor>,
) -> Result<BudgetView> {
    ctx.allow(Permission::Read)?;
    let customer = customers::in_scope(desk, ctx, id).await?;
    let records = desk.partner.budget_records(id, customer.reseller.as_ref(), 0, RECORDS);
    let purchase = purchase::read(desk, ctx, &customer, raise_for);
    let (budget, records, purchase) =
        futures::join!(customers::read_budget(desk, ctx, &customer), records, purchase);
    let budget = budget?.ok_or(AppError::NotFound)?;
    let mut records = live_or_cached(desk, records.map(|page| page.rows), None);
    if let Some(rows) = &mut records.value {
        rows.sort_by_key(|record| std::cmp::Reverse(record.at));
    }
    let history = desk.store.budget_history(&ctx.scope, id).await?;
    let (first, days) = history.map(|history| (history.first, history.days)).unzip();
    let days = days.unwrap_or_default();
    let forecast = first.zip(budget.value.as_ref()).zip(budget.freshness.read_at);
    let forecast = forecast.and_then(|((first, budget), read_at)| {
        let from = counted_from(budget, first, read_at)?;
        Some(forecast::forecast(budget, from, &days, read_at))
    });
    let allowance = limits::allowance(desk, ctx, Pool::Raise).await?;
    Ok(BudgetView { customer, budget, forecast, days, records, allowance, purchase: purchase? })
}

/// The result of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placed {
    /// The budget has the wanted value.
    Set(Box<BudgetChange>),
    /// This job waits for another person's approval.
    Waits(BulkId),
}

fn target(new: &NewBudget) -> Target {
    Target { amount: Some(new.amount.get()), kind: Some(new.kind.clone()) }
}

/// True when the current budget is the one that the page showed. No budget and a budget of zero are
/// the same: the sheet does not say which of them the partner API returns.
fn is_as_shown(form: &SetBudgetForm, now: &Budget) -> bool {
    let shown = precondition::amount(&form.seen.amount);
    let shown = shown.filter(|amount| !amount.is_zero());
    let current = now.amount.filter(|amount| !amount.is_zero());
    let shown_kind = Some(form.seen.kind.trim()).filter(|kind| !kind.is_empty());
    let kind = now.kind.as_ref().map(BudgetType::code);
    shown == current && (current.is_none() || shown_kind == kind)
}

fn shown_money(form: &SetBudgetForm, now: &Budget) -> Option<Money> {
    let amount = precondition::amount(&form.seen.amount)?;
    Some(Money::new(amount, now.currency.clone()))
}

/// Sets a customer's budget: checks what was typed, compares with the current budget, asks for the
/// password above a limit, sends once. Raised by more than a second limit, it is a job of one row
/// that waits for another person.
///
/// When the outcome stays open the budget is read again: the target is absolute, so a budget with
/// the wanted value is a success, whatever the answer was.
pub async fn set(desk: &Desk, ctx: &Ctx, form: &SetBudgetForm) -> Result<Placed> {
    ctx.allow(Permission::SetBudget)?;
    let id = &form.customer;
    let customer = customers::in_scope(desk, ctx, id).await?;
    let new = form.check()?;
    let now = desk.partner.budget(id, customer.reseller.as_ref()).await?;
    if !is_as_shown(form, &now) {
        let actual = now.amount.map(|amount| Money::new(amount, now.currency.clone()));
        return Err(AppError::Stale { expected: shown_money(form, &now), actual }.into());
    }
    new.amount
        .in_currency(&now.currency)
        .map_err(|why| AppError::field(SetBudgetForm::AMOUNT.name, FieldProblem::Amount(why)))?;
    if target(&new).cut_from(&Target::of(&now), now.used).is_some() && !new.cut_confirmed {
        return Err(AppError::field(SetBudgetForm::CONFIRM_CUT.name, FieldProblem::CutNotConfirmed).into());
    }
    let raise = Money::new(target(&new).raise_from(&Target::of(&now)), now.currency.clone());
    let raises: Vec<Money> = Some(raise).into_iter().filter(|raise| !raise.is_zero()).collect();
    let given = Given { password: &form.password, why: &form.why };
    let committed = match commit(desk, ctx, raises, given, id).await? {
        Raise::Committed(id) => id,
        Raise::Waits(granted) => {
            let reason = given.reason();
            let request = (&granted, reason.as_deref());
            let one = bulk::plan::one(desk, ctx, &customer, now, form, new, request);
            return one.await.map(Placed::Waits);
        }
    };
    let change = change(desk, ctx, &now, &new).await?;
    let facts = facts(&now, &new);
    let set = audit::around(desk, ctx, AuditAction::SetBudget, Some(id), None, facts, async {
        let order = SetBudget {
            customer: id.clone(),
            reseller: customer.reseller.clone(),
            amount: new.amount,
            kind: new.kind.clone(),
            freeze: new.behaviour,
            lift_freeze: new.lift_freeze,
        };
        let sent = desk.partner.set_budget(&order).await;
        confirm_sent(desk, &customer, &new, sent).await
    })
    .await;
    if let Err(Error::Refused(refused)) = &set
        && !refused.is_unclear()
    {
        desk.store.take_back(committed.as_str()).await?;
    }
    set?;
    Ok(Placed::Set(Box::new(change)))
}

/// What the notice of a change says, and what would undo it. What happened when the budget ran out is
/// known where this desk set it; else it is what HUAWEI CLOUD does at first.
async fn change(desk: &Desk, ctx: &Ctx, now: &Budget, new: &NewBudget) -> Result<BudgetChange> {
    let money = |amount: Decimal| Money::new(amount, now.currency.clone());
    let known = desk.store.known_customers(&ctx.scope, std::slice::from_ref(&now.customer)).await?;
    let behaviour = known.first().and_then(|known| known.freeze_behaviour);
    let behaviour = behaviour.unwrap_or(FreezeBehaviour::Manual).code();
    let before = Target::of(now);
    Ok(BudgetChange {
        before: before.amount.map(money),
        kind_before: before.kind,
        after: money(new.amount.get()),
        kind_after: new.kind.clone(),
        behaviour_before: new.behaviour.is_some().then_some(behaviour),
    })
}

/// A raise that passed the limits.
enum Raise {
    /// It is committed, under this id.
    Committed(IntentId),
    /// Another person has to approve it: it is committed with the job that waits.
    Waits(Granted),
}

/// Commits what a budget is raised by, before anything is sent.
async fn commit(
    desk: &Desk,
    ctx: &Ctx,
    raises: Vec<Money>,
    given: Given<'_>,
    customer: &CustomerId,
) -> Result<Raise> {
    let id = desk.ids.intent_id();
    let mut asking = given.into();
    for _ in 0..limits::TRIES {
        let subject = customer.as_str();
        let granted = limits::ask(desk, ctx, Pool::Raise, raises.clone(), &mut asking, subject).await?;
        if granted.demands.approval {
            return Ok(Raise::Waits(granted));
        }
        let Some(commitment) = granted.commitment else { return Ok(Raise::Committed(id)) };
        if desk.store.commit(id.as_str(), &commitment).await? == Committed::Done {
            return Ok(Raise::Committed(id));
        }
    }
    Err(StoreError::Contended.into())
}

async fn confirm_sent(
    desk: &Desk,
    customer: &Customer,
    new: &NewBudget,
    sent: Result<(), PartnerFailure>,
) -> Result<(), Error> {
    let unclear = match sent {
        Ok(()) => None,
        Err(failure) if failure.unclear => Some(failure),
        Err(failure) => return Err(failure.into()),
    };
    let read = desk.partner.budget(&customer.id, customer.reseller.as_ref()).await;
    let is_set = unclear.is_none() || read.as_ref().is_ok_and(|budget| Target::of(budget) == target(new));
    if let (true, Some(behaviour)) = (is_set, new.behaviour) {
        desk.store.set_freeze_behaviour(&customer.id, behaviour).await?;
    }
    if let Ok(budget) = &read {
        mirror::keep(desk, desk.store.upsert_budgets(std::slice::from_ref(budget), desk.clock.now())).await;
    }
    match (unclear, read) {
        (None, _) => Ok(()),
        (Some(_), Ok(_)) if is_set => Ok(()),
        (Some(failure), _) => Err(failure.into()),
    }
}

fn facts(now: &Budget, new: &NewBudget) -> Vec<(String, String)> {
    let text = |amount: Decimal| Money::new(amount, now.currency.clone()).to_string();
    let mut facts = vec![
        ("amount-before".to_owned(), now.amount.map(text).unwrap_or_default()),
        ("amount-after".to_owned(), text(new.amount.get())),
        ("type-before".to_owned(), now.kind.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("type-after".to_owned(), new.kind.to_string()),
    ];
    if let Some(behaviour) = new.behaviour {
        facts.push(("freeze-behaviour".to_owned(), behaviour.code().to_string()));
    }
    if new.lift_freeze {
        facts.push(("lift-freeze".to_owned(), "yes".to_owned()));
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::forms::budgets::ShownBudget;
    use model::money::Currency;

    fn form(amount: &str, kind: &str) -> SetBudgetForm {
        let seen = ShownBudget { amount: amount.to_owned(), kind: kind.to_owned() };
        SetBudgetForm { seen, ..SetBudgetForm::about(CustomerId::parse("c1").unwrap()) }
    }

    fn budget(amount: Option<&str>, kind: BudgetType) -> Budget {
        Budget {
            customer: CustomerId::parse("c1").unwrap(),
            amount: amount.map(|text| text.parse().unwrap()),
            used: None,
            currency: Currency::usd(),
            kind: Some(kind),
        }
    }

    #[test]
    fn compares_with_what_the_page_showed() {
        let shown = form("1,500.00", "MONTHLY");
        assert!(is_as_shown(&shown, &budget(Some("1500.0"), BudgetType::Monthly)));
        assert!(!is_as_shown(&shown, &budget(Some("1500.01"), BudgetType::Monthly)));
        assert!(!is_as_shown(&shown, &budget(Some("1500"), BudgetType::Package)));
        let first = form("", "");
        assert!(is_as_shown(&first, &budget(None, BudgetType::Monthly)));
        assert!(is_as_shown(&first, &budget(Some("0.0"), BudgetType::Monthly)));
        assert!(!is_as_shown(&first, &budget(Some("1"), BudgetType::Monthly)));
    }
}
