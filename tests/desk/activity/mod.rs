//! The audit log, and exports.

pub mod audit;
pub mod export_log;
pub mod proof;
