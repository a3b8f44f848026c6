//! What runs on the server only: services, the partner's client, the database, the jobs.

pub mod store;
