//! Hashes, and the bytes that go into them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// A SHA-256 hash; as text 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What stands before the first row.
    pub const BEGINNING: Self = Self([0; 32]);

    /// From its bytes.
    pub fn of(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// A text that is not 64 lower-case hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a hash: 64 digits 0 to 9 and a to f are expected")]
pub struct NotAHash;

impl FromStr for Hash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NotAHash)?;
        // One way of writing each hash only.
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(NotAHash);
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut digits = [0; 64];
        hex::encode_to_slice(self.0, &mut digits).map_err(serde::ser::Error::custom)?;
        serializer.serialize_str(std::str::from_utf8(&digits).map_err(serde::ser::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The beginning of a hash as somebody noted it: at least 16 digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted(String);

impl Noted {
    /// The fewest digits that are taken for a hash.
    pub const FEWEST: usize = 16;

    /// Whether a hash begins like this.
    pub fn fits(&self, hash: &Hash) -> bool {
        hash.to_string().starts_with(&self.0)
    }
}

impl FromStr for Noted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.trim().to_ascii_lowercase();
        let is_hash = (Self::FEWEST..=64).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        if is_hash {
            Ok(Self(digits))
        } else {
            Err(format!("expected {} to 64 digits 0 to 9 and a to f of a checkpoint's hash", Self::FEWEST))
        }
    }
}

impl fmt::Display for Noted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Bytes on their way into a hash.
pub(crate) struct Hasher(Sha256);

impl Hasher {
    /// `what` keeps hashes of different things apart.
    pub fn new(what: &str) -> Self {
        Self(Sha256::new().chain_update(what.as_bytes()))
    }

    pub fn hash(&mut self, hash: &Hash) {
        self.0.update(hash.0);
    }

    pub fn number(&mut self, number: i64) {
        self.0.update(number.to_be_bytes());
    }

    pub fn count(&mut self, count: u64) {
        self.0.update(count.to_be_bytes());
    }

    /// A value: a number, or nothing.
    pub fn int(&mut self, value: Option<i64>) {
        match value {
            None => self.0.update([0]),
            Some(number) => {
                self.0.update([1]);
                self.number(number);
            }
        }
    }

    /// A value: a text, or nothing.
    pub fn text(&mut self, value: Option<&str>) {
        match value {
            None => self.0.update([0]),
            Some(text) => {
                self.0.update([2]);
                self.count(text.len() as u64);
                self.0.update(text.as_bytes());
            }
        }
    }

    pub fn end(self) -> Hash {
        Hash(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_written_in_one_way_only() {
        let text = "ab".repeat(32);
        assert_eq!(text.parse::<Hash>().unwrap().to_string(), text);
        for wrong in [text.to_uppercase(), text[2..].to_owned(), format!("{text}00"), "zz".repeat(32)] {
            assert_eq!(wrong.parse::<Hash>(), Err(NotAHash), "{wrong}");
        }
        assert_eq!(serde_json::from_str::<Hash>(&format!("\"{text}\"")).unwrap().to_string(), text);
    }

    #[test]
    fn a_noted_hash_may_be_its_beginning() {
        let hash: Hash = "0123456789abcdef".repeat(4).parse().unwrap();
        assert!(" 0123456789ABCDEF ".parse::<Noted>().unwrap().fits(&hash));
        assert!(!"1123456789abcdef".parse::<Noted>().unwrap().fits(&hash));
        assert!("0123456789abcde".parse::<Noted>().is_err(), "too few digits mean nothing");
        assert!("0123456789abcdeg".parse::<Noted>().is_err());
    }
}
