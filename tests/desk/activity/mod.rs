//! What the audit log keeps, and what leaves the desk as a file.

pub mod audit;
pub mod export_log;
