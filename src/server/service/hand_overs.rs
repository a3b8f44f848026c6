//! Hand-overs: all or some customers of one person go to another. What is open for them is shown before, and
//! kept with the hand-over, so that both persons see the same.

use super::assignments::common::{chosen, done_entry, person};
use super::{Error, Result};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::{Assigned, Fetch, ListContext, Scope};
use model::assignments::{AssignmentKind, Named, Person};
use model::audit::AuditAction;
use model::budgets::BudgetLevel;
use model::changes::StoredChange;
use model::error::{AppError, FieldProblem};
use model::forms::assignments::{DismissHandOverForm, HandOverForm};
use model::hand_overs::{
    ChosenHandOver, HandOver, HandOverDraft, HandOverNotice, HandOverView, HandedCustomer, MOST_CHOSEN,
    MOST_OPEN, Open, OpenBudget, OpenExpiry, OpenIntent, OpenItems, OpenOrder,
};
use model::ids::{CustomerId, HandOverId, UserId};
use model::intents::{Intent, IntentPayload, IntentRef, Stage};
use model::lists::{BudgetFilter, CustomerFilter, CustomerRow, ExpiryWindow, OrderFilter, RenewalFilter};
use model::orders::OrderStatus;
use model::page::{Direction, Paging};
use model::payments::Payment;
use model::readable::readable;
use model::renewals::Renewal;
use model::users::Permission;
use std::collections::{BTreeMap, HashMap};

/// Hand-overs in the list of the latest ones.
const LATEST: u32 = 10;
/// The budgets that are low: more than 90% is used.
const LOW: [BudgetLevel; 2] = [BudgetLevel::Exhausted, BudgetLevel::Over90];
/// More of a kind than anybody leaves undecided.
const MOST_INTENTS: u32 = 10_000;
/// Stages in which somebody has to look after an intent.
const UNDECIDED: [Stage; 3] = [Stage::Waiting, Stage::Unknown, Stage::NoEffect];

/// The page on which a hand-over is chosen: who there is, and, of the one who gives, which customers and what
/// is open for them.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`] when there is no such user; or a failure of the database.
pub async fn draft(desk: &Desk, ctx: &Ctx, from: Option<&UserId>) -> Result<HandOverDraft> {
    ctx.allow(Permission::Administer)?;
    let people: Vec<Person> = desk.store.users().await?.into_iter().map(person).collect();
    let chosen = match from {
        Some(from) => Some(of_person(desk, from).await?),
        None => None,
    };
    Ok(HandOverDraft { people, chosen, latest: desk.store.latest_hand_overs(LATEST).await? })
}

async fn of_person(desk: &Desk, from: &UserId) -> Result<ChosenHandOver> {
    let user = desk.store.user(from).await?.ok_or(AppError::NotFound)?;
    let kinds = desk.store.assignments_of(from).await?;
    let scope = Scope::Assigned(from.clone());
    let rows = rows(desk, &scope).await?;
    let kind = |row: &CustomerRow| kinds.get(&row.customer.id).copied().unwrap_or(AssignmentKind::Helper);
    Ok(ChosenHandOver {
        total: kinds.len() as u64,
        customers: rows.into_iter().map(|row| (row.clone(), kind(&row))).collect(),
        rules: rules_of(desk, from).await?,
        open: open_items(desk, &scope, from).await?,
        from: person(user),
    })
}

/// The customers in a scope by name, as many as can be chosen one by one.
async fn rows(desk: &Desk, scope: &Scope) -> Result<Vec<CustomerRow>> {
    let batch = desk.store.take_customers(scope, &CustomerFilter::default(), Fetch::Many(None)).await?;
    Ok(batch.rows.into_iter().take(usize::from(MOST_CHOSEN)).collect())
}

async fn rules_of(desk: &Desk, user: &UserId) -> Result<Vec<String>> {
    let rules = desk.store.assignment_rules().await?.into_iter();
    Ok(rules.filter(|rule| rule.person.id == *user).map(|rule| rule.manager).collect())
}

/// Hands customers over. Scope changes with the same transaction: the next request of either person sees it.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`]; [`AppError::Invalid`] with the fields `to` or `ids`;
/// [`AppError::ChangedMeanwhile`] when the customers are not those that the page showed: then nothing was
/// done; or a failure of the database.
pub async fn hand_over(desk: &Desk, ctx: &Ctx, form: &HandOverForm) -> Result<HandOverId> {
    ctx.allow(Permission::Administer)?;
    let from = UserId::parse(form.from.as_str()).map_err(|_| AppError::NotFound)?;
    let from = desk.store.user(&from).await?.ok_or(AppError::NotFound)?;
    let to = chosen(desk, HandOverForm::TO.name, &form.to).await?;
    if to.id == from.id {
        return Err(AppError::field(HandOverForm::TO.name, FieldProblem::NotOffered).into());
    }
    let held = desk.store.assignments_of(&from.id).await?;
    let customers = customers(desk, form, &held).await?;
    let scope = match form.all.as_str() {
        "yes" => Scope::Assigned(from.id.clone()),
        _ => Scope::Listed(customers.iter().map(|one| one.customer.id.clone()).collect()),
    };
    let rules = match (form.rules.as_str(), form.all.as_str()) {
        ("yes", "yes") => rules_of(desk, &from.id).await?,
        // The rules take every customer along that they assigned.
        ("yes", _) => return Err(AppError::field(HandOverForm::RULES.name, FieldProblem::NotOffered).into()),
        _ => Vec::new(),
    };
    let record = HandOver {
        id: desk.ids.hand_over_id(),
        open: open_items(desk, &scope, &from.id).await?,
        from: Named { id: from.id, name: from.name },
        to: Named { id: to.id, name: to.name },
        customers,
        rules,
        note: readable(form.note.trim()).into_owned(),
        created_by: ctx.actor().to_owned(),
        created_at: desk.clock.now(),
    };
    let facts = facts(&record);
    let entry = done_entry(desk, ctx, AuditAction::HandOver, (None, Some(&record.from.name)), facts);
    match desk.store.hand_over(&record, &entry).await? {
        Assigned::Done => Ok(record.id),
        Assigned::Stale => Err(AppError::ChangedMeanwhile.into()),
    }
}

fn facts(record: &HandOver) -> super::audit::Facts {
    let owned = record.customers.iter().filter(|one| one.kind == AssignmentKind::Owner).count();
    vec![
        ("hand-over".to_owned(), record.id.to_string()),
        ("from".to_owned(), record.from.name.clone()),
        ("to".to_owned(), record.to.name.clone()),
        ("owned".to_owned(), owned.to_string()),
        ("helped".to_owned(), (record.customers.len() - owned).to_string()),
        ("rules".to_owned(), record.rules.join(", ")),
    ]
}

/// The customers that a form means, by name: the selected ones, or all, if they are still as many as it saw.
async fn customers(
    desk: &Desk,
    form: &HandOverForm,
    held: &BTreeMap<CustomerId, AssignmentKind>,
) -> Result<Vec<HandedCustomer>> {
    let refused = |problem| Error::from(AppError::field(HandOverForm::IDS.name, problem));
    let chosen: Vec<CustomerId> = match form.all.as_str() {
        "yes" if form.seen != held.len().to_string() => return Err(AppError::ChangedMeanwhile.into()),
        "yes" => held.keys().cloned().collect(),
        _ if form.ids.len() > usize::from(MOST_CHOSEN) => {
            return Err(refused(FieldProblem::TooMany(MOST_CHOSEN)));
        }
        _ => form.ids.clone(),
    };
    if chosen.is_empty() {
        return Err(refused(FieldProblem::NothingSelected));
    }
    let known = desk.store.known_customers(&Scope::All, &chosen).await?;
    let names: HashMap<CustomerId, String> = known
        .into_iter()
        .map(|known| (known.customer.id.clone(), known.customer.display_name().to_owned()))
        .collect();
    let mut customers = BTreeMap::new();
    for id in chosen {
        // One that the person does not look after any more was shown by a page that is old.
        let kind = *held.get(&id).ok_or(AppError::ChangedMeanwhile)?;
        let name = names.get(&id).cloned().unwrap_or_else(|| id.to_string());
        customers.insert((name.clone(), id.clone()), HandedCustomer { customer: Named { id, name }, kind });
    }
    Ok(customers.into_values().collect())
}

/// One hand-over: of everybody for administrators, else of one's own.
///
/// # Errors
/// [`AppError::NotFound`], or a failure of the database.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &HandOverId) -> Result<HandOverView> {
    ctx.allow(Permission::Read)?;
    let only_of = match ctx.allow(Permission::Administer) {
        Ok(()) => None,
        Err(_) => ctx.me().map(|me| &me.id),
    };
    let record = desk.store.hand_over_record(id, only_of).await?.ok_or(AppError::NotFound)?;
    let noticed = notices(desk, ctx).await?.iter().any(|notice| notice.id == *id);
    Ok(HandOverView { record, noticed })
}

/// The hand-overs that the caller gave or took and has not dismissed.
///
/// # Errors
/// A failure of the database.
pub async fn notices(desk: &Desk, ctx: &Ctx) -> Result<Vec<HandOverNotice>> {
    match ctx.me() {
        Some(me) => Ok(desk.store.hand_over_notices(&me.id).await?),
        None => Ok(Vec::new()),
    }
}

/// Takes a hand-over from the caller's overview. It changes nothing but their own view, and is not audited.
///
/// # Errors
/// [`AppError::NotFound`] when the caller is none of its two persons.
pub async fn dismiss(desk: &Desk, ctx: &Ctx, form: &DismissHandOverForm) -> Result<()> {
    let me = ctx.me().ok_or(AppError::NotFound)?;
    if desk.store.dismiss_hand_over(&form.id, &me.id).await? {
        Ok(())
    } else {
        Err(AppError::NotFound.into())
    }
}

/// What is open for the customers in a scope, most urgent first, and the jobs of the person who gives.
async fn open_items(desk: &Desk, scope: &Scope, from: &UserId) -> Result<OpenItems> {
    let (store, now) = (&desk.store, desk.clock.now());
    let by = |sort: &str| Paging { sort: Some(sort.to_owned()), direction: Direction::Ascending, page: 1 };
    let waiting = OrderFilter {
        status: Some(OrderStatus::PendingPayment),
        paging: by("deadline"),
        ..OrderFilter::default()
    };
    let orders =
        store.take_orders(scope, &waiting, Fetch::Many(None)).await?.rows.into_iter().take(MOST_OPEN);
    let expiring =
        RenewalFilter { window: Some(ExpiryWindow::Month), auto: Some(false), ..RenewalFilter::default() };
    let expiries = store.take_resources(scope, &expiring, now, Fetch::Many(None)).await?.rows.into_iter();
    Ok(OpenItems {
        orders: Open {
            total: store.order_count(scope, &waiting).await?,
            rows: orders
                .map(|row| OpenOrder {
                    deadline: row.order.deadline().map(|(at, _)| at),
                    id: row.order.id,
                    customer: row.customer_name,
                    amount: row.order.amount,
                })
                .collect(),
        },
        budgets: low_budgets(desk, scope).await?,
        expiries: Open {
            total: store.resource_count(scope, &expiring, now).await?,
            rows: expiries
                .take(MOST_OPEN)
                .map(|row| OpenExpiry {
                    name: row.resource.display_name().to_owned(),
                    id: row.resource.id,
                    customer: row.customer_name,
                    expires_at: row.resource.expires_at,
                })
                .collect(),
        },
        intents: open_intents(desk, scope).await?,
        follow_ups: store
            .open_follow_ups_of(from, scope, u32::try_from(MOST_OPEN).unwrap_or(u32::MAX))
            .await?,
        jobs: store.open_jobs_of(from, MOST_OPEN).await?,
    })
}

async fn low_budgets(desk: &Desk, scope: &Scope) -> Result<Open<OpenBudget>> {
    let mut low = Open::default();
    for level in LOW {
        let filter = BudgetFilter { level: Some(level), ..BudgetFilter::default() };
        low.total += desk.store.count(&ListContext::of(scope), &filter).await?;
        let batch = desk.store.take_budgets(scope, &filter, Fetch::Many(None)).await?;
        low.rows.extend(batch.rows.into_iter().map(|row| OpenBudget {
            left: row.budget.remaining(),
            customer: Named { name: row.customer.display_name().to_owned(), id: row.customer.id },
        }));
    }
    low.rows.truncate(MOST_OPEN);
    Ok(low)
}

async fn open_intents(desk: &Desk, scope: &Scope) -> Result<Open<OpenIntent>> {
    let payments: Vec<Payment> = desk.store.intents_in(scope, &UNDECIDED, MOST_INTENTS).await?;
    let renewals: Vec<Renewal> = desk.store.intents_in(scope, &UNDECIDED, MOST_INTENTS).await?;
    let changes: Vec<StoredChange> = desk.store.intents_in(scope, &UNDECIDED, MOST_INTENTS).await?;
    let rows: Vec<OpenIntent> = payments
        .into_iter()
        .map(open)
        .chain(renewals.into_iter().map(open))
        .chain(changes.into_iter().map(open))
        .collect();
    Ok(Open { total: rows.len() as u64, rows: rows.into_iter().take(MOST_OPEN).collect() })
}

fn open<T: IntentPayload>(intent: Intent<T>) -> OpenIntent {
    let held = IntentRef { id: intent.id, kind: intent.what.kind(), stage: intent.stage };
    OpenIntent { held, created_by: intent.created_by }
}
