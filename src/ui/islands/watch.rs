//! Something whose outcome is open, watched: the page is asked for again, and its part that
//! tells the state is replaced. No words of the state are shipped: they come with the page.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The island's texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WatchWords {
    /// The page keeps itself up to date.
    pub watching: String,
    /// This desk does not answer.
    pub lost: String,
}

/// Looks at the page every few seconds until its part with the id `live` is no longer open.
#[island]
pub fn Watch(
    /// Its texts.
    words: WatchWords,
    /// Seconds between two looks.
    every: u32,
) -> impl IntoView {
    let lost = RwSignal::new(false);
    let open = RwSignal::new(true);
    #[cfg(feature = "hydrate")]
    super::live::watch(std::time::Duration::from_secs(u64::from(every)), open, lost);
    #[cfg(not(feature = "hydrate"))]
    let _ = every;
    let said = move || if lost.get() { words.lost.clone() } else { words.watching.clone() };
    view! {
        <p class="watching scripted-only small muted" class:lost=lost hidden=move || !open.get()>
            {said}
        </p>
    }
}
