//! The way back from the pages below the settings.

use crate::paths;
use crate::tr;

/// Breadcrumbs of such a page.
pub(super) fn crumbs() -> Vec<(String, String)> {
    vec![(tr!("settings-title"), paths::settings())]
}
