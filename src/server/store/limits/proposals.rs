//! Proposed changes of limits. Whether another administrator has to agree, and whether who proposes or decides
//! may do so, is decided in the transaction that stores it: roles change, and two decide at the same moment.

use crate::server::store::Store;
use crate::server::store::db::sql::Sql;
use crate::server::store::db::{Row, Tx};
use crate::server::store::error::StoreError;
use jiff::Timestamp;
use model::audit::{AuditAction, AuditEntry, AuditOutcome};
use model::ids::{LimitProposalId, UserId};
use model::limits::own::{LimitHolder, LimitProposal, ProposalState};

/// What became of a proposal that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposed {
    /// It waits for another administrator.
    Waiting,
    /// There is no other administrator: it applies.
    Applied,
    /// The limits are others than it says; nothing was stored.
    Moved,
    /// Another change of the same limits waits; nothing was stored.
    UnderWay,
    /// Who proposed it is no administrator any more; nothing was stored.
    NotAllowed,
    /// The person whose limits they are was switched off; nothing was stored.
    NoPerson,
}

/// A decision about a proposal that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitDecision {
    /// Another administrator agrees.
    Agree,
    /// Another administrator refuses.
    Refuse,
    /// Who proposed it withdraws it.
    Withdraw,
}

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It was made; or, for an agreement that came too late, the proposal ended without effect.
    Done(ProposalState),
    /// It was decided before.
    Before(ProposalState),
    /// This person may not decide it; nothing was changed.
    NotAllowed,
    /// There is no such proposal.
    NotFound,
}

const COLUMNS: &str = "SELECT id, kind, holder, name, limits_before, limits_after, proposed_by, proposed_by_id, proposed_at, state,
    decided_by, decided_at FROM limit_proposals";

impl Store {
    /// Stores a proposal, or makes the change at once where there is no other administrator who could agree,
    /// with its entry in the audit log: all or nothing. The state of the proposal given does not count.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn propose_limits(
        &self,
        proposal: &LimitProposal,
        entry: &AuditEntry,
    ) -> Result<Proposed, StoreError> {
        let mut tx = self.db.begin().await?;
        // Who is an administrator does not change while this is decided, nor does anybody else's proposal.
        tx.take_turn_of_users().await?;
        if let Some(refused) = tx.refuse_proposal(proposal).await? {
            tx.rollback().await?;
            return Ok(refused);
        }
        let (proposed, state) = match tx.other_administrators(&proposal.proposed_by_id).await? {
            0 => (Proposed::Applied, ProposalState::Alone),
            _ => (Proposed::Waiting, ProposalState::Waiting),
        };
        tx.run(&insert(proposal, state)?).await?;
        let mut entry = entry.clone();
        if state.applies() {
            tx.replace_limits(&proposal.holder, &proposal.after).await?;
            entry.action = AuditAction::ChangeLimits;
            entry.facts.push(("alone".to_owned(), "yes".to_owned()));
        }
        tx.open_entry(&entry).await?;
        tx.commit().await?;
        Ok(proposed)
    }

    /// Decides a proposal, with the entry in the audit log: all or nothing. Who acts in the entry decides. An
    /// agreement to what cannot be done any more ends the proposal, and nothing else is changed.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn decide_limits(
        &self,
        id: &LimitProposalId,
        decision: LimitDecision,
        entry: &AuditEntry,
        at: Timestamp,
    ) -> Result<Decided, StoreError> {
        let mut tx = self.db.begin().await?;
        tx.take_turn_of_users().await?;
        let decided = tx.decide(id, decision, entry, at).await?;
        match decided {
            Decided::Done(_) => tx.commit().await?,
            Decided::Before(_) | Decided::NotAllowed | Decided::NotFound => tx.rollback().await?,
        }
        Ok(decided)
    }

    /// One proposal.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn limit_proposal(&self, id: &LimitProposalId) -> Result<Option<LimitProposal>, StoreError> {
        let sql = Sql::new(COLUMNS).push(" WHERE id = ?");
        self.db.one(&sql.with(id)).await?.map(|row| proposal(&row)).transpose()
    }

    /// The proposals that wait, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn waiting_limits(&self) -> Result<Vec<LimitProposal>, StoreError> {
        let sql = Sql::new(COLUMNS).push(" WHERE state = 'waiting' ORDER BY proposed_at, id");
        self.db.all(&sql).await?.iter().map(proposal).collect()
    }

    /// The latest proposals that do not wait any more, newest first: of one holder, or of all.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn decided_limits(
        &self,
        of: Option<&LimitHolder>,
        most: u32,
    ) -> Result<Vec<LimitProposal>, StoreError> {
        let sql = Sql::new(COLUMNS).push(" WHERE state <> 'waiting'");
        let sql = match of {
            Some(of) => sql.push(" AND kind = ? AND holder = ?").with(of.kind()).with(of.code()),
            None => sql,
        };
        let sql = sql.push(" ORDER BY decided_at DESC, id LIMIT ?").with(most);
        self.db.all(&sql).await?.iter().map(proposal).collect()
    }
}

impl Tx {
    async fn refuse_proposal(&mut self, new: &LimitProposal) -> Result<Option<Proposed>, StoreError> {
        if !self.may_administer(Some(&new.proposed_by_id)).await? {
            return Ok(Some(Proposed::NotAllowed));
        }
        if !self.has_person(&new.holder).await? {
            return Ok(Some(Proposed::NoPerson));
        }
        let sql = Sql::new(COLUMNS).push(" WHERE kind = ? AND holder = ? AND state = 'waiting'");
        let waiting = self.all(&sql.with(new.holder.kind()).with(new.holder.code())).await?;
        if !waiting.is_empty() {
            return Ok(Some(Proposed::UnderWay));
        }
        let moved = !self.own_limits_of(&new.holder).await?.is_same(&new.before);
        Ok(moved.then_some(Proposed::Moved))
    }

    async fn decide(
        &mut self,
        id: &LimitProposalId,
        decision: LimitDecision,
        entry: &AuditEntry,
        at: Timestamp,
    ) -> Result<Decided, StoreError> {
        let sql = Sql::new(COLUMNS).push(" WHERE id = ?");
        let rows = self.all(&sql.with(id)).await?;
        let Some(row) = rows.first() else { return Ok(Decided::NotFound) };
        let found = proposal(row)?;
        if found.state != ProposalState::Waiting {
            return Ok(Decided::Before(found.state));
        }
        let Some(by) = entry.actor_id.as_ref() else { return Ok(Decided::NotAllowed) };
        let own = *by == found.proposed_by_id;
        if own != (decision == LimitDecision::Withdraw) || !self.may_administer(Some(by)).await? {
            return Ok(Decided::NotAllowed);
        }
        let state = match decision {
            LimitDecision::Agree => self.agreed(&found).await?,
            LimitDecision::Refuse => ProposalState::Refused,
            LimitDecision::Withdraw => ProposalState::Withdrawn,
        };
        let sql = Sql::new(
            "UPDATE limit_proposals SET state = ?, decided_by = ?, decided_by_id = ?, decided_at = ?
             WHERE id = ? AND state = 'waiting'",
        );
        self.run(&sql.with(state.code()).with(entry.actor.as_str()).with(by).with(at).with(id)).await?;
        let mut entry = entry.clone();
        if decision == LimitDecision::Agree && !state.applies() {
            entry.outcome = AuditOutcome::Failed;
            entry.code = Some(state.code().to_owned());
        }
        self.open_entry(&entry).await?;
        Ok(Decided::Done(state))
    }

    /// Makes the change if it can still be made.
    async fn agreed(&mut self, found: &LimitProposal) -> Result<ProposalState, StoreError> {
        if !self.may_administer(Some(&found.proposed_by_id)).await? {
            return Ok(ProposalState::VoidProposer);
        }
        if !self.has_person(&found.holder).await? {
            return Ok(ProposalState::VoidPerson);
        }
        if !self.own_limits_of(&found.holder).await?.is_same(&found.before) {
            return Ok(ProposalState::VoidMoved);
        }
        self.replace_limits(&found.holder, &found.after).await?;
        Ok(ProposalState::Agreed)
    }

    /// Whether there is somebody whose limits these are: a role, or a person who is switched on.
    async fn has_person(&mut self, holder: &LimitHolder) -> Result<bool, StoreError> {
        let LimitHolder::User(id) = holder else { return Ok(true) };
        let sql = Sql::new("SELECT id FROM users WHERE id = ? AND active = 1");
        Ok(!self.all(&sql.with(id)).await?.is_empty())
    }
}

fn insert(new: &LimitProposal, state: ProposalState) -> Result<Sql, StoreError> {
    let decided = state != ProposalState::Waiting;
    let sql = Sql::new(
        "INSERT INTO limit_proposals (id, kind, holder, name, limits_before, limits_after, proposed_by, proposed_by_id,
         proposed_at, state, decided_by, decided_by_id, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    );
    let sql = sql.with(&new.id).with(new.holder.kind()).with(new.holder.code()).with(new.name.as_str());
    let sql = sql.with(serde_json::to_string(&new.before)?).with(serde_json::to_string(&new.after)?);
    let sql = sql.with(new.proposed_by.as_str()).with(&new.proposed_by_id).with(new.proposed_at);
    let by: Option<&UserId> = Some(&new.proposed_by_id).filter(|_| decided);
    let name = Some(new.proposed_by.as_str()).filter(|_| decided);
    Ok(sql.with(state.code()).with(name).with(by).with(Some(new.proposed_at).filter(|_| decided)))
}

fn proposal(row: &Row) -> Result<LimitProposal, StoreError> {
    let holder = LimitHolder::parse(&row.need_text("kind")?, &row.need_text("holder")?);
    Ok(LimitProposal {
        id: row.need("id")?,
        holder: holder.ok_or(StoreError::Corrupt("holder"))?,
        name: row.need_text("name")?,
        before: row.json("limits_before")?,
        after: row.json("limits_after")?,
        proposed_by: row.need_text("proposed_by")?,
        proposed_by_id: row.need("proposed_by_id")?,
        proposed_at: row.need_instant("proposed_at")?,
        state: row.code("state", ProposalState::from_code)?,
        decided_by: row.text("decided_by")?,
        decided_at: row.instant("decided_at")?,
    })
}
