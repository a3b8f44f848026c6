//! The page where the viewer's second factor is set up: also the only one for somebody whose role requires it and
//! who has none.

use super::crumbs::crumbs;
use super::factor::Begin;
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::{
    CodeField, DoorSheet, Filled, Id, LinkButton, PageHead, PostForm, Submit, Weight, form_key,
};
use crate::ui::load::{self, load};
use leptos::prelude::*;
use model::forms::second_factor::{BeginSetUpForm, CancelSetUpForm, ConfirmSetUpForm, KeptCodesForm};
use model::forms::session::SignOutForm;
use model::second_factor::{Factor, Picture, SecondFactorView, SetUp};

/// The margin that readers of QR codes need, in squares.
const MARGIN: usize = 4;

/// `/settings/second-factor`
#[component]
pub fn SecondFactorPage() -> impl IntoView {
    let then = load::pairs().whole("then").unwrap_or_default();
    let data = async { crate::api::second_factor::second_factor().await };
    load(data, |factor| view! { <SecondFactorSteps factor=factor then=then /> })
}

/// The step that is next.
#[component]
pub fn SecondFactorSteps(
    factor: SecondFactorView,
    /// A path to go to when all is done; empty for the settings.
    then: String,
) -> impl IntoView {
    let SecondFactorView { factor: state, asks_password, set_up, new_codes, .. } = factor;
    let newcomer = viewer().me.is_none();
    let (title, step) = match set_up {
        Some(set_up) => (tr!("factor-set-up-title"), view! { <Confirm set_up=set_up /> }.into_any()),
        None if !new_codes.is_empty() => {
            (tr!("factor-codes-title"), view! { <Codes codes=new_codes then=then /> }.into_any())
        }
        None if state == Factor::On => (tr!("factor-title"), view! { <AlreadyOn /> }.into_any()),
        None => (tr!("factor-set-up-title"), view! { <Begin asks=asks_password then=then /> }.into_any()),
    };
    if newcomer {
        return view! {
            <DoorSheet title=title>
                <p class="settings-form">{tr!("factor-role-requires")}</p>
                {step}
                <PostForm of=Filled::of(&SignOutForm::default()) class="door-note">
                    <Submit label=tr!("shell-sign-out") weight=Weight::Quiet />
                </PostForm>
            </DoorSheet>
        }
        .into_any();
    }
    let forms = vec![form_key(&ConfirmSetUpForm::default()), form_key(&BeginSetUpForm::default())];
    view! {
        <PageHead title=title crumbs=crumbs() forms=forms />
        {step}
    }
    .into_any()
}

#[component]
fn AlreadyOn() -> impl IntoView {
    view! {
        <p class="settings-form">{tr!("factor-already-on")}</p>
        <div class="actions settings-form">
            <LinkButton href=format!("{}#second-factor", paths::settings()) label=tr!("settings-title") />
        </div>
    }
    .into_any()
}

/// The secret for the app, and the field for its first code.
#[component]
fn Confirm(set_up: SetUp) -> impl IntoView {
    let form = Filled::of(&ConfirmSetUpForm::default());
    let code = form.field(ConfirmSetUpForm::CODE);
    let silent = form.whole_error().is_none();
    view! {
        <ol class="factor-steps">
            <li>
                <p>{tr!("factor-scan")}</p>
                <Qr picture=set_up.picture />
                <details>
                    <summary>{tr!("factor-type-it")}</summary>
                    <p class="small muted">{tr!("factor-type-it-how")}</p>
                    <Id id=set_up.secret whole=true />
                </details>
            </li>
            <li>
                <PostForm of=form silent=silent>
                    <p>{tr!("factor-first-code")}</p>
                    <CodeField field=code hint=Some(tr!("factor-first-code-hint")) />
                    <div class="actions">
                        <Submit label=tr!("factor-turn-on") weight=Weight::Primary />
                    </div>
                </PostForm>
            </li>
        </ol>
        <PostForm of=Filled::of(&CancelSetUpForm::default()) class="settings-form">
            <Submit label=tr!("factor-cancel") weight=Weight::Quiet />
        </PostForm>
    }
    .into_any()
}

/// Dark on white in any theme: many apps read nothing else.
#[component]
fn Qr(picture: Picture) -> impl IntoView {
    let side = picture.size + 2 * MARGIN;
    let around = format!("-{MARGIN} -{MARGIN} {side} {side}");
    view! {
        <svg class="qr" viewBox=around width="208" height="208" role="img" aria-label=tr!("factor-qr")>
            <rect class="qr-paper" x=format!("-{MARGIN}") y=format!("-{MARGIN}") width=side height=side></rect>
            <path class="qr-ink" d=picture.path></path>
        </svg>
    }
    .into_any()
}

/// The recovery codes, until somebody says that they are kept.
#[component]
fn Codes(codes: Vec<String>, then: String) -> impl IntoView {
    let all = codes.join("\n");
    let rows = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
    view! {
        <p class="settings-form">{tr!("factor-codes-means")}</p>
        <ol class="recovery-codes">{rows}</ol>
        <button type="button" class="button copies" data-copy=all data-said=tr!("ui-copied")>
            {tr!("factor-codes-copy")}
        </button>
        <PostForm of=Filled::of(&KeptCodesForm { then }) class="form settings-form">
            <p class="small muted">{tr!("factor-codes-once")}</p>
            <div class="actions">
                <Submit label=tr!("factor-codes-kept") weight=Weight::Primary />
            </div>
        </PostForm>
    }
    .into_any()
}
