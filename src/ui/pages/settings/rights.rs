//! What each role may do, for administrators.

use super::crumbs::crumbs;
use super::factor_rights::FactorRights;
use crate::tr;
use crate::ui::components::{
    Ask, Badge, ChoiceField, ChoiceOption, Column, Filled, PageHead, PasswordAgain, PostForm, Row, Section,
    Submit, Table, Tone, Weight, form_key,
};
use crate::ui::frame::{right_text, role_text};
use crate::ui::load::load_list;
use leptos::prelude::*;
use model::forms::FormKey;
use model::forms::second_factor::RequireForm;
use model::forms::users::ChangeRightForm;
use model::users::{Permission, RightExceptions, Role};
use model::views::RightsView;

/// `/settings/rights`
#[component]
pub fn RightsPage() -> impl IntoView {
    let data = async { crate::api::users::rights().await };
    load_list(tr!("rights-title"), data, |rights| view! { <RightsTable rights=rights /> })
}

/// A permission that is open to a decision, and what was decided.
#[derive(Clone, Copy)]
struct Open {
    role: Role,
    permission: Permission,
    granted: bool,
}

impl Open {
    fn form(self) -> ChangeRightForm {
        ChangeRightForm {
            role: self.role.code().to_owned(),
            permission: self.permission.code().to_owned(),
            granted: if self.granted { "yes" } else { "no" }.to_owned(),
            password: String::new(),
        }
    }
}

/// The table, and the decisions that are open.
#[component]
pub fn RightsTable(rights: RightsView) -> impl IntoView {
    let decided = |role: Role, permission: Permission| {
        let exceptions: Option<&RightExceptions> =
            rights.exceptions.iter().find(|(of, _)| *of == role).map(|(_, exceptions)| exceptions);
        let exception = exceptions.and_then(|all| all.iter().find(|(about, _)| *about == permission));
        exception.filter(|_| role.is_open(permission)).map_or_else(|| role.may(permission), |(_, yes)| *yes)
    };
    let mut columns = vec![Column::text("permission", tr!("rights-permission")).lead()];
    columns.extend(Role::ALL.map(|role| Column::text(role.code(), role_text(role))));
    let rows = Permission::ALL.into_iter().map(|permission| {
        let mut cells = vec![right_text(permission).into_any()];
        cells.extend(Role::ALL.map(|role| mark(decided(role, permission))));
        Row::new(cells)
    });
    let rows = rows.collect();
    let open = Role::ALL.into_iter().flat_map(|role| Permission::ALL.map(|permission| (role, permission)));
    let open = open.filter(|(role, permission)| role.is_open(*permission));
    let open: Vec<Open> = open
        .map(|(role, permission)| Open { role, permission, granted: decided(role, permission) })
        .collect();
    let mut forms: Vec<FormKey> = open.iter().map(|one| form_key(&one.form())).collect();
    forms.push(form_key(&RequireForm::default()));
    let decisions = open.into_iter().map(|one| view! { <Decision open=one /> }).collect_view();
    view! {
        <PageHead title=tr!("rights-title") crumbs=crumbs() forms=forms>
            {tr!("rights-means")}
        </PageHead>
        <Table caption=tr!("rights-title") columns=columns rows=rows />
        <p class="small muted">{tr!("rights-scope")}</p>
        <Section title=tr!("rights-open") id="open">
            <div class="settings-form">{decisions}</div>
        </Section>
        <FactorRights required=rights.second_factor.clone() />
    }
    .into_any()
}

fn mark(granted: bool) -> AnyView {
    if granted {
        view! { <Badge tone=Tone::Done text=tr!("rights-yes") /> }.into_any()
    } else {
        view! { <Badge tone=Tone::Calm text=tr!("rights-no") /> }.into_any()
    }
}

#[component]
fn Decision(open: Open) -> impl IntoView {
    let form = Filled::of(&open.form());
    let (granted, password) = (form.field(ChangeRightForm::GRANTED), form.field(ChangeRightForm::PASSWORD));
    let what = right_text(open.permission);
    let options = vec![
        ChoiceOption { value: "yes", label: tr!("rights-give"), hint: None },
        ChoiceOption { value: "no", label: tr!("rights-take"), hint: None },
    ];
    view! {
        <Ask
            id="right-ask"
            label=tr!("rights-change", role = role_text(open.role), what = what.clone())
            title=tr!("rights-change", role = role_text(open.role), what = what)
            open=form.failed()
        >
            <PostForm of=form>
                <ChoiceField field=granted label=tr!("rights-decision") options=options />
                <PasswordAgain field=password why=Some(tr!("users-password-why")) />
                <div class="actions">
                    <Submit label=tr!("rights-save") weight=Weight::Primary />
                </div>
            </PostForm>
        </Ask>
    }
    .into_any()
}
