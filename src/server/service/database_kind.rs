//! A demo's database and that of a desk in use are never mixed up: a demo has users whose password
//! is in the manual, and customers that do not exist.

use super::audit::{self, Facts};
use super::{Error, Result};
use crate::server::ctx::Ctx;
use crate::server::service::users::passwords;
use crate::server::state::Desk;
use crate::server::store::{DatabaseKind, KindEvidence, Store, StoreError};
use model::audit::AuditAction;
use model::users::Role;

/// The password of every user of a demo. It protects nothing real.
pub const DEMO_PASSWORD: &str = "harbour-lights";
/// The users of a demo, in the order in which they are added.
pub const DEMO_USERS: [(&str, Role); 3] =
    [("admin", Role::Administrator), ("manager", Role::Manager), ("support", Role::Support)];

/// Why a database is not used, in words for who started the desk.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A demo was to be shown on a database in use.
    #[error(
        "this is the database of a desk in use, not a demo's. A demo would add users whose password \
         everybody knows, and replace the customers by made-up ones. Nothing was changed. Start the demo \
         without DATABASE_URL, so that it keeps a database of its own in data/demo, or name an empty one"
    )]
    InUse,
    /// A desk was to be started on the database of a demo.
    #[error(
        "this database was made by `serve --demo`: its customers are made up, and everybody knows the \
         password of its users. Nothing was changed. Name a database of your own in DATABASE_URL, or add \
         --demo to go on with the demo"
    )]
    OfADemo,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A password could not be compared.
    #[error(transparent)]
    Hash(#[from] passwords::HashFailure),
}

impl Refusal {
    fn of(found: DatabaseKind) -> Self {
        match found {
            DatabaseKind::Demo => Self::OfADemo,
            DatabaseKind::Real => Self::InUse,
        }
    }
}

/// The kind of this database; `None` while it is unused. It only reads, and needs no tables.
///
/// A database without a mark is a demo's when the very first entry of its audit log, which nobody
/// can change, added the demo's first user, and that user still has the demo's password.
async fn kind_of(store: &Store) -> Result<Option<DatabaseKind>, Refusal> {
    let [(first, _), ..] = DEMO_USERS;
    match store.kind_evidence(first).await? {
        KindEvidence::Marked(kind) => Ok(Some(kind)),
        KindEvidence::Unused => Ok(None),
        KindEvidence::Unmarked { first_user_hash: None } => Ok(Some(DatabaseKind::Real)),
        KindEvidence::Unmarked { first_user_hash: hash } => {
            let known = passwords::matches(DEMO_PASSWORD.to_owned(), hash).await?;
            Ok(Some(if known { DatabaseKind::Demo } else { DatabaseKind::Real }))
        }
    }
}

/// Refuses a database of the other kind. To be asked before the first write, tables included.
///
/// # Errors
/// [`Refusal`].
pub async fn check(store: &Store, wanted: DatabaseKind) -> Result<(), Refusal> {
    match kind_of(store).await? {
        Some(found) if found != wanted => Err(Refusal::of(found)),
        _ => Ok(()),
    }
}

/// Marks the database as one of this kind, for good.
///
/// # Errors
/// [`Refusal`], also when another process marked it otherwise since it was checked.
pub async fn mark(desk: &Desk, wanted: DatabaseKind) -> Result<(), Refusal> {
    check(&desk.store, wanted).await?;
    let found = desk.store.mark_kind(wanted, desk.clock.now()).await?;
    if found == wanted { Ok(()) } else { Err(Refusal::of(found)) }
}

/// Marks a database that nobody has used yet as that of a desk in use.
///
/// # Errors
/// [`Refusal`], when the database fails.
pub async fn mark_if_unused(desk: &Desk) -> Result<(), Refusal> {
    if kind_of(&desk.store).await?.is_none() {
        desk.store.mark_kind(DatabaseKind::Real, desk.clock.now()).await?;
    }
    Ok(())
}

/// Switches off the users that a demo added to a database in use, as demos could before databases
/// were marked; their names.
///
/// # Errors
/// [`Error::Broken`] when the database fails.
pub async fn switch_off_demo_users(desk: &Desk, ctx: &Ctx) -> Result<Vec<&'static str>> {
    let mut switched_off = Vec::new();
    for (name, _) in DEMO_USERS {
        let Some((user, hash)) = desk.store.user_by_name(name).await? else { continue };
        let known = passwords::matches(DEMO_PASSWORD.to_owned(), Some(hash)).await;
        if !user.active || !known.map_err(|error| super::users::broken(&error, &ctx.request))? {
            continue;
        }
        let facts: Facts = vec![("why".to_owned(), "the password of the demo".to_owned())];
        audit::around(desk, ctx, AuditAction::SwitchOffUser, None, Some(name), facts, async {
            desk.store.set_active(&user.id, false).await.map_err(Error::from)
        })
        .await?;
        switched_off.push(name);
    }
    Ok(switched_off)
}
