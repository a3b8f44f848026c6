//! Runs of generated cases. Each run prints its seed; `PARTNERDESK_TEST_SEED` sets it, and
//! `PROPTEST_CASES` is the number of cases.

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tokio::runtime::Runtime;

use crate::peer::Peer;

/// A peer, and a runtime to call it from synchronous tests.
pub struct Bench {
    pub runtime: Runtime,
    pub peer: Peer,
}

impl Bench {
    pub fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let peer = runtime.block_on(Peer::start());
        Self { runtime, peer }
    }
}

/// `PARTNERDESK_TEST_SEED`, otherwise a random one.
pub fn seed() -> u64 {
    let given = std::env::var("PARTNERDESK_TEST_SEED").ok().map(|text| text.parse().unwrap());
    let seed =
        given.unwrap_or_else(|| std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64);
    println!("PARTNERDESK_TEST_SEED={seed}");
    seed
}

/// A runner for the cases of a seed; `place` distinguishes runs with the same seed.
pub fn runner(seed: u64, place: usize) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    bytes[8..16].copy_from_slice(&(place as u64).to_le_bytes());
    let config = Config { failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}
