//! Names that the site and the server agree upon.

/// The name that Leptos gives to the files of this application.
pub const OUTPUT_NAME: &str = "partnerdesk";
