//! How often a password may be tried. Failures are counted in the database, so that they count for every
//! server, and apart from each other: what is done elsewhere with somebody's name stops neither the
//! browsers in which that user has signed in, nor a user who is signed in and confirms a payment.

use super::Result;
use crate::server::ctx::Visitor;
use crate::server::state::Desk;
use crate::server::store::name_key;
use model::error::AppError;
use model::ids::UserId;
use model::time::Timestamp;
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use std::time::Duration;

/// Failed tries are remembered this long.
pub const MEMORY: Duration = Duration::from_secs(15 * 60);
/// The first pause; each further failure doubles it.
const FIRST_PAUSE: Duration = Duration::from_secs(15);

/// One count of failures.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Count {
    key: String,
    /// Failures before a pause is asked for.
    free: u32,
    /// The longest pause.
    longest: Duration,
    /// Whether a success ends it.
    ends: bool,
}

impl Count {
    /// The key is a hash: short whatever was typed, and it does not tell what that was.
    fn new(kind: &str, subject: &str, free: u32) -> Self {
        let key = hex::encode(Sha256::digest(format!("{kind}:{subject}")).split_at(16).0);
        Self { key, free, longest: MEMORY, ends: true }
    }

    /// A name from one address.
    fn pair(name: &str, address: &str) -> Self {
        Self::new("name-and-address", &format!("{name} {address}"), 5)
    }

    /// Every name from one address.
    fn address(address: &str) -> Self {
        Self { ends: false, ..Self::new("address", address, 20) }
    }

    /// A name from anywhere: what many addresses try together. Its pauses stay short, since it slows
    /// down the user too, where the browser is not known.
    fn name(name: &str) -> Self {
        Self { longest: Duration::from_secs(60), ends: false, ..Self::new("name", name, 200) }
    }
}

/// Where the failures of one visitor are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counts(Vec<Count>);

impl Counts {
    /// Of signing in. `known` is the hash of the browser's token where the user of that name has
    /// signed in from it before: such a browser has a count of its own.
    pub fn of_sign_in(name: &str, visitor: &Visitor, known: Option<&str>) -> Self {
        let name = name_key(name);
        if let Some(browser) = known {
            return Self(vec![Count::new("browser", &format!("{name} {browser}"), 5)]);
        }
        let Some(address) = visitor.address.map(address_key) else {
            return Self(vec![Count::pair(&name, ""), Count::name(&name)]);
        };
        Self(vec![Count::pair(&name, &address), Count::address(&address), Count::name(&name)])
    }

    /// Of confirming with the password: only who is signed in can fail there.
    pub fn of_confirming(user: &UserId) -> Self {
        Self(vec![Count::new("confirming", user.as_str(), 5)])
    }

    /// Of confirming with a code: apart from the password, which would forgive wrong codes.
    pub fn of_confirming_code(user: &UserId) -> Self {
        Self(vec![Count::new("confirming-code", user.as_str(), 5)])
    }

    /// Of the codes of a second factor at sign-in: only who knows the password can fail there. `known` as in
    /// [`Counts::of_sign_in`], so that somebody else who knows it does not stop the user.
    pub fn of_code(user: &UserId, known: Option<&str>) -> Self {
        match known {
            Some(browser) => Self(vec![Count::new("code-browser", &format!("{user} {browser}"), 5)]),
            None => Self(vec![Count::new("code", user.as_str(), 5)]),
        }
    }

    /// Refuses during the pause after too many failures. Refused tries do not count, so waiting ends
    /// the pause.
    pub async fn check(&self, desk: &Desk) -> Result<()> {
        let now = desk.clock.now();
        for count in &self.0 {
            let failures = desk.store.attempts_since(&count.key, earlier(now, MEMORY)).await?;
            let Some(pause) = pause_after(failures, count.free, count.longest) else { continue };
            if desk.store.attempts_since(&count.key, earlier(now, pause)).await? > 0 {
                let seconds = u32::try_from(pause.as_secs()).unwrap_or(u32::MAX);
                return Err(AppError::RateLimited(seconds).into());
            }
        }
        Ok(())
    }

    /// One failure more.
    pub async fn record(&self, desk: &Desk) -> Result<()> {
        let now = desk.clock.now();
        for count in &self.0 {
            desk.store.record_attempt(&count.key, now).await?;
        }
        Ok(())
    }

    /// The password was right.
    pub async fn clear(&self, desk: &Desk) -> Result<()> {
        for count in self.0.iter().filter(|count| count.ends) {
            desk.store.clear_attempts(&count.key).await?;
        }
        Ok(())
    }
}

/// How long to wait after that many failures; nothing while fewer than the free ones.
fn pause_after(failures: u32, free: u32, longest: Duration) -> Option<Duration> {
    let beyond = failures.checked_sub(free)?;
    Some(FIRST_PAUSE.saturating_mul(1_u32.checked_shl(beyond).unwrap_or(u32::MAX)).min(longest))
}

fn earlier(now: Timestamp, by: Duration) -> Timestamp {
    now.checked_sub(by).unwrap_or(Timestamp::MIN)
}

/// One visitor's address: of IPv6 the first 64 bits, since a visitor has all the rest.
fn address_key(address: IpAddr) -> String {
    match address {
        IpAddr::V4(four) => four.to_string(),
        IpAddr::V6(six) => match six.to_ipv4_mapped() {
            Some(four) => four.to_string(),
            None => format!("{:x}", u128::from(six) >> 64),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ids::RequestId;
    use model::sessions::Device;
    use model::viewer::Language;

    #[test]
    fn pauses_grow_and_end() {
        let pauses = |failures| pause_after(failures, 5, MEMORY).map(|pause| pause.as_secs());
        assert_eq!(pauses(4), None);
        assert_eq!(pauses(5), Some(15));
        assert_eq!(pauses(6), Some(30));
        assert_eq!(pauses(10), Some(480));
        assert_eq!(pauses(11), Some(900));
        assert_eq!(pauses(4_000_000_000), Some(900));
    }

    #[test]
    fn an_address_is_counted_however_it_is_written() {
        let key = |text: &str| address_key(text.parse().unwrap());
        assert_eq!(key("::ffff:192.0.2.7"), key("192.0.2.7"));
        assert_eq!(key("2001:db8::1"), key("2001:db8::2:3"));
        assert_ne!(key("2001:db8::1"), key("2001:db8:0:1::1"));
    }

    #[test]
    fn a_known_browser_shares_no_count_with_strangers() {
        let visitor = Visitor {
            address: Some("192.0.2.7".parse().unwrap()),
            request: RequestId::parse("r1").unwrap(),
            language: Language::English,
            browser: None,
            link: None,
            pending: None,
            codes: None,
            device: Device::of(""),
        };
        let strange = Counts::of_sign_in("Ann", &visitor, None);
        assert_eq!(strange, Counts::of_sign_in("\u{ff21}NN", &visitor, None), "however it is written");
        let known = Counts::of_sign_in("Ann", &visitor, Some("hash"));
        let confirming = Counts::of_confirming(&UserId::parse("u1").unwrap());
        for count in known.0.iter().chain(&confirming.0) {
            assert!(!strange.0.contains(count), "{count:?}");
        }
        assert_ne!(known, confirming);
    }
}
