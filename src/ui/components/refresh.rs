//! Reading from HUAWEI CLOUD at once, from beside every "updated ... ago".

use crate::tr;
use crate::ui::components::{Filled, PostForm, Submit, Weight};
use leptos::prelude::*;
use model::forms::Form;
use model::forms::mirror::RefreshForm;

/// The form with its button. Its notice is shown by the head of the page.
#[component]
pub fn Refresh(form: RefreshForm) -> impl IntoView {
    view! {
        <PostForm of=Filled::of(&form) class="refresh">
            <Submit label=tr!("mirror-refresh") weight=Weight::Quiet />
        </PostForm>
    }
}

/// The form without its button, where another form is around the button ([`RefreshButton`]).
#[component]
pub fn RefreshApart(form: RefreshForm) -> impl IntoView {
    view! {
        <PostForm of=Filled::of(&form) class="refresh">
            ""
        </PostForm>
    }
}

/// The button of [`RefreshApart`].
#[component]
pub fn RefreshButton() -> impl IntoView {
    view! {
        <button type="submit" form=RefreshForm::SPEC.name class="button quiet">
            {tr!("mirror-refresh")}
        </button>
    }
}
