//! Sort and pages of a list, and all of it as a file, as links.

use crate::paths;
use crate::tr;
use crate::ui::components::{Icon, LinkButton, Symbol};
use crate::ui::format;
use leptos::prelude::*;
use model::lists::{List, Sort};
use model::page::{Direction, PAGE_SIZE, Paging};
use std::sync::Arc;

/// What a table has to know to make links to its other pages and orders.
#[derive(Clone)]
pub struct Pager {
    paging: Paging,
    total: u64,
    default: (&'static str, Direction),
    sorts: &'static [Sort],
    link: Arc<dyn Fn(Paging) -> String + Send + Sync>,
}

impl Pager {
    /// Of a declared list: its state, and the rows on all pages.
    pub fn of<L: List>(filter: &L, total: u64) -> Self {
        let first = L::SORTS.first().map_or("", |sort| sort.name);
        let linked = filter.clone();
        let link = move |paging| linked.paged(paging).address();
        Self { sorts: L::SORTS, ..Self::new(filter.paging(), total, (first, L::FIRST), link) }
    }

    /// Of something else: the state, the rows on all pages, the order when none is asked for, and
    /// how to write an address. It cannot be sorted.
    pub fn new(
        paging: &Paging,
        total: u64,
        default: (&'static str, Direction),
        link: impl Fn(Paging) -> String + Send + Sync + 'static,
    ) -> Self {
        Self { paging: paging.clone(), total, default, sorts: &[], link: Arc::new(link) }
    }

    /// The address of another page or order.
    pub fn link(&self, paging: Paging) -> String {
        (self.link)(paging)
    }

    /// The way a column is sorted, where the list is sorted by it.
    pub fn sorted_by(&self, key: &str) -> Option<Direction> {
        match &self.paging.sort {
            Some(sort) => (sort == key).then_some(self.paging.direction),
            None => (self.default.0 == key).then_some(self.default.1),
        }
    }

    /// The way that the first press on a column sorts; `None` where the list cannot be sorted by it.
    pub fn first_sorted(&self, key: &str) -> Option<Direction> {
        self.sorts.iter().find(|sort| sort.name == key).map(|sort| sort.first)
    }

    /// The first page, where the list has rows at all.
    pub fn first_of_some(&self) -> Option<String> {
        (self.total > 0).then(|| self.page(1))
    }

    /// The rows of all pages in their order, as a file; nothing where there are none.
    fn file(&self) -> Option<String> {
        self.first_of_some().map(|list| paths::export(&list))
    }

    fn page(&self, page: u32) -> String {
        self.link(Paging { page, ..self.paging.clone() })
    }
}

/// Takes away what the filters show. Without script too, and an error is a page: the link says
/// nothing of a download, the answer does.
#[component]
pub fn ExportLink(
    /// The list.
    pager: Pager,
) -> impl IntoView {
    pager.file().map(|href| {
        view! { <LinkButton href=href label=tr!("ui-export") icon=Icon::Download quiet=true /> }
    })
}

/// "1–50 of 1,204", and the pages before and after.
#[component]
pub fn PagerLine(
    /// The list.
    pager: Pager,
) -> impl IntoView {
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
        assert_eq!(pager(paging).file().as_deref(), Some("/exportSome(\"name\") 1 Descending"));
        let nothing = Pager::new(&Paging::default(), 0, ("used", Direction::Descending), |_| "/".to_owned());
        assert_eq!(nothing.file(), None);
    }
}
