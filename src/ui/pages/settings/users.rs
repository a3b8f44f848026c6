//! The users of the desk, for administrators.

use super::crumbs::crumbs;
use super::factor::FactorState;
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Ask, Badge, ChoiceField, ChoiceOption, Column, FieldState, Filled, MaybeInstant, PageHead, PasswordAgain,
    PostForm, Row, RowLink, Submit, Table, TextField, Tone, Weight,
};
use crate::ui::format;
use crate::ui::frame::role_text;
use crate::ui::load::load_list;
use leptos::prelude::*;
use model::forms::users::InviteUserForm;
use model::time::Timestamp;
use model::users::{Role, User};
use model::views::UserRow;

/// `/settings/users`
#[component]
pub fn UsersPage() -> impl IntoView {
    let data = async { crate::api::users::users().await };
    load_list(tr!("users-title"), data, |users| view! { <UsersView users=users /> })
}

/// The list, and the form that adds one.
#[component]
pub fn UsersView(users: Vec<UserRow>) -> impl IntoView {
    let count = u64::try_from(users.len()).unwrap_or_default();
    let columns = vec![
        Column::text("name", tr!("users-name")).lead(),
        Column::text("role", tr!("users-role")),
        Column::text("state", tr!("users-state")),
        Column::text("signed-in", tr!("users-signed-in")),
        Column::text("factor", tr!("factor-title")),
        Column::number("sessions", tr!("users-sessions-count")),
    ];
    let row = |row: UserRow| {
        let UserRow { user, sessions, factor, invited_until } = row;
        let state = view! { <UserState user=user.clone() invited_until=invited_until /> };
        Row::new(vec![
            view! { <RowLink href=paths::user(&user.id) name=user.name.clone() /> }.into_any(),
            role_text(user.role).into_any(),
            state.into_any(),
            view! { <MaybeInstant at=user.signed_in_at /> }.into_any(),
            view! { <FactorState factor=factor /> }.into_any(),
            format::count(sessions).into_any(),
        ])
    };
    let rows = users.into_iter().map(row).collect();
    view! {
        <PageHead
            title=tr!("users-all", count = count, n = format::count(count))
            crumbs=crumbs()
            actions=|| view! { <Invite /> }
        >
            {tr!("users-means")}
        </PageHead>
        <Table caption=tr!("users-title") columns=columns rows=rows />
    }
    .into_any()
}

/// Whether somebody can sign in, and if not, why.
#[component]
pub fn UserState(user: User, invited_until: Option<Timestamp>) -> impl IntoView {
    match (user.active, invited_until, user.signed_in_at) {
        (false, ..) => view! { <Badge tone=Tone::Warn text=tr!("users-off") /> }.into_any(),
        (true, Some(_), None) => view! { <Badge tone=Tone::Live text=tr!("users-invited") /> }.into_any(),
        (true, ..) => view! { <Badge tone=Tone::Done text=tr!("users-active") /> }.into_any(),
    }
}

#[component]
fn Invite() -> impl IntoView {
    let form =
        Filled::of(&InviteUserForm { role: Role::Manager.code().to_owned(), ..InviteUserForm::default() });
    let (name, role) = (form.field(InviteUserForm::NAME), form.field(InviteUserForm::ROLE));
    let password = form.field(InviteUserForm::PASSWORD);
    view! {
        <Ask
            id="invite-ask"
            label=tr!("users-invite")
            title=tr!("users-invite-title")
            weight=Weight::Primary
            open=form.failed()
        >
            <PostForm of=form>
                <p>{tr!("users-invite-means")}</p>
                <TextField field=name label=tr!("users-name") hint=tr!("users-name-hint") required=true />
                <RoleField field=role />
                <PasswordAgain field=password why=Some(tr!("users-password-why")) />
                <div class="actions">
                    <Submit label=tr!("users-invite-do") weight=Weight::Primary />
                </div>
            </PostForm>
        </Ask>
    }
    .into_any()
}

/// The roles, each with what it is for.
#[component]
pub fn RoleField(field: FieldState) -> impl IntoView {
    let option = |role: Role| {
        let hint = match role {
            Role::Administrator => tr!("users-role-administrator"),
            Role::Manager => tr!("users-role-manager"),
            Role::Support => tr!("users-role-support"),
        };
        ChoiceOption { value: role.code(), label: role_text(role), hint: Some(hint) }
    };
    view! { <ChoiceField field=field label=tr!("users-role") options=Role::ALL.map(option).into() /> }
        .into_any()
}
