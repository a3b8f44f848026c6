//! A saved view: leads to its list, or says what of it no longer exists.

use crate::paths;
use crate::tr;
use crate::ui::components::{Caution, Filled, LinkButton, PageHead, PostForm, Submit, Weight};
use crate::ui::load::{id, load, redirect};
use leptos::prelude::*;
use model::error::AppError;
use model::forms::saved_views::DeleteViewForm;
use model::ids::ViewId;
use model::readable::readable;
use model::saved_views::{Opened, SavedView};

/// `/views/:id`
#[component]
pub fn SavedViewPage() -> impl IntoView {
    let id: Result<ViewId, AppError> = id();
    let data = async move { crate::api::saved_views::open_view(id?).await };
    load(data, |(saved, leads)| {
        if leads.wrong.is_empty() {
            redirect(&leads.address);
        }
        view! { <GoneView saved=saved leads=leads /> }
    })
}

/// What of a view no longer exists.
#[component]
pub fn GoneView(saved: SavedView, leads: Opened) -> impl IntoView {
    let name = readable(&saved.name).into_owned();
    let part = |part: model::page::Unreadable| {
        view! {
            <li>
                <code>{readable(&part.name).into_owned()}</code>
                ": "
                <q>
                    <bdi>{readable(&part.value).into_owned()}</bdi>
                </q>
            </li>
        }
    };
    let delete = saved.own.then(|| {
        let form = Filled::of(&DeleteViewForm { list: saved.list.clone(), ..DeleteViewForm::default() });
        let pair = (DeleteViewForm::ID.name, saved.id.to_string());
        view! {
            <PostForm of=form class="inline">
                <Submit label=tr!("ui-view-delete-this") weight=Weight::Danger pair=pair />
            </PostForm>
        }
    });
    view! {
        <PageHead title=tr!("ui-view-gone") crumbs=vec![(tr!("shell-overview"), paths::overview())] />
        <Caution>
            <p>{tr!("ui-view-gone-what", name = name)}</p>
            <ul>{leads.wrong.into_iter().map(part).collect_view()}</ul>
        </Caution>
        <div class="actions">
            <LinkButton href=leads.address label=tr!("ui-view-rest") primary=true />
            {delete}
        </div>
    }
    .into_any()
}
