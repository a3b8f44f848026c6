//! One user, for administrators.

use super::crumbs::crumbs;
use super::factor::FactorState;
use super::sessions::UserSessions;
use super::users::{RoleField, UserState};
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Ask, Caution, Fact, Facts, Filled, Id, Instant, LinkButton, MaybeInstant, PageHead, PasswordAgain,
    PostForm, Section, Submit, Weight, form_key,
};
use crate::ui::frame::role_text;
use crate::ui::load::{id, load};
use leptos::prelude::*;
use model::error::AppError;
use model::forms::users::{
    ChangeRoleForm, EndUserSessionsForm, RemoveSecondFactorForm, RenewInvitationForm, SwitchOffUserForm,
    SwitchOnUserForm,
};
use model::ids::UserId;
use model::lists::{ActivityFilter, List};
use model::second_factor::Factor;
use model::users::User;
use model::views::UserView;

/// `/settings/users/:id`
#[component]
pub fn UserPage() -> impl IntoView {
    let id: Result<UserId, AppError> = id();
    load(async move { crate::api::users::user(id?).await }, |user| view! { <UserDetails view=user /> })
}

/// What is known of a user, and what can be changed.
#[component]
pub fn UserDetails(view: UserView) -> impl IntoView {
    let UserView { user, sessions, invited_until, link, own, factor, last_administrator } = view;
    let id = user.id.clone();
    let forms = vec![
        form_key(&RenewInvitationForm::about(id.clone())),
        form_key(&role_form(&user)),
        form_key(&SwitchOffUserForm::about(id.clone())),
        form_key(&SwitchOnUserForm::about(id.clone())),
        form_key(&EndUserSessionsForm::about(id.clone())),
        form_key(&RemoveSecondFactorForm::about(id.clone())),
    ];
    let mut crumbs = crumbs();
    crumbs.push((tr!("users-title"), paths::users()));
    let done = ActivityFilter { actor: Some(user.name.clone()), ..ActivityFilter::default() };
    let signed_in = !sessions.is_empty();
    let state = view! { <UserState user=user.clone() invited_until=invited_until /> };
    let link = link.map(|link| view! { <Link link=link name=user.name.clone() /> });
    let end = signed_in.then(|| view! { <EndSessions user=user.clone() /> });
    let (role, created_at, signed_in_at, title) =
        (role_text(user.role), user.created_at, user.signed_in_at, user.name.clone());
    view! {
        <PageHead title=title crumbs=crumbs forms=forms>
            {state}
            {own.then(|| tr!("users-own"))}
        </PageHead>
        {link}
        <Facts>
            <Fact name=tr!("users-role")>{role}</Fact>
            <Fact name=tr!("users-added")>
                <Instant at=created_at />
            </Fact>
            <Fact name=tr!("users-signed-in")>
                <MaybeInstant at=signed_in_at />
            </Fact>
            <Fact name=tr!("factor-title")>
                <FactorState factor=factor />
            </Fact>
            {invited_until.map(|until| view! {
                <Fact name=tr!("users-invited-until")>
                    <Instant at=until />
                </Fact>
            })}
        </Facts>
        <div class="actions settings-form">
            <LinkButton href=done.address() label=tr!("users-activity") />
        </div>
        <Section title=tr!("users-access") id="access">
            {last_administrator.then(|| view! {
                <Caution>
                    <p>{tr!("users-last-administrator")}</p>
                </Caution>
            })}
            <div class="actions settings-form">
                <ChangeRole user=user.clone() />
                <Invitation user=user.clone() />
                <Switch user=user.clone() />
                {(factor == Factor::On).then(|| view! { <RemoveFactor user=user.clone() /> })}
            </div>
        </Section>
        <Section title=tr!("users-sessions") id="sessions">
            <UserSessions sessions=sessions />
            {end}
        </Section>
    }
    .into_any()
}

fn role_form(user: &User) -> ChangeRoleForm {
    ChangeRoleForm { id: user.id.clone(), role: user.role.code().to_owned(), password: String::new() }
}

/// The link of an invitation, shown to the browser that made it.
#[component]
fn Link(link: String, name: String) -> impl IntoView {
    view! {
        <Section title=tr!("users-link") id="link">
            <p>{tr!("users-link-means", name = name)}</p>
            <Id id=link whole=true />
        </Section>
    }
    .into_any()
}

#[component]
fn ChangeRole(user: User) -> impl IntoView {
    let form = Filled::of(&role_form(&user));
    let (role, password) = (form.field(ChangeRoleForm::ROLE), form.field(ChangeRoleForm::PASSWORD));
    view! {
        <Ask
            id="role-ask"
            label=tr!("users-change-role")
            title=tr!("users-change-role-title", name = user.name)
            open=form.failed()
        >
            <PostForm of=form>
                <RoleField field=role />
                <p class="small muted">{tr!("users-change-role-means")}</p>
                <PasswordAgain field=password why=Some(tr!("users-password-why")) />
                <div class="actions">
                    <Submit label=tr!("users-change-role") weight=Weight::Primary />
                </div>
            </PostForm>
        </Ask>
    }
    .into_any()
}

#[component]
fn Invitation(user: User) -> impl IntoView {
    if !user.active {
        return ().into_any();
    }
    let form = Filled::of(&RenewInvitationForm::about(user.id));
    let password = form.field(RenewInvitationForm::PASSWORD);
    view! {
        <Ask
            id="invitation-ask"
            label=tr!("users-new-link")
            title=tr!("users-new-link-title", name = user.name)
            open=form.failed()
        >
            <PostForm of=form>
                <p>{tr!("users-new-link-means")}</p>
                <PasswordAgain field=password why=Some(tr!("users-password-why")) />
                <div class="actions">
                    <Submit label=tr!("users-new-link") weight=Weight::Primary />
                </div>
            </PostForm>
        </Ask>
    }
    .into_any()
}

#[component]
fn Switch(user: User) -> impl IntoView {
    if user.active {
        let form = Filled::of(&SwitchOffUserForm::about(user.id));
        let password = form.field(SwitchOffUserForm::PASSWORD);
        return view! {
            <Ask
                id="off-ask"
                label=tr!("users-switch-off")
                title=tr!("users-switch-off-title", name = user.name)
                weight=Weight::Danger
                open=form.failed()
            >
                <PostForm of=form>
                    <p>{tr!("users-switch-off-means")}</p>
                    <PasswordAgain field=password why=Some(tr!("users-password-why")) />
                    <div class="actions">
                        <Submit label=tr!("users-switch-off") weight=Weight::Danger />
                    </div>
                </PostForm>
            </Ask>
        }
        .into_any();
    }
    let form = Filled::of(&SwitchOnUserForm::about(user.id));
    let password = form.field(SwitchOnUserForm::PASSWORD);
    view! {
        <Ask
            id="on-ask"
            label=tr!("users-switch-on")
            title=tr!("users-switch-on-title", name = user.name)
            open=form.failed()
        >
            <PostForm of=form>
                <p>{tr!("users-switch-on-means")}</p>
                <PasswordAgain field=password why=Some(tr!("users-password-why")) />
                <div class="actions">
                    <Submit label=tr!("users-switch-on") weight=Weight::Primary />
                </div>
            </PostForm>
        </Ask>
    }
    .into_any()
}

#[component]
fn RemoveFactor(user: User) -> impl IntoView {
    let form = Filled::of(&RemoveSecondFactorForm::about(user.id));
    let password = form.field(RemoveSecondFactorForm::PASSWORD);
    view! {
        <Ask
            id="factor-ask"
            label=tr!("factor-remove")
            title=tr!("factor-remove-title", name = user.name)
            weight=Weight::Danger
            open=form.failed()
        >
            <PostForm of=form>
                <p>{tr!("factor-remove-means")}</p>
                <PasswordAgain field=password why=Some(tr!("users-password-why")) />
                <div class="actions">
                    <Submit label=tr!("factor-remove") weight=Weight::Danger />
                </div>
            </PostForm>
        </Ask>
    }
    .into_any()
}

#[component]
fn EndSessions(user: User) -> impl IntoView {
    let form = Filled::of(&EndUserSessionsForm::about(user.id));
    let password = form.field(EndUserSessionsForm::PASSWORD);
    view! {
        <div class="actions settings-form">
            <Ask
                id="sessions-ask"
                label=tr!("users-end-sessions")
                title=tr!("users-end-sessions-title", name = user.name)
                open=form.failed()
            >
                <PostForm of=form>
                    <p>{tr!("users-end-sessions-means")}</p>
                    <PasswordAgain field=password why=Some(tr!("users-password-why")) />
                    <div class="actions">
                        <Submit label=tr!("users-end-sessions") weight=Weight::Primary />
                    </div>
                </PostForm>
            </Ask>
        </div>
    }
    .into_any()
}
