//! The seeded generator of the tenant: the same seed, stream and index give the same numbers on
//! every machine and with every release of the random number crates.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use sha2::{Digest, Sha256};

/// A separate stream for each kind of fact, so that a new fact does not change the others.
#[derive(Clone, Copy, Debug)]
#[repr(u64)]
pub enum Stream {
    Partner = 1,
    Profile = 2,
    Budget = 3,
    Resources = 4,
    Orders = 5,
    Faults = 6,
    Identity = 7,
    Reseller = 8,
    Charges = 9,
    OnDemand = 20,
    Registration = 21,
    Coupons = 22,
    Balances = 23,
    Packages = 24,
    SavingsPlans = 25,
    Goods = 26,
}

/// A stream number from a text.
pub fn key(text: &str) -> u64 {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).fold(0, |key, byte| (key << 8) | u64::from(*byte))
}

/// One stream of numbers, by ChaCha8.
pub struct Rng(ChaCha8Rng);

impl Rng {
    pub fn new(seed: u64, stream: Stream, index: u64) -> Self {
        let mut key = [0u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&(stream as u64).to_le_bytes());
        key[16..24].copy_from_slice(&index.to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number from 0 to `n - 1`; 0 when `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(n)) >> 32) as u32
    }

    /// A number between two bounds, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.saturating_sub(low).saturating_add(1).max(1) as u64;
        low + ((u128::from(self.0.next_u64()) * u128::from(width)) >> 64) as i64
    }

    /// True with a probability of `percent`.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of a fixed, non-empty list.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u32) as usize]
    }

    /// A random index, in proportion to the weights.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut throw = self.below(weights.iter().sum());
        for (index, weight) in weights.iter().enumerate() {
            if throw < *weight {
                return index;
            }
            throw -= weight;
        }
        0
    }

    /// 64 random bits.
    pub fn word(&mut self) -> u64 {
        self.0.next_u64()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_for_ever() {
        let mut rng = Rng::new(7, Stream::Profile, 3);
        let first: Vec<u32> = (0..4).map(|_| rng.below(1000)).collect();
        let mut again = Rng::new(7, Stream::Profile, 3);
        assert_eq!(first, (0..4).map(|_| again.below(1000)).collect::<Vec<_>>());
        let mut other = Rng::new(8, Stream::Profile, 3);
        assert_ne!(first, (0..4).map(|_| other.below(1000)).collect::<Vec<_>>());
    }

    #[test]
    fn bounds_are_included_and_kept() {
        let mut rng = Rng::new(1, Stream::Orders, 0);
        let throws: Vec<i64> = (0..2000).map(|_| rng.between(-2, 2)).collect();
        assert!(throws.iter().all(|n| (-2..=2).contains(n)));
        assert!(throws.contains(&-2) && throws.contains(&2));
    }
}
