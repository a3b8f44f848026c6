//! The only code that is shipped to the browser. Texts and formatted values come as properties.

mod keys_switch;
mod quick;
mod search_box;

#[cfg(feature = "hydrate")]
mod dom;

pub use keys_switch::KeysSwitch;
pub use quick::Quick;
pub use search_box::{SearchBox, SearchWords};
