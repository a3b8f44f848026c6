//! Notes and follow-ups on a customer and what belongs to it. Who sees the customer sees its notes; text is
//! what a person typed, never markup, and is not in the audit log.

pub mod follow_ups;
pub mod write;

use super::{Result, customers, orders};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::{Fetch, Scope};
use model::error::AppError;
use model::forms::notes::DismissMentionForm;
use model::ids::{CustomerId, IntentId, NoteId, OrderId, ResourceId};
use model::lists::{Day, FollowUpFilter, ForWhom};
use model::notes::{
    DueWhen, FIRST_NOTES, FollowUpState, MOST_NOTES, NoteRow, NoteSubject, NotesView, OwnNotes, SubjectKind,
};
use model::payments::Payment;
use model::users::Permission;

/// Follow-ups and mentions on the overview.
const FEW: usize = 8;
/// Mentions on the overview.
const MENTIONS: u32 = 8;

/// Today where the caller is.
pub(super) fn today(desk: &Desk, ctx: &Ctx) -> Day {
    Day::of(desk.clock.now(), &ctx.zone)
}

/// What a note can be on, under the id that this desk has for it, and the customer it belongs to; in scope.
///
/// # Errors
/// [`AppError::NotFound`], or a failure of the database.
pub(super) async fn subject(
    desk: &Desk,
    ctx: &Ctx,
    asked: &NoteSubject,
) -> Result<(NoteSubject, CustomerId)> {
    let unknown = |_| AppError::NotFound;
    Ok(match asked.kind {
        SubjectKind::Customer => {
            let id = CustomerId::parse(asked.id.as_str()).map_err(unknown)?;
            let customer = customers::in_scope(desk, ctx, &id).await?;
            (NoteSubject::from(&customer.id), customer.id)
        }
        SubjectKind::Order => {
            let id = OrderId::parse(asked.id.as_str()).map_err(unknown)?;
            let (order, customer) = orders::find(desk, ctx, &id).await?;
            (NoteSubject::from(&order.id), customer.id)
        }
        SubjectKind::Resource => {
            let id = ResourceId::parse(asked.id.as_str()).map_err(unknown)?;
            let found = desk.store.resources(&ctx.scope, std::slice::from_ref(&id)).await?;
            let resource = found.into_iter().next().ok_or(AppError::NotFound)?;
            (NoteSubject::from(&resource.id), resource.customer)
        }
        SubjectKind::Payment => {
            let id = IntentId::parse(asked.id.as_str()).map_err(unknown)?;
            let payment: Payment = desk.store.intent(&ctx.scope, &id).await?.ok_or(AppError::NotFound)?;
            (NoteSubject::from(&payment.id), payment.customer)
        }
    })
}

/// The notes on something, for its page: the latest, or all. Those that mention the caller are seen by that.
///
/// # Errors
/// [`AppError::NotFound`] when it is out of scope, or a failure of the database.
pub async fn about(desk: &Desk, ctx: &Ctx, asked: &NoteSubject, all: bool) -> Result<NotesView> {
    ctx.allow(Permission::Read)?;
    let (subject, customer) = subject(desk, ctx, asked).await?;
    let most = if all { MOST_NOTES } else { FIRST_NOTES };
    let (rows, total) = desk.store.notes_about(&ctx.scope, &subject, most).await?;
    see(desk, ctx, &rows).await;
    let people = match ctx.allow(Permission::WriteNotes) {
        Ok(()) => desk.store.people_who_see(&customer).await?,
        Err(_) => Vec::new(),
    };
    Ok(NotesView { subject, rows, total, next: desk.ids.note_id(), people, today: today(desk, ctx) })
}

/// That the caller has seen what mentions them. It changes nothing but their own view, and is not audited; a
/// database that is busy shows them once more.
async fn see(desk: &Desk, ctx: &Ctx, rows: &[NoteRow]) {
    let Some(me) = ctx.user() else { return };
    let mine = |row: &&NoteRow| {
        row.note.unseen && row.note.mention.as_ref().is_some_and(|mention| mention.id == *me)
    };
    let notes: Vec<NoteId> = rows.iter().filter(mine).map(|row| row.note.id.clone()).collect();
    if notes.is_empty() {
        return;
    }
    if let Err(error) = desk.store.see_mentions(me, &notes, desk.clock.now()).await {
        tracing::info!(%error, "mentions stay unseen");
    }
}

/// Takes a note that mentions the caller from their overview.
///
/// # Errors
/// [`AppError::NotFound`] when it is out of scope or does not mention them.
pub async fn dismiss(desk: &Desk, ctx: &Ctx, form: &DismissMentionForm) -> Result<()> {
    ctx.allow(Permission::Read)?;
    let me = ctx.user().ok_or(AppError::NotFound)?;
    let row = in_scope(desk, ctx, &form.note).await?;
    if row.note.mention.as_ref().is_none_or(|mention| mention.id != *me) {
        return Err(AppError::NotFound.into());
    }
    desk.store.see_mentions(me, std::slice::from_ref(&row.note.id), desk.clock.now()).await?;
    Ok(())
}

/// A note by the id of a form.
pub(super) async fn in_scope(desk: &Desk, ctx: &Ctx, id: &str) -> Result<NoteRow> {
    let id = NoteId::parse(id).map_err(|_| AppError::NotFound)?;
    Ok(desk.store.note(&ctx.scope, &id).await?.ok_or(AppError::NotFound)?)
}

/// What of the notes concerns the caller today; nothing for the desk itself.
///
/// # Errors
/// A failure of the database.
pub async fn own(desk: &Desk, ctx: &Ctx) -> Result<Option<OwnNotes>> {
    let Some(me) = ctx.me() else { return Ok(None) };
    let asked = ctx.of_list(desk.clock.now());
    let mine = |due: DueWhen| FollowUpFilter {
        person: Some(ForWhom::Me),
        state: Some(FollowUpState::Open),
        due: Some(due),
        ..FollowUpFilter::default()
    };
    let (late, near) = (mine(DueWhen::Overdue), mine(DueWhen::Week));
    let mut rows = desk.store.fetch(&asked, &late, Fetch::Few).await?.rows;
    if rows.len() < FEW {
        rows.extend(desk.store.fetch(&asked, &near, Fetch::Few).await?.rows);
    }
    rows.truncate(FEW);
    // Who looks after customers, or after everybody, can pass them on: the same as the list shows for nobody.
    let concerns = ctx.allow(Permission::Administer).is_ok() || matches!(ctx.scope, Scope::Assigned(_));
    let nobody = if concerns { desk.store.follow_ups_of_nobody(&ctx.scope).await? } else { 0 };
    Ok(Some(OwnNotes {
        rows,
        overdue: desk.store.count(&asked, &late).await?,
        near: desk.store.count(&asked, &near).await?,
        mentions: desk.store.unseen_mentions(&ctx.scope, &me.id, MENTIONS).await?,
        nobody,
        today: today(desk, ctx),
    }))
}
