//! Renewal prices of a selection, compared by period.

use super::prices_grid::Grid;
use super::prices_order::Changed;
use super::prices_review::Review;
use crate::api::renewals::price_grids;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{LinkButton, PageHead};
use crate::ui::format;
use crate::ui::islands::SubmitOnChange;
use crate::ui::load::load;
use crate::ui::pages::notes::section::{NoteErrors, Notes, asks_for_all, read};
use leptos::either::EitherOf3;
use leptos::prelude::*;
use model::error::AppError;
use model::forms::renewals::RenewForm;
use model::ids::ResourceId;
use model::lists::RenewalFilter;
use model::notes::NotesView;
use model::page::Pairs;
use model::renewals::Period;
use model::views::PriceGrid;

/// The selection in the query string.
#[derive(Clone, Debug, Default)]
pub struct Selected {
    /// Links write `id`. The checkboxes of the list are named `ids[]`, because the same form can be
    /// posted.
    pub ids: Vec<ResourceId>,
    /// Empty for the default periods.
    pub periods: Vec<Period>,
}

impl Selected {
    /// Parses it; malformed ids and periods are skipped.
    pub fn read(pairs: &Pairs) -> Self {
        let ids = pairs.all("id").into_iter().chain(pairs.all("ids[]"));
        let mut ids: Vec<ResourceId> = ids.filter_map(|id| ResourceId::parse(id).ok()).collect();
        ids.sort();
        ids.dedup();
        let periods = pairs.all("period").iter().filter_map(|code| Period::from_code(code)).collect();
        Self { ids, periods }
    }
}

/// `/renewals/prices`
#[component]
pub fn PricesPage() -> impl IntoView {
    let query = leptos_router::hooks::use_query_map().get_untracked();
    let selected =
        Selected::read(&Pairs::new(query.into_iter().map(|(name, value)| (name.into_owned(), value))));
    if selected.ids.is_empty() {
        return view! { <NoSelection /> }.into_any();
    }
    load(fetch(selected, asks_for_all()), |(selected, grids, notes)| {
        let notes = notes.map(|notes| view! { <Notes view=notes /> });
        view! {
            <PricesView selected=selected grids=grids />
            {notes}
        }
    })
    .into_any()
}

/// The prices, and the notes on the resource where it is one alone.
async fn fetch(
    selected: Selected,
    all: bool,
) -> Result<(Selected, Vec<PriceGrid>, Option<NotesView>), AppError> {
    let grids = price_grids(selected.ids.clone(), selected.periods.clone()).await?;
    let notes = match selected.ids.as_slice() {
        [one] => Some(read(one, all).await?),
        _ => None,
    };
    Ok((selected, grids, notes))
}

fn crumbs() -> Vec<(String, String)> {
    vec![(tr!("renewals-all"), paths::renewals(&RenewalFilter::default()))]
}

#[component]
fn NoSelection() -> impl IntoView {
    view! {
        <PageHead title=tr!("renewals-prices-none") crumbs=crumbs() />
        <p>{tr!("renewals-prices-none-why")}</p>
        <div class="actions">
            <LinkButton
                href=paths::renewals(&RenewalFilter::default())
                label=tr!("renewals-to-list")
                primary=true
            />
        </div>
    }
    .into_any()
}

/// The page with its data: the review of a renewal for one group and one period, otherwise a
/// comparison.
#[component]
pub fn PricesView(selected: Selected, mut grids: Vec<PriceGrid>) -> impl IntoView {
    let single = match grids.as_slice() {
        [one] => selected.periods.len() == 1 && one.prices.len() == 1,
        _ => false,
    };
    match (grids.pop(), single) {
        (None, _) => EitherOf3::A(view! { <NoSelection /> }),
        (Some(grid), true) => EitherOf3::B(view! { <Review grid=grid crumbs=crumbs() /> }),
        (Some(last), false) => {
            grids.push(last);
            EitherOf3::C(view! { <Comparison selected=selected grids=grids /> })
        }
    }
}

#[component]
fn Comparison(selected: Selected, grids: Vec<PriceGrid>) -> impl IntoView {
    let shown: Vec<Period> =
        grids.first().map(|grid| grid.prices.iter().map(|price| price.period).collect()).unwrap_or_default();
    let count = u64::try_from(selected.ids.len()).unwrap_or_default();
    // What an order button of this page left behind is of the page, whichever button it was.
    let asked = grids.first().map(|grid| RenewForm::about(grid.intent.clone(), grid.customer.id.clone()));
    let several = grids.len() > 1;
    let title = match grids.as_slice() {
        [one] => {
            let name = one.customer.display_name().to_owned();
            tr!("renewals-prices-title-of", count = count, n = format::count(count), name = name)
        }
        _ => tr!("renewals-prices-title", count = count, n = format::count(count)),
    };
    view! {
        <PageHead title=title crumbs=crumbs()>
            <span>{tr!("renewals-prices-live")}</span>
        </PageHead>
        <NoteErrors />
        {asked.map(|asked| view! { <Changed form=asked /> })}
        <Toggles selected=selected shown=shown />
        {several.then(|| view! { <p class="small muted">{tr!("renewals-prices-groups")}</p> })}
        {grids.into_iter().map(|grid| view! { <Grid grid=grid /> }).collect_view()}
    }
    .into_any()
}

/// The form to choose the compared periods.
#[component]
fn Toggles(selected: Selected, shown: Vec<Period>) -> impl IntoView {
    let ids =
        selected.ids.into_iter().map(|id| view! { <input type="hidden" name="id" value=id.to_string() /> });
    let toggle = move |period: Period| {
        view! {
            <label class="toggle">
                <input type="checkbox" name="period" value=period.code() checked=shown.contains(&period) />
                <span>{terms::period(period)}</span>
            </label>
        }
    };
    view! {
        <form id="periods" class="periods" method="get" action="/renewals/prices">
            {ids.collect_view()}
            <fieldset>
                <legend>{tr!("renewals-periods")}</legend>
                {Period::OFFERED.map(toggle).collect_view()}
            </fieldset>
            <button type="submit" class="button unscripted-only">
                {tr!("renewals-periods-show")}
            </button>
            <SubmitOnChange form="periods".to_owned() />
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_links_and_checkboxes_alike() {
        let pairs = [
            ("id", "b"),
            ("ids[]", "a"),
            ("ids[]", "b"),
            ("ids[]", "not an id"),
            ("period", "6m"),
            ("period", "5m"),
        ];
        let pairs = Pairs::new(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let selected = Selected::read(&pairs);
        assert_eq!(selected.ids, [ResourceId::parse("a").unwrap(), ResourceId::parse("b").unwrap()]);
        assert_eq!(selected.periods, [Period::Months(6)]);
    }
}
