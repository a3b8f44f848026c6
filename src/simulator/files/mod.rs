//! The bill and usage files, delivered into a bucket as simulated time goes by (sheet billing,
//! `x-files`). `schedule` says which are due, `columns` what they look like; the records are the
//! charges of every customer. [`delivery_task`] writes them, a [`notifier`] asks it to.

mod archive;
mod columns;
pub mod delivery_task;
pub mod destination;
pub mod notifier;
mod schedule;
