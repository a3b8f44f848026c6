//! Links to sort a list, to its other pages, and to its export.

use crate::paths;
use crate::tr;
use crate::ui::components::{Icon, LinkButton, PEEK, Symbol};
use crate::ui::format;
use leptos::prelude::*;
use model::lists::{List, Sort};
use model::page::{Direction, PAGE_SIZE, Paging, encode};
use model::users::Permission;
use std::sync::Arc;

/// What a table needs to build links to other pages and sort orders.
#[derive(Clone)]
pub struct Pager {
    paging: Paging,
    total: u64,
    default: (&'static str, Direction),
    sorts: &'static [Sort],
    link: Arc<dyn Fn(Paging) -> String + Send + Sync>,
    /// Id of the row that is open beside the list.
    open: Option<String>,
}

impl Pager {
    /// For a declared list with its total number of rows.
    pub fn of<L: List>(filter: &L, total: u64) -> Self {
        let first = L::SORTS.first().map_or("", |sort| sort.name);
        let linked = filter.clone();
        let link = move |paging| linked.paged(paging).address();
        Self { sorts: L::SORTS, ..Self::new(filter.paging(), total, (first, L::FIRST), link) }
    }

    /// For anything else: paging, total number of rows, default sort order, and a function that
    /// builds the address. It cannot be sorted.
    pub fn new(
        paging: &Paging,
        total: u64,
        default: (&'static str, Direction),
        link: impl Fn(Paging) -> String + Send + Sync + 'static,
    ) -> Self {
        Self { paging: paging.clone(), total, default, sorts: &[], link: Arc::new(link), open: None }
    }

    /// The address of another page or sort order.
    pub fn link(&self, paging: Paging) -> String {
        (self.link)(paging)
    }

    /// The direction in which the list is sorted by a column, if it is.
    pub fn sorted_by(&self, key: &str) -> Option<Direction> {
        match &self.paging.sort {
            Some(sort) => (sort == key).then_some(self.paging.direction),
            None => (self.default.0 == key).then_some(self.default.1),
        }
    }

    /// The direction of the first click on a column; `None` when the list cannot be sorted by it.
    pub fn first_sorted(&self, key: &str) -> Option<Direction> {
        self.sorts.iter().find(|sort| sort.name == key).map(|sort| sort.first)
    }

    /// Whether it is the list's own order.
    pub fn is_default(&self, key: &str, direction: Direction) -> bool {
        self.default == (key, direction)
    }

    /// With a row open beside the list.
    pub fn opening(self, row: Option<String>) -> Self {
        Self { open: row, ..self }
    }

    /// Whether a row is open beside the list.
    pub fn is_open(&self, id: &str) -> bool {
        self.open.as_deref() == Some(id)
    }

    /// The address of this page with a row opened beside it.
    pub fn peek(&self, id: &str) -> String {
        let list = self.here();
        let joined = if list.contains('?') { '&' } else { '?' };
        format!("{list}{joined}{PEEK}={}", encode(id))
    }

    /// The address of this page.
    pub fn here(&self) -> String {
        self.link(self.paging.clone())
    }

    /// Address of the first page, if the list has rows.
    pub fn first_of_some(&self) -> Option<String> {
        (self.total > 0).then(|| self.page(1))
    }

    /// Addresses of all rows as a workbook and as CSV; `None` when there are none.
    fn files(&self) -> Option<(String, String)> {
        self.first_of_some().map(|list| (paths::export_workbook(&list), paths::export(&list)))
    }

    fn page(&self, page: u32) -> String {
        self.link(Paging { page, ..self.paging.clone() })
    }
}

/// The export links. They have no `download` attribute: the answer is either a file or an error page.
#[component]
pub fn ExportLink(pager: Pager) -> impl IntoView {
    pager.files().map(|(workbook, csv)| {
        if !crate::context::viewer().may(Permission::ExportPersonalData) {
            return view! { <span class="small muted">{tr!("ui-export-denied")}</span> }.into_any();
        }
        view! {
            <LinkButton href=workbook label=tr!("ui-export-workbook") icon=Icon::Download quiet=true />
            <LinkButton href=csv label=tr!("ui-export") icon=Icon::Download quiet=true />
        }
        .into_any()
    })
}

/// "1–50 of 1,204", and links to the previous and next page.
#[component]
pub fn PagerLine(pager: Pager) -> impl IntoView {
    let page = pager.paging.page;
    let size = u64::from(PAGE_SIZE);
    let first = u64::from(page - 1) * size + 1;
    let last = (u64::from(page) * size).min(pager.total);
    let text = tr!(
        "ui-range",
        first = format::count(first.min(last)),
        last = format::count(last),
        total = format::count(pager.total)
    );
    let back = (page > 1).then(|| pager.page(page - 1));
    let forward = (last < pager.total).then(|| pager.page(page + 1));
    let turnable = back.is_some() || forward.is_some();
    view! {
        <nav class="pager" aria-label=tr!("ui-pages")>
            <span>{text}</span>
            {turnable.then(|| view! {
                <ul>
                    <li><Turn href=back icon=Icon::Back label=tr!("ui-page-before") rel="prev" /></li>
                    <li><Turn href=forward icon=Icon::Forward label=tr!("ui-page-after") rel="next" /></li>
                </ul>
            })}
        </nav>
    }
    .into_any()
}

#[component]
fn Turn(href: Option<String>, icon: Icon, label: String, rel: &'static str) -> impl IntoView {
    let before = icon == Icon::Back;
    let inside = move || {
        let symbol = || view! { <Symbol icon=icon /> };
        view! { {before.then(symbol)} {label.clone()} {(!before).then(symbol)} }
    };
    match href {
        Some(href) => view! {
            <a href=href rel=rel>
                {inside()}
            </a>
        }
        .into_any(),
        None => view! {
            <span class="off" aria-disabled="true">
                {inside()}
            </span>
        }
        .into_any(),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn pager(paging: Paging) -> Pager {
        Pager::new(&paging, 120, ("used", Direction::Descending), |paging| {
            format!("{:?} {} {:?}", paging.sort, paging.page, paging.direction)
        })
    }

    #[test]
    fn an_order_that_was_not_asked_for_is_the_default_one() {
        let pager = pager(Paging::default());
        assert_eq!(pager.sorted_by("used"), Some(Direction::Descending));
        assert_eq!(pager.sorted_by("name"), None);
    }

    #[test]
    fn turning_the_page_keeps_the_order() {
        let paging = Paging { page: 2, sort: Some("name".into()), direction: Direction::Ascending };
        let pager = pager(paging);
        assert_eq!(pager.sorted_by("name"), Some(Direction::Ascending));
        assert_eq!(pager.sorted_by("used"), None);
        assert_eq!(pager.page(3), "Some(\"name\") 3 Ascending");
    }

    #[test]
    fn a_file_holds_all_pages_in_the_same_order() {
        let paging = Paging { page: 2, sort: Some("name".into()), direction: Direction::Descending };
        assert_eq!(
            pager(paging).files().map(|(_, csv)| csv).as_deref(),
            Some("/exportSome(\"name\") 1 Descending")
        );
        let nothing = Pager::new(&Paging::default(), 0, ("used", Direction::Descending), |_| "/".to_owned());
        assert_eq!(nothing.files(), None);
    }
}
