//! Names shared by the site and the server.

/// The name of the application's files for Leptos.
pub const OUTPUT_NAME: &str = "partnerdesk";
