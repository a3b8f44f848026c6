//! The audit log: who did what, and what the partner API answered.

mod entry;
mod list;
mod seals;
mod words;

pub use entry::{ApiCalls, EntryPage, EntryView};
pub use list::{ActivityListView, ActivityPage};
pub use seals::SealsBehind;
pub use words::action_text;
