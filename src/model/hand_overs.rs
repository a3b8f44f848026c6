//! Hand-overs: customers that go from one person to another, with what is open for them.

use crate::assignments::{AssignmentKind, Named, Person};
use crate::ids::{BulkId, CustomerId, HandOverId, NoteId, OrderId, ResourceId, UserId};
use crate::intents::IntentRef;
use crate::lists::{CustomerRow, Day};
use crate::money::Money;
use crate::notes::NoteSubject;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Most rows of each kind that are kept of what is open.
pub const MOST_OPEN: usize = 50;

/// How many there are, and the first of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open<T> {
    /// How many.
    pub total: u64,
    /// The most urgent ones, at most [`MOST_OPEN`].
    pub rows: Vec<T>,
}

impl<T> Default for Open<T> {
    fn default() -> Self {
        Self { total: 0, rows: Vec::new() }
    }
}

/// An order that waits for payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenOrder {
    /// Which.
    pub id: OrderId,
    /// Of which customer.
    pub customer: String,
    /// What it costs.
    pub amount: Option<Money>,
    /// Until when it can be paid (est.), UTC.
    pub deadline: Option<Timestamp>,
}

/// A budget that runs low.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenBudget {
    /// Whose.
    pub customer: Named<CustomerId>,
    /// What is left of it.
    pub left: Option<Money>,
}

/// A resource that expires and is not renewed by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenExpiry {
    /// Which.
    pub id: ResourceId,
    /// Its name.
    pub name: String,
    /// Of which customer.
    pub customer: String,
    /// When, UTC.
    pub expires_at: Option<Timestamp>,
}

/// Something that waits for an approval, or whose outcome is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenIntent {
    /// Its reference: id, kind and stage.
    pub held: IntentRef,
    /// Login name of the user who started it.
    pub created_by: String,
}

/// An open follow-up of the giving person. Its text is not kept: its author may withdraw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenFollowUp {
    /// The note.
    pub id: NoteId,
    /// What it is on.
    pub subject: NoteSubject,
    /// Of which customer.
    pub customer: Named<CustomerId>,
    /// Login name of the user who wrote it.
    pub author: String,
    /// Until which day.
    pub due: Day,
}

/// A job of the giving person that has not ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenJob {
    /// Which.
    pub id: BulkId,
    /// Rows in it.
    pub rows: u64,
}

/// What is open for some customers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenItems {
    /// Orders that wait for payment.
    pub orders: Open<OpenOrder>,
    /// Budgets of which more than 90% is used.
    pub budgets: Open<OpenBudget>,
    /// Expiries within 30 days without auto-renewal.
    pub expiries: Open<OpenExpiry>,
    /// Approvals that wait, and outcomes that are not known.
    pub intents: Open<OpenIntent>,
    /// Open follow-ups of the giving person for these customers. They go along. Hand-overs from before there were
    /// any have none.
    #[serde(default)]
    pub follow_ups: Open<OpenFollowUp>,
    /// Jobs of the giving person that have not ended. They stay theirs.
    pub jobs: Open<OpenJob>,
}

/// A customer that was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedCustomer {
    /// Which, under its name of that moment.
    pub customer: Named<CustomerId>,
    /// What the giving person was, and the other one is now.
    pub kind: AssignmentKind,
}

/// A hand-over, as it was at its moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Its id.
    pub id: HandOverId,
    /// Who gave.
    pub from: Named<UserId>,
    /// Who took over.
    pub to: Named<UserId>,
    /// The customers, by name.
    pub customers: Vec<HandedCustomer>,
    /// Account managers whose rules lead to the other person from now on.
    pub rules: Vec<String>,
    /// What was open for them.
    pub open: OpenItems,
    /// What the administrator wrote about it; may be empty.
    pub note: String,
    /// Login name of the administrator.
    pub created_by: String,
    /// When, UTC.
    pub created_at: Timestamp,
}

/// A hand-over as one person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverView {
    /// The hand-over.
    pub record: HandOver,
    /// Whether it is on the viewer's overview.
    pub noticed: bool,
}

/// A hand-over on the overview of one of its two persons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverNotice {
    /// Which.
    pub id: HandOverId,
    /// Login name of who gave.
    pub from: String,
    /// Login name of who took over.
    pub to: String,
    /// Customers in it.
    pub customers: u64,
    /// Whether the viewer is the one who took over.
    pub is_taker: bool,
    /// When, UTC.
    pub created_at: Timestamp,
}

/// What the page shows on which a hand-over is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverDraft {
    /// Everybody, by name.
    pub people: Vec<Person>,
    /// Whose customers; `None` until that was chosen.
    pub chosen: Option<ChosenHandOver>,
    /// The latest hand-overs.
    pub latest: Vec<HandOver>,
}

/// The customers of a person who is to give them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenHandOver {
    /// Who gives.
    pub from: Person,
    /// How many customers the person looks after.
    pub total: u64,
    /// Customers with how the person looks after them, by name; at most [`MOST_CHOSEN`].
    pub customers: Vec<(CustomerRow, AssignmentKind)>,
    /// Account managers whose rules lead to the person.
    pub rules: Vec<String>,
    /// What is open for all of them.
    pub open: OpenItems,
}

/// Most customers that can be chosen one by one.
pub const MOST_CHOSEN: u16 = 500;
