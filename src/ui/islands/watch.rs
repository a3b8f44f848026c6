//! Keeps a page with an open outcome up to date: it polls the page and replaces the part with the
//! state. Texts of the state come with the page.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Texts of the island.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WatchWords {
    /// The page updates itself.
    pub watching: String,
    /// The server does not answer.
    pub lost: String,
}

/// Polls the page until its part with the id `live` is no longer open.
#[island]
pub fn Watch(
    words: WatchWords,
    /// Seconds between two polls.
    every: u32,
) -> impl IntoView {
    let lost = RwSignal::new(false);
    let open = RwSignal::new(true);
    #[cfg(feature = "hydrate")]
    super::live::watch(std::time::Duration::from_secs(u64::from(every)), open, lost);
    #[cfg(not(feature = "hydrate"))]
    let _ = every;
    let text = move || if lost.get() { words.lost.clone() } else { words.watching.clone() };
    view! {
        <p class="watching scripted-only small muted" class:lost=lost hidden=move || !open.get()>
            {text}
        </p>
    }
}
