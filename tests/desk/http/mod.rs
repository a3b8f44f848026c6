//! Rules for every request: headers, origins, faults, secrets, files.

pub mod addresses;
pub mod busy;
pub mod faults;
pub mod files;
pub mod origin;
pub mod paths;
pub mod responses;
pub mod secrets;
pub mod sockets;
