//! The viewer's own second factor among the settings, and how it is said of any user.

use crate::paths;
use crate::tr;
use crate::ui::components::{
    Ask, Badge, Caution, Fact, Facts, Filled, Instant, LinkButton, PasswordAgain, PostForm, Submit, Tone,
    Weight,
};
use crate::ui::format;
use leptos::prelude::*;
use model::forms::second_factor::{BeginSetUpForm, NewCodesForm, TurnOffForm};
use model::second_factor::{Factor, SecondFactorView};
use model::time::Timestamp;

/// So few recovery codes are worth a warning.
const FEW: u64 = 3;

/// Whether there is a second factor.
#[component]
pub fn FactorState(factor: Factor) -> impl IntoView {
    match factor {
        Factor::On => view! { <Badge tone=Tone::Done text=tr!("factor-on") /> }.into_any(),
        Factor::Required => view! { <Badge tone=Tone::Warn text=tr!("factor-due") /> }.into_any(),
        Factor::Off => view! { <Badge tone=Tone::Calm text=tr!("factor-off") /> }.into_any(),
    }
}

/// The viewer's own: set up, or what can be done with it.
#[component]
pub fn OwnFactor(factor: SecondFactorView) -> impl IntoView {
    match factor.since {
        Some(since) => {
            view! { <Managed since=since left=factor.recovery_left required=factor.required /> }.into_any()
        }
        None if factor.set_up.is_some() => view! {
            <div class="actions settings-form">
                <LinkButton href=paths::second_factor() label=tr!("factor-go-on") primary=true />
            </div>
        }
        .into_any(),
        None => view! { <Begin asks=factor.asks_password then=String::new() /> }.into_any(),
    }
}

/// The form that begins a set-up.
#[component]
pub fn Begin(
    /// Whether it asks for the password.
    asks: bool,
    /// A path to go to when all is done; empty for the settings.
    then: String,
) -> impl IntoView {
    let form = Filled::of(&BeginSetUpForm { then, ..BeginSetUpForm::default() });
    let password = form.field(BeginSetUpForm::PASSWORD);
    view! {
        <PostForm of=form class="form settings-form">
            <p>{tr!("factor-means")}</p>
            {asks.then(|| view! { <PasswordAgain field=password why=Some(tr!("factor-password-why")) /> })}
            <div class="actions">
                <Submit label=tr!("factor-set-up") weight=Weight::Primary />
            </div>
        </PostForm>
    }
    .into_any()
}

#[component]
fn Managed(since: Timestamp, left: u64, required: bool) -> impl IntoView {
    let off = if required {
        view! { <p class="small muted">{tr!("factor-off-refused")}</p> }.into_any()
    } else {
        ().into_any()
    };
    view! {
        <Facts>
            <Fact name=tr!("factor-state")>
                <FactorState factor=Factor::On />
            </Fact>
            <Fact name=tr!("factor-since")>
                <Instant at=since />
            </Fact>
            <Fact name=tr!("factor-left")>
                {tr!("factor-left-of", count = left, n = format::count(left))}
            </Fact>
        </Facts>
        {(left <= FEW).then(|| view! {
            <Caution>
                <p>{tr!("factor-few")}</p>
            </Caution>
        })}
        <div class="actions settings-form">
            <NewCodes />
            <Move />
            {(!required).then(|| view! { <TurnOff /> })}
        </div>
        {off}
    }
    .into_any()
}

#[component]
fn NewCodes() -> impl IntoView {
    let form = Filled::of(&NewCodesForm::default());
    let password = form.field(NewCodesForm::PASSWORD);
    view! {
        <Ask id="codes-ask" label=tr!("factor-new-codes") title=tr!("factor-new-codes") open=form.failed()>
            <PostForm of=form>
                <p>{tr!("factor-new-codes-means")}</p>
                <PasswordAgain field=password why=Some(tr!("factor-password-why")) />
                <div class="actions">
                    <Submit label=tr!("factor-new-codes") weight=Weight::Primary />
                </div>
            </PostForm>
        </Ask>
    }
    .into_any()
}

#[component]
fn Move() -> impl IntoView {
    let form = Filled::of(&BeginSetUpForm::default());
    let password = form.field(BeginSetUpForm::PASSWORD);
    view! {
        <Ask id="move-ask" label=tr!("factor-move") title=tr!("factor-move-title") open=form.failed()>
            <PostForm of=form>
                <p>{tr!("factor-move-means")}</p>
                <PasswordAgain field=password why=Some(tr!("factor-password-why")) />
                <div class="actions">
                    <Submit label=tr!("factor-move") weight=Weight::Primary />
                </div>
            </PostForm>
        </Ask>
    }
    .into_any()
}

#[component]
fn TurnOff() -> impl IntoView {
    let form = Filled::of(&TurnOffForm::default());
    let password = form.field(TurnOffForm::PASSWORD);
    view! {
        <Ask
            id="turn-off-ask"
            label=tr!("factor-turn-off")
            title=tr!("factor-turn-off-title")
            weight=Weight::Danger
            open=form.failed()
        >
            <PostForm of=form>
                <p>{tr!("factor-turn-off-means")}</p>
                <PasswordAgain field=password why=Some(tr!("factor-password-why")) />
                <div class="actions">
                    <Submit label=tr!("factor-turn-off") weight=Weight::Danger />
                </div>
            </PostForm>
        </Ask>
    }
    .into_any()
}
