//! For whom a page is made: determined once per request, read everywhere in the views.

use super::time::Timestamp;
use crate::users::{Me, Permission};
use serde::{Deserialize, Serialize};

/// A language of the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// The tag for `lang`, cookies and the folder of texts.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// The partner API's form (`X-Language`).
    pub fn wire(self) -> &'static str {
        match self {
            Self::English => "en_US",
            Self::Chinese => "zh_CN",
        }
    }

    /// From a tag such as a cookie or `Accept-Language` holds: the first known one wins.
    pub fn from_tags(tags: &str) -> Option<Self> {
        tags.split(',').find_map(|tag| {
            let tag = tag.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            match tag.get(..2) {
                Some("en") => Some(Self::English),
                Some("zh") => Some(Self::Chinese),
                _ => None,
            }
        })
    }
}

closed_enum! {
    /// Light, dark, or as the system says. Its code is stored in a cookie and used in `data-theme`.
    #[derive(Default)]
    pub enum Theme {
        /// As the system says.
        #[default]
        System = "system",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    }
}

closed_enum! {
    /// How much room rows and controls take. Its code is stored in a cookie and used in `data-density`.
    #[derive(Default)]
    pub enum Density {
        /// Room to read.
        #[default]
        Comfortable = "comfortable",
        /// More rows on the desk.
        Compact = "compact",
    }
}

/// The value of the zone that means: the browser's.
pub const AUTOMATIC_ZONE: &str = "auto";

/// The names of the cookies that have the view of this browser: its page is the first to know of a choice,
/// so a script writes them too.
pub mod cookies {
    /// Tag of the language.
    pub const LANGUAGE: &str = "language";
    /// Code of the theme.
    pub const THEME: &str = "theme";
    /// Code of the density.
    pub const DENSITY: &str = "density";
    /// Name of the zone that was chosen.
    pub const ZONE: &str = "zone";
    /// Name of the zone that the browser told.
    pub const BROWSER_ZONE: &str = "browser-zone";
    /// One year, in seconds: how long they are kept.
    pub const YEAR: u32 = 31_536_000;
}

/// What a user chose of the view, kept across sign-ins and browsers; `None` where nothing was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewChoices {
    /// Language of the texts.
    pub language: Option<Language>,
    /// Colors.
    pub theme: Option<Theme>,
    /// Spacing.
    pub density: Option<Density>,
    /// IANA name of a time zone, or [`AUTOMATIC_ZONE`].
    pub zone: Option<String>,
}

/// Why instants are shown in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ZoneSource {
    /// The viewer chose it.
    Chosen,
    /// It is the browser's.
    Browser,
    /// It is the desk's: nothing was chosen, and the browser, without script, did not tell.
    Desk,
}

/// The person in front of the page, and the instant it is made for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The signed-in user.
    pub me: Option<Me>,
    /// Language of the texts.
    pub language: Language,
    /// IANA time zone in which instants are shown.
    pub zone: String,
    /// Why this one.
    pub zone_source: ZoneSource,
    /// The zone that the browser told, if it did.
    pub browser_zone: Option<String>,
    /// Colors.
    pub theme: Theme,
    /// Spacing.
    pub density: Density,
    /// The server's clock when the page is made. Views count ages and days from here.
    pub now: Timestamp,
    /// True when the desk runs against the simulator: a banner says so on every page.
    pub simulated: bool,
    /// Path and query of this page, for links that come back here.
    pub here: String,
}

impl Viewer {
    /// Whether to offer an action; the service layer decides again.
    pub fn may(&self, action: Permission) -> bool {
        self.me.as_ref().is_some_and(|me| me.may(action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_first_language_it_knows() {
        assert_eq!(Language::from_tags("fr-CH, zh-TW;q=0.9, en;q=0.8"), Some(Language::Chinese));
        assert_eq!(Language::from_tags("de"), None);
        assert_eq!(Language::from_tags(""), None);
    }
}
