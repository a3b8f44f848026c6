//! `partnerdesk serve --demo`: made-up customers behind a simulated partner API, and users to sign
//! in as.

use crate::server::config::{DEMO_DIR, Environment, PartnerAccount};
use crate::server::ctx::Ctx;
use crate::server::service::assignments::command;
use crate::server::service::database_kind::{DEMO_PASSWORD, DEMO_USERS};
use crate::server::service::mirror::Part;
use crate::server::service::{Result, users};
use crate::server::state::{Desk, Ids};
use model::assignments::AssignmentKind;
use model::money::Currency;
use model::users::{Role, User};
use partner::CustomersQuery;
use secrecy::SecretString;
use simulator::Observer;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The same customers at every start.
const SEED: u64 = 7;
/// The first customers of the simulator have something of everything: the manager has them all.
const HEROES: u32 = 3;

/// The simulator of a demo.
pub struct Demo {
    simulator: simulator::Running,
    customers: u32,
    ak: String,
    sk: SecretString,
}

impl Demo {
    /// Starts the simulator on a free port of this machine, with keys that nobody else knows. The
    /// simulator's state, and the bill and usage files, are stored next to the demo's own database; with
    /// a database of your own changes are kept in memory only, and there are no files. `record` is a file
    /// for the simulator's exchanges.
    pub async fn start(
        environment: &Environment,
        customers: u32,
        record: Option<&Path>,
        ids: &Ids,
    ) -> anyhow::Result<Self> {
        let own_database = environment.variables.contains_key("DATABASE_URL");
        let state = (!own_database).then(|| PathBuf::from(DEMO_DIR).join("simulator.db"));
        let mut files = None;
        if state.is_some() {
            tokio::fs::create_dir_all(DEMO_DIR).await?;
            let folder = tokio::fs::canonicalize(DEMO_DIR).await?.join("files");
            files = Some(simulator::Destination::folder(&folder));
        }
        let ak = ids.request_id().to_string();
        let sk = ids.request_id().to_string();
        let options = simulator::Options {
            addr: SocketAddr::from(([127, 0, 0, 1], 0)),
            seed: SEED,
            customers,
            ak: ak.clone(),
            sk: sk.clone(),
            fault_percent: 0,
            state,
            start: None,
            observer: record.map(Observer::file).transpose()?,
            files,
        };
        Ok(Self { simulator: simulator::start(options).await?, customers, ak, sk: sk.into() })
    }

    /// The account that the simulator accepts.
    pub fn account(&self) -> PartnerAccount {
        PartnerAccount {
            bss_url: self.simulator.url(),
            iam_url: self.simulator.url(),
            ak: self.ak.clone(),
            sk: self.sk.clone(),
            domain_id: None,
            agency: simulator::AGENCY.to_owned(),
            currency: Currency::usd(),
            rate_percent: None,
        }
    }

    /// What a visitor needs to know.
    pub fn banner(&self, address: SocketAddr) -> String {
        let mut lines = vec![
            format!("Partnerdesk is ready on http://{address}"),
            format!("This is a demo: its {} customers are made up, and nothing costs money.", self.customers),
            "Sign in as:".to_owned(),
        ];
        let user = |(name, role): &(&str, Role)| format!("  {name:<8} {DEMO_PASSWORD}   ({})", role.code());
        lines.extend(DEMO_USERS.iter().map(user));
        lines.push(format!(
            "The simulated HUAWEI CLOUD partner API runs on {}/_simulator/state",
            self.simulator.url()
        ));
        lines.join("\n")
    }

    /// Stops the simulator.
    pub async fn stop(self) {
        self.simulator.shutdown().await;
    }
}

fn command_line(desk: &Desk) -> Ctx {
    Ctx::system("demo", desk.ids.request_id())
}

/// Adds the demo users that are missing.
pub async fn add_users(desk: &Desk) -> anyhow::Result<()> {
    let ctx = command_line(desk);
    for (name, role) in DEMO_USERS {
        if desk.store.user_by_name(name).await?.is_none() {
            users::add(desk, &ctx, name, role, DEMO_PASSWORD).await?;
        }
    }
    Ok(())
}

/// Gives the manager about half of the customers, as their owner, once they have been read.
pub async fn assign_customers(desk: Desk) {
    let read = async {
        while desk.store.mark(Part::Customers.code()).await?.ok_at.is_none() {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        match desk.store.user_by_name("manager").await? {
            Some((manager, _)) if desk.store.assigned_count(&manager.id).await? == 0 => {
                assign(&desk, &manager).await
            }
            _ => Ok(()),
        }
    };
    // The demo may be stopped before the customers were read.
    tokio::select! {
        done = read => if let Err(error) = done {
            tracing::warn!(?error, "the demo's manager has no customers");
        },
        () = tokio::time::sleep(Duration::from_secs(600)) => {}
    }
}

async fn assign(desk: &Desk, manager: &User) -> Result<()> {
    let ctx = command_line(desk);
    let first = CustomersQuery { limit: HEROES, ..CustomersQuery::default() };
    let heroes = desk.partner.customers(&first).await?.rows.into_iter().map(|customer| customer.id);
    let share = desk.store.every_customer(0, 2).await?;
    let ids: Vec<String> = heroes.chain(share).map(|id| id.to_string()).collect();
    command::assign(desk, &ctx, &manager.name, &ids, AssignmentKind::Owner).await.map(|_| ())
}
