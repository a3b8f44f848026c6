//! Sessions: the viewer's own, and those of a user that an administrator looks at.

use crate::tr;
use crate::ui::components::{
    Ago, Badge, Column, Empty, EmptyReason, Filled, Instant, PostForm, Row, Submit, Table, Tone,
};
use leptos::prelude::*;
use model::forms::session::{EndOtherSessionsForm, EndSessionForm};
use model::sessions::{Browser, Device, System, UserSession};

/// The viewer's own sessions: this one is marked, and each of the others can be ended.
#[component]
pub fn OwnSessions(sessions: Vec<UserSession>) -> impl IntoView {
    let others = sessions.iter().filter(|one| !one.present).count();
    let form = Filled::of(&EndSessionForm::default());
    let end = |one: &UserSession| {
        let label = tr!("settings-session-end", device = device_text(one.device));
        let pair = (EndSessionForm::SESSION.name, one.id.clone());
        if one.present {
            view! { <Badge tone=Tone::Done text=tr!("settings-session-present") /> }.into_any()
        } else {
            view! { <Submit label=label pair=pair /> }.into_any()
        }
    };
    let mut columns = columns();
    columns.push(Column::actions(tr!("settings-session-actions")));
    let rows = sessions.iter().map(|one| {
        let mut cells = cells(one);
        cells.push(end(one));
        Row::new(cells)
    });
    let rows = rows.collect();
    let all = (others > 0).then(|| {
        view! {
            <PostForm of=Filled::of(&EndOtherSessionsForm::default()) class="stack">
                <div class="actions">
                    <Submit label=tr!("settings-session-end-others") />
                </div>
            </PostForm>
        }
    });
    view! {
        <PostForm of=form class="stack">
            <Table caption=tr!("settings-sessions") columns=columns rows=rows />
        </PostForm>
        {all}
        <p class="small muted">{tr!("settings-session-hint")}</p>
    }
    .into_any()
}

/// The sessions of a user.
#[component]
pub fn UserSessions(sessions: Vec<UserSession>) -> impl IntoView {
    let rows = sessions.iter().map(|one| Row::new(cells(one))).collect();
    let none = || {
        view! { <Empty reason=EmptyReason::NoData(tr!("users-no-sessions"), tr!("users-no-sessions-why")) /> }
    };
    view! { <Table caption=tr!("users-sessions") columns=columns() rows=rows empty=none /> }.into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("device", tr!("settings-session-device")).lead(),
        Column::text("address", tr!("settings-session-address")),
        Column::text("since", tr!("settings-session-since")),
        Column::text("seen", tr!("settings-session-seen")),
    ]
}

fn cells(one: &UserSession) -> Vec<AnyView> {
    let address = one.address.clone().unwrap_or_else(|| tr!("settings-session-unknown"));
    vec![
        device_text(one.device).into_any(),
        address.into_any(),
        view! { <Instant at=one.since /> }.into_any(),
        view! { <Ago at=one.seen /> }.into_any(),
    ]
}

/// "Firefox on Windows".
fn device_text(device: Option<Device>) -> String {
    let Some(Device { browser, system }) = device else { return tr!("settings-session-unknown") };
    let browser = match browser {
        Browser::Edge => "Edge".to_owned(),
        Browser::Opera => "Opera".to_owned(),
        Browser::Firefox => "Firefox".to_owned(),
        Browser::Chrome => "Chrome".to_owned(),
        Browser::Safari => "Safari".to_owned(),
        Browser::Other => tr!("settings-session-browser"),
    };
    let system = match system {
        System::Windows => "Windows".to_owned(),
        System::Android => "Android".to_owned(),
        System::Ios => "iOS".to_owned(),
        System::Macos => "macOS".to_owned(),
        System::Linux => "Linux".to_owned(),
        System::Other => tr!("settings-session-system"),
    };
    tr!("settings-session-on", browser = browser, system = system)
}
