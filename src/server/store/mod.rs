//! Our database: users, sessions, the mirror of the partner's customers, stored intents, the audit
//! log. SQLite in one file, or PostgreSQL; the same statements run on both.
//!
//! Columns are of two types only, text and 64-bit integers: exact decimals and JSON are text,
//! instants are whole seconds since 1970 (UTC), yes and no are 1 and 0. What a list can sort by has
//! a column of its own made for comparison.

mod sort_keys;
mod sync_marks;

mod assignments;
mod audit;
mod budget_days;
mod budgets;
mod bulk;
mod commitments;
mod customers;
mod database_kind;
mod db;
mod deadlines;
mod error;
mod hand_overs;
mod handle;
mod intents;
mod leases;
mod limits;
mod lists;
mod needle;
mod notes;
mod orders;
mod payability;
mod readings;
mod resellers;
mod resources;
mod scope;
mod search;
mod search_texts;
mod users;

pub use crate::server::store::bulk::rows::{Counted, RowChange, RowEntry};
pub use crate::server::store::bulk::start::{Confirmation, Started};
pub use crate::server::store::customers::names::CustomerAndBudget;
pub use crate::server::store::sync_marks::Mark;
pub use crate::server::store::users::changes::{UserChange, UserChanged};
pub use crate::server::store::users::invitations::Invitation;
pub use crate::server::store::users::names::name_key;
pub use crate::server::store::users::pending_sign_ins::{PendingSignIn, SecondStep};
pub use crate::server::store::users::second_factors::{Proof, RecoveryHashes, SecondFactor, Used};
pub use crate::server::store::users::sessions::{
    BUSY, Clock, SESSION_ADDRESS, SESSION_DEVICE, SESSION_SEEN, SESSION_SINCE, SESSION_USER, Sessions,
};
pub use assignments::change::{Assigned, Planned};
pub use audit::{AuditReader, Completion, Piece, SealState, Sealing};
pub use budget_days::BudgetHistory;
pub use commitments::{Commitment, Committed};
pub use database_kind::{DatabaseKind, KindEvidence};
pub use error::StoreError;
pub use handle::Store;
pub use intents::{Move, Opened};
pub use limits::proposals::{Decided, LimitDecision, Proposed};
pub use limits::{CommittedBy, LimitStamp, LimitsOf};
pub use lists::{Batch, Cursor, Fetch, ListContext, Page, Stored};
pub use notes::{FollowUpChange, FollowUpChanged, NewNote, NoteWritten};
pub use readings::orders_key;
pub use scope::{Own, Scope};
