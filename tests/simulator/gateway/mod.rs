//! What the gateway does before an operation is asked, and to its answer.

mod credentials;
mod faults;
mod identity;
mod legacy;
mod offline;
mod paths_and_limits;
