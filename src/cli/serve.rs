//! `partnerdesk serve`.

use super::demo::Demo;
use crate::server::config::{Config, Environment, PartnerAccount};
use crate::server::ctx::Ctx;
use crate::server::jobs::runner::Jobs;
use crate::server::service::mirror::Part;
use crate::server::service::{audit_proof, database_kind, limits, sync};
use crate::server::state::{Desk, Ids};
use crate::server::store::{DatabaseKind, Store};
use crate::server::{config, http, telemetry};
use anyhow::Context;
use partner::clock::Clock;
use partner::{Partner, PartnerConfig};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::net::TcpListener;

/// A job's step gets this long to end when the server stops.
const LAST_STEP: Duration = Duration::from_secs(5);

/// Start Partnerdesk.
#[derive(clap::Args)]
pub struct Args {
    /// Start a demo with made-up customers and a simulated HUAWEI CLOUD partner API.
    #[arg(long)]
    demo: bool,
    /// Number of made-up customers.
    #[arg(long, default_value_t = 200, requires = "demo", value_parser = clap::value_parser!(u32).range(10..=1_000_000))]
    demo_customers: u32,
    /// File to which each call of the simulated partner API is appended, as one line of JSON.
    #[arg(long, requires = "demo")]
    demo_record: Option<PathBuf>,
    /// Open pages reload when this server is started again or the site is built again (make dev).
    #[arg(long, requires = "demo")]
    dev: bool,
}

/// Serves until interrupted.
pub async fn run(args: Args) -> anyhow::Result<()> {
    let environment = Environment::of_process();
    let config = config::read(&environment, args.demo)?;
    telemetry::start_log(&config.log);
    telemetry::metrics();
    let ids = Ids::random();
    // Nothing is written before it is certain that this server will run, and on what.
    let listener =
        http::listen(config.addr).await.with_context(|| format!("cannot listen on {}", config.addr))?;
    let kind = if args.demo { DatabaseKind::Demo } else { DatabaseKind::Real };
    let store = Store::open(&config.database).await.with_context(|| named(&config.database))?;
    database_kind::check(&store, kind).await.with_context(|| named(&config.database))?;
    let demo = if args.demo {
        let record = args.demo_record.as_deref();
        Some(Demo::start(&environment, args.demo_customers, record, &ids).await?)
    } else {
        None
    };
    let account = demo
        .as_ref()
        .map(Demo::account)
        .or(config.partner.clone())
        .context("HUAWEI CLOUD is not configured")?;
    let desk = build(&config, &account, store, ids).await.with_context(|| named(&config.database))?;
    database_kind::mark(&desk, kind).await.with_context(|| named(&config.database))?;
    match kind {
        DatabaseKind::Demo => super::demo::add_users(&desk).await?,
        DatabaseKind::Real => switch_off_demo_users(&desk).await?,
    }
    serve(&config, &account, desk, listener, demo.as_ref(), args.dev).await?;
    if let Some(demo) = demo {
        demo.stop().await;
    }
    Ok(())
}

/// The database in a message: an address of PostgreSQL may hold a password.
fn named(url: &str) -> String {
    url.strip_prefix("sqlite:").map_or_else(
        || "the database of DATABASE_URL".to_owned(),
        |path| format!("the database {}", path.trim_start_matches("//")),
    )
}

/// Switches off the users of a demo in a database in use, and prints their names.
async fn switch_off_demo_users(desk: &Desk) -> anyhow::Result<()> {
    let ctx = Ctx::system("serve", desk.ids.request_id());
    let names = database_kind::switch_off_demo_users(desk, &ctx).await?;
    if !names.is_empty() {
        println!(
            "Switched off, because their password is that of every demo, which everybody knows: {}",
            names.join(", ")
        );
    }
    Ok(())
}

async fn build(config: &Config, account: &PartnerAccount, store: Store, ids: Ids) -> anyhow::Result<Desk> {
    store.migrate().await?;
    let clock = Clock::system();
    let partner = Partner::new(partner_config(account, &ids), clock.clone())?;
    let desk = Desk::new(store, partner, clock, ids, config.settings.clone());
    // Rows of an older version, above all: the sooner they are sealed, the less can be changed unseen.
    // Another server may be at it, and the job tries again.
    if let Err(error) = audit_proof::seal(&desk).await {
        tracing::error!(?error, "the audit log is not sealed yet");
    }
    Ok(desk)
}

fn partner_config(account: &PartnerAccount, ids: &Ids) -> PartnerConfig {
    let PartnerAccount { bss_url, iam_url, ak, sk, domain_id, agency, currency, rate_percent } =
        account.clone();
    let usual = PartnerConfig::new(&bss_url, &iam_url, &ak, sk, &agency);
    PartnerConfig {
        domain_id,
        currency,
        rate_percent: rate_percent.unwrap_or(usual.rate_percent),
        seed: u64::from_le_bytes(ids.bytes()),
        ..usual
    }
}

async fn serve(
    config: &Config,
    account: &PartnerAccount,
    desk: Desk,
    listener: TcpListener,
    demo: Option<&Demo>,
    dev: bool,
) -> anyhow::Result<()> {
    let address = listener.local_addr()?;
    let mut router = http::router(desk.clone(), http::leptos_options(&config.site_dir));
    if dev {
        router = http::reloading(router, desk.ids.instance(), &config.site_dir);
    }
    if let Some(missing) = missing_site(&config.site_dir) {
        println!("{missing}");
    }
    let sealing = Jobs::start_sealing(&desk);
    let jobs = tokio::spawn(start_jobs(desk.clone()));
    match demo {
        Some(demo) => {
            desk.tasks.spawn(super::demo::assign_customers(desk.clone()));
            println!("{}", demo.banner(address));
        }
        None => println!(
            "Partnerdesk is ready on http://{address} (HUAWEI CLOUD partner API: {})",
            account.bss_url
        ),
    }
    if desk.store.users().await?.is_empty() {
        println!("There are no users yet. Add the first one: partnerdesk user add NAME --role administrator");
    }
    if limits::show::are_none(&desk).await? {
        tracing::warn!(
            "there are no spending limits: every user who may pay or set budgets commits any amount. Set them \
             under Settings, Limits, or by PARTNERDESK_APPROVAL_ABOVE and its kin"
        );
    }
    http::serve(desk.clone(), listener, router, interrupted()).await?;
    if jobs.is_finished() {
        // Jobs write in transactions, and one that writes to the partner API stores that first: a long step
        // may be interrupted, and is resumed.
        let stopping = jobs.await?.stop();
        if tokio::time::timeout(LAST_STEP, stopping).await.is_err() {
            tracing::info!("a job's step was broken off");
        }
    } else {
        jobs.abort();
    }
    let sealed = async {
        sealing.stop().await;
        audit_proof::seal(&desk).await
    };
    match tokio::time::timeout(LAST_STEP, sealed).await {
        Ok(Ok(())) => {}
        // Sealed at the next start.
        Ok(Err(error)) => tracing::warn!(?error, "the last rows of the audit log are not sealed"),
        Err(_) => tracing::warn!("the last rows of the audit log are not sealed"),
    }
    desk.store.close().await;
    Ok(())
}

/// What to say where the folder that `make site` fills is not there, or is empty.
fn missing_site(folder: &Path) -> Option<String> {
    let is_filled = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    (!is_filled).then(|| {
        format!(
            "The folder {} with styles and scripts is missing: pages will be bare. Build it with `make site`, \
             or set PARTNERDESK_SITE_DIR to where it is.",
            folder.display()
        )
    })
}

/// Starts the jobs once there are customers: on a fresh database everything else builds upon
/// them, and would find nothing and be content with it.
async fn start_jobs(desk: Desk) -> Jobs {
    while desk.store.mark(Part::Customers.code()).await.is_ok_and(|mark| mark.ok_at.is_none()) {
        if let Err(error) = sync::step(desk.clone(), Part::Customers).await {
            tracing::warn!(?error, "the customers could not be read; trying again soon");
            tokio::time::sleep(Duration::from_secs(5)).await;
        }
    }
    Jobs::start(&desk)
}

/// Waits for Ctrl-C or a polite request to end.
async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(error) => {
                tracing::warn!(%error, "only Ctrl-C stops this server");
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => {
            if let Err(error) = pressed {
                tracing::warn!(%error, "Ctrl-C cannot be listened for");
            }
        }
        () = terminate => {}
    }
}

#[cfg(test)]
mod tests {
    use super::missing_site;

    #[test]
    fn a_site_folder_that_is_missing_or_empty_is_said_with_the_setting() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        let said = missing_site(&site).unwrap();
        for part in [site.to_str().unwrap(), "make site", "PARTNERDESK_SITE_DIR"] {
            assert!(said.contains(part), "{said}");
        }
        std::fs::create_dir(&site).unwrap();
        assert!(missing_site(&site).is_some(), "an empty folder has no styles either");
        std::fs::write(site.join("desk.css"), "").unwrap();
        assert_eq!(missing_site(&site), None);
    }
}
