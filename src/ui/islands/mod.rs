//! The only code that runs in the browser. Texts and formatted values come as properties.

mod finder;
mod palette;
mod quick;
mod search_box;
mod shortcuts_switch;

#[cfg(feature = "hydrate")]
mod dom;

pub use finder::SearchWords;
pub use palette::{Palette, PaletteWords};
pub use quick::Quick;
pub use search_box::SearchBox;
pub use shortcuts_switch::ShortcutsSwitch;
mod budget_preview;
#[cfg(feature = "hydrate")]
mod live;
#[cfg(feature = "hydrate")]
mod picked;
#[cfg(feature = "hydrate")]
mod row_checkboxes;
mod selected;
mod selection;
mod submit_on_change;
mod watch;

pub use budget_preview::{BUDGET_AGAIN, BudgetPreview, PreviewWords, budget_demands};
pub use selection::{Selection, SelectionWords};
pub use submit_on_change::SubmitOnChange;
pub use watch::{Watch, WatchWords};
