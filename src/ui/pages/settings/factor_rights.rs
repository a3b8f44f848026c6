//! For which roles a second factor is required, for administrators.

use crate::tr;
use crate::ui::components::{
    Ask, Badge, CheckField, Column, Filled, PasswordAgain, PostForm, Row, Section, Submit, Table, Tone,
    Weight,
};
use crate::ui::frame::role_text;
use leptos::prelude::*;
use model::forms::Field;
use model::forms::second_factor::RequireForm;
use model::users::Role;

fn field_of(role: Role) -> Field {
    match role {
        Role::Administrator => RequireForm::ADMINISTRATOR,
        Role::Manager => RequireForm::MANAGER,
        Role::Support => RequireForm::SUPPORT,
    }
}

/// Each role, and the form that decides for all of them.
#[component]
pub fn FactorRights(required: Vec<Role>) -> impl IntoView {
    let columns =
        vec![Column::text("role", tr!("users-role")).lead(), Column::text("required", tr!("factor-title"))];
    let row = |role: Role| {
        let state = if required.contains(&role) {
            view! { <Badge tone=Tone::Done text=tr!("factor-required") /> }.into_any()
        } else {
            view! { <Badge tone=Tone::Calm text=tr!("factor-optional") /> }.into_any()
        };
        Row::new(vec![role_text(role).into_any(), state])
    };
    let rows = Role::ALL.map(row).into();
    let form = Filled::of(&RequireForm::of(&required));
    let password = form.field(RequireForm::PASSWORD);
    let checks = Role::ALL.map(|role| {
        let field = form.field(field_of(role));
        view! { <CheckField field=field label=role_text(role) /> }
    });
    view! {
        <Section title=tr!("factor-title") id="second-factor">
            <Table caption=tr!("factor-title") columns=columns rows=rows />
            <p class="small muted">{tr!("factor-required-means")}</p>
            <div class="settings-form">
                <Ask
                    id="require-ask"
                    label=tr!("factor-require")
                    title=tr!("factor-require-title")
                    open=form.failed()
                >
                    <PostForm of=form.clone()>
                        <p>{tr!("factor-require-means")}</p>
                        <fieldset class="field">
                            <legend>{tr!("factor-require-roles")}</legend>
                            <div>{checks.collect_view()}</div>
                        </fieldset>
                        <PasswordAgain field=password why=Some(tr!("users-password-why")) />
                        <div class="actions">
                            <Submit label=tr!("factor-require-save") weight=Weight::Primary />
                        </div>
                    </PostForm>
                </Ask>
            </div>
        </Section>
    }
    .into_any()
}
