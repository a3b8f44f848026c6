//! Notes and follow-ups. Pages are made on the server, which is where the readings answer; there is no address
//! for them.

use leptos::prelude::*;
use model::error::AppError;
use model::forms::Posted;
use model::forms::notes::{DismissMentionForm, EndFollowUpForm, PassOnForm, WithdrawNoteForm, WriteNoteForm};
use model::notes::{NoteSubject, NotesView};

page_data! {
    /// The notes on something: the latest, or all.
    fn notes_on(subject: NoteSubject, all: bool) -> NotesView {
        let (desk, ctx) = super::reply::caller()?;
        super::reply::respond(&ctx, crate::server::service::notes::about(&desk, &ctx, &subject, all).await)
    }
}

/// Where a form about notes leads: to the notes of its page, which say what was done; from a list of follow-ups
/// back to that list.
#[cfg(feature = "ssr")]
fn back<F: model::forms::Form>(form: &F, page: &str, notice: model::forms::Notice) -> super::reply::Next {
    use super::reply::Next;
    use model::lists::{FollowUpFilter, List};
    let path = page.split('?').next().unwrap_or_default();
    if path == "/" || path == FollowUpFilter::PATH {
        return Next::Back(notice);
    }
    // A page that the form was opened on by its address goes on as it was before.
    let page = page.strip_suffix("?write=note").unwrap_or(page);
    Next::There(format!("{page}#notes"), form.key(page), notice)
}

/// Writes a note. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "write_note")]
pub async fn write_note(#[server(flatten)] posted: Posted<WriteNoteForm>) -> Result<(), AppError> {
    use super::reply;
    use crate::server::service::notes::write;
    use model::forms::Notice;
    let page = reply::checked(&posted.back);
    reply::answer(posted, |desk, ctx, form| async move {
        let asks = write::write(&desk, &ctx, &form).await?;
        Ok(back(&form, &page, Notice::NoteWritten(asks)))
    })
    .await
}

/// Withdraws a note. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "withdraw_note")]
pub async fn withdraw_note(#[server(flatten)] posted: Posted<WithdrawNoteForm>) -> Result<(), AppError> {
    use super::reply;
    use crate::server::service::notes::write;
    use model::forms::Notice;
    let page = reply::checked(&posted.back);
    reply::answer(posted, |desk, ctx, form| async move {
        write::withdraw(&desk, &ctx, &form).await?;
        Ok(back(&form, &page, Notice::NoteWithdrawn))
    })
    .await
}

/// Marks a follow-up as done, or opens it again. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "end_follow_up")]
pub async fn end_follow_up(#[server(flatten)] posted: Posted<EndFollowUpForm>) -> Result<(), AppError> {
    use super::reply;
    use crate::server::service::notes::follow_ups;
    use model::forms::Notice;
    let page = reply::checked(&posted.back);
    reply::answer(posted, |desk, ctx, form| async move {
        let done = follow_ups::end(&desk, &ctx, &form).await?;
        Ok(back(&form, &page, if done { Notice::FollowUpDone } else { Notice::FollowUpReopened }))
    })
    .await
}

/// Passes a follow-up on. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "pass_on_follow_up")]
pub async fn pass_on_follow_up(#[server(flatten)] posted: Posted<PassOnForm>) -> Result<(), AppError> {
    use super::reply;
    use crate::server::service::notes::follow_ups;
    use model::forms::Notice;
    let page = reply::checked(&posted.back);
    reply::answer(posted, |desk, ctx, form| async move {
        let name = follow_ups::pass_on(&desk, &ctx, &form).await?;
        Ok(back(&form, &page, Notice::FollowUpPassedOn(name)))
    })
    .await
}

/// Takes a note that mentions the viewer from their overview. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "dismiss_mention")]
pub async fn dismiss_mention(#[server(flatten)] posted: Posted<DismissMentionForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::notes;
    let back = reply::checked(&posted.back);
    reply::answer(posted, |desk, ctx, form| async move {
        notes::dismiss(&desk, &ctx, &form).await.map(|()| Next::Path(back))
    })
    .await
}
