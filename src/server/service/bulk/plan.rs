//! Makes dry runs from a selection of the list, from a file, or for one customer.

use super::super::Result;
use super::current_budgets::ReadBudget;
use super::draft::{self, DraftSpec};
use super::line::{Line, Rule};
use super::{control, file};
use crate::server::ctx::Ctx;
use crate::server::service::limits::Granted;
use crate::server::state::Desk;
use crate::server::store::{Fetch, StoreError};
use model::budgets::{Budget, BudgetAmount, BudgetType};
use model::bulk::{BulkKind, FileFormat, MOST_ROWS, RoundUp, SkipReason, operand};
use model::customers::Customer;
use model::error::{AppError, BadWorkbook, FieldError, FieldProblem};
use model::forms::budgets::{NewBudget, SetBudgetForm};
use model::forms::bulk::PlanBudgetsForm;
use model::ids::{BulkId, CustomerId};
use model::lists::{BudgetFilter, List};
use model::page::Pairs;
use model::readable::readable;
use model::search::is_too_long;
use model::users::Permission;
use std::collections::HashMap;

/// A dry run for a selection of the list.
///
/// # Errors
/// [`AppError::Invalid`] with the fields `act`, `value`, `rounding`, `kind` or `ids`;
/// [`AppError::NotAllowed`]; or a failure of the database.
///
/// [`AppError::NotUnderstood`] when all that match are meant and the filter is not understood as
/// a whole: more than was seen would be changed.
pub async fn selection(desk: &Desk, ctx: &Ctx, form: &PlanBudgetsForm) -> Result<BulkId> {
    ctx.allow(Permission::SetBudget)?;
    let (kind, rule, mut wrong) = check(form);
    let ids = match form.all.as_str() {
        "yes" => matching(desk, ctx, &filter(&form.filter)?).await?,
        _ => form.ids.clone(),
    };
    let most = usize::from(MOST_ROWS);
    let problem = match ids.len() {
        0 => Some(FieldProblem::NothingSelected),
        count if count > most => Some(FieldProblem::TooMany(MOST_ROWS)),
        _ => None,
    };
    wrong.extend(problem.map(|problem| FieldError { field: "ids".into(), problem }));
    let (Some(kind), Some(rule), true) = (kind, rule, wrong.is_empty()) else {
        return Err(AppError::Invalid(wrong).into());
    };
    let rounding = match &rule {
        Rule::Percent(_, rounding) => Some(*rounding),
        _ => None,
    };
    let lines = ids.into_iter().zip(1..).map(|(id, number)| Line::about(number, id, rule.clone()));
    let (_, number) = typed(form);
    let spec = DraftSpec { operand: number.trim().to_owned(), rounding, ..DraftSpec::of(kind) };
    draft::store(desk, ctx, spec, lines.collect()).await
}

/// A dry run of a file that was chosen or pasted into `field`.
///
/// # Errors
/// [`AppError::Invalid`] with that field when the file as a whole cannot be taken;
/// [`AppError::NotAllowed`]; or a failure of the database.
pub async fn file(desk: &Desk, ctx: &Ctx, field: &str, bytes: &[u8]) -> Result<BulkId> {
    ctx.allow(Permission::SetBudget)?;
    let (format, read) = read_aside(field, bytes).await?;
    let mut lines = Vec::new();
    for read in read {
        let too_long = is_too_long(&read.given_amount).then_some(SkipReason::CellTooLong);
        lines.push(Line {
            number: read.number,
            customer: named(desk, ctx, &read.customer).await?,
            given: shortened(read.customer),
            given_amount: shortened(read.given_amount),
            wrong: too_long.or(read.wrong),
            rule: Rule::To(read.amount, read.kind),
            behaviour: read.behaviour,
            lift_freeze: false,
            claims: read.claims,
        });
    }
    let spec = DraftSpec { file: Some(format), ..DraftSpec::of(BulkKind::File) };
    draft::store(desk, ctx, spec, lines).await
}

/// Reads a file beside the requests of others: a workbook takes a while. One that breaks its reader
/// cannot be read.
async fn read_aside(field: &str, bytes: &[u8]) -> Result<(FileFormat, Vec<file::Line>), AppError> {
    let (name, bytes) = (field.to_owned(), bytes.to_vec());
    let read = tokio::task::spawn_blocking(move || file::read(&name, &bytes)).await;
    read.unwrap_or_else(|error| {
        tracing::error!(%error, "a file broke its reader");
        Err(AppError::field(field, FieldProblem::Workbook(BadWorkbook::Unreadable)))
    })
}

/// A job of one row that waits for another person, for a budget that was just read and compared
/// with what the caller saw. What the limits demand was already given: `request` is that, and why.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`] for who has no budget; or a failure of the
/// database.
pub async fn one(
    desk: &Desk,
    ctx: &Ctx,
    customer: &Customer,
    now: Budget,
    form: &SetBudgetForm,
    new: NewBudget,
    request: (&Granted, Option<&str>),
) -> Result<BulkId> {
    ctx.allow(Permission::SetBudget)?;
    let line = Line {
        behaviour: new.behaviour,
        lift_freeze: new.lift_freeze,
        ..Line::about(1, customer.id.clone(), Rule::To(Ok(new.amount), Some(new.kind)))
    };
    let operand = form.amount.trim().to_owned();
    let raise_for = form.purchase();
    let spec = DraftSpec { operand, frozen_too: true, raise_for, ..DraftSpec::of(BulkKind::Set) };
    let known = desk.store.known_customers(&ctx.scope, std::slice::from_ref(&customer.id)).await?;
    let seen = ReadBudget { budget: now, at: desk.clock.now(), live: true };
    let seen = HashMap::from([(customer.id.clone(), seen)]);
    let job = draft::store_with(desk, ctx, spec, vec![line], &known, &seen).await?;
    if job.count() == 0 {
        // No resale customer: there is no budget that somebody could agree to.
        return Err(AppError::NotFound.into());
    }
    control::confirm(desk, ctx, &job, request).await?.ok_or_else(|| StoreError::Contended.into())
}

/// What is shown of a cell: somebody may have pasted it from anywhere.
pub(in crate::server::service) fn shortened(cell: String) -> String {
    let cell = readable(&cell);
    match cell.chars().count() > 64 {
        true => cell.chars().take(63).chain(['\u{2026}']).collect(),
        false => cell.into_owned(),
    }
}

/// The customer by id, else by account name, else by name if it is unique.
pub(in crate::server::service) async fn named(
    desk: &Desk,
    ctx: &Ctx,
    text: &str,
) -> Result<Result<CustomerId, SkipReason>> {
    if is_too_long(text) {
        return Ok(Err(SkipReason::CellTooLong));
    }
    if let Ok(id) = CustomerId::parse(text)
        && desk.store.customer(&ctx.scope, &id).await?.is_some()
    {
        return Ok(Ok(id));
    }
    let mut found = desk.store.customers_called(&ctx.scope, text).await?;
    Ok(match (found.pop(), found.is_empty()) {
        (None, _) => Err(if is_cut_off(text) { SkipReason::IdRounded } else { SkipReason::NotFound }),
        (Some(id), true) => Ok(id),
        (Some(_), false) => Err(SkipReason::Ambiguous),
    })
}

/// Whether an id of digits alone ends as a spreadsheet leaves it that keeps only fifteen.
fn is_cut_off(text: &str) -> bool {
    text.len() > 15
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.bytes().skip(15).all(|digit| digit == b'0')
}

/// The customers of every budget that matches; one more than are taken when there are too many.
async fn matching(desk: &Desk, ctx: &Ctx, filter: &BudgetFilter) -> Result<Vec<CustomerId>> {
    let asked = ctx.of_list(desk.clock.now());
    let (mut ids, mut cursor) = (Vec::new(), None);
    loop {
        let batch = desk.store.fetch(&asked, filter, Fetch::Many(cursor.as_ref())).await?;
        ids.extend(batch.rows.into_iter().map(|row| row.customer.id));
        cursor = batch.next;
        if cursor.is_none() || ids.len() > usize::from(MOST_ROWS) {
            return Ok(ids);
        }
    }
}

/// The filter of the list as its form sent it.
fn filter(query: &str) -> Result<BudgetFilter> {
    let read = BudgetFilter::read_strictly(&Pairs::parse(query));
    read.map_err(|misread| AppError::NotUnderstood(misread.wrong).into())
}

/// What is done with which number. Beside a type of budget, which only an amount is set with, nothing but an amount is
/// taken.
fn typed(form: &PlanBudgetsForm) -> (Option<BulkKind>, &str) {
    let offered = [BulkKind::Set, BulkKind::Raise, BulkKind::Percent];
    match BulkKind::from_code(&form.act).filter(|kind| offered.contains(kind)) {
        Some(chosen) if form.kind.trim().is_empty() => {
            let (kind, number) = operand(chosen, &form.value);
            (Some(kind), number)
        }
        chosen => (chosen, &form.value),
    }
}

fn check(form: &PlanBudgetsForm) -> (Option<BulkKind>, Option<Rule>, Vec<FieldError>) {
    let mut wrong = Vec::new();
    let mut refuse = |field: &str, problem| wrong.push(FieldError { field: field.to_owned(), problem });
    let (kind, number) = typed(form);
    if kind.is_none() {
        refuse("act", FieldProblem::NotOffered);
    }
    let to_kind = match form.kind.trim() {
        "" => None,
        code => match BudgetType::from(code) {
            BudgetType::Other(_) => {
                refuse("kind", FieldProblem::NotOffered);
                None
            }
            known => Some(known),
        },
    };
    let rounding = match form.rounding.as_str() {
        "" => Some(RoundUp::Exact),
        code => RoundUp::from_code(code),
    };
    if rounding.is_none() {
        refuse("rounding", FieldProblem::NotOffered);
    }
    // A percentage has the form of an amount: above zero, at most two decimals.
    let value = BudgetAmount::parse(number);
    if let Err(why) = value {
        refuse("value", FieldProblem::Amount(why));
    }
    let rule = value.ok().zip(kind).map(|(value, kind)| match kind {
        BulkKind::Raise => Rule::Raise(value.get()),
        BulkKind::Percent => Rule::Percent(value.get(), rounding.unwrap_or(RoundUp::Exact)),
        _ => Rule::To(Ok(value), to_kind),
    });
    (kind, rule, wrong)
}
