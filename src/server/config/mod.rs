//! Configuration: the only reader of the environment and of the files named in it. Everything
//! that is wrong is reported at once, at the start.
//!
//! The variables are described in `docs/operations.md`.

mod account;
mod files;
mod reader;
mod sites;

pub use account::PartnerAccount;
pub use reader::{Environment, Problems};
pub use sites::{SITES, Site};

use model::limits::SpendingLimits;
use model::users::Role;
use partner::files::FilesAccount;
use reader::Reader;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where the demo keeps its files.
pub const DEMO_DIR: &str = "data/demo";

/// Above it the demo's manager gives the password again.
const DEMO_PASSWORD_ABOVE: &str = "manager=1000";
/// Above it the demo's manager needs another person.
const DEMO_APPROVAL_ABOVE: &str = "manager=2500";
/// A raise of budgets above it asks the demo's manager for the password again.
const DEMO_BUDGET_PASSWORD_ABOVE: &str = "manager=10000";
/// A raise of budgets above it makes the demo's manager need another person.
const DEMO_BUDGET_APPROVAL_ABOVE: &str = "manager=50000";

/// The settings of the server.
#[derive(Clone, Debug)]
pub struct Config {
    /// `PARTNERDESK_ADDR`: where to listen.
    pub addr: SocketAddr,
    /// `DATABASE_URL`.
    pub database: String,
    /// `PARTNERDESK_SITE_DIR`: the browser's half.
    pub site_dir: PathBuf,
    /// `PARTNERDESK_LOG`: filter of the log.
    pub log: String,
    /// The partner API; `None` for the demo, which brings a simulator.
    pub partner: Option<PartnerAccount>,
    /// Where bill and usage files are delivered to; `None` when they are not subscribed to.
    pub files: Option<FilesAccount>,
    /// What the services need.
    pub settings: Settings,
}

/// The settings of the services and of HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Served over HTTPS (by a proxy in front): `Secure` and `__Host-` cookies, HSTS.
    pub https: bool,
    /// The origin that browsers see, such as `https://desk.example`; else taken from `Host`.
    pub origin: Option<String>,
    /// The visitor's address is the last entry of `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// The partner API is the simulator: every page says so.
    pub simulated: bool,
    /// A session ends when unused for this long.
    pub session_idle: Duration,
    /// A session ends this long after sign-in.
    pub session_total: Duration,
    /// IANA zone for viewers who have not chosen one.
    pub zone: String,
    /// Pause between two readings of the customers.
    pub sync_customers: Duration,
    /// Pause between two readings of the budgets.
    pub sync_budgets: Duration,
    /// Pause between two readings of the orders.
    pub sync_orders: Duration,
    /// Pause between two looks for orders whose payment deadline has to be read.
    pub sync_deadlines: Duration,
    /// Pause between two readings of one customer's resources.
    pub sync_resources: Duration,
    /// Interval at which open payments, renewals and changes are reconciled.
    pub janitor: Duration,
    /// Pause between two steps of the jobs that set budgets in bulk.
    pub bulk: Duration,
    /// Pause between two sealings of the audit log.
    pub seal: Duration,
    /// Pause between two cleanings.
    pub cleanup: Duration,
    /// An order that still waits for payment this long after an attempt of unknown outcome was
    /// probably not paid by it; a person confirms that.
    pub unpaid_after: Duration,
    /// What has not left this long after it began never will, and an answer that has not come
    /// this long after its call never will: the process is gone. Longer than any call may take.
    pub abandoned_after: Duration,
    /// What is asked of people who spend much.
    pub spending: SpendingLimits,
    /// What is asked of people who raise budgets by much: that permits to spend, and spends not.
    pub raising: SpendingLimits,
}

impl Default for Settings {
    fn default() -> Self {
        let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
        Self {
            https: false,
            origin: None,
            behind_proxy: false,
            simulated: false,
            session_idle: minutes(8 * 60),
            session_total: minutes(24 * 60),
            zone: "UTC".to_owned(),
            sync_customers: minutes(10),
            sync_budgets: minutes(10),
            sync_orders: minutes(5),
            sync_deadlines: Duration::from_secs(30),
            sync_resources: minutes(60),
            janitor: Duration::from_secs(5),
            bulk: Duration::from_secs(1),
            seal: Duration::from_secs(5),
            cleanup: minutes(60),
            unpaid_after: minutes(30),
            abandoned_after: Duration::from_secs(120),
            spending: SpendingLimits::default(),
            raising: SpendingLimits::default(),
        }
    }
}

/// Reads the configuration of the server.
///
/// # Errors
/// [`Problems`]: everything that is wrong, one line each.
pub fn read(environment: &Environment, demo: bool) -> Result<Config, Problems> {
    let mut reader = Reader::new(environment);
    let log = log(&mut reader);
    let addr = reader.parsed("PARTNERDESK_ADDR", "an address with a port such as 127.0.0.1:3000");
    know_every_setting(&mut reader);
    let config = Config {
        addr: addr.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 3000))),
        database: database(&mut reader, demo),
        site_dir: site_dir(&mut reader, environment.executable.as_deref()),
        log,
        partner: if demo { None } else { sites::partner(&mut reader) },
        // The demo has files of its own: a real bill must not appear with made-up customers.
        files: if demo { None } else { files::files(&mut reader) },
        settings: settings(&mut reader, demo),
    };
    reader.report_unknown();
    reader.finish(config)
}

/// Lets the reader know the settings that a demo does not use, or that count only beside another: they
/// are settings all the same.
fn know_every_setting(reader: &mut Reader<'_>) {
    let variables = [("PARTNERDESK_FILES_URL".to_owned(), "s3://bucket".to_owned())];
    let all = Environment { variables: variables.into(), executable: None };
    let mut other = Reader::new(&all);
    sites::partner(&mut other);
    files::files(&mut other);
    reader.know(other.into_names());
}

/// Reads what the other commands need: the database and the filter of the log.
///
/// # Errors
/// [`Problems`]: everything that is wrong, one line each.
pub fn read_database(environment: &Environment, demo: bool) -> Result<(String, String), Problems> {
    let mut reader = Reader::new(environment);
    let read = (database(&mut reader, demo), log(&mut reader));
    reader.finish(read)
}

fn log(reader: &mut Reader<'_>) -> String {
    let filter = reader.text("PARTNERDESK_LOG").unwrap_or_else(|| "info".to_owned());
    if tracing_subscriber::EnvFilter::try_new(&filter).is_err() {
        reader.problem(format!(
            "PARTNERDESK_LOG: expected a filter such as info,partnerdesk=debug, got {filter:?}"
        ));
    }
    filter
}

fn database(reader: &mut Reader<'_>, demo: bool) -> String {
    let url = reader.text("DATABASE_URL").unwrap_or_else(|| {
        if demo {
            format!("sqlite://{DEMO_DIR}/partnerdesk.db")
        } else {
            "sqlite://data/partnerdesk.db".to_owned()
        }
    });
    if !["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
        // Without the value: it may contain a password.
        reader.problem("DATABASE_URL: expected sqlite://PATH or postgres://...".to_owned());
    }
    url
}

/// The browser's half lies in `target/site` of the source tree, or next to the executable.
fn site_dir(reader: &mut Reader<'_>, executable: Option<&Path>) -> PathBuf {
    if let Some(dir) = reader.text("PARTNERDESK_SITE_DIR") {
        return PathBuf::from(dir);
    }
    let beside = executable.and_then(Path::parent).map(|dir| dir.join("site"));
    beside.filter(|dir| dir.is_dir()).unwrap_or_else(|| PathBuf::from("target/site"))
}

fn settings(reader: &mut Reader<'_>, demo: bool) -> Settings {
    let usual = Settings::default();
    let minutes = 60;
    Settings {
        https: reader.switch("PARTNERDESK_HTTPS"),
        origin: reader.origin("PARTNERDESK_ORIGIN"),
        behind_proxy: reader.switch("PARTNERDESK_BEHIND_PROXY"),
        simulated: demo,
        session_idle: reader.span("PARTNERDESK_SESSION_IDLE_MINUTES", minutes, usual.session_idle),
        session_total: reader.span("PARTNERDESK_SESSION_TOTAL_MINUTES", minutes, usual.session_total),
        zone: reader.zone("PARTNERDESK_ZONE").unwrap_or(usual.zone),
        sync_customers: reader.span("PARTNERDESK_SYNC_CUSTOMERS_SECONDS", 1, usual.sync_customers),
        sync_budgets: reader.span("PARTNERDESK_SYNC_BUDGETS_SECONDS", 1, usual.sync_budgets),
        sync_orders: reader.span("PARTNERDESK_SYNC_ORDERS_SECONDS", 1, usual.sync_orders),
        sync_deadlines: reader.span("PARTNERDESK_SYNC_DEADLINES_SECONDS", 1, usual.sync_deadlines),
        sync_resources: reader.span("PARTNERDESK_SYNC_RESOURCES_SECONDS", 1, usual.sync_resources),
        janitor: reader.span("PARTNERDESK_JANITOR_SECONDS", 1, usual.janitor),
        bulk: reader.span("PARTNERDESK_BULK_SECONDS", 1, usual.bulk),
        seal: reader.span("PARTNERDESK_AUDIT_SEAL_SECONDS", 1, usual.seal),
        cleanup: reader.span("PARTNERDESK_CLEANUP_SECONDS", 1, usual.cleanup),
        unpaid_after: reader.span("PARTNERDESK_UNPAID_AFTER_MINUTES", minutes, usual.unpaid_after),
        abandoned_after: reader.span("PARTNERDESK_ABANDONED_AFTER_SECONDS", 1, usual.abandoned_after),
        spending: limits(reader, demo, &SPENDING),
        raising: limits(reader, demo, &RAISING),
    }
}

/// The settings of one kind of limits: for one action, for a person's day, and what the demo has for one
/// action.
struct LimitSettings {
    password: [&'static str; 3],
    approval: [&'static str; 3],
}

const SPENDING: LimitSettings = LimitSettings {
    password: ["PARTNERDESK_PASSWORD_ABOVE", "PARTNERDESK_PASSWORD_ABOVE_PER_DAY", DEMO_PASSWORD_ABOVE],
    approval: ["PARTNERDESK_APPROVAL_ABOVE", "PARTNERDESK_APPROVAL_ABOVE_PER_DAY", DEMO_APPROVAL_ABOVE],
};
const RAISING: LimitSettings = LimitSettings {
    password: [
        "PARTNERDESK_BUDGET_PASSWORD_ABOVE",
        "PARTNERDESK_BUDGET_PASSWORD_ABOVE_PER_DAY",
        DEMO_BUDGET_PASSWORD_ABOVE,
    ],
    approval: [
        "PARTNERDESK_BUDGET_APPROVAL_ABOVE",
        "PARTNERDESK_BUDGET_APPROVAL_ABOVE_PER_DAY",
        DEMO_BUDGET_APPROVAL_ABOVE,
    ],
};

/// Off unless set; the demo has limits that its orders and budgets reach, so that they can be
/// tried. A role without a limit for its day has the one for one action: many small amounts are no way
/// around it.
fn limits(reader: &mut Reader<'_>, demo: bool, names: &LimitSettings) -> SpendingLimits {
    let mut read = |[action, day, in_demo]: [&'static str; 3]| {
        let of_action = reader.limits(action, if demo { in_demo } else { "" });
        let mut of_day = reader.limits(day, "");
        let is_set = |role: Role| of_day.iter().any(|(other, _)| *other == role);
        let missing: Vec<_> = of_action.iter().copied().filter(|(role, _)| !is_set(*role)).collect();
        of_day.extend(missing);
        (of_action, of_day)
    };
    let (password, password_per_day) = read(names.password);
    let (approval, approval_per_day) = read(names.approval);
    let currency = sites::limit_currency(reader);
    SpendingLimits { currency, password, approval, password_per_day, approval_per_day }
}

#[cfg(test)]
mod tests;
