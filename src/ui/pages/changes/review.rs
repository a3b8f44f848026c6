//! The review of a change: resources are read live and nothing is changed yet. Resources that
//! cannot be changed are listed with the reason and a link.

use crate::api::changes::change_reviews;
use crate::context::viewer;
use crate::paths;
use crate::texts::tr_key;
use crate::tr;
use crate::ui::components::{
    Amount, AmountDelta, Caution, CheckField, Demanded, ErrorPanel, FieldState, Filled, LinkButton, PageHead,
    PostForm, Refused, Submit, Weight, explain,
};
use crate::ui::load::{load, pairs};
use crate::ui::pages::changes::cautions::cautions;
use crate::ui::pages::changes::changing::{Changing, Skipped};
use crate::ui::pages::changes::words::{act_text, reason_text, steps};
use crate::ui::pages::renewals::prices_notes::Waiting;
use leptos::prelude::*;
use model::bulk::BulkKind;
use model::changes::{Candidate, ChangeBlocker, ChangeKind};
use model::customers::Customer;
use model::error::AppError;
use model::forms::changes::{ChangeResourcesForm, PlanChangesForm};
use model::ids::{IntentId, ResourceId};
use model::limits::{Demands, Pool};
use model::lists::RenewalFilter;
use model::money::Money;
use model::page::Pairs;
use model::renewals::ends;
use model::resources::Resource;
use model::unsubscribe::UnsubscribeReason;
use model::users::Permission;
use model::views::ChangeReview;

/// The changes offered for the same selection.
const OFFERED_CHANGES: [ChangeKind; 6] = [
    ChangeKind::AutoRenewOn,
    ChangeKind::AutoRenewOff,
    ChangeKind::ToOnDemand,
    ChangeKind::NotToOnDemand,
    ChangeKind::UnsubscribeRenewedTerms,
    ChangeKind::Unsubscribe,
];

/// `/changes/review`
#[component]
pub fn ChangeReviewPage() -> impl IntoView {
    let (act, ids) = selected(&pairs());
    if ids.is_empty() {
        return view! { <NoSelection /> }.into_any();
    }
    load(change_reviews(act, ids), |reviews| view! { <ChangeReviews reviews=reviews /> }).into_any()
}

/// The selection in the query string: links write `id`, the checkboxes of the list `ids[]`.
fn selected(pairs: &Pairs) -> (String, Vec<ResourceId>) {
    let ids = pairs.all("id").into_iter().chain(pairs.all("ids[]"));
    let ids = ids.filter_map(|id| ResourceId::parse(id).ok()).collect();
    (pairs.all("act").first().map(|act| (*act).to_owned()).unwrap_or_default(), ids)
}

fn crumbs() -> Vec<(String, String)> {
    vec![(tr!("renewals-all"), paths::renewals(&RenewalFilter::default()))]
}

#[component]
fn NoSelection() -> impl IntoView {
    let list = paths::renewals(&RenewalFilter::default());
    view! {
        <PageHead title=tr!("changes-nothing") crumbs=crumbs() />
        <p>{tr!("changes-nothing-why")}</p>
        <div class="actions">
            <LinkButton href=list label=tr!("renewals-to-list") primary=true />
        </div>
    }
    .into_any()
}

/// The page with its data.
#[component]
pub fn ChangeReviews(
    /// One group per customer, split by the largest number of resources in one change.
    reviews: Vec<ChangeReview>,
) -> impl IntoView {
    let Some(first) = reviews.first() else { return view! { <NoSelection /> }.into_any() };
    let act = first.act;
    let several = reviews.len() > 1;
    let ids: Vec<ResourceId> =
        reviews.iter().flat_map(|group| &group.candidates).map(|one| one.resource.id.clone()).collect();
    // The form error is shown once, above all groups. Field errors are shown next to the fields.
    let form = ChangeResourcesForm::about(first.intent.clone(), first.customer.id.clone());
    let planned = Filled::of(&PlanChangesForm::default());
    let error = Filled::of(&form).whole_error().or_else(|| planned.whole_error());
    let all = ids.clone();
    let one = (!several).then(|| first.customer.clone());
    let head = move || {
        one.clone().map(|customer| {
            let (href, name) = (paths::customer(&customer.id), customer.display_name().to_owned());
            view! { <a href=href>{name}</a> }
        })
    };
    view! {
        <PageHead title=act_text(act, ids.len()) crumbs=crumbs()>
            {head()}
            <span>{tr!("changes-live")}</span>
        </PageHead>
        {error.map(|error| view! { <Refusal error=error /> })}
        <Others act=act ids=ids />
        {several.then(|| view! { <AsOneJob act=act ids=all /> })}
        {reviews.into_iter().map(|group| view! { <Group group=group several=several /> }).collect_view()}
    }
    .into_any()
}

/// A selection of several customers: one job with one confirmation, where the change allows it; else a
/// form for each of them.
#[component]
fn AsOneJob(act: ChangeKind, ids: Vec<ResourceId>) -> impl IntoView {
    let may = viewer().may(Permission::Order) && BulkKind::of_change(act).is_some();
    let label = tr!("changes-plan", count = ids.len(), n = ids.len().to_string());
    let form = Filled::of(&PlanChangesForm { act: act.code().to_owned(), ids });
    view! {
        {may.then(|| view! {
            <PostForm of=form silent=true>
                <div class="actions">
                    <Submit label=label weight=Weight::Primary />
                </div>
            </PostForm>
        })}
        <p class="small muted">{tr!("changes-groups")}</p>
    }
    .into_any()
}

/// Links to other changes for the same selection.
#[component]
fn Others(act: ChangeKind, ids: Vec<ResourceId>) -> impl IntoView {
    let link = move |other: ChangeKind| {
        view! {
            <li>
                <a href=paths::change_review(other, &ids) aria-current=(other == act).then_some("true")>
                    {tr_key(&format!("changes-short-{}", other.code())).unwrap_or_default()}
                </a>
            </li>
        }
    };
    view! {
        <ul class="tallies acts" aria-label=tr!("changes-others")>
            {OFFERED_CHANGES.map(link).collect_view()}
        </ul>
    }
    .into_any()
}

// texts: changes-short-
#[component]
fn Group(group: ChangeReview, several: bool) -> impl IntoView {
    let ChangeReview { customer, act, candidates, failure, waiting, total, demands, intent } = group;
    let (skipped, changing): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|one| one.blocker.is_some());
    let blocked =
        skipped.iter().any(|one| one.blocker.as_ref().is_some_and(ChangeBlocker::may_wait_for_payment));
    let unread = failure.is_some();
    let name = several.then(|| customer.display_name().to_owned());
    let listed = changing.clone();
    let cautions = cautions(&changing, act);
    let reasons = view! {
        {(!skipped.is_empty()).then(|| view! { <Skipped candidates=skipped act=act /> })}
        {blocked.then(|| view! { <div class="refusals"><Waiting waiting=waiting /></div> })}
    };
    view! {
        {name.map(|name| view! { <h2 class="group-name">{name}</h2> })}
        {failure.map(|failure| view! { <ErrorPanel error=AppError::Partner(Box::new(failure)) /> })}
        {cautions}
        {if changing.is_empty() {
            view! {
                <p>{tr!("changes-none-left")}</p>
                {reasons}
            }
            .into_any()
        } else {
            view! {
                <div class="pay-page">
                    <div class="what">
                        <Changing candidates=listed act=act />
                        {reasons}
                    </div>
                    <div class="decide">
                        <Decision
                            customer=customer
                            act=act
                            candidates=changing
                            unread=unread
                            total=total
                            demands=demands
                            intent=intent
                        />
                    </div>
                </div>
            }
            .into_any()
        }}
    }
    .into_any()
}

/// The steps and the form.
#[component]
fn Decision(
    customer: Customer,
    act: ChangeKind,
    candidates: Vec<Candidate>,
    unread: bool,
    total: Option<Money>,
    demands: Result<Demands, AppError>,
    intent: IntentId,
) -> impl IntoView {
    let asked = demands.clone().unwrap_or_default();
    let label = act_text(act, candidates.len());
    let label = if asked.approval { tr!("changes-ask", what = label) } else { label };
    let refusal = if !viewer().may(Permission::Order) {
        Some((tr!("orders-not-yours"), "no-change"))
    } else if unread {
        Some((tr!("changes-unread"), "unread"))
    } else if let Err(error) = &demands {
        Some((explain(error).what, "limit-currency"))
    } else if act == ChangeKind::AutoRenewOn && total.is_none() {
        Some((tr!("changes-no-total"), "no-total"))
    } else {
        None
    };
    let button = match refusal {
        Some((why, id)) => view! { <Refused label=label why=why id=id /> }.into_any(),
        None => view! {
            <Form
                customer=customer
                act=act
                candidates=candidates
                total=total.clone()
                demands=asked
                label=label
                intent=intent
            />
        }
        .into_any(),
    };
    let price = total.map(|total| {
        view! {
            <Amount money=total huge=true />
            <p class="small muted">{tr!("changes-price-means")} " " {tr!("changes-price-counts")}</p>
        }
    });
    view! {
        <section class="decision" aria-label=tr!("payments-what-happens")>
            <h2>{tr!("payments-what-happens")}</h2>
            {price}
            <ol class="steps">
                {asked.approval.then(|| view! { <li>{tr!("changes-step-approval")}</li> })}
                {steps(act).into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}
            </ol>
            {button}
        </section>
    }
    .into_any()
}

/// The form. It posts the expiries that the page shows; the service compares them with the current
/// ones before it sends anything.
#[component]
fn Form(
    customer: Customer,
    act: ChangeKind,
    candidates: Vec<Candidate>,
    total: Option<Money>,
    demands: Demands,
    label: String,
    intent: IntentId,
) -> impl IntoView {
    let resources: Vec<&Resource> = candidates.iter().map(|one| &one.resource).collect();
    let form = ChangeResourcesForm {
        act: act.code().to_owned(),
        ids: resources.iter().map(|resource| resource.id.clone()).collect(),
        seen_ends: ends(&resources),
        seen_total: total.as_ref().map(|total| total.amount.to_string()).unwrap_or_default(),
        seen_currency: total.map(|total| total.currency.to_string()).unwrap_or_default(),
        ..ChangeResourcesForm::about(intent, customer.id)
    };
    // With several groups on the page, the error belongs to the group whose resources were posted.
    let filled = Filled::of(&form);
    let is_this_group =
        resources.iter().any(|resource| filled.has(ChangeResourcesForm::IDS, resource.id.as_str()));
    let filled = if is_this_group { filled } else { Filled::fresh(&form) };
    let weight = if act.unsubscribe_type().is_some() { Weight::Danger } else { Weight::Decision };
    let (reason, box_ticked) =
        (filled.field(ChangeResourcesForm::REASON), filled.field(ChangeResourcesForm::UNDERSTOOD));
    let (password, why) =
        (filled.field(ChangeResourcesForm::PASSWORD), filled.field(ChangeResourcesForm::WHY));
    view! {
        <PostForm of=filled silent=true>
            {act.unsubscribe_type().is_some().then(|| view! {
                <Reasons field=reason />
                <CheckField field=box_ticked label=understood(act) />
            })}
            <Demanded demands=demands pool=Pool::Spend password=password why=why />
            <div class="actions">
                <Submit label=label weight=weight />
            </div>
        </PostForm>
    }
    .into_any()
}

/// The error of the whole form.
#[component]
fn Refusal(error: AppError) -> impl IntoView {
    let AppError::Stale { expected: seen, actual: now } = error else {
        return view! { <ErrorPanel error=error /> }.into_any();
    };
    let delta = seen.zip(now).map(|(seen, now)| view! { <p><AmountDelta before=Some(seen) after=now /></p> });
    view! {
        <div role="alert">
            <Caution>
                {delta}
                <p>{tr!("changes-moved")}</p>
            </Caution>
        </div>
    }
    .into_any()
}

fn understood(act: ChangeKind) -> String {
    if act == ChangeKind::Unsubscribe { tr!("changes-understood") } else { tr!("changes-understood-terms") }
}

/// The reason for unsubscribing, for HUAWEI CLOUD. Optional.
#[component]
fn Reasons(field: FieldState) -> impl IntoView {
    let (id, name, chosen) = (field.id(), field.field.name, field.value);
    let option = move |reason: UnsubscribeReason| {
        let code = reason.code().to_string();
        view! {
            <option value=code.clone() selected=code == chosen>
                {reason_text(reason)}
            </option>
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{tr!("changes-reason")}</label>
            <select class="input" id=id name=name>
                <option value="">{tr!("changes-reason-none")}</option>
                {UnsubscribeReason::ALL.map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_links_and_checkboxes_alike() {
        let pairs = [("act", "unsubscribe"), ("id", "b"), ("ids[]", "a"), ("ids[]", "not an id")];
        let pairs = Pairs::new(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let (act, ids) = selected(&pairs);
        assert_eq!(act, "unsubscribe");
        assert_eq!(ids, [ResourceId::parse("b").unwrap(), ResourceId::parse("a").unwrap()]);
    }
}
