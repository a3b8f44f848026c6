//! A desk for one test.

mod bulk;
mod database;
mod look;
mod made;
mod tables;

pub use crate::browser::{Client, Form, Page, ROW_LINKS, Table};
use crate::schemas::Watch;
pub use bulk::{Standing, job_of};
pub use database::fresh as fresh_database;
pub use made::named;
pub use tables::{TableSize, stored as stored_in};

use model::customers::Customer;
use model::lists::CustomerFilter;
use model::users::{Role, User};
use partner::clock::{Clock, Hand};
use partner::{Partner, PartnerConfig};
use partnerdesk::server::config::Settings;
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::service::mirror::Part;
use partnerdesk::server::service::{sync, users};
use partnerdesk::server::state::{Desk, Ids};
use partnerdesk::server::store::{Scope, Store};
use partnerdesk::server::{http, telemetry};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// The password of every user of a test desk.
pub const PASSWORD: &str = "correct horse";

/// The secret key of the simulated partner.
pub const PARTNER_SECRET: &str = "canary-of-the-partner";

/// Ids of a test desk repeat from run to run.
const SEED: u64 = 11;
/// The simulated tenant: small, with its heroes and its sentinels.
const CUSTOMERS: u32 = 40;

/// A running desk; gone with its database when dropped.
pub struct TestDesk {
    /// The desk itself, to look behind its pages.
    pub desk: Desk,
    /// Its address, such as `http://127.0.0.1:40123`.
    pub base: String,
    /// The desk's clock; it stands still unless moved.
    hand: Hand,
    simulator: simulator::Running,
    /// How many times the documented rate is granted, and used.
    faster: u32,
    /// The address of its database.
    database: String,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
    site: PathBuf,
    _files: TempDir,
    /// Holds every call of the desk and its answer against the sheets; fails the test when dropped.
    _watch: Watch,
}

impl TestDesk {
    /// With the usual settings.
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// With settings of its own.
    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::of(CUSTOMERS, 1, change).await
    }

    /// With a tenant of another size, whose partner was granted a multiple of the documented
    /// rate and whose client uses its usual share of that.
    pub async fn of(customers: u32, faster: u32, change: impl FnOnce(&mut Settings)) -> Self {
        telemetry::metrics();
        let watch = Watch::both();
        let files = tempfile::tempdir().unwrap();
        let mut settings = Settings { simulated: true, ..Settings::default() };
        change(&mut settings);
        let simulator = simulator::start(tenant(&watch, customers)).await.unwrap();
        grant(&simulator, faster).await;
        // The partner's gateway refuses clocks that are far from its own, so ours starts there.
        let (clock, hand) = Clock::driven(Clock::system().now());
        let partner = Partner::new(access(&simulator, faster), clock.clone()).unwrap();
        let database = database::fresh(files.path()).await;
        let store = Store::open(&database).await.unwrap();
        store.migrate().await.unwrap();
        let desk = Desk::new(store, partner, clock, Ids::seeded(SEED), settings);
        for role in Role::ALL {
            add(&desk, role.code(), role).await;
        }
        let site = site(files.path());
        let (base, stop, serving) = served(&desk, &site).await;
        let stop = Some(stop);
        Self {
            desk,
            base,
            hand,
            simulator,
            faster,
            database,
            stop,
            serving,
            site,
            _files: files,
            _watch: watch,
        }
    }

    /// Ends the server in the middle of whatever it does, and starts another one on its
    /// database: with new connections, and nothing remembered.
    pub async fn restart(&mut self) {
        self.serving.abort();
        let (clock, settings) = (self.desk.clock.clone(), (*self.desk.settings).clone());
        let partner = Partner::new(access(&self.simulator, self.faster), clock.clone()).unwrap();
        let store = Store::open(&self.database).await.unwrap();
        let ids = Ids::seeded(SEED + u64::from(self.desk.ids.bytes::<1>()[0]) + 1);
        self.desk = Desk::new(store, partner, clock, ids, settings);
        let (base, stop, serving) = served(&self.desk, &self.site).await;
        (self.base, self.stop, self.serving) = (base, Some(stop), serving);
    }

    /// Somebody with a browser who is not signed in.
    pub fn anonymous(&self) -> Client {
        Client::new(&self.base)
    }

    /// A user of that role, signed in through the real form.
    pub async fn signed_in(&self, role: Role) -> Client {
        let client = self.anonymous();
        client.sign_in(role.code(), PASSWORD).await;
        client
    }

    /// Adds another user.
    pub async fn add_user(&self, name: &str, role: Role) -> User {
        add(&self.desk, name, role).await
    }

    /// A user by name.
    pub async fn user(&self, name: &str) -> User {
        self.desk.store.user_by_name(name).await.unwrap().unwrap().0
    }

    /// Fills one part of the mirror, as the job does. Orders and resources take their time: some
    /// of the simulator's customers answer late or not at all, by design.
    pub async fn read(&self, part: Part) {
        sync::step(self.desk.clone(), part).await.unwrap();
    }

    /// Fills the mirror with customers, and gives the manager every second one.
    pub async fn read_customers(&self) {
        self.read(Part::Customers).await;
        let manager = self.user(Role::Manager.code()).await;
        self.desk.store.assign_every(&manager.id, 0, 2).await.unwrap();
    }

    /// Lets time pass on this desk, and only here.
    pub fn pass(&self, span: Duration) {
        self.hand.advance(span);
    }

    /// What stands in each table of its database.
    pub async fn stored(&self) -> BTreeMap<String, TableSize> {
        stored_in(&self.database).await
    }

    /// Stops politely, as the server does on Ctrl-C, and waits for it.
    pub async fn stop(mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        (&mut self.serving).await.unwrap();
    }

    /// Makes the partner's next answer to an operation go wrong, as the simulator's kinds of
    /// faults say; `delay` in milliseconds where the kind is about time.
    pub async fn break_next(&self, operation: &str, kind: &str, delay: u64) {
        let order =
            serde_json::json!({ "operation": operation, "kind": kind, "times": 1, "delay_ms": delay });
        let sent = Client::new(&self.simulator.url()).post_json("/_simulator/faults", &order).await;
        assert!(sent.status < 300, "{} {}", sent.status, sent.body);
    }

    /// A customer of the mirror whom no fault is bound to.
    pub async fn customer(&self) -> Customer {
        let filter =
            CustomerFilter { search: Some("Aurora Freight".to_owned()), ..CustomerFilter::default() };
        let found = self.desk.store.list_customers(&Scope::All, &filter).await.unwrap();
        found.rows.into_iter().next().expect("the simulator's first customer").customer
    }
}

impl Drop for TestDesk {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn tenant(watch: &Watch, customers: u32) -> simulator::Options {
    simulator::Options {
        addr: SocketAddr::from(([127, 0, 0, 1], 0)),
        seed: 7,
        customers,
        ak: "AKTEST".to_owned(),
        sk: PARTNER_SECRET.to_owned(),
        fault_percent: 0,
        state: None,
        start: None,
        observer: Some(watch.observer()),
        files: None,
    }
}

fn access(simulator: &simulator::Running, faster: u32) -> PartnerConfig {
    let url = simulator.url();
    let usual = PartnerConfig::new(&url, &url, "AKTEST", PARTNER_SECRET.into(), simulator::AGENCY);
    PartnerConfig { rate_percent: usual.rate_percent * faster, ..usual }
}

async fn grant(simulator: &simulator::Running, times: u32) {
    let order = serde_json::json!({ "times": times });
    let sent = Client::new(&simulator.url()).post_json("/_simulator/limits", &order).await;
    assert!(sent.status < 300, "{} {}", sent.status, sent.body);
}

/// A server of that desk: its address, what stops it, and its task.
async fn served(desk: &Desk, site: &Path) -> (String, oneshot::Sender<()>, JoinHandle<()>) {
    let listener = http::listen(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let router = http::router(desk.clone(), http::leptos_options(site));
    let (stop, stopped) = oneshot::channel::<()>();
    let served = http::serve(desk.clone(), listener, router, async {
        stopped.await.ok();
    });
    (base, stop, tokio::spawn(async { served.await.unwrap() }))
}

async fn add(desk: &Desk, name: &str, role: Role) -> User {
    let ctx = Ctx::system("test", desk.ids.request_id());
    users::add(desk, &ctx, name, role, PASSWORD).await.unwrap()
}

/// A browser's half of its own, so that tests do not depend on one being built.
fn site(dir: &Path) -> std::path::PathBuf {
    let site = dir.join("site");
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    std::fs::write(site.join("hash.txt"), "js: abc\nwasm: abc\ncss: abc\n").unwrap();
    std::fs::write(site.join("pkg/partnerdesk.abc.css"), "body { margin: 0 }".repeat(100)).unwrap();
    std::fs::write(site.join("favicon.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
    site
}
