//! Bill and usage files, delivered into a bucket as simulated time passes (sheet billing,
//! `x-files`). `schedule` computes which are due, `columns` formats the records, which are the
//! charges of all customers. [`delivery_task`] writes them on request of a [`notifier`].

mod archive;
mod columns;
pub mod delivery_task;
pub mod destination;
pub mod notifier;
mod schedule;
