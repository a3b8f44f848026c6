//! Hand-overs of customers: the page where one is made, and the page of one that was.

mod make;
mod open;
mod record;

pub use make::MakeHandOverPage;
pub use record::HandOverPage;
