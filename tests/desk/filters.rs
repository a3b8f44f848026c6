//! A query string is either understood completely or rejected: a filter that is not understood
//! shows no rows, exports nothing and changes nothing. Covers every filter of every list from the
//! declarations, so new lists are tested automatically.

use crate::bulk::plan;
use crate::harness::{Client, Page, ROW_LINKS, Table, TestDesk, job_of};
use model::audit::{AuditAction, AuditOutcome};
use model::error::AppError;
use model::every_list;
use model::lists::{BudgetFilter, BulkFilter, BulkJobFilter, List, Shown, StatusFilter};
use model::page::encode;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;
use partnerdesk::server::store::{ListContext, Scope, Stored};
use std::time::Duration;

/// A desk with data for every list, and the path of a job's rows.
async fn filled() -> (TestDesk, Client, String) {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    desk.read(Part::Orders).await;
    desk.expiring(&[("r-soon", 3, 3), ("r-near", 20, 1), ("r-late", 80, 0)]).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let fields = [("all", "yes"), ("act", "raise"), ("value", "1")];
    let job = job_of(&plan(&admin, "/budgets", &[], &fields).await);
    (desk, admin, format!("/jobs/{job}"))
}

/// Names and values that a list does not understand.
fn nonsense<L: List>() -> Vec<(&'static str, &'static str)> {
    let filters = L::FILTERS.iter().filter_map(|filter| {
        let not_read = |text: &&str| (filter.read)(text).is_none();
        Some((filter.name, ["over-75", "abc", "a <b>b</b>"].into_iter().find(not_read)?))
    });
    let paging = [("page", "0"), ("page", "two"), ("sort", "secret"), ("dir", "sideways")];
    // Nothing of it can be compared, and everything would match.
    let search = L::SEARCHED.then_some(("q", "\u{200b}"));
    filters.chain(paging).chain(search).collect()
}

/// The path of a list; the rows of a job are on the job's page.
fn shown_at<L: List>(job: &str) -> String {
    if L::NAME == BulkFilter::NAME { job.to_owned() } else { L::PATH.to_owned() }
}

fn said(page: &Page, value: &str, rest: &str, whose: &str) {
    assert_eq!(page.status, 400, "{whose}");
    let words = page.text("[role=alert]").unwrap_or_else(|| panic!("no alert: {whose}"));
    assert!(words.contains("Filter not understood") && words.contains(value), "{whose}: {words}");
    assert!(!page.body.contains("<b>b</b>"), "{whose}: escaped");
    let links = page.attributes("[role=alert] a", "href");
    assert_eq!(links, [rest], "{whose}: the way to the rest");
}

/// The page shows no rows and no actions.
fn empty(page: &Page, whose: &str) {
    assert!(page.attributes(ROW_LINKS, "href").is_empty(), "{whose}");
    assert_eq!(page.text(".pager").filter(|_| !whose.starts_with("/status")), None, "{whose}");
    assert_eq!((page.text(".selection-bar"), page.text("input[type=checkbox][name='ids[]']")), (None, None));
    let files = page.attributes("a", "href").into_iter().filter(|href| href.starts_with("/export"));
    assert_eq!(files.count(), 0, "{whose}");
}

async fn is_said<L: List>(admin: &Client, job: &str) {
    for (name, value) in nonsense::<L>() {
        let path = shown_at::<L>(job);
        let whose = format!("{path}?{name}={value}");
        let page = admin.get(&format!("{path}?{name}={}&utm_source=mail", encode(value))).await;
        said(&page, value, &path, &whose);
        empty(&page, &whose);
    }
    let page = admin.get(&format!("{}?utm_source=mail", shown_at::<L>(job))).await;
    assert_eq!((page.status, page.text("[role=alert]")), (200, None), "{}: no name of ours", L::NAME);
}

/// There is no export, and no audit entry for one.
async fn is_no_file<L: List>(desk: &TestDesk, admin: &Client) {
    // A file is asked for with names of ours only.
    for (name, value) in nonsense::<L>().into_iter().chain([("unknown", "1"), ("Page", "1")]) {
        let before = desk.entries(AuditAction::Export).await;
        let file = paths::export(&format!("/{}?{name}={}", L::NAME, encode(value)));
        let page = admin.get(&file).await;
        assert_eq!((page.status, page.header("content-disposition")), (400, ""), "{file}");
        assert!(page.header("content-type").starts_with("text/html"), "{file}");
        page.says("no file was created");
        assert_eq!(desk.entries(AuditAction::Export).await, before, "{file}");
    }
}

/// The export contains what the page understood: for each offered value, and for a value that no
/// row has.
async fn is_what_the_file_holds<L: Stored>(desk: &TestDesk, admin: &Client, job: &str) {
    let (now, job) = (desk.desk.clock.now(), job.rsplit('/').next().unwrap());
    let asked = ListContext { now, ..ListContext::of(&Scope::All) };
    let mut whole = L::default();
    for filter in L::FILTERS.iter().filter(|filter| filter.shown == Shown::Apart) {
        assert!(whole.set(filter.name, Some(job)));
    }
    let offers = desk.desk.store.offers(&asked, &whole).await.unwrap();
    for filter in L::FILTERS.iter().filter(|filter| filter.shown != Shown::Apart) {
        let mut values: Vec<String> = (filter.offered)().into_iter().map(|given| given.code).collect();
        let found = offers.iter().filter(|(name, _)| *name == filter.name).flat_map(|(_, values)| values);
        values.extend(found.map(|(code, _)| code.clone()));
        values.extend(["99", "none"].map(str::to_owned));
        values.retain(|value| (filter.read)(value).is_some());
        for value in values {
            let mut one = whole.clone();
            one.set(filter.name, Some(&value));
            let count = desk.desk.store.count(&asked, &one).await.unwrap();
            let file = paths::export(&format!("/{}{}", L::NAME, one.query()));
            let page = admin.get(&file).await;
            assert_eq!((page.status, Table::of(&page).rows.len() as u64), (200, count), "{file}");
            // It ends a moment after its last byte was taken; until then the log has one open entry more.
            let mut entry = desk.newest(AuditAction::Export).await.0;
            while entry.outcome == AuditOutcome::Open {
                tokio::time::sleep(Duration::from_millis(20)).await;
                entry = desk.newest(AuditAction::Export).await.0;
            }
            let said = entry.facts.iter().find(|(name, _)| name == "filter").unwrap();
            assert!(said.1.contains(&format!("{}={value}", filter.name)), "{said:?}");
        }
    }
}

macro_rules! every_filter {
    ($($list:path),+ $(,)?) => {
        #[tokio::test]
        async fn a_filter_that_is_not_understood_is_said_above_an_empty_list() {
            let (_desk, admin, job) = filled().await;
            $(is_said::<$list>(&admin, &job).await;)+
            is_said::<BulkJobFilter>(&admin, &job).await;
            is_said::<StatusFilter>(&admin, &job).await;
        }

        #[tokio::test]
        async fn a_filter_that_is_not_understood_makes_no_file() {
            let (desk, admin, _) = filled().await;
            $(is_no_file::<$list>(&desk, &admin).await;)+
        }

        #[tokio::test]
        async fn a_file_holds_what_each_filter_lets_through() {
            let (desk, admin, job) = filled().await;
            $(is_what_the_file_holds::<$list>(&desk, &admin, &job).await;)+
        }
    };
}
every_list!(every_filter);

#[tokio::test]
async fn what_was_understood_of_an_address_stays() {
    let (_desk, admin, _) = filled().await;
    let page = admin.get("/budgets?level=over-75&type=MONTHLY&sort=name&page=2").await;
    said(&page, "over-75", "/budgets?type=MONTHLY&sort=name&page=2", "the rest");
    assert_eq!(page.text("h1").as_deref(), Some("Filter not understood"));
    let chosen = page.attribute("select[name=type] option[selected]", "value");
    assert_eq!(chosen.as_deref(), Some("MONTHLY"), "what was understood is still chosen");
    let long = admin.get(&format!("/budgets?level={}", "x".repeat(5_000))).await;
    assert!(!long.body.contains(&"x".repeat(100)), "cut");
    // Codes of the vendor can grow: an unknown number is understood, shown, and matches nothing.
    let page = admin.get("/orders?status=99").await;
    assert_eq!((page.status, page.text(".empty h2").as_deref()), (200, Some("No matches")));
    page.says("Unknown (99)");
}

#[tokio::test]
async fn all_that_match_is_never_changed_by_a_filter_that_is_not_understood() {
    let (desk, admin, _) = filled().await;
    let plan = async |filter: &str| {
        let fields = [("act", "raise"), ("value", "1"), ("all", "yes"), ("filter", filter)];
        admin.call("plan_budgets", &fields).await
    };
    // An unknown parameter is rejected too: a typo must not widen a change.
    for (name, value) in nonsense::<BudgetFilter>().into_iter().chain([("levle", "fine"), ("utm", "x")]) {
        let answer = plan(&format!("{name}={value}")).await;
        let AppError::NotUnderstood(wrong) = answer.error() else { panic!("{name}: {}", answer.body) };
        assert_eq!((answer.status, wrong[0].name.as_str(), wrong[0].value.as_str()), (400, name, value));
    }
    let form = admin.get("/budgets?level=fine&sort=name&page=1").await;
    assert_eq!(form.attribute("input[name=filter]", "value").as_deref(), Some("level=fine"));
    for value in BudgetFilter::FILTERS
        .iter()
        .flat_map(|filter| (filter.offered)().into_iter().map(move |given| (filter.name, given.code)))
    {
        let mut filter = BudgetFilter::default();
        assert!(filter.set(value.0, Some(&value.1)));
        let count = desk.desk.store.list_budgets(&Scope::All, &filter).await.unwrap().total;
        if count == 0 {
            continue;
        }
        let list = filter.address();
        let page =
            crate::bulk::plan(&admin, &list, &[], &[("all", "yes"), ("act", "raise"), ("value", "1")]).await;
        assert_eq!(desk.rows(&job_of(&page)).await.len() as u64, count, "{list}");
    }
}

#[tokio::test]
async fn a_form_that_was_tampered_with_says_what_was_not_understood() {
    let (_desk, admin, _) = filled().await;
    let fields = [("all", "yes"), ("act", "raise"), ("value", "1"), ("filter", "level=over-75")];
    let page = plan(&admin, "/budgets", &[], &fields).await;
    let page = admin.visit(&page.location().unwrap()).await;
    page.says("Filter not understood");
    page.says("over-75");
}
