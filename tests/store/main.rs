//! The database layer. Every test runs on SQLite with its own file, and on PostgreSQL with its own
//! database if PARTNERDESK_TEST_POSTGRES names a server.

#![expect(clippy::unwrap_used, clippy::panic)]

mod assignments;
mod audit;
mod audit_retire;
mod audit_seals;
mod audit_tampering;
mod batches;
mod budgets;
mod builders;
mod bulk;
mod bulk_start;
mod bulk_tasks;
mod commitments;
mod connections;
mod customers;
mod figures;
mod filters;
mod intent_form;
mod intent_made;
mod intent_revision;
mod intents;
mod jobs;
mod limits;
mod lists;
mod migration;
mod notes;
mod oracle;
mod orders;
mod people;
mod pooler;
mod readings;
mod resellers;
mod resources;
mod saved_views;
mod scope;
mod search;
mod second_factors;
mod sessions;
mod sorts;
mod support;
mod upgrade;
mod users;
mod world;
