//! What people see. Only islands reach the browser; the rest is rendered on the server.
// In the browser every sentence is empty, and branches that differ by their sentence look alike.
#![cfg_attr(not(feature = "ssr"), allow(clippy::if_same_then_else))]

pub mod components;
pub mod escape;
pub mod format;
pub mod frame;
pub mod islands;
pub mod load;
pub mod pages;
pub mod paths;
pub mod texts;

use crate::model::time::Timestamp;
use crate::model::viewer::{Density, Language, Theme, Viewer};

/// For whom the page is made; where nobody is known (an error before the session was read),
/// English, UTC and no one signed in.
pub fn viewer() -> Viewer {
    crate::api::session::viewer().unwrap_or_else(|| Viewer {
        me: None,
        language: Language::default(),
        zone: "UTC".to_owned(),
        theme: Theme::default(),
        density: Density::default(),
        now: Timestamp::UNIX_EPOCH,
        simulated: false,
        here: "/".to_owned(),
    })
}
