//! The gateway: what happens before an operation is executed, and to its answer.

mod credentials;
mod dialects;
mod faults;
mod identity;
mod legacy;
mod offline;
mod paths_and_limits;
