//! API status: the operations of the partner API, how their calls go, and their changes.

mod connections;
mod figures;
mod history;
mod list;
mod mirror;
mod operation;
mod words;

pub use list::StatusPage;
pub use operation::OperationPage;
