//! The page of one change: its state, and the result for each order or resource.

use crate::api::changes::change;
use crate::context::viewer;
use crate::paths;
use crate::texts::tr_key;
use crate::tr;
use crate::ui::components::api_calls::Calls;
use crate::ui::components::{
    Amount, AmountDelta, Ask, Caution, Column, ErrorPanel, Fact, Facts, Filled, History, Id, IntentStatus,
    IntentTimes, LinkButton, LivePage, MaybeAmount, OrderStatusBadge, PageHead, PostForm, Row, RowLink,
    Section, StageBadge, Submit, Table, Weight, explain_failure, request_end_text,
};
use crate::ui::load::{id, load};
use crate::ui::pages::changes::approve::{Approve, Shown};
use crate::ui::pages::changes::words::{act_text, part_badge};
use leptos::prelude::*;
use model::changes::{Change, ChangeKind, Part, StoredChange};
use model::error::AppError;
use model::forms::changes::DecideChangeForm;
use model::ids::{IntentId, ResourceId};
use model::intents::{IntentKind, ResourceLock, Stage};
use model::lists::{OrderFilter, RenewalFilter};
use model::requests::RequestEnd;
use model::users::Permission;
use model::views::{ChangeView, OrderView};

/// `/changes/:id`
#[component]
pub fn ChangePage() -> impl IntoView {
    load(fetch(id()), |data| view! { <ChangeDetail data=data /> })
}

async fn fetch(id: Result<IntentId, AppError>) -> Result<ChangeView, AppError> {
    change(id?).await
}

/// The page with its data.
#[component]
pub fn ChangeDetail(data: ChangeView) -> impl IntoView {
    let ChangeView { change, customer, orders, calls, steps, may_decide, approval, review, request_end, now } =
        data;
    // The page is not refreshed while it has a form, so that the form does not change before it is
    // pressed.
    let open = change.stage.is_live() && !may_decide && !approval.may_approve;
    let here = paths::change(&change.id);
    let (kind, stage, number) = (change.what.act.kind(), change.stage, change.id.to_string());
    let name = customer.display_name().to_owned();
    let to_customer = paths::customer(&customer.id);
    let (means, next) = (means(&change), next(&change));
    let next_check_at = change.next_check_at;
    let (title, crumbs) = (title(&change), crumbs(&change.what));
    let (acted, parts, waiting) = (change.clone(), change.what.clone(), change.clone());
    view! {
        <LivePage open=open here=here>
            <PageHead title=title crumbs=crumbs>
                <StageBadge kind=kind stage=stage boxed=true />
                <Id id=number />
                <a href=to_customer>{name}</a>
            </PageHead>
            <IntentStatus stage=stage means=means next=next next_check_at=next_check_at now=now>
                <Approve change=waiting approval=approval />
                <Next change=acted may_decide=may_decide />
            </IntentStatus>
            {review.map(|review| view! { <Shown review=review /> })}
            <Parts what=parts />
            <Orders orders=orders />
            <Details change=change request_end=request_end />
            <History kind=kind steps=steps />
            <Calls calls=calls />
        </LivePage>
    }
    .into_any()
}

fn crumbs(what: &Change) -> Vec<(String, String)> {
    match what.parts.first().map(|part| &part.target) {
        Some(ResourceLock::Order(id)) => vec![
            (tr!("orders-all"), paths::orders(&OrderFilter::default())),
            (id.to_string(), paths::order(id)),
        ],
        _ => vec![(tr!("renewals-all"), paths::renewals(&RenewalFilter::default()))],
    }
}

/// True when nothing was sent because everything already had the wanted state.
fn was_done_before(change: &StoredChange) -> bool {
    change.stage == Stage::Void && change.what.as_wanted() == change.what.parts.len()
}

fn title(change: &StoredChange) -> String {
    let what = act_text(change.what.act, change.what.parts.len());
    let (done, count) = (change.what.as_wanted(), change.what.parts.len());
    let state = match change.stage {
        Stage::Drafted | Stage::Quoted | Stage::Confirmed => tr!("changes-state-begun"),
        Stage::Waiting => tr!("changes-state-waiting"),
        Stage::Sent => tr!("changes-state-sent"),
        Stage::Unknown => tr!("changes-state-unknown"),
        Stage::NoEffect => tr!("changes-state-no-effect"),
        _ if was_done_before(change) => tr!("changes-state-already"),
        Stage::Done | Stage::ConfirmedDone | Stage::ConfirmedNotDone if done > 0 && done < count => {
            let number = |n: usize| u64::try_from(n).unwrap_or_default();
            tr!("changes-state-partly", done = number(done), count = number(count))
        }
        Stage::Done | Stage::ConfirmedDone => tr!("changes-state-done"),
        Stage::Rejected => tr!("changes-state-rejected"),
        Stage::ConfirmedNotDone | Stage::Void => tr!("changes-state-undone"),
    };
    tr!("changes-title", what = what, state = state)
}

// texts: changes-means-
// texts: changes-next-
fn words(what: &str, word: &str) -> String {
    tr_key(&format!("changes-{what}-{word}")).unwrap_or_default()
}

fn word(change: &StoredChange) -> &'static str {
    let partly = change.what.as_wanted() < change.what.parts.len();
    match change.stage {
        _ if was_done_before(change) => "already",
        Stage::Done if partly => "partly",
        stage => stage.code(),
    }
}

fn means(change: &StoredChange) -> String {
    match change.stage {
        // The setting may have been switched back before it was read again.
        Stage::NoEffect if change.what.act.is_about_the_end() => tr!("changes-means-stands-otherwise"),
        _ => words("means", word(change)),
    }
}

/// What happens next. For a completed change the text depends on the kind of change.
fn next(change: &StoredChange) -> String {
    match change.stage {
        Stage::Done | Stage::ConfirmedDone => words("next", change.what.act.code()),
        _ => words("next", word(change)),
    }
}

/// What the viewer can do.
#[component]
fn Next(change: StoredChange, may_decide: bool) -> impl IntoView {
    let form = Filled::of(&DecideChangeForm { id: change.id.clone(), done: String::new() });
    let error = form.error();
    let decide = may_decide.then(|| view! { <Decide form=form stage=change.stage /> });
    let what = change.what;
    let rest: Vec<ResourceId> = what
        .parts
        .iter()
        .filter(|part| !part.outcome.is_as_wanted())
        .filter_map(|part| part.resource().cloned())
        .collect();
    let ended = !change.stage.is_live() && viewer().may(Permission::Order);
    let again = (ended && !rest.is_empty()).then(|| {
        view! { <LinkButton href=paths::change_review(what.act, &rest) label=tr!("changes-again") primary=true /> }
    });
    let order = what.parts.iter().find_map(|part| match &part.target {
        ResourceLock::Order(id) => Some(paths::order(id)),
        _ => None,
    });
    let order = order.map(|href| view! { <LinkButton href=href label=tr!("changes-to-order") /> });
    let about_the_end = what.act.is_about_the_end();
    let ids: Vec<ResourceId> = what.resources().cloned().collect();
    let prices = about_the_end
        .then(|| view! { <LinkButton href=paths::prices(&ids, &[]) label=tr!("renewals-prices") /> });
    let list =
        paths::renewals(&RenewalFilter { customer: Some(change.customer), ..RenewalFilter::default() });
    let list = (what.act != ChangeKind::Cancel)
        .then(|| view! { <LinkButton href=list label=tr!("changes-to-resources") /> });
    view! {
        {error.map(|error| view! { <ErrorPanel error=error /> })}
        <div class="actions">{decide} {again} {order} {prices} {list}</div>
    }
    .into_any()
}

/// A person sets the outcome. Before it is stored, the state is read once more.
#[component]
fn Decide(form: Filled, stage: Stage) -> impl IntoView {
    let again = form.clone();
    let yes = (stage == Stage::Unknown).then(|| {
        view! {
            <Ask id="done" label=tr!("changes-decide-done") title=tr!("changes-decide-done-title")>
                <PostForm of=again id="settle-change-done" silent=true>
                    <Caution>
                        <p>{tr!("changes-decide-done-why")}</p>
                    </Caution>
                    <div class="actions">
                        <Submit label=tr!("changes-decide-done") pair=(DecideChangeForm::DONE.name, "yes".to_owned()) />
                    </div>
                </PostForm>
            </Ask>
        }
    });
    view! {
        <PostForm of=form silent=true>
            <Submit
                label=tr!("changes-decide-undone")
                weight=Weight::Decision
                pair=(DecideChangeForm::DONE.name, "no".to_owned())
            />
        </PostForm>
        {yes}
    }
    .into_any()
}

/// The result for each order or resource, with the message of HUAWEI CLOUD.
#[component]
fn Parts(what: Change) -> impl IntoView {
    let of_order = what.act == ChangeKind::Cancel;
    let first = if of_order { tr!("orders-id") } else { tr!("renewals-resource") };
    let columns = vec![
        Column::text("name", first).lead(),
        Column::text("outcome", tr!("changes-outcome")),
        Column::text("words", tr!("changes-partner-says")),
    ];
    let rows = what.parts.into_iter().map(part_row).collect();
    view! {
        <Section title=tr!("changes-outcomes") id="outcomes">
            <Table caption=tr!("changes-outcomes") columns=columns rows=rows />
        </Section>
    }
    .into_any()
}

fn part_row(part: Part) -> Row {
    let name = match &part.target {
        ResourceLock::Order(id) | ResourceLock::Made(id) => {
            view! { <RowLink href=paths::order(id) name=id.to_string() /> }.into_any()
        }
        ResourceLock::Resource(id) | ResourceLock::End(id) => view! {
            <strong class="name">{part.name}</strong>
            <span class="sub">
                <Id id=id.to_string() />
            </span>
        }
        .into_any(),
    };
    let failure = part.failure.filter(|_| !part.outcome.is_as_wanted());
    let message = failure.map(|failure| {
        let explained = explain_failure(&failure);
        let quote = explained.quote.map(|words| format!(" \u{201c}{words}\u{201d}"));
        view! {
            <span class="said">
                {explained.what} {quote} " " {explained.next}
                {explained.code.map(|code| view! { " " <code>{code}</code> })}
                {failure.request_id.map(|id| view! { <span class="sub"><Id id=id /></span> })}
            </span>
        }
    });
    Row::new(vec![name, part_badge(part.outcome), message.into_any()])
}

/// The orders created by unsubscribing; their pages show the refund.
#[component]
fn Orders(orders: Vec<OrderView>) -> impl IntoView {
    let columns = vec![
        Column::text("id", tr!("orders-id")).lead(),
        Column::text("status", tr!("orders-status")),
        Column::number("amount", tr!("changes-refund")),
    ];
    let row = |view: OrderView| {
        let order = view.details.value?.order;
        Some(Row::new(vec![
            view! { <RowLink href=paths::order(&order.id) name=order.id.to_string() /> }.into_any(),
            view! { <OrderStatusBadge status=order.known_status() /> }.into_any(),
            view! { <MaybeAmount money=order.amount /> }.into_any(),
        ]))
    };
    (!orders.is_empty()).then(|| {
        view! {
            <Section title=tr!("changes-orders") id="orders">
                <p class="small muted">{tr!("changes-orders-why")}</p>
                <Table
                    caption=tr!("changes-orders")
                    columns=columns
                    rows=orders.into_iter().filter_map(row).collect()
                />
            </Section>
        }
        .into_any()
    })
}

#[component]
fn Details(change: StoredChange, request_end: Option<RequestEnd>) -> impl IntoView {
    let Change { agreed, moved_to, request, .. } = change.what.clone();
    let status = change.what.order_status.filter(|_| change.what.act.kind() == IntentKind::Cancel);
    view! {
        <Section title=tr!("payments-known") id="known">
            <Facts>
                {agreed.clone().map(|agreed| view! {
                    <Fact name=tr!("payments-amount") number=true>
                        <Amount money=agreed />
                    </Fact>
                })}
                {moved_to.map(|now| view! {
                    <Fact name=tr!("payments-changed") number=true>
                        <AmountDelta before=agreed after=now />
                    </Fact>
                })}
                {request.map(|reason| view! {
                    <Fact name=tr!("demands-why")>
                        <span class="words">{reason}</span>
                    </Fact>
                })}
                {request_end.map(|end| view! {
                    <Fact name=tr!("demands-end")>{request_end_text(&end)}</Fact>
                })}
                {status.map(|status| view! {
                    <Fact name=tr!("payments-order-status")>
                        <OrderStatusBadge status=status />
                    </Fact>
                })}
                <IntentTimes intent=change quoted=tr!("changes-read-at") checked=tr!("changes-checked-at") />
            </Facts>
        </Section>
    }
    .into_any()
}
