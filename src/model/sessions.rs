//! Sessions as their users see them.

use super::time::Timestamp;
use serde::{Deserialize, Serialize};

closed_enum! {
    /// The browser of a session, as it calls itself. Its code is stored.
    pub enum Browser {
        /// Microsoft Edge.
        Edge = "edge",
        /// Opera.
        Opera = "opera",
        /// Firefox.
        Firefox = "firefox",
        /// Chrome, or another one built on it.
        Chrome = "chrome",
        /// Safari.
        Safari = "safari",
        /// Anything else.
        Other = "other",
    }
}

closed_enum! {
    /// The system that a browser runs on, as it says. Its code is stored.
    pub enum System {
        /// Windows.
        Windows = "windows",
        /// Android.
        Android = "android",
        /// A phone or tablet of Apple.
        Ios = "ios",
        /// A Mac.
        Macos = "macos",
        /// Linux.
        Linux = "linux",
        /// Anything else.
        Other = "other",
    }
}

/// Browser and system: enough for a person to tell their devices apart. Versions and models are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// The browser.
    pub browser: Browser,
    /// The system.
    pub system: System,
}

impl Device {
    /// From a `User-Agent`. Browsers name others that they are like, so the order counts: the one that
    /// nobody else names comes first. Crates that know them all bring tables of thousands of devices; this
    /// desk tells a person's few devices apart.
    pub fn of(agent: &str) -> Self {
        let has = |names: &[&str]| names.iter().any(|name| agent.contains(name));
        let browser = match agent {
            _ if has(&["Edg/", "EdgA/", "EdgiOS/"]) => Browser::Edge,
            _ if has(&["OPR/", "Opera"]) => Browser::Opera,
            _ if has(&["Firefox/", "FxiOS/"]) => Browser::Firefox,
            _ if has(&["Chrome/", "CriOS/", "Chromium/"]) => Browser::Chrome,
            _ if has(&["Safari/"]) => Browser::Safari,
            _ => Browser::Other,
        };
        let system = match agent {
            _ if has(&["Windows"]) => System::Windows,
            _ if has(&["Android"]) => System::Android,
            _ if has(&["iPhone", "iPad", "iPod"]) => System::Ios,
            _ if has(&["Macintosh", "Mac OS X"]) => System::Macos,
            _ if has(&["Linux", "X11"]) => System::Linux,
            _ => System::Other,
        };
        Self { browser, system }
    }

    /// Both codes, as they are stored.
    pub fn code(self) -> String {
        format!("{}/{}", self.browser.code(), self.system.code())
    }

    /// The reverse; `None` for what is no code.
    pub fn from_code(code: &str) -> Option<Self> {
        let (browser, system) = code.split_once('/')?;
        Some(Self { browser: Browser::from_code(browser)?, system: System::from_code(system)? })
    }
}

/// One session of a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserSession {
    /// A hash of what its cookie holds: it names the session and signs nobody in.
    pub id: String,
    /// Browser and system; `None` for sessions from before this was stored.
    pub device: Option<Device>,
    /// The address that it was signed in from, where known.
    pub address: Option<String>,
    /// When it was signed in, UTC.
    pub since: Timestamp,
    /// When it was last used, UTC, to about five minutes.
    pub seen: Timestamp,
    /// Whether it is the one of this request.
    pub present: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_told_apart() {
        for (agent, code) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0",
                "edge/windows",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0", "firefox/linux"),
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36",
                "chrome/android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 Version/17.2 Mobile Safari/604.1",
                "safari/ios",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.2 Safari/605.1.15",
                "safari/macos",
            ),
            ("curl/8.5.0", "other/other"),
            ("<script>alert(1)</script>\u{202e}", "other/other"),
            ("", "other/other"),
        ] {
            let device = Device::of(agent);
            assert_eq!(device.code(), code, "{agent}");
            assert_eq!(Device::from_code(code), Some(device));
        }
        assert_eq!(Device::from_code("lynx"), None);
        assert_eq!(Device::from_code("edge/"), None);
    }
}
