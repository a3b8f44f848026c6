//! Who looks after which customers: people, rules, a file, and previews of assignments in bulk.

mod list;
mod plan;
mod rule_list;
pub(crate) mod selection;
pub(crate) mod team;
pub(crate) mod words;

pub use list::AssignmentsPage;
pub use plan::PlanPage;
