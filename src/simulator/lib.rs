//! A complete, independent simulation of the partner API over HTTP: the billing service and IAM on
//! one address, with a seeded tenant and a clock that tests can move. It imports nothing from the
//! application, so that both cannot have the same mistake.
//!
//! # Where things are
//!
//! Each folder imports only from those above it in this list.
//!
//! | folder | holds |
//! |---|---|
//! | `world` | money, time, random numbers; the seeded tenant; accounts, charges, bills; what changed, and the file that keeps it |
//! | `wire` | requests, signatures, tokens, fields, JSON, errors, rate limits, faults, the log of requests |
//! | `files` | bill and usage files in a bucket |
//! | `operations` | what each operation answers, by sheet: `customers`, `transactions`, `billing`, and `identity` for IAM |
//! | `gateway` | connections, processing of requests, the control plane |
//!
//! Amounts are cents of one currency, times are seconds since 1970 (UTC); billing days and months
//! are those of GMT+08:00.
//!
//! # Control plane
//!
//! Below `/_simulator/`, without a signature:
//!
//! | call | body | does |
//! |---|---|---|
//! | `GET state` | | clock, seed, customers, the partner's ids, the agency's name |
//! | `GET operations` | | the operations it offers, those of the service and those of IAM |
//! | `POST clock` | `advance_seconds`, `set` (a time), `stopped`, `gateway_skew_seconds` | moves the simulated clock; stops it, or lets it run on; the last one makes the gateway's time for signatures wrong |
//! | `POST faults` | `operation` (operation id or begin of a path), `customer_id`?, `kind`, `times`, `delay_ms`?; or `percent` | makes the next calls fail; kinds are those of [`FaultKind`] in snake case; `connection_refused` hits everybody |
//! | `DELETE faults` | | ends these faults and the percentage |
//! | `POST limits` | `enabled`, `times` | switches the rate limits off or on; grants a multiple of them |
//! | `GET ledger` | | every accepted payment, renewal and refund |
//! | `GET codes?email=` | | the verification code that this address was sent last, and until when it counts |
//! | `GET requests?limit=` | | the last requests as seen, without secrets |
//! | `DELETE requests` | | forgets them |
//! | `POST orders` | `customer_id`, `amount`, `deadline_seconds`? | makes an unpaid order, answers its id |
//! | `POST orders/reprice` | `order_id`, `amount` | gives another price to an unpaid order that was placed since the start |
//! | `POST tokens/expire` | | ends all tokens and temporary keys |
//! | `POST files` | | writes the bill and usage files that are due and waits for that; answers those that are new |
//!
//! With a place for files ([`Options::files`]) the bill and usage files lie there as they would at
//! the simulated time. They are written in the background at the start, when the clock is moved,
//! and when a delivery falls due; `POST files` waits for them.
//!
//! # Inputs that fail or wait
//!
//! Besides the sentinel customers (their account names start with `fault-`), these inputs trigger
//! failures and delays, also in a demo:
//!
//! | input | of | leads to |
//! |---|---|---|
//! | `xaccount_id` that begins with `slow-` | createSubCustomer | the association takes two minutes; a call that waits for it answers 500 CBC.99000050 with the ids |
//! | `xaccount_id` `refused-CBC.50010085` (or 50010059, 50010065, 50010086, 99000004, 99005035) | createSubCustomer | that refusal |
//! | e-mail at `preregistered.example` | createSubCustomer, checkUserIdentity | CBC.99000051; cannot register |
//! | `verified_number` that begins with `REJECT` | the real-name requests | the reviewer refuses, after ten minutes |
//! | `verified_number` `refused-CBC.99007193` (or 99000027, 99005030, 99007004, 99007189, 99007191, 99007202, 70600026) | the real-name requests whose page has it | that refusal |
//! | a file name with `too-large` | the real-name requests | CBC.99000099 |
//!
//! # Choices
//!
//! Where the fact sheets are not specific, the file that makes the choice documents it.

pub mod cli;
mod files;
mod gateway;
mod operations;
mod wire;
mod world;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, ensure};
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::files::delivery_task::DeliveryTask;
use crate::gateway::http;
use crate::gateway::service::Service;
use crate::wire::credentials::Credentials;
use crate::world::World;
use crate::world::calendar::DAY;
use crate::world::clock::Clock;
use crate::world::state_file::{StateFile, StoredState};
use crate::world::tenant::Tenant;
use crate::world::tenant::ids::MAX_CUSTOMERS;

pub use crate::files::destination::{BucketAccess, Destination};
pub use crate::gateway::embedded::Embedded;
pub use crate::wire::exchange::{Exchange, Observer};
pub use crate::world::fault_kind::FaultKind;
pub use crate::world::tenant::{AGENCY, PARTNER_NAME, PARTNER_USER};

/// Options of a simulator.
#[derive(Clone, Debug)]
pub struct Options {
    /// Port 0 takes a free port.
    pub addr: SocketAddr,
    pub seed: u64,
    pub customers: u32,
    /// Access key and secret key of the simulated partner.
    pub ak: String,
    pub sk: String,
    /// Percentage of the calls that fail, 0 to 100.
    pub fault_percent: u8,
    /// File that stores the changes; `None` keeps them in memory.
    pub state: Option<PathBuf>,
    /// Simulated time at the start; `None` is the real time. A state file from an earlier run
    /// continues with its own time instead.
    pub start: Option<Timestamp>,
    /// Receives every exchange.
    pub observer: Option<Observer>,
    /// Where bill and usage files are delivered; `None` delivers none.
    pub files: Option<Destination>,
}

/// A running simulator. It stops when this is dropped or shut down.
pub struct Running {
    /// The address it listens on.
    pub addr: SocketAddr,
    stop: CancellationToken,
    task: JoinHandle<()>,
    delivery: Option<JoinHandle<()>>,
}

impl Running {
    /// `http://` and the address.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Closes all connections and waits until that is done.
    pub async fn shutdown(mut self) {
        self.stop.cancel();
        let _ = (&mut self.task).await;
        if let Some(delivery) = &mut self.delivery {
            let _ = delivery.await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The delivery task writes on a blocking thread that only stops on this signal.
        self.stop.cancel();
        self.task.abort();
    }
}

/// Starts a simulator; it accepts connections when this returns.
// The only place that reads the wall clock: everything below gets it as an argument.
#[expect(clippy::disallowed_methods)]
pub async fn start(options: Options) -> anyhow::Result<Running> {
    ensure!((1..=MAX_CUSTOMERS).contains(&options.customers), "customers must be from 1 to {MAX_CUSTOMERS}");
    let clock = Clock::new(Arc::new(Timestamp::now), options.start);
    let (file, stored) = match &options.state {
        Some(path) => {
            let (file, stored) = StateFile::open(path, options.seed).await?;
            (Some(file), stored)
        }
        None => (None, StoredState::default()),
    };
    if let Some(offset) = stored.offset {
        clock.set_offset(offset);
    }
    let day = stored.day.unwrap_or_else(|| clock.now().div_euclid(DAY) * DAY);
    let (delivery, notifier) = match &options.files {
        Some(destination) => {
            let (task, notifier) = DeliveryTask::new(destination, options.state.is_some()).await?;
            (Some(task), Some(notifier))
        }
        None => (None, None),
    };
    let credentials = Credentials::new(options.ak, options.sk, options.seed, stored.epoch);
    let tenant = Tenant { seed: options.seed, customers: options.customers, day };
    let world = Arc::new(World::new(tenant, clock, stored, file));
    world.save_meta("day", &day.to_string());
    world.save_meta("offset", &world.clock.offset().to_string());
    let listener = TcpListener::bind(options.addr)
        .await
        .with_context(|| format!("simulator: cannot listen on {}", options.addr))?;
    let addr = listener.local_addr()?;
    let stop = CancellationToken::new();
    let delivery = delivery.map(|task| tokio::spawn(task.run(Arc::clone(&world), stop.clone())));
    let service = Service::new(world, credentials, options.fault_percent, options.observer, notifier);
    let task = tokio::spawn(http::serve(listener, Arc::new(service), stop.clone()));
    Ok(Running { addr, stop, task, delivery })
}
