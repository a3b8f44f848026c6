//! The form that changes the viewer's own password, and the fields of a new one.

use crate::tr;
use crate::ui::components::{FieldState, Filled, PostForm, Submit, TextField, Weight};
use leptos::prelude::*;
use model::forms::session::ChangePasswordForm;

/// The present password, and a new one twice.
#[component]
pub fn ChangePassword() -> impl IntoView {
    let form = Filled::of(&ChangePasswordForm::default());
    let present = form.field(ChangePasswordForm::PASSWORD);
    let new = form.field(ChangePasswordForm::NEW_PASSWORD);
    let again = form.field(ChangePasswordForm::AGAIN_PASSWORD);
    view! {
        <PostForm of=form class="form settings-form">
            <TextField
                field=present
                label=tr!("settings-password-present")
                autocomplete="current-password"
                required=true
            />
            <NewPassword new=new again=again />
            <p class="small muted">{tr!("settings-password-ends")}</p>
            <div class="actions">
                <Submit label=tr!("settings-password-change") weight=Weight::Primary />
            </div>
        </PostForm>
    }
    .into_any()
}

/// The fields of a new password, with what makes a good one.
#[component]
pub fn NewPassword(
    /// The new password.
    new: FieldState,
    /// The same once more.
    again: FieldState,
) -> impl IntoView {
    view! {
        <TextField
            field=new
            label=tr!("settings-password-new")
            hint=tr!("settings-password-hint")
            autocomplete="new-password"
            required=true
        />
        <TextField
            field=again
            label=tr!("settings-password-again")
            autocomplete="new-password"
            required=true
        />
    }
    .into_any()
}
