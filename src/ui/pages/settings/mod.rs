//! Settings: the viewer's own, and what administrators set for everybody.

mod crumbs;
mod factor;
mod factor_rights;
mod password;
mod rights;
mod second_factor;
mod sessions;
mod user;
mod users;

pub use password::NewPassword;
pub use rights::RightsPage;
pub use second_factor::SecondFactorPage;
pub use user::UserPage;
pub use users::UsersPage;

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::{PageHead, Section, form_key};
use crate::ui::load::load;
use crate::ui::view_choices::{Densities, Languages, Themes, Zones};
use factor::OwnFactor;
use leptos::prelude::*;
use model::forms::second_factor::TurnOffForm;
use model::forms::session::{ChangePasswordForm, EndOtherSessionsForm, EndSessionForm};
use model::second_factor::SecondFactorView;
use model::sessions::UserSession;
use model::users::Permission;
use password::ChangePassword;
use sessions::OwnSessions;

/// `/settings`
#[component]
pub fn SettingsPage() -> impl IntoView {
    load(
        async {
            let sessions = crate::api::users::own_sessions().await?;
            Ok((sessions, crate::api::second_factor::second_factor().await?))
        },
        |(sessions, factor)| view! { <SettingsView sessions=sessions factor=factor /> },
    )
}

/// The viewer's own settings.
#[component]
pub fn SettingsView(sessions: Vec<UserSession>, factor: SecondFactorView) -> impl IntoView {
    let viewer = viewer();
    let (language, theme, density) = (viewer.language, viewer.theme, viewer.density);
    let administers = viewer.may(Permission::Administer);
    let forms = vec![
        form_key(&ChangePasswordForm::default()),
        form_key(&EndSessionForm::default()),
        form_key(&EndOtherSessionsForm::default()),
        form_key(&TurnOffForm::default()),
    ];
    view! {
        <PageHead title=tr!("settings-title") forms=forms>
            {tr!("settings-kept")}
        </PageHead>
        {administers.then(|| view! { <ForEverybody /> })}
        <Section title=tr!("settings-times") id="times">
            <Zones viewer=viewer />
        </Section>
        <Section title=tr!("settings-view") id="view">
            <div class="settings">
                <Languages language=language />
                <Themes theme=theme />
                <Densities density=density />
            </div>
        </Section>
        <Section title=tr!("settings-keys") id="keys">
            <p class="alone">
                <a href=format!("{}#keys", paths::help())>{tr!("settings-keys-where")}</a>
            </p>
        </Section>
        <Section title=tr!("settings-password") id="password">
            <ChangePassword />
        </Section>
        <Section title=tr!("factor-title") id="second-factor">
            <OwnFactor factor=factor />
        </Section>
        <Section title=tr!("settings-sessions") id="sessions">
            <OwnSessions sessions=sessions />
        </Section>
    }
    .into_any()
}

/// What administrators set for everybody.
#[component]
fn ForEverybody() -> impl IntoView {
    let pages = [
        (paths::users(), tr!("users-title"), tr!("users-means")),
        (paths::rights(), tr!("rights-title"), tr!("rights-means")),
        (paths::limits(), tr!("limits-title"), tr!("limits-means")),
        (paths::assignments(), tr!("assignments-title"), tr!("assignments-means")),
        (paths::make_hand_over(None), tr!("hand-over-title"), tr!("hand-over-means")),
    ];
    let page = |(href, name, means): (String, String, String)| {
        view! {
            <div>
                <dt>
                    <a href=href>{name}</a>
                </dt>
                <dd>{means}</dd>
            </div>
        }
    };
    view! {
        <Section title=tr!("settings-everybody") id="everybody">
            <dl class="facts help">{pages.map(page).collect_view()}</dl>
        </Section>
    }
    .into_any()
}
