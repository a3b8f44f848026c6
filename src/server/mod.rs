//! What only the server has: the partner client, the database, the rules, the doors.

pub mod clock;
pub mod partner;
