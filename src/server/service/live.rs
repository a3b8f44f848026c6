//! Live reading with the mirror as fallback: pages work even when the partner API is down.

use crate::server::state::Desk;
use model::error::PartnerFailure;
use model::time::{Freshness, Timestamp};
use model::views::Read;

/// The live answer, or what was known before with its age and the reason.
pub fn live_or_cached<T>(
    desk: &Desk,
    answer: Result<T, PartnerFailure>,
    known: Option<(T, Timestamp)>,
) -> Read<T> {
    let now = desk.clock.now();
    match answer {
        Ok(value) => Read {
            value: Some(value),
            freshness: Freshness { read_at: Some(now), failing: false, now },
            failure: None,
        },
        Err(failure) => {
            let (value, read_at) = known.unzip();
            Read { value, freshness: Freshness { read_at, failing: true, now }, failure: Some(failure) }
        }
    }
}
