//! What people see. Only islands reach the browser; the rest is rendered on the server.
// In the browser every sentence is empty, and branches that differ by their sentence look alike.
#![cfg_attr(not(feature = "ssr"), allow(clippy::if_same_then_else))]

pub mod components;
pub mod format;
pub mod frame;
pub mod islands;
pub mod load;
pub mod pages;
pub mod sections;
