//! Views and columns that users keep of the lists. They are settings of a person, like theme and language:
//! nothing of a customer changes, and the audit log does not have them.

use super::Result;
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use model::error::{AppError, FieldProblem};
use model::forms::saved_views::{ColumnsForm, DeleteViewForm, SaveViewForm};
use model::ids::{UserId, ViewId};
use model::readable::readable;
use model::saved_views::{ListSettings, Opened, SavedView, opened};

fn user(ctx: &Ctx) -> Result<&UserId> {
    Ok(ctx.me().map(|me| &me.id).ok_or(AppError::NotFound)?)
}

/// What the caller keeps of a list.
///
/// # Errors
/// A failure of the database.
pub async fn of_list(desk: &Desk, ctx: &Ctx, list: &str) -> Result<ListSettings> {
    let user = user(ctx)?;
    let hidden = desk.store.hidden_columns(user, list).await?;
    Ok(ListSettings { hidden, views: desk.store.views_of(user, list).await? })
}

/// A view that the caller may open, and where it leads today. What it shows is in the caller's scope, not in
/// that of the person who saved it.
///
/// # Errors
/// [`AppError::NotFound`] when there is none, or it is another's and not shared; [`AppError::NotAllowed`]
/// when the caller may not see its list.
pub async fn open(desk: &Desk, ctx: &Ctx, id: &ViewId) -> Result<(SavedView, Opened)> {
    let view = desk.store.view(user(ctx)?, id).await?.ok_or(AppError::NotFound)?;
    let leads = opened(&view.list, &view.query).ok_or(AppError::NotFound)?;
    ctx.allow(leads.needs)?;
    Ok((view, leads))
}

/// Saves a view.
///
/// # Errors
/// [`AppError::NotUnderstood`] for an address that its list does not understand, [`AppError::Invalid`] without
/// a name or when there are too many, [`AppError::NotAllowed`].
pub async fn save(desk: &Desk, ctx: &Ctx, form: &SaveViewForm) -> Result<()> {
    let user = user(ctx)?;
    let name = readable(&form.check()?).into_owned();
    let leads = opened(&form.list, &form.query).ok_or(AppError::BadRequest)?;
    ctx.allow(leads.needs)?;
    if !leads.wrong.is_empty() {
        return Err(AppError::NotUnderstood(leads.wrong).into());
    }
    let query = leads.address.split_once('?').map_or("", |(_, query)| query).to_owned();
    let view = SavedView {
        id: desk.ids.view_id(),
        list: form.list.clone(),
        name,
        query,
        shared: form.shared == "yes",
        owner: String::new(),
        own: true,
    };
    if desk.store.save_view(user, &view, desk.clock.now()).await? {
        return Ok(());
    }
    let most = u16::try_from(model::saved_views::MOST_VIEWS).unwrap_or(u16::MAX);
    Err(AppError::field(SaveViewForm::NAME.name, FieldProblem::TooMany(most)).into())
}

/// Deletes a view of the caller's own.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn delete(desk: &Desk, ctx: &Ctx, form: &DeleteViewForm) -> Result<()> {
    let id = ViewId::parse(form.id.as_str()).map_err(|_| AppError::NotFound)?;
    if desk.store.delete_view(user(ctx)?, &id).await? { Ok(()) } else { Err(AppError::NotFound.into()) }
}

/// Chooses the columns of a list.
///
/// # Errors
/// [`AppError::BadRequest`] when there is no such list.
pub async fn choose_columns(desk: &Desk, ctx: &Ctx, form: &ColumnsForm) -> Result<()> {
    opened(&form.list, "").ok_or(AppError::BadRequest)?;
    Ok(desk.store.hide_columns(user(ctx)?, &form.list, &form.hidden()).await?)
}
