//! What a running desk consists of. Cheap to clone; every service function takes it.

use crate::server::config::Settings;
use crate::server::store::Store;
use model::ids::{
    AuditId, BulkId, HandOverId, IntentId, LimitProposalId, NoteId, PlanId, RequestId, UserId, ViewId,
};
use partner::Partner;
use partner::clock::Clock;
use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha20Rng;
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, Mutex, PoisonError};
use tokio_util::task::TaskTracker;

/// A running desk.
#[derive(Clone)]
pub struct Desk {
    /// The desk's own database.
    pub store: Store,
    /// The partner API, real or simulated.
    pub partner: Partner,
    /// The time of day.
    pub clock: Clock,
    /// Makes ids.
    pub ids: Ids,
    /// Settings that the services need.
    pub settings: Arc<Settings>,
    /// Serializes sign-ins.
    pub sign_ins: SignIns,
    /// Until when pages leave the mirror alone because the database was busy, in seconds since 1970.
    pub mirror_busy_until: Arc<AtomicI64>,
    /// Writes that continue when the browser disconnects; a stop waits for them.
    pub tasks: TaskTracker,
}

impl Desk {
    /// Puts a desk together.
    pub fn new(store: Store, partner: Partner, clock: Clock, ids: Ids, settings: Settings) -> Self {
        let (sign_ins, tasks) = (SignIns::default(), TaskTracker::new());
        let mirror_busy_until = Arc::new(AtomicI64::new(0));
        Self { store, partner, clock, ids, settings: Arc::new(settings), sign_ins, mirror_busy_until, tasks }
    }
}

/// One password at a time is judged: tries sent side by side cannot slip past the count, and a flood of
/// them costs the memory of one hash. Known browsers and signed-in users do not queue with strangers.
#[derive(Clone, Debug, Default)]
pub struct SignIns {
    known: Arc<tokio::sync::Mutex<()>>,
    strangers: Arc<tokio::sync::Mutex<()>>,
}

impl SignIns {
    /// Waits for a turn, which lasts until the guard is dropped.
    pub(super) async fn turn(&self, known: bool) -> tokio::sync::MutexGuard<'_, ()> {
        if known { self.known.lock().await } else { self.strangers.lock().await }
    }
}

/// Makes ids that cannot be guessed: 128 random bits in hex.
#[derive(Clone)]
pub struct Ids {
    chance: Arc<Mutex<ChaCha20Rng>>,
    instance: Arc<str>,
}

impl Ids {
    /// From the machine's source of randomness.
    pub fn random() -> Self {
        Self::from(ChaCha20Rng::from_os_rng())
    }

    /// The same ids in each run: for tests only.
    pub fn seeded(seed: u64) -> Self {
        Self::from(ChaCha20Rng::seed_from_u64(seed))
    }

    fn from(mut chance: ChaCha20Rng) -> Self {
        let instance = hex(&mut chance).into();
        Self { chance: Arc::new(Mutex::new(chance)), instance }
    }

    /// The name of this running process among others on the same database.
    pub fn instance(&self) -> &str {
        &self.instance
    }

    /// Random bytes, such as a salt.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.chance.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    fn hex(&self) -> String {
        hex(&mut self.chance.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn hex(chance: &mut ChaCha20Rng) -> String {
    let mut bytes = [0; 16];
    chance.fill_bytes(&mut bytes);
    hex::encode(bytes)
}

impl std::fmt::Debug for Ids {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ids")
    }
}

macro_rules! makes {
    ($($name:ident: $id:ident),+ $(,)?) => {
        impl Ids {
            $(
                /// A new one.
                // 32 hex digits are always a valid id.
                pub fn $name(&self) -> $id {
                    $id::parse(self.hex()).expect("32 hex digits are an id")
                }
            )+
        }
    };
}

makes! {
    intent_id: IntentId,
    bulk_id: BulkId,
    audit_id: AuditId,
    user_id: UserId,
    request_id: RequestId,
    view_id: ViewId,
    plan_id: PlanId,
    hand_over_id: HandOverId,
    limit_proposal_id: LimitProposalId,
    note_id: NoteId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_128_bits_and_differ() {
        let ids = Ids::random();
        let (one, two) = (ids.request_id(), ids.request_id());
        assert_eq!(one.as_str().len(), 32);
        assert_ne!(one, two);
    }

    #[test]
    fn a_seed_repeats_its_ids() {
        assert_eq!(Ids::seeded(7).audit_id(), Ids::seeded(7).audit_id());
        assert_ne!(Ids::seeded(7).audit_id(), Ids::seeded(8).audit_id());
    }
}
