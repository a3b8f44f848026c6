//! Jobs over many budgets, orders or resources: dry runs, the list of jobs, one job and its rows. What the runner
//! does to rows is in `rows`.

pub(crate) mod rows;
pub(crate) mod start;

use super::Store;
use super::db::{Row, Tx};
use super::error::StoreError;
use super::lists::{Batch, Condition, Fetch, ListContext, Page, Stored, Table};
use super::scope::{Scope, Where};
use crate::server::store::db::sql::{Sql, Value};
use jiff::Timestamp;
use model::budgets::FreezeBehaviour;
use model::bulk::{Bulk, BulkKind, BulkRow, BulkState, RoundUp, RowState, SkipReason};
use model::ids::BulkId;
use model::lists::{BulkFilter, BulkJobFilter};
use model::money::Currency;
use model::raise::RaiseFor;

/// Rows written by one statement.
const BATCH: usize = 200;

const JOB_COLUMNS: &str =
    "j.id, j.kind, j.operand, j.state, j.row_count, j.from_mirror, j.seen_since, j.totals, j.undoes,
    j.user_id, j.created_by, j.created_at, j.confirmed_at, j.confirmed_by, j.confirmed_by_id,
    j.decided_at, j.decided_by, j.decided_by_id,
    j.ended_at, j.reason, j.rounding, j.file_format, j.raise_for, j.chosen";

pub(super) const ROW_COLUMNS: &str =
    "r.job_id, r.line, r.given, r.given_amount, r.customer_id, r.name, r.currency, r.target_before,
    r.target_after, r.behaviour, r.lift_freeze, r.state, r.left_out, r.failure, r.stands, r.audit_id,
    r.tries, r.sent_at, r.checked_at, r.ended_at, r.used_before, r.behaviour_before, r.task";

impl Stored for BulkJobFilter {
    const TABLE: Table<Self> = Table {
        columns: JOB_COLUMNS,
        from: |_| Sql::new("bulk_jobs j"),
        id: "j.key",
        joins: "",
        scope: |asked| Where::of_maker(asked.scope, "j.user_id").and(Sql::new("j.state <> 'draft'")),
        search: None,
        filters: &[],
        sorts: &[("created", &["j.key"])],
        blanks: &[],
    };

    fn row(row: &Row) -> Result<Bulk, StoreError> {
        job(row)
    }
}

impl Stored for BulkFilter {
    const TABLE: Table<Self> = Table {
        columns: ROW_COLUMNS,
        from: |_| Sql::new("bulk_rows r JOIN bulk_jobs j ON j.id = r.job_id"),
        id: "r.key",
        joins: "",
        scope: |asked| Where::of_maker_within(asked.scope, "j.user_id", "r.customer_id"),
        search: None,
        filters: &[("job", Condition::Within("r.job_id")), ("state", Condition::Is("r.state"))],
        sorts: &[("line", &["r.line"])],
        blanks: &[],
    };

    fn row(row: &Row) -> Result<BulkRow, StoreError> {
        bulk_row(row)
    }
}

impl Store {
    /// Stores a dry run with its rows, all or nothing.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when its id is in use.
    pub async fn add_bulk(&self, job: &Bulk, rows: &[BulkRow]) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        tx.run(&insert_job(job)?).await?;
        for batch in rows.chunks(BATCH) {
            insert_rows(&mut tx, batch).await?;
        }
        tx.commit().await
    }

    /// One job: of any user when the caller may see all customers, else only the caller's own.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn bulk(&self, scope: &Scope, id: &BulkId) -> Result<Option<Bulk>, StoreError> {
        let filter = Where::of_maker(scope, "j.user_id").and(Sql::new("j.id = ?").with(id));
        self.db.one(&select_job(filter.sql())).await?.as_ref().map(job).transpose()
    }

    /// One page of the jobs that were confirmed, newest first, under the same rule.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn list_bulks(&self, scope: &Scope, filter: &BulkJobFilter) -> Result<Page<Bulk>, StoreError> {
        self.page(&ListContext::of(scope), filter).await
    }

    /// The confirmed jobs that undo one, newest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn undoing(&self, scope: &Scope, id: &BulkId) -> Result<Vec<Bulk>, StoreError> {
        let filter = Where::of_maker(scope, "j.user_id")
            .and(Sql::new("j.undoes = ?").with(id))
            .and(Sql::new("j.state <> 'draft'"));
        let rows = self.db.all(&select_job(filter.sql()).push(" ORDER BY j.key DESC")).await?;
        rows.iter().map(job).collect()
    }

    /// One page of a job's rows.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn list_bulk_rows(
        &self,
        scope: &Scope,
        filter: &BulkFilter,
    ) -> Result<Page<BulkRow>, StoreError> {
        self.page(&ListContext::of(scope), filter).await
    }

    /// Some of a job's rows, uncounted.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn take_bulk_rows(
        &self,
        scope: &Scope,
        filter: &BulkFilter,
        fetch: Fetch<'_>,
    ) -> Result<Batch<BulkRow>, StoreError> {
        self.fetch(&ListContext::of(scope), filter, fetch).await
    }

    /// Every row of a job that this desk sent and that is done: the rows that can be undone.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn undoable_rows(&self, scope: &Scope, id: &BulkId) -> Result<Vec<BulkRow>, StoreError> {
        let filter = Where::of_maker(scope, "j.user_id").and(Sql::new(UNDOABLE).with(id));
        let sql = Sql::new("SELECT ")
            .push(ROW_COLUMNS)
            .push(" FROM bulk_rows r JOIN bulk_jobs j ON j.id = r.job_id");
        let rows = self.db.all(&sql.append(filter.sql()).push(" ORDER BY r.line")).await?;
        rows.iter().map(bulk_row).collect()
    }

    /// How many rows can be undone.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn undoable_count(&self, id: &BulkId) -> Result<u64, StoreError> {
        let sql = Sql::new("SELECT COUNT(*) AS n FROM bulk_rows r WHERE ").push(UNDOABLE);
        self.db.count(&sql.with(id)).await
    }

    /// How many rows of a job are in each state; states without rows are omitted.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn bulk_tally(&self, id: &BulkId) -> Result<Vec<(RowState, u64)>, StoreError> {
        let sql = Sql::new("SELECT state, COUNT(*) AS n FROM bulk_rows WHERE job_id = ? GROUP BY state");
        let rows = self.db.all(&sql.with(id)).await?;
        rows.iter().map(|row| Ok((row.code("state", RowState::from_code)?, row.count("n")?))).collect()
    }

    /// How many rows of a job are skipped for each reason.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn bulk_reasons(&self, id: &BulkId) -> Result<Vec<(SkipReason, u64)>, StoreError> {
        let sql = Sql::new(
            "SELECT left_out, COUNT(*) AS n FROM bulk_rows WHERE job_id = ? AND state = 'left-out'
             GROUP BY left_out ORDER BY n DESC, left_out",
        );
        let rows = self.db.all(&sql.with(id)).await?;
        rows.iter().map(|row| Ok((row.code("left_out", SkipReason::from_code)?, row.count("n")?))).collect()
    }

    /// Throws away dry runs that nobody confirmed. How many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn delete_drafts_before(&self, before: Timestamp) -> Result<u64, StoreError> {
        let sql = Sql::new("DELETE FROM bulk_jobs WHERE state = 'draft' AND created_at < ?");
        self.db.run(&sql.with(before)).await
    }
}

/// Payments and changes are undone, where at all, each on its own page.
const UNDOABLE: &str = "r.job_id = ? AND r.state = 'done' AND r.sent_at IS NOT NULL AND r.task IS NULL";

pub(super) fn select_job(rest: Sql) -> Sql {
    Sql::new("SELECT ").push(JOB_COLUMNS).push(" FROM bulk_jobs j").append(rest)
}

pub(super) fn job(row: &Row) -> Result<Bulk, StoreError> {
    Ok(Bulk {
        id: row.need("id")?,
        kind: row.code("kind", BulkKind::from_code)?,
        operand: row.need_text("operand")?,
        rounding: row.text("rounding")?.and_then(|code| RoundUp::from_code(&code)),
        file: row.maybe_json("file_format")?,
        state: row.code("state", BulkState::from_code)?,
        rows: row.count("row_count")?,
        chosen: row.int("chosen")?.and_then(|count| u64::try_from(count).ok()),
        from_mirror: row.count("from_mirror")?,
        seen_since: row.instant("seen_since")?,
        totals: row.json("totals")?,
        undoes: row.parse("undoes")?,
        user: row.need("user_id")?,
        created_by: row.need_text("created_by")?,
        created_at: row.need_instant("created_at")?,
        confirmed_at: row.instant("confirmed_at")?,
        confirmed_by: row.text("confirmed_by")?,
        confirmed_by_id: row.parse("confirmed_by_id")?,
        decided_at: row.instant("decided_at")?,
        decided_by: row.text("decided_by")?,
        decided_by_id: row.parse("decided_by_id")?,
        ended_at: row.instant("ended_at")?,
        reason: row.text("reason")?,
        raise_for: row.parse("raise_for")?,
    })
}

pub(super) fn bulk_row(row: &Row) -> Result<BulkRow, StoreError> {
    let small = |column| {
        let number = row.count(column)?;
        u32::try_from(number).map_err(|_| StoreError::Corrupt(column))
    };
    let currency = row.text("currency")?.map(|code| Currency::parse(&code));
    let skip_reason = row.text("left_out")?.map(|code| SkipReason::from_code(&code));
    Ok(BulkRow {
        job: row.need("job_id")?,
        line: small("line")?,
        given: row.need_text("given")?,
        given_amount: row.need_text("given_amount")?,
        customer: row.parse("customer_id")?,
        name: row.text("name")?,
        currency: currency.transpose().map_err(|_| StoreError::Corrupt("currency"))?,
        before: row.maybe_json("target_before")?,
        used: row.parse("used_before")?,
        after: row.maybe_json("target_after")?,
        behaviour_before: row.int("behaviour_before")?.map(FreezeBehaviour::from),
        behaviour: row.int("behaviour")?.map(FreezeBehaviour::from),
        lift_freeze: row.yes("lift_freeze")?,
        state: row.code("state", RowState::from_code)?,
        skip_reason: skip_reason.map(|known| known.ok_or(StoreError::Corrupt("left_out"))).transpose()?,
        failure: row.maybe_json("failure")?,
        actual: row.maybe_json("stands")?,
        audit: row.parse("audit_id")?,
        tries: small("tries")?,
        sent_at: row.instant("sent_at")?,
        checked_at: row.instant("checked_at")?,
        ended_at: row.instant("ended_at")?,
        task: row.maybe_json("task")?,
    })
}

fn insert_job(job: &Bulk) -> Result<Sql, StoreError> {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    Ok(Sql::new(
        "INSERT INTO bulk_jobs (id, kind, operand, state, row_count, from_mirror, seen_since, totals, undoes,
         user_id, created_by, created_at, rounding, file_format, raise_for, chosen)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .with(&job.id)
    .with(job.kind.code())
    .with(job.operand.as_str())
    .with(job.state.code())
    .with(number(job.rows))
    .with(number(job.from_mirror))
    .with(job.seen_since)
    .with(serde_json::to_string(&job.totals)?)
    .with(job.undoes.as_ref())
    .with(&job.user)
    .with(job.created_by.as_str())
    .with(job.created_at)
    .with(job.rounding.map(RoundUp::code))
    .with(job.file.as_ref().map(serde_json::to_string).transpose()?)
    .with(job.raise_for.as_ref().map(RaiseFor::code))
    .with(job.chosen.map(number)))
}

async fn insert_rows(tx: &mut Tx, rows: &[BulkRow]) -> Result<(), StoreError> {
    let mut values = Vec::with_capacity(rows.len());
    for row in rows {
        values.push(vec![
            Value::from(&row.job),
            row.line.into(),
            row.given.as_str().into(),
            row.given_amount.as_str().into(),
            row.customer.as_ref().into(),
            row.name.as_deref().into(),
            row.currency.as_ref().map(Currency::code).into(),
            row.before.as_ref().map(serde_json::to_string).transpose()?.into(),
            row.after.as_ref().map(serde_json::to_string).transpose()?.into(),
            row.behaviour.map(FreezeBehaviour::code).into(),
            row.lift_freeze.into(),
            row.state.code().into(),
            row.skip_reason.map(SkipReason::code).into(),
            row.used.map(|used| used.to_string()).into(),
            row.behaviour_before.map(FreezeBehaviour::code).into(),
            row.task.as_ref().map(serde_json::to_string).transpose()?.into(),
        ]);
    }
    let sql = Sql::new(
        "INSERT INTO bulk_rows (job_id, line, given, given_amount, customer_id, name, currency,
         target_before, target_after, behaviour, lift_freeze, state, left_out, used_before, behaviour_before, task)
         VALUES ",
    );
    tx.run(&sql.rows(values)).await.map(|_| ())
}
