//! An intent: a write at HUAWEI CLOUD that must happen at most once. Its progress is its [`Stage`].

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
