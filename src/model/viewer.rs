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

/// The person in front of the page, and the instant it is made for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The signed-in user.
    pub me: Option<Me>,
    /// Language of the texts.
    pub language: Language,
    /// IANA time zone in which instants are shown.
    pub zone: String,
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
