//! The only code that is shipped to the browser. Texts and formatted values come as properties.

mod keys_switch;
mod quick;
mod search_box;

#[cfg(feature = "hydrate")]
mod dom;

pub use keys_switch::KeysSwitch;
pub use quick::Quick;
pub use search_box::{SearchBox, SearchWords};
mod budget_preview;
#[cfg(feature = "hydrate")]
mod live;
#[cfg(feature = "hydrate")]
mod picks;
mod selection;
mod submit_on_change;
mod watch;

pub use budget_preview::{BUDGET_AGAIN, BudgetPreview, PreviewWords, budget_demands};
pub use selection::{Selection, SelectionWords};
pub use submit_on_change::SubmitOnChange;
pub use watch::{Watch, WatchWords};
