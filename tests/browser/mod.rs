//! A browser as far as a desk can tell: cookies, origin, forms as they stand on a page. Shared by
//! the test binaries that meet the desk over HTTP.

#![allow(dead_code, unreachable_pub)]

mod client;
mod form;
mod page;
mod table;
mod upload;

pub use client::Client;
#[allow(unused_imports)]
pub use client::PAGE;
pub use form::Form;
pub use page::Page;
#[allow(unused_imports)]
pub use table::{ROW_LINKS, Table};
