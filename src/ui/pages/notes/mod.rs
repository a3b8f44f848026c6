//! Notes: their section on the pages of what they are on, and the list of follow-ups.

pub mod list;
pub mod note;
pub mod section;
pub mod words;
mod write;
