//! Who looks after a customer: one owner, and any number of helpers. All of them see and act on it as far
//! as their role lets them; the owner is the one to ask.

use crate::bulk::FileFormat;
use crate::ids::{CustomerId, PlanId, UserId};
use crate::time::Timestamp;
use crate::users::Role;
use serde::{Deserialize, Serialize};

closed_enum! {
    /// How a person looks after a customer. Its code is stored, in files and in commands.
    pub enum AssignmentKind {
        /// The one who answers for it.
        Owner = "owner",
        /// Beside the owner.
        Helper = "helper",
    }
}

/// A user as a person who can look after customers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Id.
    pub id: UserId,
    /// Login name.
    pub name: String,
    /// Role: it says what the person may do for a customer.
    pub role: Role,
    /// False when the account was switched off.
    pub active: bool,
}

/// A person who looks after a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignee {
    /// Who.
    pub person: Person,
    /// How.
    pub kind: AssignmentKind,
    /// The account manager whose rule made it; `None` when it was made by hand.
    pub rule: Option<String>,
}

/// Everybody who looks after one customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// At most one.
    pub owner: Option<Assignee>,
    /// By name.
    pub helpers: Vec<Assignee>,
}

impl Team {
    /// What a form saw of it: the owner's id, a slash, and the helpers' ids. Two teams with the same are alike.
    pub fn seen(&self) -> String {
        let owner = self.owner.as_ref().map_or("", |owner| owner.person.id.as_str());
        let mut helpers: Vec<&str> = self.helpers.iter().map(|helper| helper.person.id.as_str()).collect();
        helpers.sort_unstable();
        format!("{owner}/{}", helpers.join(" "))
    }

    /// Whether a person helps.
    pub fn is_helped_by(&self, user: &UserId) -> bool {
        self.helpers.iter().any(|helper| helper.person.id == *user)
    }

    /// Nobody.
    pub fn is_empty(&self) -> bool {
        self.owner.is_none() && self.helpers.is_empty()
    }
}

/// Who looks after a customer, for its page; and who could, for those who may change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamView {
    /// Of which customer.
    pub customer: CustomerId,
    /// Everybody who does.
    pub team: Team,
    /// Everybody who could: active users, and those who do. Empty for those who may not change it.
    pub people: Vec<Person>,
}

/// A person with how many customers in the mirror they look after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workload {
    /// Who.
    pub person: Person,
    /// Customers owned.
    pub owned: u64,
    /// Customers helped with.
    pub helped: u64,
}

/// A rule that keeps applying: customers of an account manager at HUAWEI CLOUD have this owner, unless they
/// have one by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentRule {
    /// Login name of the account manager, folded.
    pub manager: String,
    /// The owner.
    pub person: Person,
    /// Customers in the mirror with that account manager.
    pub customers: u64,
    /// Those among them whose owner the rule made.
    pub owned: u64,
}

closed_enum! {
    /// What a row of a preview would do, or why it does nothing. Its code is part of text keys.
    pub enum PlanState {
        /// Assigns.
        Assign = "assign",
        /// Assigns, and takes the customer from the owner that it has.
        Replace = "replace",
        /// It is so already.
        Already = "already",
        /// The person is the owner already; a helper does not do more.
        AlreadyOwner = "already-owner",
        /// No such customer.
        NoCustomer = "no-customer",
        /// Several customers have that name.
        Ambiguous = "ambiguous",
        /// No such user.
        NoPerson = "no-person",
        /// The user's account is switched off.
        PersonOff = "person-off",
        /// Neither owner nor helper.
        WrongKind = "wrong-kind",
        /// Another row says the same, or something else, about it.
        Twice = "twice",
        /// A cell is too long for any name.
        CellTooLong = "cell-too-long",
        /// A spreadsheet rounded the id, so that its last digits are lost.
        IdRounded = "id-rounded",
        /// A cell is a formula, or the row does not have the columns of its file.
        BadRow = "bad-row",
    }
}

impl PlanState {
    /// Whether the row changes something.
    pub fn is_change(self) -> bool {
        matches!(self, Self::Assign | Self::Replace)
    }

    /// Whether somebody should look at the row: it could not be understood.
    pub fn is_problem(self) -> bool {
        !self.is_change() && !matches!(self, Self::Already | Self::AlreadyOwner)
    }
}

/// A customer or user by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named<Id> {
    /// Id.
    pub id: Id,
    /// Name, as it was at that moment.
    pub name: String,
}

/// A row of a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// Its line in the file; of a selection, counted from 1.
    pub line: u32,
    /// The customer as it was given.
    pub given_customer: String,
    /// The person as given.
    pub given_person: String,
    /// The customer, where it was found.
    pub customer: Option<Named<CustomerId>>,
    /// The person, where found.
    pub person: Option<Named<UserId>>,
    /// As what; `None` where that was not understood.
    pub kind: Option<AssignmentKind>,
    /// The owner that the customer has now.
    pub owner: Option<Named<UserId>>,
    /// What it would do.
    pub state: PlanState,
}

/// What a preview was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlanSource {
    /// A selection of the list of customers.
    Selection,
    /// A file, with how it was read and the SHA-256 of its bytes in hex.
    File(FileFormat, String),
}

/// A preview of assignments. It does nothing until it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentPlan {
    /// Its id.
    pub id: PlanId,
    /// From what.
    pub source: PlanSource,
    /// In the order of the file.
    pub rows: Vec<PlanRow>,
    /// Login name of the user who made it.
    pub created_by: String,
    /// When, UTC.
    pub created_at: Timestamp,
    /// When it was carried out, UTC.
    pub done_at: Option<Timestamp>,
}

impl AssignmentPlan {
    /// How many rows change something.
    pub fn changes(&self) -> u64 {
        self.count(PlanState::is_change)
    }

    /// How many rows could not be understood.
    pub fn problems(&self) -> u64 {
        self.count(PlanState::is_problem)
    }

    fn count(&self, counts: fn(PlanState) -> bool) -> u64 {
        self.rows.iter().filter(|row| counts(row.state)).count() as u64
    }
}

/// What the page of assignments shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentsView {
    /// Every active user, and others who look after customers, by name.
    pub people: Vec<Workload>,
    /// Customers in the mirror without an owner.
    pub unowned: u64,
    /// By account manager.
    pub rules: Vec<AssignmentRule>,
    /// Account managers of customers in the mirror that have no rule.
    pub managers: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn helper(id: &str) -> Assignee {
        let id = UserId::parse(id).unwrap();
        let person = Person { name: id.to_string(), id, role: Role::Manager, active: true };
        Assignee { person, kind: AssignmentKind::Helper, rule: None }
    }

    #[test]
    fn teams_are_alike_whatever_the_order_of_their_helpers() {
        let owner = Some(Assignee { kind: AssignmentKind::Owner, ..helper("o") });
        let team = Team { owner: owner.clone(), helpers: vec![helper("b"), helper("a")] };
        assert_eq!(team.seen(), "o/a b");
        assert_eq!(team.seen(), Team { helpers: vec![helper("a"), helper("b")], ..team.clone() }.seen());
        assert_ne!(team.seen(), Team { owner: None, ..team }.seen());
        assert_eq!(Team::default().seen(), "/");
    }
}
