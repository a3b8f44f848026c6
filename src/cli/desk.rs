//! What commands besides `serve` work on.

use partner::clock::Clock;
use partner::{Partner, PartnerConfig};
use partnerdesk::server::config::{self, Environment, Settings};
use partnerdesk::server::state::{Desk, Ids};
use partnerdesk::server::store::Store;
use partnerdesk::server::telemetry;

/// The database of the environment, brought up to date.
pub(super) async fn open_store() -> anyhow::Result<Store> {
    let (url, log) = config::read_database(&Environment::of_process(), false)?;
    telemetry::start_log(&log);
    let store = Store::open(&url).await?;
    store.migrate().await?;
    Ok(store)
}

/// A desk for commands that never call the partner API and need no credentials: its endpoint is a
/// local port on which nothing listens.
pub(super) async fn desk_alone() -> anyhow::Result<Desk> {
    let (nobody, clock) = ("http://127.0.0.1:9", Clock::system());
    let partner = Partner::new(PartnerConfig::new(nobody, nobody, "-", "-".into(), "-"), clock.clone())?;
    Ok(Desk::new(open_store().await?, partner, clock, Ids::random(), Settings::default()))
}
