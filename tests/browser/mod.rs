//! A browser as far as a desk can tell: cookies, origin, forms as they stand on a page. Shared by
//! the test binaries that meet the desk over HTTP.

// Each of them uses another part of it, so that nothing can be expected.
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
