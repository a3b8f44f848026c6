//! Every address that the desk writes is one that it serves: a function of `paths` without a route
//! fails here, and so does one that nobody gave an example of.

use crate::harness::TestDesk;
use leptos_axum::generate_route_list;
use model::changes::ChangeKind;
use model::every_list;
use model::ids::{
    AuditId, BulkId, CustomerId, HandOverId, IntentId, OrderId, PlanId, ResourceId, UserId, ViewId,
};
use model::intents::{IntentKind, IntentRef, Stage};
use model::limits::own::LimitHolder;
use model::lists::{
    ActivityFilter, BudgetFilter, BulkFilter, CustomerFilter, FollowUpFilter, List, OrderFilter,
    RenewalFilter, StatusFilter,
};
use model::notes::NoteSubject;
use model::raise::RaiseFor;
use model::renewals::Period;
use model::users::Role;
use model::views::{Hit, HitKind};
use partnerdesk::paths;
use std::collections::BTreeSet;
use std::str::FromStr;

const SOURCE: &str = include_str!("../../../src/paths.rs");

/// Functions that turn one address into another.
const NO_ADDRESS: [&str; 2] = ["inside", "exported"];

fn id<T: FromStr<Err: std::fmt::Debug>>() -> T {
    "made-up".parse().unwrap()
}

fn intent(kind: IntentKind) -> String {
    paths::intent(&IntentRef { kind, id: id(), stage: Stage::Done })
}

fn hit(kind: HitKind) -> Hit {
    let (id, name, beside) = ("made-up".to_owned(), String::new(), String::new());
    Hit { kind, id, name, beside, customer: None, status: None, exact: true }
}

/// An address of each function, or several where it writes several.
fn examples() -> Vec<(&'static str, String)> {
    let mut examples = vec![
        ("overview", paths::overview()),
        ("sign_in", paths::sign_in()),
        ("sign_in_then", paths::sign_in_then("/orders?status=6")),
        ("sign_in_with", paths::sign_in_with("/api/set_budget", "/budgets")),
        ("sign_in_code", paths::sign_in_code()),
        ("second_factor", paths::second_factor()),
        ("second_factor_then", paths::second_factor_then("/orders?status=6")),
        ("customers", paths::customers(&CustomerFilter::default())),
        ("customer", paths::customer(&id::<CustomerId>())),
        ("follow_ups", paths::follow_ups(&FollowUpFilter::default())),
        ("notes", paths::notes(&NoteSubject::from(&id::<CustomerId>()))),
        ("notes", paths::notes(&NoteSubject::from(&id::<OrderId>()))),
        ("notes", paths::notes(&NoteSubject::from(&id::<ResourceId>()))),
        ("notes", paths::notes(&NoteSubject::from(&id::<IntentId>()))),
        ("all_notes", paths::all_notes(&NoteSubject::from(&id::<ResourceId>()))),
        ("budgets", paths::budgets(&BudgetFilter::default())),
        ("budget", paths::budget(&id::<CustomerId>())),
        ("raise", paths::raise(&id::<CustomerId>(), &RaiseFor::Order(id::<OrderId>()))),
        ("purchase", paths::purchase(&RaiseFor::Order(id::<OrderId>()))),
        ("purchase", paths::purchase(&RaiseFor::Renewal(vec![id::<ResourceId>()], Period::Months(1)))),
        ("bulks", paths::bulks()),
        ("bulk", paths::bulk(&id::<BulkId>())),
        ("bulk_rows", paths::bulk_rows(&id::<BulkId>(), &BulkFilter::default())),
        ("bulk_export", paths::export(&paths::bulk_export(&id::<BulkId>(), &BulkFilter::default()))),
        ("orders", paths::orders(&OrderFilter::default())),
        ("order", paths::order(&id::<OrderId>())),
        ("pay", paths::pay(&id::<OrderId>())),
        ("payment", paths::payment(&id::<IntentId>())),
        ("renewals", paths::renewals(&RenewalFilter::default())),
        ("prices", paths::prices(&[id::<ResourceId>()], &[Period::Months(3)])),
        ("renewal", paths::renewal(&id::<IntentId>())),
        ("change", paths::change(&id::<IntentId>())),
        ("change_review", paths::change_review(ChangeKind::AutoRenewOn, &[id::<ResourceId>()])),
        ("activity", paths::activity(&ActivityFilter::default())),
        ("activity_entry", paths::activity_entry(&id::<AuditId>())),
        ("audit_proof", paths::audit_proof()),
        ("status", paths::status(&StatusFilter::default())),
        ("status_history", paths::status_history(&StatusFilter::default())),
        ("status_operation", paths::status_operation("PayOrders")),
        ("search", paths::search("晨曦 & co")),
        ("settings", paths::settings()),
        ("users", paths::users()),
        ("user", paths::user(&id::<UserId>())),
        ("rights", paths::rights()),
        ("limits", paths::limits()),
        ("limits_of", paths::limits_of(&LimitHolder::Role(Role::Manager))),
        ("limits_of", paths::limits_of(&LimitHolder::User(id::<UserId>()))),
        ("invitation", paths::invitation("made-up")),
        ("view", paths::view(&id::<ViewId>())),
        ("assignments", paths::assignments()),
        ("assignment_plan", paths::assignment_plan(&id::<PlanId>())),
        ("make_hand_over", paths::make_hand_over(None)),
        ("make_hand_over", paths::make_hand_over(Some(&id::<UserId>()))),
        ("hand_over", paths::hand_over(&id::<HandOverId>())),
        ("hit", paths::hit(&hit(HitKind::Customer))),
        ("hit", paths::hit(&hit(HitKind::Order))),
        ("hit", paths::hit(&hit(HitKind::Resource))),
        ("hit", paths::hit(&hit(HitKind::Entry))),
        ("hit", paths::hit(&hit(HitKind::Note))),
        ("help", paths::help()),
    ];
    examples.extend(IntentKind::ALL.into_iter().map(|kind| ("intent", intent(kind))));
    macro_rules! files {
        ($($list:path),+ $(,)?) => { [$(paths::export(&format!("/{}", <$list>::NAME))),+] };
    }
    examples.extend(every_list!(files).map(|file| ("export", file)));
    macro_rules! workbooks {
        ($($list:path),+ $(,)?) => { [$(paths::export_workbook(&format!("/{}", <$list>::NAME))),+] };
    }
    examples.extend(every_list!(workbooks).map(|file| ("export_workbook", file)));
    examples
}

/// Whether a route leads to an address: `:id` stands for any one part of it.
fn leads(route: &str, address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let (parts, served): (Vec<&str>, Vec<&str>) = (path.split('/').collect(), route.split('/').collect());
    parts.len() == served.len()
        && parts
            .iter()
            .zip(&served)
            .all(|(part, served)| part == served || (!part.is_empty() && served.starts_with([':', '{'])))
}

#[test]
fn every_function_of_an_address_has_an_example() {
    let named = SOURCE.lines().filter_map(|line| line.strip_prefix("pub fn ")?.split('(').next());
    let named: BTreeSet<&str> = named.filter(|name| !NO_ADDRESS.contains(name)).collect();
    let tried: BTreeSet<&str> = examples().into_iter().map(|(name, _)| name).collect();
    assert_eq!(named, tried);
}

#[test]
fn every_address_has_a_route() {
    let mut routes: Vec<String> =
        generate_route_list(partnerdesk::app::App).iter().map(|route| route.path().to_owned()).collect();
    assert!(routes.iter().any(|route| route.ends_with("/:id") || route.ends_with("/{id}")), "{routes:?}");
    macro_rules! files {
        ($($list:path),+ $(,)?) => {
            [$([format!("/export/{}", <$list>::NAME), format!("/export-xlsx/{}", <$list>::NAME)]),+]
        };
    }
    routes.extend(every_list!(files).into_iter().flatten());
    for (name, address) in examples() {
        let found = routes.iter().filter(|route| leads(route, &address)).count();
        assert!(found > 0, "{name} writes {address}, which nothing serves: {routes:?}");
    }
    assert!(!routes.iter().any(|route| leads(route, "/no/such/page")));
}

#[tokio::test]
async fn an_address_without_an_id_shows_its_page() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    for (name, address) in examples() {
        let made_up = address.contains("made-up") || name.starts_with("sign_in");
        if !made_up {
            let address = address.split('#').next().unwrap();
            assert_eq!(admin.get(address).await.status, 200, "{name}: {address}");
        }
    }
}
