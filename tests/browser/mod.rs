//! A browser as the desk sees it: cookies, origin, and forms as rendered. Shared by the test
//! binaries that use the desk over HTTP.

// Each test binary uses a different part, so `expect` is not possible.
#![allow(dead_code, unused_imports)]

mod client;
mod form;
mod page;
mod table;
mod upload;

pub use client::Client;
pub use client::PAGE;
pub use form::Form;
pub use page::Page;
pub use table::{ROW_LINKS, Table};
