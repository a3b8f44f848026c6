//! A complete, independent partner API over HTTP: the billing service and IAM on one address,
//! with a seeded tenant that lives by a clock that tests can move. It imports nothing of the
//! application, so that both cannot be wrong in the same place.
//!
//! # Control plane
//!
//! Below `/_simulator/`, without a signature:
//!
//! | call | body | does |
//! |---|---|---|
//! | `GET state` | | clock, seed, customers, the partner's ids, the agency's name |
//! | `GET operations` | | the operations it offers, those of the service and those of IAM |
//! | `POST clock` | `advance_seconds`, `set` (a time), `gateway_skew_seconds` | moves the simulated clock; the last one makes the gateway's time for signatures wrong |
//! | `POST faults` | `operation` (operation id or begin of a path), `customer_id`?, `kind`, `times`, `delay_ms`?; or `percent` | makes the next calls fail; kinds are those of [`faults::Kind`] in snake case; `connection_refused` hits everybody |
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
//! and when a delivery falls due; `POST files` waits for them. See [`files`].
//!
//! # Inputs that fail or wait
//!
//! Beside the sentinel customers ([`faults`]), so that a person at a demo sees these answers too:
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
//! Where the fact sheets leave something open, the file that decides it says so in its
//! documentation.

mod account;
mod authenticate;
mod autorenew;
mod balances;
mod batch;
mod bills;
mod book;
mod budgets;
mod cancel;
pub mod cli;
mod clock;
mod control;
mod costs;
mod coupons;
mod customers;
mod directory;
pub mod embedded;
mod errors;
pub mod faults;
pub mod files;
mod freezing;
mod gateway;
mod http;
mod iam;
mod invoices;
mod journal;
mod json;
mod limit;
mod money;
mod on_demand;
mod operations;
mod orders;
mod packages;
mod params;
mod pay;
mod pay_v2;
mod people;
mod product_prices;
mod products;
mod quota;
mod random;
mod realname;
pub mod record;
mod refunds;
mod registration;
mod renew;
mod renew_rate;
mod reply;
mod resellers;
mod resources;
mod scope;
mod state;
mod state_sqlite;
mod tenant;
mod to_on_demand;
mod tokens;
mod units;
mod unsubscribe;
mod verification;
mod verify;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, ensure};
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use clock::Clock;
use record::Observer;
use state::{Parts, World};
use state_sqlite::{Kept, StateFile};
use tenant::Tenant;
use tenant::identity::MAX_CUSTOMERS;

pub use tenant::{AGENCY, PARTNER_NAME, PARTNER_USER};

/// How to run a simulator.
#[derive(Clone, Debug)]
pub struct Options {
    /// Port 0 takes a free one.
    pub addr: SocketAddr,
    pub seed: u64,
    pub customers: u32,
    /// Access key and secret key of the simulated partner.
    pub ak: String,
    pub sk: String,
    /// Share of the calls that fail, 0 to 100.
    pub fault_percent: u8,
    /// File that keeps what changed; `None` keeps it in memory.
    pub state: Option<PathBuf>,
    /// Simulated time at the start; `None` is the real time. A state file that was used before
    /// goes on from its own time instead.
    pub start: Option<Timestamp>,
    /// Sees every exchange.
    pub observer: Option<Observer>,
    /// Where bill and usage files are delivered to; `None` delivers none.
    pub files: Option<files::Place>,
}

/// A simulator that runs until it is dropped or shut down.
pub struct Running {
    /// The address it really listens on.
    pub addr: SocketAddr,
    stop: CancellationToken,
    task: JoinHandle<()>,
    courier: Option<JoinHandle<()>>,
}

impl Running {
    /// `http://` and the address.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Ends all connections and waits for that.
    pub async fn shutdown(mut self) {
        self.stop.cancel();
        let _ = (&mut self.task).await;
        if let Some(courier) = &mut self.courier {
            let _ = courier.await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The courier writes on a thread that only looks at this.
        self.stop.cancel();
        self.task.abort();
    }
}

/// Starts a simulator; it is ready when this returns.
// The one place where the wall clock is taken: everything below gets it as an argument.
#[expect(clippy::disallowed_methods)]
pub async fn start(options: Options) -> anyhow::Result<Running> {
    ensure!((1..=MAX_CUSTOMERS).contains(&options.customers), "customers must be from 1 to {MAX_CUSTOMERS}");
    let clock = Clock::new(Arc::new(Timestamp::now), options.start);
    let (file, kept) = match &options.state {
        Some(path) => {
            let (file, kept) = StateFile::open(path, options.seed).await?;
            (Some(file), kept)
        }
        None => (None, Kept::default()),
    };
    if let Some(offset) = kept.offset {
        clock.set_offset(offset);
    }
    let day = kept.day.unwrap_or_else(|| clock.now().div_euclid(clock::DAY) * clock::DAY);
    let (courier, bell) = match &options.files {
        Some(place) => {
            let (courier, bell) = files::Courier::new(place, options.state.is_some()).await?;
            (Some(courier), Some(bell))
        }
        None => (None, None),
    };
    let world = World::new(Parts {
        tenant: Tenant { seed: options.seed, customers: options.customers, day },
        clock,
        ak: options.ak,
        sk: options.sk,
        fault_percent: options.fault_percent,
        changes: kept.changes,
        ledger: kept.ledger,
        made: kept.made,
        mailboxes: kept.mailboxes,
        epoch: kept.epoch,
        file,
        observer: options.observer,
        files: bell,
    });
    world.keep_meta("day", &day.to_string());
    world.keep_meta("offset", &world.clock.offset().to_string());
    let listener = TcpListener::bind(options.addr)
        .await
        .with_context(|| format!("simulator: cannot listen on {}", options.addr))?;
    let addr = listener.local_addr()?;
    let stop = CancellationToken::new();
    let world = Arc::new(world);
    let courier = courier.map(|courier| tokio::spawn(courier.run(Arc::clone(&world), stop.clone())));
    let task = tokio::spawn(http::serve(listener, world, stop.clone()));
    Ok(Running { addr, stop, task, courier })
}
