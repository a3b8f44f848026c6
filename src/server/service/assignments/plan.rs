//! Previews of assignments in bulk: made from a selection of the list of customers or from a file, decided
//! row by row, and carried out as a whole when an administrator confirms.

use super::common::{chosen, done_entry};
use super::file::{self, FileLine};
use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::service::audit::Facts;
use crate::server::service::bulk::plan::{named, shortened};
use crate::server::state::Desk;
use crate::server::store::{Assigned, Fetch, Planned, name_key};
use model::assignments::{AssignmentKind, AssignmentPlan, Named, PlanRow, PlanSource, PlanState};
use model::audit::AuditAction;
use model::bulk::{FileFormat, MOST_ROWS, SkipReason};
use model::error::{AppError, BadWorkbook, FieldProblem};
use model::forms::assignments::PlanAssignmentsForm;
use model::ids::{CustomerId, PlanId, UserId};
use model::lists::{CustomerFilter, List};
use model::page::Pairs;
use model::users::{Permission, User};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

/// A preview that the caller may see: administrators see all.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`], also for one that is older than a day; or a failure of
/// the database.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &PlanId) -> Result<AssignmentPlan> {
    ctx.allow(Permission::Administer)?;
    Ok(desk.store.plan(id).await?.ok_or(AppError::NotFound)?)
}

/// Makes a preview for a selection of the list.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::Invalid`] with the fields `person`, `kind` or `ids`;
/// [`AppError::NotUnderstood`] when all that match are meant and the filter is not understood as a whole; or
/// a failure of the database.
pub async fn selection(desk: &Desk, ctx: &Ctx, form: &PlanAssignmentsForm) -> Result<PlanId> {
    ctx.allow(Permission::Administer)?;
    let kind = AssignmentKind::from_code(&form.kind)
        .ok_or_else(|| AppError::field(PlanAssignmentsForm::KIND.name, FieldProblem::NotOffered))?;
    let user = chosen(desk, PlanAssignmentsForm::PERSON.name, &form.person).await?;
    let ids = match form.all.as_str() {
        "yes" => matching(desk, ctx, &form.filter).await?,
        _ => form.ids.clone(),
    };
    let refused = |problem| AppError::field(PlanAssignmentsForm::IDS.name, problem);
    match ids.len() {
        0 => return Err(refused(FieldProblem::NothingSelected).into()),
        count if count > usize::from(MOST_ROWS) => {
            return Err(refused(FieldProblem::TooMany(MOST_ROWS)).into());
        }
        _ => {}
    }
    let mut ids = ids;
    ids.sort_unstable();
    ids.dedup();
    let rows = decided(desk, ctx, selected(&user, &ids, kind)).await?;
    keep(desk, ctx, PlanSource::Selection, rows).await
}

/// Makes a preview of a file that was chosen or pasted into `field`.
///
/// # Errors
/// [`AppError::Invalid`] with that field when the file as a whole cannot be taken;
/// [`AppError::NotAllowed`]; or a failure of the database.
pub async fn file(desk: &Desk, ctx: &Ctx, field: &str, bytes: &[u8]) -> Result<PlanId> {
    ctx.allow(Permission::Administer)?;
    let (format, read) = read_aside(field, bytes).await?;
    let users = desk.store.users().await?;
    let users: HashMap<String, &User> = users.iter().map(|user| (name_key(&user.name), user)).collect();
    let mut rows = Vec::new();
    for line in read {
        rows.push(found(desk, ctx, &users, line).await?);
    }
    let rows = decided(desk, ctx, rows).await?;
    let hash = hex::encode(Sha256::digest(bytes));
    keep(desk, ctx, PlanSource::File(format, hash), rows).await
}

/// Reads a file beside the requests of others: a workbook takes a while.
async fn read_aside(field: &str, bytes: &[u8]) -> Result<(FileFormat, Vec<FileLine>), AppError> {
    let (name, bytes) = (field.to_owned(), bytes.to_vec());
    let read = tokio::task::spawn_blocking(move || file::read(&name, &bytes)).await;
    read.unwrap_or_else(|error| {
        tracing::error!(%error, "a file broke its reader");
        Err(AppError::field(field, FieldProblem::Workbook(BadWorkbook::Unreadable)))
    })
}

/// Looks up whom and what a line names.
async fn found(desk: &Desk, ctx: &Ctx, users: &HashMap<String, &User>, line: FileLine) -> Result<PlanRow> {
    let customer = match line.wrong {
        Some(wrong) => Err(wrong),
        None => named(desk, ctx, &line.customer).await?.map_err(|reason| match reason {
            SkipReason::Ambiguous => PlanState::Ambiguous,
            SkipReason::IdRounded => PlanState::IdRounded,
            SkipReason::CellTooLong => PlanState::CellTooLong,
            _ => PlanState::NoCustomer,
        }),
    };
    let user = users.get(&name_key(&line.person)).copied();
    let person = match user {
        Some(user) if user.active => Ok(user),
        Some(_) => Err(PlanState::PersonOff),
        None => Err(PlanState::NoPerson),
    };
    // Of several reasons the first one of the row is said.
    let wrong = customer.as_ref().err().or(person.as_ref().err()).or(line.kind.as_ref().err()).copied();
    Ok(PlanRow {
        line: line.number,
        given_customer: shortened(line.customer),
        given_person: shortened(line.person),
        customer: customer.ok().map(|id| Named { name: id.to_string(), id }),
        person: user.map(|user| Named { id: user.id.clone(), name: user.name.clone() }),
        kind: line.kind.ok(),
        owner: None,
        state: wrong.unwrap_or(PlanState::Assign),
    })
}

/// Rows that assign customers to one person, not decided yet.
pub(super) fn selected(user: &User, ids: &[CustomerId], kind: AssignmentKind) -> Vec<PlanRow> {
    let row = |(id, line): (&CustomerId, u32)| PlanRow {
        line,
        given_customer: id.to_string(),
        given_person: user.name.clone(),
        customer: Some(Named { id: id.clone(), name: id.to_string() }),
        person: Some(Named { id: user.id.clone(), name: user.name.clone() }),
        kind: Some(kind),
        owner: None,
        state: PlanState::Assign,
    };
    ids.iter().zip(1..).map(row).collect()
}

/// Decides what each row would do as things are now.
pub(super) async fn decided(desk: &Desk, ctx: &Ctx, mut rows: Vec<PlanRow>) -> Result<Vec<PlanRow>> {
    let ids: HashSet<CustomerId> =
        rows.iter().filter_map(|row| Some(row.customer.as_ref()?.id.clone())).collect();
    let ids: Vec<CustomerId> = ids.into_iter().collect();
    let known = desk.store.known_customers(&ctx.scope, &ids).await?;
    let names: HashMap<CustomerId, String> = known
        .into_iter()
        .map(|known| (known.customer.id.clone(), known.customer.display_name().to_owned()))
        .collect();
    let owners = desk.store.owners_of(&ids).await?;
    let users: HashSet<UserId> =
        rows.iter().filter_map(|row| Some(row.person.as_ref()?.id.clone())).collect();
    let mut helped: HashSet<(UserId, CustomerId)> = HashSet::new();
    let mut off: HashSet<UserId> = HashSet::new();
    for user in users {
        if desk.store.user(&user).await?.is_none_or(|user| !user.active) {
            off.insert(user.clone());
        }
        let customers = desk.store.helped_by(&user, &ids).await?;
        helped.extend(customers.into_iter().map(|customer| (user.clone(), customer)));
    }
    let twice = said_twice(&rows);
    let replaced = replaced(&rows, &owners, &off, &twice);
    for row in &mut rows {
        let (Some(customer), Some(person), Some(kind)) = (&mut row.customer, &row.person, row.kind) else {
            continue;
        };
        if row.state.is_problem() && row.state != PlanState::Twice {
            continue;
        }
        row.owner = owners.get(&customer.id).cloned();
        let owns = row.owner.as_ref().is_some_and(|owner| owner.id == person.id);
        let helps = helped.contains(&(person.id.clone(), customer.id.clone()));
        row.state = match (names.get(&customer.id), kind) {
            (None, _) => PlanState::NoCustomer,
            _ if off.contains(&person.id) => PlanState::PersonOff,
            _ if twice.contains(&row.line) => PlanState::Twice,
            (_, AssignmentKind::Owner) if owns => PlanState::Already,
            (_, AssignmentKind::Owner) if row.owner.is_some() => PlanState::Replace,
            (_, AssignmentKind::Helper) if owns && !replaced.contains(&customer.id) => {
                PlanState::AlreadyOwner
            }
            (_, AssignmentKind::Helper) if helps => PlanState::Already,
            _ => PlanState::Assign,
        };
        if let Some(name) = names.get(&customer.id) {
            customer.name.clone_from(name);
        }
    }
    Ok(rows)
}

/// The customers whose present owner makes room for another by one of these rows.
fn replaced(
    rows: &[PlanRow],
    owners: &HashMap<CustomerId, Named<UserId>>,
    off: &HashSet<UserId>,
    twice: &HashSet<u32>,
) -> HashSet<CustomerId> {
    let replaces = |row: &&PlanRow| {
        let (Some(customer), Some(person)) = (&row.customer, &row.person) else { return false };
        row.kind == Some(AssignmentKind::Owner)
            && !twice.contains(&row.line)
            && (!row.state.is_problem() || row.state == PlanState::Twice)
            && !off.contains(&person.id)
            && owners.get(&customer.id).is_some_and(|owner| owner.id != person.id)
    };
    rows.iter().filter(replaces).filter_map(|row| Some(row.customer.as_ref()?.id.clone())).collect()
}

/// The lines that name a customer and a person twice, or two owners for one customer: nobody knows which of
/// them is meant.
fn said_twice(rows: &[PlanRow]) -> HashSet<u32> {
    let mut people: HashMap<(&CustomerId, &UserId), Vec<u32>> = HashMap::new();
    let mut owners: HashMap<&CustomerId, Vec<u32>> = HashMap::new();
    for row in rows {
        let (Some(customer), Some(person)) = (&row.customer, &row.person) else { continue };
        people.entry((&customer.id, &person.id)).or_default().push(row.line);
        if row.kind == Some(AssignmentKind::Owner) {
            owners.entry(&customer.id).or_default().push(row.line);
        }
    }
    people.into_values().chain(owners.into_values()).filter(|lines| lines.len() > 1).flatten().collect()
}

/// The assignment of a row that changes something.
pub(super) fn planned(row: &PlanRow) -> Option<Planned> {
    row.state.is_change().then_some(())?;
    Some(Planned {
        customer: row.customer.as_ref()?.id.clone(),
        user: row.person.as_ref()?.id.clone(),
        kind: row.kind?,
        owner: row.owner.as_ref().map(|owner| owner.id.clone()),
    })
}

/// What the audit log says of a batch.
pub(super) fn facts(rows: &[PlanRow], source: Option<&PlanSource>) -> Facts {
    let count = |kind| rows.iter().filter(|row| row.state.is_change() && row.kind == Some(kind)).count();
    let replaced = rows.iter().filter(|row| row.state == PlanState::Replace).count();
    let mut facts = vec![
        ("owners".to_owned(), count(AssignmentKind::Owner).to_string()),
        ("owners-replaced".to_owned(), replaced.to_string()),
        ("helpers".to_owned(), count(AssignmentKind::Helper).to_string()),
    ];
    if let Some(PlanSource::File(_, hash)) = source {
        facts.push(("file-sha256".to_owned(), hash.clone()));
    }
    facts
}

/// Carries out a preview: all of it, as it was shown, or nothing.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`]; [`AppError::ChangedMeanwhile`] when something is not as
/// the preview says any more: then nothing was done, and the preview shows how it is now; or a failure of the
/// database.
pub async fn apply(desk: &Desk, ctx: &Ctx, id: &PlanId) -> Result<()> {
    let plan = show(desk, ctx, id).await?;
    if plan.done_at.is_some() {
        // The second click of a form: it is done.
        return Ok(());
    }
    let rows = decided(desk, ctx, plan.rows.clone()).await?;
    let people: HashSet<&str> =
        rows.iter().filter(|row| row.state.is_change()).map(|row| row.given_person.as_str()).collect();
    let only = people.iter().next().copied().filter(|_| people.len() == 1);
    let facts = facts(&rows, Some(&plan.source));
    let entry = done_entry(desk, ctx, AuditAction::Assign, (None, only), facts);
    let planned: Vec<Planned> = rows.iter().filter_map(planned).collect();
    let same = rows == plan.rows && !planned.is_empty();
    if same
        && desk.store.assign_planned(Some(id), &planned, &entry, desk.clock.now()).await? == Assigned::Done
    {
        return Ok(());
    }
    let rows = decided(desk, ctx, plan.rows.clone()).await?;
    desk.store.keep_plan(&AssignmentPlan { rows, ..plan }).await?;
    Err(AppError::ChangedMeanwhile.into())
}

async fn keep(desk: &Desk, ctx: &Ctx, source: PlanSource, rows: Vec<PlanRow>) -> Result<PlanId> {
    let plan = AssignmentPlan {
        id: desk.ids.plan_id(),
        source,
        rows,
        created_by: ctx.actor().to_owned(),
        created_at: desk.clock.now(),
        done_at: None,
    };
    desk.store.keep_plan(&plan).await?;
    Ok(plan.id)
}

/// The customers that match; one more than are taken when there are too many.
async fn matching(desk: &Desk, ctx: &Ctx, query: &str) -> Result<Vec<CustomerId>> {
    let read = CustomerFilter::read_strictly(&Pairs::parse(query));
    let filter = read.map_err(|misread| AppError::NotUnderstood(misread.wrong))?;
    let asked = ctx.of_list(desk.clock.now());
    let (mut ids, mut cursor) = (Vec::new(), None);
    loop {
        let batch = desk.store.fetch(&asked, &filter, Fetch::Many(cursor.as_ref())).await?;
        ids.extend(batch.rows.into_iter().map(|row| row.customer.id));
        cursor = batch.next;
        if cursor.is_none() || ids.len() > usize::from(MOST_ROWS) {
            return Ok(ids);
        }
    }
}
