//! The search box.

use super::Result;
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use model::search::is_too_long;
use model::users::Permission;
use model::views::{Found, KnownCode};

/// What is found in scope, with what an error code means; nothing for a text that is empty or too long.
/// Entries of the audit log only for those who may read it.
pub async fn find(desk: &Desk, ctx: &Ctx, text: &str) -> Result<Found> {
    ctx.allow(Permission::Read)?;
    if is_too_long(text) {
        return Ok(Found::default());
    }
    let asked = ctx.of_list(desk.clock.now());
    let code = partner::known_code(text);
    let code = code.map(|(code, fault)| KnownCode { code: code.to_owned(), fault });
    let mut matches = desk.store.find(&asked, text).await?;
    let mut entries_by = None;
    if ctx.allow(Permission::ReadAudit).is_ok() {
        let looked_for = code.as_ref().map_or(text, |known| known.code.as_str());
        if let Some((by, entries)) = desk.store.find_entries(&asked, looked_for).await? {
            entries_by = Some(by);
            matches.push(entries);
        }
    }
    Ok(Found { matches, entries_by, code })
}
