//! The keys that were met, in little memory: keys count up, so nearly all of them lie in one range.

use std::collections::BTreeMap;

/// More ranges than this come from no log: its keys have gaps where a transaction was taken back only.
const MOST_RANGES: usize = 1_000_000;

/// Keys of one table.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// First and last key of each range.
    ranges: BTreeMap<i64, i64>,
}

impl Keys {
    /// Adds a key; false when it was met before.
    pub fn add(&mut self, key: i64) -> bool {
        let before = self.ranges.range(..=key).next_back().map(|(first, last)| (*first, *last));
        if before.is_some_and(|(_, last)| last >= key) {
            return false;
        }
        let joined = key.checked_add(1).and_then(|next| self.ranges.remove(&next));
        let last = joined.unwrap_or(key);
        match before {
            Some((first, end)) if end.checked_add(1) == Some(key) => self.ranges.insert(first, last),
            _ => self.ranges.insert(key, last),
        };
        true
    }

    /// Whether they are too scattered to be kept.
    pub fn are_too_many(&self) -> bool {
        self.ranges.len() > MOST_RANGES
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    proptest! {
        #[test]
        fn they_are_a_set(keys in proptest::collection::vec(-20_i64..20, 0..80)) {
            let (mut ranges, mut set) = (Keys::default(), HashSet::new());
            for key in keys {
                prop_assert_eq!(ranges.add(key), set.insert(key));
            }
        }
    }

    #[test]
    fn keys_that_count_up_are_one_range() {
        let mut keys = Keys::default();
        for key in [1, 3, 2, 4, i64::MAX, i64::MIN] {
            assert!(keys.add(key));
        }
        assert_eq!(keys.ranges.len(), 3);
        assert!(!keys.add(i64::MAX) && !keys.add(i64::MIN) && !keys.add(3));
    }
}
