//! The audit log's proof: rows are sealed into a chain of hashes, the log is written with its chain to a file
//! that anybody can verify, and its oldest part can be retired.

mod file;
mod retire;
mod seal;

pub use file::{NotWritten, SUBJECT, export, verify, write};
pub use retire::{MOST_AT_ONCE, NotRetired, Retired, create, retire};
pub use seal::{SealFigures, figures, is_behind_for, seal, show};
