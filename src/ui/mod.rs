//! What people see. Only islands reach the browser; the rest is rendered on the server.

pub mod paths;
pub mod texts;
