//! What a person wants done at the vendor that must happen at most once. How far it came, and who
//! moves it on, is its [`Stage`].

mod intent;
mod kind;
mod lock;
mod reference;
mod stage;

pub use intent::{Intent, IntentPayload, Step};
pub use kind::IntentKind;
pub use lock::ResourceLock;
pub use reference::IntentRef;
pub use stage::{Actor, Stage};
