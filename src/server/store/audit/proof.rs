//! Reading the audit log with its proof, line by line, as one moment of the database shows it.

use super::rows;
use super::seal::number;
use crate::server::store::Store;
use crate::server::store::db::Tx;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use chain::{Checkpoint, Counts, End, FORMAT, Header, Kind, Line, Misfit, Sealed, Table};
use jiff::Timestamp;
use std::collections::VecDeque;

/// Rows that are read at a time.
const BATCH: u32 = 1_000;

/// A line of the log as it is written to a file, or a row that was sealed and is gone.
pub type Piece = Result<Line, Misfit>;

/// Reads the log from the beginning to its end. Whatever is written meanwhile is not in it.
pub struct AuditReader {
    tx: Tx,
    header: Header,
    /// The last checkpoint to read, where it is not the last there is.
    through: Option<Checkpoint>,
    stage: Stage,
    /// Checkpoints that were read, before the rows that they close.
    checkpoints: VecDeque<Checkpoint>,
    /// The last position and the number of the last checkpoint that were read.
    position: u64,
    number: u64,
    end: End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Beginning,
    Sealed,
    /// Rows that are not sealed: of a table, after a key.
    Tail(Table, i64),
    Over,
}

impl Store {
    /// Begins to read the log: all of it, or the part that ends with a checkpoint.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn read_audit(
        &self,
        through: Option<&Checkpoint>,
        at: Timestamp,
    ) -> Result<AuditReader, StoreError> {
        let kind = if through.is_some() { Kind::Range } else { Kind::Log };
        Ok(AuditReader {
            tx: self.db.snapshot().await?,
            header: Header {
                format: FORMAT.to_owned(),
                version: 1,
                kind,
                written_at: at.as_second(),
                base: None,
            },
            through: through.cloned(),
            stage: Stage::Beginning,
            checkpoints: VecDeque::new(),
            position: 0,
            number: 0,
            end: End { sealed: Counts::default(), checkpoints: 0, unsealed: Counts::default(), head: None },
        })
    }
}

impl AuditReader {
    /// The next pieces; nothing after the last one.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn next(&mut self) -> Result<Option<Vec<Piece>>, StoreError> {
        let mut pieces = Vec::new();
        match self.stage {
            Stage::Beginning => self.beginning(&mut pieces).await?,
            Stage::Sealed => self.sealed(&mut pieces).await?,
            Stage::Tail(table, key) => self.tail(table, key, &mut pieces).await?,
            Stage::Over => return Ok(None),
        }
        Ok(Some(pieces))
    }

    /// The header, and the ranges that were retired. The last of these is what the log begins after.
    async fn beginning(&mut self, pieces: &mut Vec<Piece>) -> Result<(), StoreError> {
        let sql = Sql::new(rows::RETIREMENT).push(" ORDER BY checkpoint");
        let retired = self.tx.all(&sql).await?.iter().map(rows::retirement).collect::<Result<Vec<_>, _>>()?;
        if let Some(last) = retired.last() {
            let sql = Sql::new(rows::CHECKPOINT).push(" WHERE number = ?").with(number(last.checkpoint));
            self.header.base = self.tx.all(&sql).await?.first().map(rows::checkpoint).transpose()?;
        }
        if let Some(base) = &self.header.base {
            self.number = base.number;
            self.end.head = Some(base.hash);
        }
        pieces.push(Ok(Line::Header(self.header.clone())));
        pieces.extend(retired.into_iter().map(|retirement| Ok(Line::Retirement(retirement))));
        self.stage = Stage::Sealed;
        Ok(())
    }

    /// Seals with their rows, and the checkpoints between them. What does not belong together is passed on
    /// as it is: the verifier says so.
    async fn sealed(&mut self, pieces: &mut Vec<Piece>) -> Result<(), StoreError> {
        let most = self.through.as_ref().map_or(i64::MAX, |through| number(through.last));
        let sql = Sql::new(
            "SELECT position, part, row_key, hash FROM audit_seals WHERE position > ? AND position <= ?
             ORDER BY position LIMIT ?",
        );
        let seals = self.tx.all(&sql.with(number(self.position)).with(most).with(BATCH)).await?;
        let wanted = seals.iter().map(|row| Ok((rows::table(row)?, row.need_int("row_key")?)));
        let wanted = wanted.collect::<Result<Vec<_>, StoreError>>()?;
        let mut found = self.tx.audit_rows(&wanted).await?;
        for (row, (table, key)) in seals.iter().zip(wanted) {
            let position = row.count("position")?;
            self.checkpoints_before(Some(position), pieces).await?;
            self.position = position;
            pieces.push(match found.remove(&(table, key)) {
                Some(row_itself) => {
                    self.end.sealed.add(table);
                    Ok(Line::Sealed(Sealed { position, row: row_itself, hash: rows::hash(row)? }))
                }
                None => Err(Misfit::gone(table, key, position)),
            });
        }
        if seals.is_empty() {
            self.checkpoints_before(None, pieces).await?;
            self.stage = Stage::Tail(Table::Entries, i64::MIN);
            if self.through.is_some() {
                self.finish(pieces);
            }
        }
        Ok(())
    }

    /// Passes on the checkpoints that end before a position, or all that are left.
    async fn checkpoints_before(
        &mut self,
        position: Option<u64>,
        pieces: &mut Vec<Piece>,
    ) -> Result<(), StoreError> {
        loop {
            if self.checkpoints.is_empty() {
                self.read_checkpoints().await?;
            }
            let ends_before = |next: &Checkpoint| position.is_none_or(|position| next.last < position);
            let Some(next) = self.checkpoints.pop_front_if(|next| ends_before(next)) else { return Ok(()) };
            self.end.checkpoints = self.end.checkpoints.saturating_add(1);
            self.end.head = Some(next.hash);
            pieces.push(Ok(Line::Checkpoint(next)));
        }
    }

    async fn read_checkpoints(&mut self) -> Result<(), StoreError> {
        let most = self.through.as_ref().map_or(i64::MAX, |through| number(through.number));
        let sql =
            Sql::new(rows::CHECKPOINT).push(" WHERE number > ? AND number <= ? ORDER BY number LIMIT ?");
        let read = self.tx.all(&sql.with(number(self.number)).with(most).with(BATCH)).await?;
        self.checkpoints = read.iter().map(rows::checkpoint).collect::<Result<_, _>>()?;
        self.number = self.checkpoints.back().map_or(self.number, |last| last.number);
        Ok(())
    }

    /// Rows without a seal.
    async fn tail(&mut self, table: Table, key: i64, pieces: &mut Vec<Piece>) -> Result<(), StoreError> {
        let sql = rows::select(table)
            .push(
                " WHERE x.key > ? AND NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.part = ? AND s.row_key = x.key)
                  ORDER BY x.key LIMIT ?",
            )
            .with(key)
            .with(table.code())
            .with(BATCH);
        let found = self.tx.all(&sql).await?;
        let found = found.iter().map(|row| rows::read(table, row)).collect::<Result<Vec<_>, _>>()?;
        let next = Table::ALL.into_iter().find(|next| next.code() > table.code());
        self.stage = match (found.last(), next) {
            (Some(last), _) => Stage::Tail(table, last.key()),
            (None, Some(next)) => Stage::Tail(next, i64::MIN),
            (None, None) => Stage::Over,
        };
        for row in found {
            self.end.unsealed.add(table);
            pieces.push(Ok(Line::Unsealed(row)));
        }
        if self.stage == Stage::Over {
            self.finish(pieces);
        }
        Ok(())
    }

    fn finish(&mut self, pieces: &mut Vec<Piece>) {
        pieces.push(Ok(Line::End(self.end.clone())));
        self.stage = Stage::Over;
    }
}
