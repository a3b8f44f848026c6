//! The user interface. Only islands run in the browser; all else is rendered on the server.
// In the browser build every text is empty, so branches that differ only by text look identical.
#![cfg_attr(not(feature = "ssr"), allow(clippy::if_same_then_else))]

pub mod components;
pub mod format;
pub mod frame;
pub mod islands;
pub mod keys;
pub mod load;
pub mod pages;
pub mod sections;
pub mod view_choices;
