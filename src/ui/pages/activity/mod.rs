//! The audit log: who did what, and what the partner API answered.

mod entry;
mod list;
mod words;

pub use entry::{ApiCalls, EntryPage, EntryView};
pub use list::{ActivityListView, ActivityPage};
pub use words::action_text;
