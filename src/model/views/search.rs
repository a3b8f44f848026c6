//! What the search box finds.

use crate::error::Fault;
use crate::ids::CustomerId;
use crate::orders::OrderStatus;
use serde::{Deserialize, Serialize};

/// What is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub enum HitKind {
    /// Customers.
    Customer,
    /// Orders.
    Order,
    /// Resources.
    Resource,
    /// Entries of the audit log.
    Entry,
    /// Notes. After the number of error codes in [`Suggestion::kind`].
    Note = 5,
}

/// A hit of the search box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// Its id.
    pub id: String,
    /// Name of the customer or resource; of an order the name of its customer; of an entry the login name
    /// of the user.
    pub name: String,
    /// What tells it from others of that name: account name of a customer, service of an order, name of a
    /// resource's customer, action of an entry (its code).
    pub beside: String,
    /// Whose it is; `None` for a customer itself, and for entries about nobody.
    pub customer: Option<CustomerId>,
    /// Status of an order.
    pub status: Option<OrderStatus>,
    /// Whether what was looked for is exactly its id, its account name, its e-mail address or its telephone
    /// number.
    pub exact: bool,
}

/// Matches of one kind are counted up to this number.
pub const MOST_COUNTED: u64 = 1_000;

/// The hits of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matches {
    /// Which kind.
    pub kind: HitKind,
    /// The first of them, exact ones before all others.
    pub hits: Vec<Hit>,
    /// How many there are in scope; [`MOST_COUNTED`] and one where there are more.
    pub total: u64,
    /// How many of them the list of this kind shows, counted in the same way. The list of resources does
    /// not have attached ones.
    pub listed: u64,
}

/// An error code that the desk knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownCode {
    /// The code, as HUAWEI CLOUD writes it.
    pub code: String,
    /// Who has to act.
    pub fault: Fault,
}

/// What the entries of the audit log were found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntriesBy {
    /// The id of a request.
    Request,
    /// An error code.
    Code,
}

/// Everything that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// By kind, without kinds of which nothing was found.
    pub matches: Vec<Matches>,
    /// What the entries were found by.
    pub entries_by: Option<EntriesBy>,
    /// The error code that was looked for.
    pub code: Option<KnownCode>,
}

/// A line of the search box: a hit as a browser needs it, since every type that crosses the wire makes the
/// browser's half heavier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What it is: [`HitKind`] by number, and 4 for an error code.
    pub kind: u8,
    /// As [`Hit::name`]; the code.
    pub name: String,
    /// As [`Hit::beside`]; empty where it says nothing more.
    pub beside: String,
    /// As [`Hit::id`].
    pub id: String,
    /// Where it leads.
    pub href: String,
}

/// What the search box shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestions {
    /// The lines.
    pub lines: Vec<Suggestion>,
    /// How many there are, where not all are shown: the number as text.
    pub total: Option<String>,
    /// Whether one of them was meant without doubt.
    pub only: bool,
}

impl Found {
    /// How many hits are shown.
    pub fn shown(&self) -> u64 {
        self.matches.iter().map(|kind| u64::try_from(kind.hits.len()).unwrap_or(u64::MAX)).sum()
    }

    /// How many there are, and whether there are more than were counted.
    pub fn total(&self) -> (u64, bool) {
        let sum = self.matches.iter().map(|kind| kind.total.min(MOST_COUNTED)).sum();
        (sum, self.matches.iter().any(|kind| kind.total > MOST_COUNTED))
    }

    /// The one thing that was meant: the only exact hit. Nothing where two things have the same id or
    /// number, or where an error code was looked for.
    pub fn only(&self) -> Option<&Hit> {
        let mut exact = self.matches.iter().flat_map(|kind| &kind.hits).filter(|hit| hit.exact);
        let first = exact.next().filter(|_| self.code.is_none())?;
        exact.next().is_none().then_some(first)
    }
}
