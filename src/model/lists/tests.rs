use super::*;
use crate::budgets::{BudgetLevel, BudgetType};
use crate::customers::Frozen;
use crate::ids::{CustomerId, ResellerId};
use crate::orders::OrderStatus;
use crate::page::{Direction, Paging, Pairs, Unreadable};
use proptest::prelude::*;

fn pairs(query: &[(&str, &str)]) -> Pairs {
    Pairs::new(query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

/// Values to try a filter with: all of a closed set, else some that ids, numbers and texts have.
fn values(filter: &Filter) -> Vec<String> {
    let offered: Vec<String> = (filter.offered)().into_iter().map(|given| given.code).collect();
    let tried = ["c-1", "7", "\u{5317}\u{4eac} & Co"];
    let tried = tried.into_iter().filter(|code| (filter.read)(code).is_some()).map(str::to_owned);
    if offered.is_empty() { tried.collect() } else { offered }
}

/// A text that a filter does not understand; `None` where it understands every text.
fn nonsense(filter: &Filter) -> Option<&'static str> {
    ["over-75", "a b", "-"].into_iter().find(|text| (filter.read)(text).is_none())
}

/// A state of a list, from numbers.
fn state<L: List>(picks: &[usize], search: Option<&str>, page: u32) -> L {
    let mut state = L::default();
    let mut pick = picks.iter().copied().cycle();
    if L::SEARCHED {
        state.search_for(search.map(str::to_owned));
    }
    for filter in L::FILTERS {
        let values = values(filter);
        // One more than there are: not set.
        let index = pick.next().unwrap_or_default() % (values.len() + 1);
        assert!(state.set(filter.name, values.get(index).map(String::as_str)), "{}", filter.name);
    }
    let sort = L::SORTS.get(pick.next().unwrap_or_default() % (L::SORTS.len() + 1));
    let direction =
        if pick.next().unwrap_or_default() % 2 == 0 { Direction::Ascending } else { Direction::Descending };
    *state.paging_mut() = Paging { page, sort: sort.map(|sort| sort.name.to_owned()), direction };
    state
}

fn reads_back<L: List>(picks: &[usize], search: Option<&str>, page: u32) {
    let state = state::<L>(picks, search, page);
    let written = state.write().into_iter().map(|(name, value)| (name.to_owned(), value));
    assert_eq!(L::read(&Pairs::new(written)), Ok(state.clone()));
    // As a query string, read strictly, and in a form.
    let query = state.query();
    assert_eq!(L::read_strictly(&Pairs::parse(query.trim_start_matches('?'))), Ok(state.clone()), "{query}");
    let json = serde_json::to_string(&state).unwrap();
    assert_eq!(serde_json::from_str::<L>(&json).unwrap(), state);
}

macro_rules! read_back {
    ($($list:path),+ $(,)?) => {
        fn all_read_back(picks: &[usize], search: Option<&str>, page: u32) {
            $(reads_back::<$list>(picks, search, page);)+
            reads_back::<StatusFilter>(picks, search, page);
            reads_back::<BulkJobFilter>(picks, search, page);
        }
    };
}
every_list!(read_back);

proptest! {
    #[test]
    fn every_list_reads_back_what_it_wrote(
        picks in proptest::collection::vec(0_usize..1_000, 10),
        search in proptest::option::of("[a-z\u{5317}&=%+ \"'#?]{0,8}[a-z\u{4eac}&=%+]"),
        page in 1_u32..2_000_000,
    ) {
        let search = search.as_deref().map(str::trim).filter(|text| !text.is_empty());
        all_read_back(&picks, search, page.min(1_000_000));
    }
}

#[test]
fn a_select_sends_sort_and_direction_as_one() {
    let chosen = |code: &str| CustomerFilter::read(&pairs(&[("order", code), ("page", "2")])).unwrap();
    assert_eq!(chosen("left.desc").address(), "/customers?sort=left&dir=desc&page=2");
    assert_eq!(chosen("waiting.asc").address(), "/customers?sort=waiting&page=2");
    assert_eq!(chosen(&order_code("expires", Direction::Descending)).paging.sort.as_deref(), Some("expires"));
    assert_eq!(chosen("").address(), "/customers?page=2", "nothing chosen");
}

/// Each filter with nonsense, each sort, direction and page with nonsense: said, and nothing else
/// of the address is lost.
fn refuses<L: List>() {
    let wrong = |query: &[(&str, &str)]| L::read(&pairs(query)).unwrap_err();
    for filter in L::FILTERS {
        let good = values(filter);
        let Some(nonsense) = nonsense(filter) else { continue };
        let misread = wrong(&[(filter.name, nonsense), ("dir", "desc")]);
        assert_eq!(misread.wrong, [Unreadable::new(filter.name, nonsense)], "{}", L::NAME);
        assert_eq!(misread.rest.query(), "?dir=desc");
        if let [one, other, ..] = good.as_slice() {
            let misread = wrong(&[(filter.name, one), (filter.name, other)]);
            assert_eq!(misread.wrong[0].name, filter.name, "two values: nobody can tell which is meant");
            assert!(L::read(&pairs(&[(filter.name, one), (filter.name, one)])).is_ok(), "the same twice");
        }
        assert_eq!(L::read(&pairs(&[(filter.name, " ")])), Ok(L::default()), "nothing chosen");
    }
    for (name, value) in [
        ("page", "0"),
        ("page", "x"),
        ("page", "-4"),
        ("sort", "secret"),
        ("sort", "name;drop"),
        ("dir", "up"),
        ("order", "secret.asc"),
        ("order", "desc"),
    ] {
        let misread = wrong(&[(name, value)]);
        assert_eq!((misread.wrong, misread.rest), (vec![Unreadable::new(name, value)], L::default()));
    }
    assert_eq!(L::read(&pairs(&[("utm_source", "mail")])), Ok(L::default()), "what is no part of a list");
    let strange = L::read_strictly(&pairs(&[("levle", "fine")])).unwrap_err();
    assert_eq!(strange.wrong, [Unreadable::new("levle", "fine")], "a change heeds every name");
}

macro_rules! refuse {
    ($($list:path),+ $(,)?) => {
        #[test]
        fn what_is_not_understood_is_never_left_out_in_silence() {
            $(refuses::<$list>();)+
            refuses::<StatusFilter>();
            refuses::<BulkJobFilter>();
        }
    };
}
every_list!(refuse);

fn is_declared_well<L: List>() {
    let mut names: Vec<&str> = L::FILTERS.iter().map(|filter| filter.name).collect();
    names.extend(["q", "page", "sort", "dir", "order"]);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), L::FILTERS.len() + 5, "{}: a name twice", L::NAME);
    for filter in L::FILTERS {
        for given in (filter.offered)() {
            assert_eq!((filter.read)(&given.code), Some(given), "{} {}", L::NAME, filter.name);
        }
        let closed = filter.shown == Shown::Select;
        assert!(!closed || !(filter.offered)().is_empty(), "{}: a select of nothing", filter.name);
    }
    assert_eq!(L::default().address(), L::PATH);
}

macro_rules! declared_well {
    ($($list:path),+ $(,)?) => {
        #[test]
        fn declarations_are_sound() {
            $(is_declared_well::<$list>();)+
            is_declared_well::<StatusFilter>();
            is_declared_well::<BulkJobFilter>();
        }
    };
}
every_list!(declared_well);

#[test]
fn addresses_are_encoded_and_stay_short() {
    let customers =
        CustomerFilter { search: Some("\u{5317}\u{4eac} & Co".into()), ..CustomerFilter::default() };
    assert!(customers.query().contains("q=%E5%8C%97%E4%BA%AC%20%26%20Co"));
    assert_eq!(CustomerFilter::default().query(), "");
    let filter = StatusFilter {
        search: Some("CBC.0100".into()),
        history: Some(HistoryPart::Ours),
        history_page: Some(HistoryPage(3)),
        ..StatusFilter::default()
    };
    assert_eq!(filter.address(), "/status?q=CBC.0100&history=ours&history-page=3");
    assert_eq!((filter.is_ours(), filter.history_number()), (true, 3));
}

#[test]
fn numbers_of_the_vendor_may_be_new_and_words_may_not() {
    let filter = OrderFilter::read(&pairs(&[("status", "99")])).unwrap();
    assert_eq!(filter.status, Some(OrderStatus::Other(99)));
    assert_eq!(
        CustomerFilter::read(&pairs(&[("frozen", "2")])).unwrap().frozen,
        Some(Frozen::AccountAndResources)
    );
    for (name, value) in [("type", "WEEKLY"), ("type", "monthly"), ("level", "over-75"), ("level", "Over75")]
    {
        assert!(BudgetFilter::read(&pairs(&[(name, value)])).is_err(), "{name}={value}");
    }
    let known = BudgetFilter::read(&pairs(&[("type", "PACKAGE"), ("level", "over75")])).unwrap();
    assert_eq!((known.kind, known.level), (Some(BudgetType::Package), Some(BudgetLevel::Over75)));
}

#[test]
fn a_page_far_behind_the_last_one_is_a_page() {
    for far in ["4000000000", "18446744073709551615"] {
        assert_eq!(OrderFilter::read(&pairs(&[("page", far)])).unwrap().paging.page, 1_000_000);
    }
}

#[test]
fn of_what_was_not_understood_only_the_beginning_is_kept() {
    let misread =
        BudgetFilter::read(&pairs(&[("level", &format!("\u{7}{}", "x".repeat(60_000)))])).unwrap_err();
    let kept = &misread.wrong[0].value;
    assert_eq!((kept.chars().count(), kept.ends_with('\u{2026}')), (40, true));
    assert!(!kept.contains('\u{7}'));
}

#[test]
fn a_filter_is_taken_away_alone() {
    let filter = BudgetFilter {
        search: Some("acme".into()),
        level: Some(BudgetLevel::Over90),
        reseller: Some(ResellerId::parse("r1").unwrap()),
        paging: Paging { page: 3, sort: Some("name".into()), direction: Direction::Descending },
        ..BudgetFilter::default()
    };
    assert_eq!(filter.without("level").address(), "/budgets?q=acme&reseller=r1&sort=name&dir=desc");
    assert_eq!(filter.without_search().address(), "/budgets?level=over90&reseller=r1&sort=name&dir=desc");
    assert!(filter.is_narrowed() && !BudgetFilter::default().is_narrowed());
    let rows = BulkFilter { job: Some(crate::ids::BulkId::parse("j").unwrap()), ..BulkFilter::default() };
    assert!(!rows.is_narrowed(), "which list it is narrows nothing");
    let whose = OrderFilter { customer: Some(CustomerId::parse("c").unwrap()), ..OrderFilter::default() };
    assert!(whose.is_narrowed());
}
