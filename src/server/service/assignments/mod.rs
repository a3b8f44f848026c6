//! Who looks after which customers. Administrators decide it; everybody who sees a customer sees who does.

pub mod command;
pub(super) mod common;
mod file;
pub mod plan;
pub mod rules;
pub mod team;
