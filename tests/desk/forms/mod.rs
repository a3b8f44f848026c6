//! Every form of the desk: its saved submission belongs to the form and its subject, is shown once
//! by their page, and survives an expired session; nothing is stored for users without a session. A
//! form without an entry here fails.

pub mod amounts;
mod budget;
pub mod noted;
pub mod placed;

use crate::harness::{Client, Form, PASSWORD, Page, TestDesk};
use model::forms;
use model::forms::FormSpec;
use model::users::Role;
use placed::{PlacedForm, TEXT};
use reqwest::Method;
use reqwest::header::{ACCEPT, ORIGIN};
use std::collections::BTreeSet;
use std::time::Duration;

/// What the page says about a form that arrived after its session had ended.
const NOT_SENT: &str = "Your session ended before this form was sent.";
/// Typed into password fields.
const SECRET: &str = "canary-of-a-password";

/// Forms that save no submission: signing in, also by an invitation, and out, and the view settings. And those that
/// are on a page only for the session that began to set up a second factor, or beside a second factor.
const WITHOUT: [&str; 11] = [
    "sign-in",
    "sign-in-code",
    "accept-invitation",
    "sign-out",
    "view",
    "refresh",
    "confirm-second-factor",
    "cancel-second-factor",
    "kept-recovery-codes",
    "new-recovery-codes",
    "turn-off-second-factor",
];

#[test]
fn every_form_has_an_entry() {
    let entries = [
        placed::ACCOUNTS,
        placed::JOBS,
        placed::PAYMENTS,
        placed::RENEWALS,
        placed::LISTS,
        placed::PEOPLE,
        placed::TEAMS,
        amounts::LIMITS,
        noted::NOTES,
        &WITHOUT,
    ]
    .concat();
    let known: BTreeSet<&str> = forms::ALL.iter().map(|spec| spec.name).collect();
    assert_eq!(entries.iter().copied().collect::<BTreeSet<_>>(), known);
    assert_eq!(entries.len(), known.len(), "each once");
}

/// Server functions that only read.
pub const READS: [&str; 19] = [
    "activity_entry",
    "activity_seals",
    "budget",
    "budget_levels",
    "bulk_job",
    "bulk_jobs",
    "change",
    "change_reviews",
    "customer",
    "expiring_weeks",
    "order",
    "overview",
    "payment",
    "payment_review",
    "price_grids",
    "renewal",
    "search",
    "status",
    "status_operation",
];

#[tokio::test]
async fn every_address_that_changes_something_is_that_of_a_form() {
    let desk = TestDesk::start().await;
    let served: BTreeSet<String> =
        leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    let reads = READS.iter().map(|name| format!("/api/{name}"));
    let actions = forms::ALL.iter().map(|spec| spec.action.to_owned());
    // Files are posted to the page of the form; so is a sign-in, for the sake of its address.
    let elsewhere = ["/budgets/bulk", "/settings/assignments", "/sign-in", "/sign-in/code", "/invitation"];
    let of_visitors = ["/api/sign_in", "/api/sign_in_code", "/api/accept_invitation"];
    let actions =
        actions.filter(|path| !elsewhere.contains(&path.as_str())).chain(of_visitors.map(str::to_owned));
    let known: BTreeSet<String> = reads.chain(actions).collect();
    assert_eq!(served, known);
    assert_eq!(desk.signed_in(Role::Support).await.get("/").await.status, 200);
}

/// Posts it like a browser whose session has ended.
async fn post_too_late(desk: &TestDesk, form_case: &PlacedForm) -> (Client, Page) {
    let client = desk.anonymous();
    let page = if form_case.spec().name.starts_with("upload-") {
        client.upload_again_on(&form_case.form.action, b"", TEXT).await
    } else {
        client.submit(&form_case.form).await
    };
    assert_eq!(page.status, 200, "{}: {}", form_case.spec().name, page.body);
    (client, page)
}

/// Signs in with the form on a page.
async fn sign_in(client: &Client, page: &Page, password: &str) -> Page {
    let form = Form::read("/sign-in", &page.body, "/sign-in");
    client.submit(&form.with(&[("name", "administrator"), ("password", password)])).await
}

/// Requests other resources of a browser, and pages without the form.
async fn visit_other_pages(client: &Client, form_case: &PlacedForm) {
    let here = &form_case.form.path;
    for (path, headers) in [
        (here.as_str(), vec![(ACCEPT.as_str(), "*/*"), ("sec-fetch-dest", "empty")]),
        (here, vec![("accept", "text/html"), ("sec-fetch-dest", "empty")]),
        (here, vec![("accept", "text/html"), ("sec-purpose", "prefetch")]),
        (
            here,
            vec![
                ("accept", "text/html"),
                ("sec-fetch-dest", "document"),
                ("sec-purpose", "prefetch;prerender"),
            ],
        ),
        ("/favicon.ico", vec![("accept", "image/avif,image/webp,*/*"), ("sec-fetch-dest", "image")]),
        ("/no/such/page", vec![("accept", "text/html"), ("sec-fetch-dest", "document")]),
        ("/", vec![("accept", "text/html"), ("sec-fetch-dest", "document")]),
        ("/help", vec![("accept", "text/html")]),
        ("/export/customers", vec![("accept", "text/html"), ("sec-fetch-dest", "document")]),
        (form_case.elsewhere.as_str(), vec![("accept", "text/html"), ("sec-fetch-dest", "document")]),
    ] {
        let get = headers
            .iter()
            .fold(client.request(Method::GET, path), |get, (name, value)| get.header(*name, *value));
        let page = client.send(get).await;
        let name = form_case.spec().name;
        assert!(!page.body.contains(NOT_SENT), "{name} is shown on {path} with {headers:?}");
    }
}

/// The complete case of a form that arrives after its session has ended.
async fn comes_back_once_on_its_own_page(desk: &TestDesk, form_case: &PlacedForm) {
    let (spec, here) = (form_case.spec(), &form_case.form.path);
    let (client, page) = post_too_late(desk, form_case).await;
    page.says("Nothing was sent. You were signed out.");
    assert_eq!(client.cookie("id"), None, "{}: nothing is kept for strangers", spec.name);
    let again = sign_in(&client, &page, "not it").await;
    assert_eq!((again.status, client.cookie("id")), (200, None), "{}", spec.name);
    again.says("Wrong name or password");
    again.says("Nothing was sent. You were signed out.");
    let signed_in = sign_in(&client, &again, PASSWORD).await;
    assert_eq!(signed_in.location().as_ref(), Some(here), "{}: {}", spec.name, signed_in.body);
    visit_other_pages(&client, form_case).await;
    let shown = client.get(here).await;
    assert_eq!(shown.words().matches(NOT_SENT).count(), 1, "{}: {}", spec.name, shown.words());
    if let Some(typed) = form_case.typed {
        assert!(shown.body.contains(typed), "{}: what was typed is in the form again", spec.name);
    }
    for page in [&page, &again, &shown] {
        assert!(!page.body.contains(SECRET), "{}: a password is kept", spec.name);
    }
    let once_more = client.get(here).await;
    assert!(!once_more.body.contains(NOT_SENT), "{}: shown twice", spec.name);
}

async fn all_come_back(desk: &TestDesk, placed: Vec<PlacedForm>, names: &[&str]) {
    let found: Vec<&str> = placed.iter().map(|form_case| form_case.spec().name).collect();
    assert_eq!(found, names);
    for form_case in placed {
        comes_back_once_on_its_own_page(desk, &form_case).await;
    }
}

#[tokio::test]
async fn forms_about_accounts_and_orders_survive_the_end_of_a_session() {
    let (desk, placed) = placed::accounts().await;
    all_come_back(&desk, placed, placed::ACCOUNTS).await;
}

#[tokio::test]
async fn forms_about_jobs_survive_the_end_of_a_session() {
    let (desk, placed) = placed::jobs().await;
    all_come_back(&desk, placed, placed::JOBS).await;
}

#[tokio::test]
async fn forms_about_payments_survive_the_end_of_a_session() {
    let (desk, placed) = placed::payments().await;
    all_come_back(&desk, placed, placed::PAYMENTS).await;
}

#[tokio::test]
async fn forms_about_renewals_and_changes_survive_the_end_of_a_session() {
    let (desk, placed) = placed::renewals().await;
    all_come_back(&desk, placed, placed::RENEWALS).await;
}

#[tokio::test]
async fn forms_about_lists_survive_the_end_of_a_session() {
    let (desk, placed) = placed::lists().await;
    all_come_back(&desk, placed, placed::LISTS).await;
}

#[tokio::test]
async fn forms_about_people_survive_the_end_of_a_session() {
    let (desk, placed) = placed::people().await;
    all_come_back(&desk, placed, placed::PEOPLE).await;
}

#[tokio::test]
async fn forms_about_who_looks_after_whom_survive_the_end_of_a_session() {
    let (desk, placed) = placed::teams().await;
    all_come_back(&desk, placed, placed::TEAMS).await;
}

#[tokio::test]
async fn limits_come_back() {
    let (desk, placed) = amounts::amounts().await;
    all_come_back(&desk, placed, amounts::LIMITS).await;
}

#[tokio::test]
async fn forms_about_notes_survive_the_end_of_a_session() {
    let (desk, placed) = noted::notes().await;
    all_come_back(&desk, placed, noted::NOTES).await;
}

/// Deletes all sessions in the database and returns their number.
async fn sessions(desk: &TestDesk) -> u64 {
    let far = desk.desk.clock.now() + Duration::from_secs(10 * 365 * 86_400);
    desk.desk.store.delete_expired(far).await.unwrap()
}

#[tokio::test]
async fn strangers_leave_nothing_behind() {
    let desk = TestDesk::start().await;
    let fields = |spec: &FormSpec| -> Vec<(String, String)> {
        spec.fields.iter().map(|field| (field.name.to_owned(), "x".repeat(60))).collect()
    };
    for spec in forms::ALL.iter().filter(|spec| !spec.name.starts_with("upload-")) {
        let fields = fields(spec);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let client = desk.anonymous();
        client.submit(&Form::forged("/", spec.action, &fields)).await;
        assert_eq!(client.cookie("id"), None, "{}", spec.name);
    }
    desk.anonymous().upload_again(b"customer,amount\nx,1\n", &"x".repeat(200_000)).await;
    for number in 0..10 {
        let name = format!("{number}{}", "n".repeat(100_000));
        let page = desk.anonymous().try_sign_in(&name, "guess").await;
        assert_eq!(page.status, 200, "{number}");
        assert!(page.body.len() < 30_000, "what is too long is not told again");
    }
    assert_eq!(sessions(&desk).await, 0);
}

#[tokio::test]
async fn a_long_text_is_kept_over_the_sign_in_and_a_file_is_asked_for_again() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let row = "aurora-freight,\"5,000.50\",monthly,\r\n";
    let text = format!("customer,amount,type,freeze\r\n{}", row.repeat(78_000 / row.len()));
    let client = desk.anonymous();
    let page = client.upload_again(b"", &text).await;
    let signed_in = sign_in(&client, &page, PASSWORD).await;
    let shown = client.get(&signed_in.location().unwrap()).await;
    let typed = shown.text("textarea[name=text]").unwrap();
    assert_eq!(typed.lines().count(), text.lines().count());
    assert!(typed.contains("aurora-freight,\"5,000.50\",monthly,"));

    let client = desk.anonymous();
    let page = client.upload_again(b"customer,amount\naurora-freight,1\n", "").await;
    page.says("Select the file again after you sign in");
    let signed_in = sign_in(&client, &page, PASSWORD).await;
    client.get(&signed_in.location().unwrap()).await.says("Select the file budgets.csv again");
}

#[tokio::test]
async fn what_is_too_long_to_be_carried_is_said_to_be() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    let page = client.upload_again(b"", &"x".repeat(180_000)).await;
    page.says("too long to be kept");
    let signed_in = sign_in(&client, &page, PASSWORD).await;
    client.get(&signed_in.location().unwrap()).await.says(NOT_SENT);
}

#[tokio::test]
async fn a_made_up_form_is_only_ever_shown_in_its_fields() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    for unsent in ["", "e30", "bm9uc2Vuc2U", "<script>alert(1)</script>", &"A".repeat(100_000)] {
        let client = desk.anonymous();
        let form = client.form("/sign-in", "/sign-in").await;
        let form = form.with(&[("name", "administrator"), ("password", PASSWORD), ("unsent", unsent)]);
        let page = client.submit(&form).await;
        assert_eq!(page.location().as_deref(), Some("/"), "{:.20}", unsent);
        assert_eq!(client.get("/").await.status, 200);
    }
}

#[tokio::test]
async fn a_script_whose_session_has_ended_is_told_so() {
    let desk = TestDesk::start().await;
    for spec in forms::ALL.iter().filter(|spec| spec.name == "pay-order" || spec.name == "set-budget") {
        let client = desk.anonymous();
        let post = client.post(spec.action, &[("order", "CS1"), ("customer", "c1")]);
        let page = client.send(post.header(ACCEPT, "application/json").header(ORIGIN, client.base())).await;
        assert_eq!(page.status, 401, "{}: {}", spec.name, page.body);
        assert_eq!(page.error(), model::error::AppError::SignedOut);
    }
}
