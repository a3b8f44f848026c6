//! Budgets of resale customers: query, set, batch query, and history.

use crate::operations::scope;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::page::HIGHEST_OFFSET;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::account::changes::Budget;
use crate::world::calendar;
use crate::world::money::{CURRENCY, Cents};
use crate::world::tenant::budgets::{BudgetKind, Record};
use crate::world::tenant::profiles::Owner;
use crate::world::tenant::{PARTNER_COMPANY, PARTNER_NAME, PARTNER_USER};

const MOST: Cents = 2_147_483_647 * 100;

/// For a resale customer without a budget the answer is not documented; here amount and used amount
/// are 0 and the type is MONTHLY.
fn figures(account: &Account<'_>) -> (Cents, Cents, BudgetKind) {
    match account.budget() {
        Some(budget) => (budget.amount, account.used_at(&budget, account.now), budget.kind),
        None => (0, 0, BudgetKind::Monthly),
    }
}

/// GET /v2/partners/sub-customers/budget
pub fn show(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let id = call.query.required("customer_id", 64)?;
    let owner = scope::owner(world, &call.query)?;
    let profile = scope::resale_customer(world, owner, &id)?;
    let (amount, used, kind) = world.read(profile.index, figures);
    let body = Object::new()
        .amount("budget_amount", amount)
        .amount("used_amount", used)
        .integer("measure_id", 1)
        .text("currency", CURRENCY)
        .text("budget_type", kind.word())
        .finish();
    Ok(Reply::ok(body))
}

/// POST /v2/partners/sub-customers/budget/query: ids that are not the partner's or not resale
/// customers are skipped silently. Rows are in the order of the ids (not documented).
pub fn query(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let ids = call.body.some_texts("customer_ids", 100, 64)?;
    let owner = scope::owner(world, &call.body)?;
    let rows = ids.iter().filter_map(|id| scope::resale_customer(world, owner, id).ok()).map(|profile| {
        let (amount, used, kind) = world.read(profile.index, figures);
        Object::new()
            .text("customer_id", &profile.id)
            .amount("budget_amount", amount)
            .amount("used_amount", used)
            .text("budget_type", kind.word())
            .finish()
    });
    let body =
        Object::new().integer("measure_id", 1).text("currency", CURRENCY).list("budget_infos", rows).finish();
    Ok(Reply::ok(body))
}

struct NewBudget {
    amount: Cents,
    kind: BudgetKind,
    lift: bool,
    automatic: Option<bool>,
}

/// POST /v2/partners/sub-customers/budget: sets the total. An amount with more than two decimals is
/// refused, one below the used amount is allowed and makes the budget exhausted, and
/// `cancel_partner_frozen` lifts a freeze of either kind (all three not documented).
pub fn set(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let body = &call.body;
    let id = body.required("customer_id", 64)?;
    let amount = body.amount("budget_amount")?;
    if amount <= 0 || amount > MOST {
        return Err(ApiError::parameter("budget_amount"));
    }
    let lift = match body.loose_text("cancel_partner_frozen")?.as_deref() {
        None | Some("" | "0") => false,
        Some("1") => true,
        Some(_) => return Err(ApiError::parameter("cancel_partner_frozen")),
    };
    let kind = body.choice("budget_type", &["MONTHLY", "PACKAGE"])?;
    let new = NewBudget {
        amount,
        kind: kind.map_or(BudgetKind::Monthly, |word| BudgetKind::of(&word)),
        lift,
        automatic: body.integer_or_empty("frozen_operate_type", 0, 1)?.map(|kind| kind == 1),
    };
    let owner = scope::owner(world, body)?;
    let profile = scope::resale_customer(world, owner, &id)?;
    world.change(profile.index, |account| {
        if let Owner::Reseller(reseller) = account.profile.owner {
            reseller_allows(world, reseller, account.budget(), &new)?;
        }
        apply(account, &new);
        Ok(Reply::done())
    })
}

/// The first reseller has a quota that large budgets exceed; the second one lost the permission to
/// set budgets.
fn reseller_allows(
    world: &World,
    reseller: u8,
    old: Option<Budget>,
    new: &NewBudget,
) -> Result<(), ApiError> {
    if reseller == 1 {
        return Err(ApiError::bad(
            "CBC.50000033",
            "The budget cannot be set because the permission of the reseller to set budgets has been withdrawn.",
        ));
    }
    let freed = old.as_ref().map_or(0, |old| old.amount);
    let same = old.as_ref().is_some_and(|old| old.kind == new.kind);
    let more = if same { new.amount - freed } else { new.amount };
    if !world.grant(reseller, new.kind, more) {
        return Err(ApiError::bad(
            "CBC.50000030",
            "The budget cannot be set because the budget quota of the reseller is insufficient.",
        ));
    }
    if let Some(old) = old.filter(|_| !same) {
        world.grant(reseller, old.kind, -old.amount);
    }
    Ok(())
}

fn apply(account: &mut Account<'_>, new: &NewBudget) {
    let now = account.now;
    let frozen = account.frozen_at(now);
    let old = account.budget();
    let counts_from = match &old {
        Some(old) if old.kind == BudgetKind::Package => old.counts_from,
        _ => Some(calendar::month_begin(now)),
    };
    let automatic = new.automatic.unwrap_or_else(|| old.as_ref().is_some_and(|old| old.automatic));
    let budget = Budget { amount: new.amount, kind: new.kind, automatic, counts_from };
    let exhausted = account.used_at(&budget, now) >= budget.amount;
    account.changes.budget = Some(budget);
    account.changes.watch_from = Some(now);
    account.changes.records.push(Record {
        at: now,
        amount: new.amount,
        kind: new.kind,
        operator: PARTNER_USER.to_owned(),
    });
    account.dirty = true;
    if frozen > 0 {
        account.freeze(if new.lift { 0 } else { frozen });
    } else if automatic && exhausted {
        account.freeze(1);
    }
}

/// GET /v2/partners/sub-customers/budget/records, newest first (the order is not documented).
pub fn records(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let query = &call.query;
    let id = query.required("customer_id", 64)?;
    let operation = query.choice("operation_type", &["SETTING", "DELETE"])?;
    let kind = query.choice("budget_type", &["MONTHLY", "PACKAGE"])?;
    let page = query.page(HIGHEST_OFFSET, 100)?;
    let owner = scope::owner(world, query)?;
    let profile = scope::resale_customer(world, owner, &id)?;
    let records: Vec<Record> = world.read(profile.index, |account| {
        let all = account.seeded.records.iter().chain(&account.changes.records);
        all.cloned().collect()
    });
    let rows: Vec<&Record> = records
        .iter()
        .rev()
        .filter(|record| kind.as_deref().is_none_or(|kind| kind == record.kind.word()))
        .filter(|_| operation.as_deref() != Some("DELETE"))
        .collect();
    let body = Object::new()
        .integer("total_count", rows.len() as i64)
        .integer("measure_id", 1)
        .text("currency", CURRENCY)
        .list("record_list", rows.iter().skip(page.offset).take(page.limit).map(|r| record_row(r)))
        .finish();
    Ok(Reply::ok(body))
}

fn record_row(record: &Record) -> String {
    Object::new()
        .amount("budget_amount", record.amount)
        .text("operation_type", "SETTING")
        .time("operation_time", record.at)
        .text("operator", &record.operator)
        .text("budget_type", record.kind.word())
        .text("partner_corp_name", PARTNER_COMPANY)
        .text("partner_account_name", PARTNER_NAME)
        .finish()
}
