//! What a user keeps of a list: saved views, and which columns are shown. Menus that work without script.

use crate::paths;
use crate::tr;
use crate::ui::components::{
    CheckField, Filled, Icon, PostForm, Submit, Symbol, TextField, Weight, form_key,
};
use leptos::prelude::*;
use model::forms::FormKey;
use model::forms::saved_views::{ColumnsForm, DeleteViewForm, SaveViewForm};
use model::lists::List;
use model::page::Paging;
use model::readable::readable;
use model::saved_views::{ListSettings, SavedView};

/// The form that saves this list's views: its notice is shown above the heading.
pub fn saved_view_key<L: List>() -> FormKey {
    form_key(&SaveViewForm { list: L::NAME.to_owned(), ..SaveViewForm::default() })
}

/// The menus of a list, between its filters and its table.
#[component]
pub fn ListTools<L: List>(
    filter: L,
    settings: ListSettings,
    /// Key and label of each column that can be hidden.
    columns: Vec<(&'static str, String)>,
    /// How old the list is, at the end of the line.
    children: Children,
) -> impl IntoView {
    let first = filter.paged(Paging { page: 1, ..filter.paging().clone() });
    let query = first.query();
    let query = query.strip_prefix('?').unwrap_or_default().to_owned();
    let ListSettings { hidden, views } = settings;
    let columns = (!columns.is_empty()).then(|| {
        view! { <Columns list=L::NAME columns=columns hidden=hidden /> }
    });
    view! {
        <div class="list-tools">
            <Views list=L::NAME query=query views=views />
            {columns}
            <div class="age">{children()}</div>
        </div>
    }
    .into_any()
}

#[component]
fn Views(list: &'static str, query: String, views: Vec<SavedView>) -> impl IntoView {
    let form = SaveViewForm { list: list.to_owned(), query: query.clone(), ..SaveViewForm::default() };
    let form = Filled::of(&form);
    let (name, shared) = (form.field(SaveViewForm::NAME), form.field(SaveViewForm::SHARED));
    let delete = Filled::of(&DeleteViewForm { list: list.to_owned(), ..DeleteViewForm::default() });
    let failed = form.failed() || delete.failed();
    let current = views.iter().find(|view| view.query == query).map(|view| view.name.clone());
    let label = match current {
        Some(name) => format!("{}: {}", tr!("ui-views"), readable(&name)),
        None => tr!("ui-views"),
    };
    let none = views.is_empty().then(|| view! { <p class="label">{tr!("ui-views-none")}</p> });
    let (own, shared_by_others): (Vec<SavedView>, Vec<SavedView>) =
        views.into_iter().partition(|view| view.own);
    view! {
        <details class="menu" open=failed>
            <summary>
                {label}
                <Symbol icon=Icon::Down />
            </summary>
            <div class="menu-sheet start">
                {none}
                <OwnViews form=delete views=own />
                <SharedViews views=shared_by_others />
                <PostForm of=form class="stack">
                    <TextField field=name label=tr!("ui-view-name") required=true />
                    <CheckField field=shared label=tr!("ui-view-share") hint=tr!("ui-view-share-hint") />
                    <Submit label=tr!("ui-view-save") weight=Weight::Primary />
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

/// Views with links; own ones with a button each that deletes it.
fn rows(views: Vec<SavedView>) -> impl IntoView {
    let row = |saved: SavedView| {
        let name = readable(&saved.name).into_owned();
        let note = match (saved.own, saved.shared) {
            (true, true) => Some(tr!("ui-view-is-shared")),
            (true, false) => None,
            (false, _) => Some(tr!("ui-view-by", name = saved.owner.clone())),
        };
        let delete = saved.own.then(|| {
            let label = tr!("ui-view-delete", name = name.clone());
            let id = saved.id.to_string();
            view! {
                <button
                    type="submit"
                    class="icon-button"
                    name=DeleteViewForm::ID.name
                    value=id
                    aria-label=label.clone()
                    title=label
                >
                    <Symbol icon=Icon::Cross />
                </button>
            }
        });
        view! {
            <li>
                <a href=paths::view(&saved.id)>{name}</a>
                {note.map(|note| view! { <span class="label">{note}</span> })}
                {delete}
            </li>
        }
    };
    view! { <ul class="saved-views">{views.into_iter().map(row).collect_view()}</ul> }
}

#[component]
fn OwnViews(form: Filled, views: Vec<SavedView>) -> impl IntoView {
    let own = (!views.is_empty()).then(|| {
        view! {
            <PostForm of=form class="stack">
                <span class="label">{tr!("ui-views-own")}</span>
                {rows(views)}
            </PostForm>
        }
    });
    own.into_any()
}

#[component]
fn SharedViews(views: Vec<SavedView>) -> impl IntoView {
    let shared = (!views.is_empty()).then(|| {
        view! {
            <div>
                <span class="label">{tr!("ui-views-shared")}</span>
                {rows(views)}
            </div>
        }
    });
    shared.into_any()
}

#[component]
fn Columns(list: &'static str, columns: Vec<(&'static str, String)>, hidden: Vec<String>) -> impl IntoView {
    let offered: Vec<&str> = columns.iter().map(|(key, _)| *key).collect();
    let form = ColumnsForm { list: list.to_owned(), offered: offered.join(" "), shown: Vec::new() };
    let form = Filled::of(&form);
    let failed = form.failed();
    let check = move |(key, label): (&'static str, String)| {
        let checked = !hidden.iter().any(|hidden| hidden == key);
        view! {
            <label class="check">
                <input type="checkbox" name=ColumnsForm::SHOWN.list value=key checked=checked />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <details class="menu" open=failed>
            <summary>
                {tr!("ui-columns")}
                <Symbol icon=Icon::Down />
            </summary>
            <div class="menu-sheet start">
                <PostForm of=form class="stack">
                    {columns.into_iter().map(check).collect_view()}
                    <Submit label=tr!("ui-columns-apply") />
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}
