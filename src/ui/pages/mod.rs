//! Pages: each fetches and then shows; the showing part takes plain data.

mod help;
mod not_found;

pub use help::Help;
pub use not_found::NotFoundHelp;
