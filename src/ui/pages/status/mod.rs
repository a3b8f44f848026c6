//! API status: the partner calls of this desk, how they are doing, and what changed about them.

mod figures;
mod history;
mod list;
mod operation;
mod words;

pub use list::StatusPage;
pub use operation::OperationPage;
