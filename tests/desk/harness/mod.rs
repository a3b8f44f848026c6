//! A desk for one test.

mod bulk;
mod database;
mod fixtures;
mod queries;
mod rewriting;
mod second_factor;
mod tables;
mod template;

pub use crate::browser::{Client, Form, Page, ROW_LINKS, Table};
use crate::schemas::Watch;
pub use bulk::{BudgetsByCustomer, job_of};
pub use database::{Database, fresh as fresh_database};
pub use fixtures::named;
pub use rewriting::Rewrite;
use rewriting::Rewriting;
pub use second_factor::App;
pub use tables::{TableSize, run_sql, stored as stored_in};

use model::customers::Customer;
use model::lists::CustomerFilter;
use model::users::{Role, User};
use partner::clock::{Clock, Hand};
use partner::{BreakerPolicy, Partner, PartnerConfig};
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
/// Number of simulated customers, including demo customers and sentinels.
const CUSTOMERS: u32 = 40;

/// A running desk; removed with its database when dropped.
pub struct TestDesk {
    /// The desk itself, for tests below its pages.
    pub desk: Desk,
    /// Its address, such as `http://127.0.0.1:40123`.
    pub base: String,
    /// Controls the desk's clock, which moves only when the test moves it, like the simulated time of
    /// the partner API.
    hand: Hand,
    simulator: simulator::Running,
    /// Where the desk finds the partner API: the simulator, or a proxy in front of it.
    endpoint: String,
    _rewriting: Option<Rewriting>,
    /// Multiple of the documented rate limit that is granted and used.
    faster: u32,
    /// Address of its database.
    database: Database,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
    site: PathBuf,
    _files: TempDir,
    /// Validates every call and its answer against the sheets; fails the test when dropped.
    _watch: Watch,
}

impl TestDesk {
    /// Starts a desk with default settings.
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// Starts a desk with changed settings.
    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::of(CUSTOMERS, 1, change).await
    }

    /// Starts a desk with another number of customers, and with a multiple of the documented rate
    /// limit, of which the client uses its usual share.
    pub async fn of(customers: u32, faster: u32, change: impl FnOnce(&mut Settings)) -> Self {
        Self::whole(customers, faster, change, None).await
    }

    /// Starts a desk whose answers of the partner API are changed on their way.
    pub async fn rewritten(rewrite: Rewrite) -> Self {
        Self::whole(CUSTOMERS, 1, |_| {}, Some(rewrite)).await
    }

    async fn whole(
        customers: u32,
        faster: u32,
        change: impl FnOnce(&mut Settings),
        rewrite: Option<Rewrite>,
    ) -> Self {
        telemetry::metrics();
        let watch = Watch::both();
        let files = tempfile::tempdir().unwrap();
        let mut settings = Settings { simulated: true, ..Settings::default() };
        change(&mut settings);
        let simulator = simulator::start(tenant(&watch, customers)).await.unwrap();
        control(&simulator, "limits", &serde_json::json!({ "times": faster })).await;
        // From now on the simulated time moves only when the test moves it.
        control(&simulator, "clock", &serde_json::json!({ "stopped": true })).await;
        // The gateway refuses clocks that differ much from its own, so the desk's clock starts at
        // the same time.
        let (clock, hand) = Clock::driven(Clock::system().now());
        let rewriting = match rewrite {
            Some(rewrite) => Some(Rewriting::start(simulator.url(), rewrite).await),
            None => None,
        };
        let endpoint = rewriting.as_ref().map_or_else(|| simulator.url(), |proxy| proxy.url.clone());
        let partner = Partner::new(access(&endpoint, faster), clock.clone()).unwrap();
        let database = database::copied(files.path(), Some(template::template().await)).await;
        // The copies have the name of the template, and each desk its own: its cookie is called after it.
        let name = Ids::random().instance()[..8].to_owned();
        run_sql(&database.url, &format!("UPDATE desk_name SET name = '{name}'")).await;
        let store = Store::open(&database.url).await.unwrap();
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
            endpoint,
            _rewriting: rewriting,
            faster,
            database,
            stop,
            serving,
            site,
            _files: files,
            _watch: watch,
        }
    }

    /// Kills the server and starts another one on its database, with new connections and empty
    /// caches.
    pub async fn restart(&mut self) {
        self.restart_with(|_| {}).await;
    }

    /// The same with another partner account, until the next restart: a wrong agency, a wrong key.
    pub async fn restart_with(&mut self, change: impl FnOnce(&mut PartnerConfig)) {
        self.serving.abort();
        let (clock, settings) = (self.desk.clock.clone(), (*self.desk.settings).clone());
        let mut account = access(&self.endpoint, self.faster);
        change(&mut account);
        let partner = Partner::new(account, clock.clone()).unwrap();
        let store = Store::open(&self.database.url).await.unwrap();
        store.migrate().await.unwrap();
        let ids = Ids::seeded(SEED + u64::from(self.desk.ids.bytes::<1>()[0]) + 1);
        self.desk = Desk::new(store, partner, clock, ids, settings);
        let (base, stop, serving) = served(&self.desk, &self.site).await;
        (self.base, self.stop, self.serving) = (base, Some(stop), serving);
    }

    /// A browser without a session.
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

    /// Fills one part of the mirror, like the job. Orders and resources take a while: some
    /// simulated customers answer late or never, by design.
    pub async fn read(&self, part: Part) {
        sync::step(self.desk.clone(), part).await.unwrap();
    }

    /// Mirrors the customers and assigns every second one to the manager.
    pub async fn read_customers(&self) {
        self.read(Part::Customers).await;
        let manager = self.user(Role::Manager.code()).await;
        self.desk.store.assign_every(&manager.id, 0, 2).await.unwrap();
    }

    /// Advances the clock of this desk only.
    pub fn pass(&self, span: Duration) {
        self.hand.advance(span);
    }

    /// Size of each table of its database.
    pub async fn stored(&self) -> BTreeMap<String, TableSize> {
        stored_in(&self.database.url).await
    }

    /// Carries out a statement on its database, as another program would.
    pub async fn run_sql(&self, sql: &str) {
        tables::run_sql(&self.database.url, sql).await;
    }

    /// Address of its database.
    pub fn database(&self) -> &str {
        &self.database.url
    }

    /// Shuts down gracefully, as on Ctrl-C, and waits.
    pub async fn stop(mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        (&mut self.serving).await.unwrap();
    }

    /// Makes the next answer of an operation fail with one of the simulator's kinds of faults;
    /// `delay` is in milliseconds, for kinds that need one.
    pub async fn fail_next(&self, operation: &str, kind: &str, delay: u64) {
        let order =
            serde_json::json!({ "operation": operation, "kind": kind, "times": 1, "delay_ms": delay });
        control(&self.simulator, "faults", &order).await;
    }

    /// A customer of the mirror that is not a sentinel.
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

fn access(endpoint: &str, faster: u32) -> PartnerConfig {
    let usual = PartnerConfig::new(endpoint, endpoint, "AKTEST", PARTNER_SECRET.into(), simulator::AGENCY);
    // Long enough to be seen, short enough to wait for.
    let breaker = BreakerPolicy {
        first_pause: Duration::from_millis(500),
        longest_pause: Duration::from_secs(1),
        ..usual.breaker
    };
    PartnerConfig { rate_percent: usual.rate_percent * faster, breaker, ..usual }
}

/// Sends an order to the control plane of a simulator.
async fn control(simulator: &simulator::Running, call: &str, order: &serde_json::Value) {
    let sent = Client::new(&simulator.url()).post_json(&format!("/_simulator/{call}"), order).await;
    assert!(sent.status < 300, "{} {}", sent.status, sent.body);
}

/// Starts a server: its address, its shutdown channel, and its task.
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

/// Minimal files of the browser's half, so that tests do not need a build of it.
fn site(dir: &Path) -> std::path::PathBuf {
    let site = dir.join("site");
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    std::fs::write(site.join("hash.txt"), "js: abc\nwasm: abc\ncss: abc\n").unwrap();
    std::fs::write(site.join("pkg/partnerdesk.abc.css"), "body { margin: 0 }".repeat(100)).unwrap();
    for name in ["favicon.svg", "favicon.ico", "apple-touch-icon.png", "robots.txt"] {
        let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("public").join(name);
        std::fs::copy(public, site.join(name)).unwrap();
    }
    site
}
