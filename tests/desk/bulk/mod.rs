//! Budgets in bulk up to the dry run: selections, uploads, and skipped rows.

pub mod changes;
pub mod files;
pub mod payments;
pub mod percent;
pub mod run;
pub mod scope;
pub mod thousand;

use crate::harness::{Client, Form, Page, TestDesk, job_of, named};
use model::audit::AuditAction;
use model::bulk::{BulkRow, RowState, SkipReason};
use model::customers::{Association, Customer, Frozen};
use model::error::AppError;
use model::ids::BulkId;
use model::users::{Permission, Role};
use partnerdesk::server::service::mirror::Part;

pub const PLAN: &str = "/api/plan_budgets";
pub const SET: &str = "updateSubCustomerBudget";

/// A desk with mirrored customers and budgets, and some customers without faults.
pub async fn filled() -> (TestDesk, Vec<Customer>) {
    let desk = TestDesk::of(50, 4, |_| {}).await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let customers = desk.healthy_customers().await;
    let own: Vec<_> = customers.into_iter().filter(|customer| customer.reseller.is_none()).collect();
    assert!(own.len() >= 8, "{}", own.len());
    (desk, own)
}

/// Posts the form around the list with these customers selected.
pub async fn plan(client: &Client, list: &str, ids: &[&Customer], fields: &[(&str, &str)]) -> Page {
    let page = client.get(list).await;
    let action = page.attribute(&format!("button[formaction^='{PLAN}']"), "formaction").unwrap();
    let posted = page
        .body
        .replace("method=\"get\" action=\"/budgets/bulk\"", &format!("method=\"post\" action=\"{action}\""));
    let mut form = Form::read(list, &posted, &action).with(fields);
    for (index, customer) in ids.iter().enumerate() {
        form.fields.push((format!("ids[{index}]"), customer.id.to_string()));
    }
    client.submit(&form).await
}

fn reasons(rows: &[BulkRow]) -> Vec<Option<SkipReason>> {
    rows.iter().map(|row| row.skip_reason).collect()
}

/// The amounts of a row, before and after.
fn amounts(row: &BulkRow) -> (String, String) {
    let text = |target: &Option<model::bulk::Target>| {
        target.as_ref().and_then(|target| target.amount).map(|amount| amount.normalize().to_string())
    };
    (text(&row.before).unwrap_or_default(), text(&row.after).unwrap_or_default())
}

#[tokio::test]
async fn a_selection_is_set_raised_or_raised_by_percent() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (one, two) = (&customers[0], &customers[1]);
    let current_budgets = desk.current_budgets(&customers).await;
    let exact = |text: &str| text.parse::<rust_decimal::Decimal>().unwrap();
    let before = |customer: &Customer| exact(&current_budgets[&customer.id].0);
    for (act, value) in [("set", "7,777.5"), ("raise", "0.25"), ("percent", "100")] {
        let fields = [("act", act), ("value", value), ("rounding", "exact")];
        let page = plan(&admin, "/budgets", &[one, two], &fields).await;
        let job = job_of(&page);
        let rows = desk.rows(&job).await;
        for (row, customer) in rows.iter().zip([one, two]) {
            let after = match act {
                "set" => exact("7777.5"),
                "raise" => before(customer) + exact("0.25"),
                _ => before(customer) + before(customer),
            };
            assert_eq!(row.state, RowState::Waiting, "{act} {row:?}");
            let expected = (current_budgets[&customer.id].0.clone(), after.normalize().to_string());
            assert_eq!(amounts(row), expected, "{act}");
            assert_eq!(row.before.as_ref().unwrap().kind, row.after.as_ref().unwrap().kind, "the type stays");
        }
        let page = admin.get(&format!("/jobs/{job}")).await;
        page.says("Preview: 2 of 2 budgets will change");
        page.says("Current budgets loaded from HUAWEI CLOUD");
        let sum = before(one) + before(two);
        let button = page.text("#start-bulk button").unwrap();
        assert!(button.contains(&model::money::grouped(sum, &model::money::Currency::usd())), "{button}");
    }
    assert_eq!((desk.sent(SET).await, desk.entries(AuditAction::SetBudget).await), (0, 0));
    assert_eq!(desk.entries(AuditAction::BulkBudgets).await, 0);
    assert_eq!(desk.current_budgets(&customers).await, current_budgets, "a dry run changes nothing");
}

#[tokio::test]
async fn all_that_match_are_taken_on_all_pages() {
    let desk = TestDesk::of(80, 4, |_| {}).await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let admin = desk.signed_in(Role::Administrator).await;
    for list in ["/budgets", "/budgets?level=fine&sort=name"] {
        let shown = admin.shown(list).await;
        let page = plan(&admin, list, &[], &[("all", "yes"), ("act", "raise"), ("value", "1")]).await;
        let rows = desk.rows(&job_of(&page)).await;
        let mut ids: Vec<_> = rows.iter().map(|row| row.given.clone()).collect();
        let mut listed = shown.clone();
        ids.sort();
        listed.sort();
        assert_eq!(ids, listed, "{list}");
    }
}

#[tokio::test]
async fn a_selection_that_cannot_be_taken_comes_back_as_it_was() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let one = &customers[0];
    let list = format!("/budgets?q={}", one.id);
    let page = plan(&admin, &list, &[one], &[("act", "percent"), ("value", "-3")]).await;
    assert_eq!(page.location().as_deref(), Some(list.as_str()));
    let page = admin.get(&list).await;
    assert_eq!(
        page.text("#plan-budgets-value-problem").as_deref(),
        Some("The amount must be above 0. A budget cannot be removed, only changed.")
    );
    assert_eq!(page.attribute("#plan-budgets-value", "value").as_deref(), Some("-3"));
    assert_eq!(page.attribute("input[name=act][checked]", "value").as_deref(), Some("percent"));
    assert_eq!(page.attribute(".pick input[checked]", "value").as_deref(), Some(one.id.as_str()));
    assert_eq!(page.attribute("#plan", "open").as_deref(), Some(""), "what was typed is in sight");
    plan(&admin, &list, &[], &[("act", "set"), ("value", "5")]).await;
    admin.get(&list).await.says("Select at least one.");
}

#[tokio::test]
async fn percent_is_exact_and_what_has_too_many_decimals_is_left_out_and_told() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let one = &customers[0];
    let job = admin.dry_run(&format!("customer,amount\n{},1234.55\n", one.id)).await;
    admin.press(&job, "start_bulk").await;
    desk.work().await;
    let page = plan(&admin, "/budgets", &[one], &exactly("7.5")).await;
    let job = job_of(&page);
    let row = &desk.rows(&job).await[0];
    assert_eq!(
        (row.skip_reason, row.given_amount.as_str()),
        (Some(SkipReason::AmountTooPrecise), "1,327.14125")
    );
    let page = admin.get(&format!("/jobs/{job}")).await;
    page.says("More decimals than the currency has, or more than two");
    page.says("1,327.14125");
    assert_eq!(page.text("#start-bulk"), None, "nothing to confirm");
    let page = plan(&admin, "/budgets", &[one], &exactly("20")).await;
    assert_eq!(amounts(&desk.rows(&job_of(&page)).await[0]).1, "1481.46");
}

/// A raise by a percentage that is not rounded.
fn exactly(percent: &str) -> [(&str, &str); 3] {
    [("act", "percent"), ("value", percent), ("rounding", "exact")]
}

/// A file with a row for each reason to be skipped.
async fn refused(desk: &TestDesk, customers: &[Customer]) -> (BulkId, Vec<BulkRow>) {
    let like = &customers[0];
    let now = desk.desk.clock.now();
    let frozen = Customer { frozen: Some(Frozen::Account), ..customers[1].clone() };
    let referral = Customer {
        association: Some(Association::Referral),
        account_name: "ref-1".into(),
        ..named(like, "ref-1", "Referral")
    };
    let twins = [named(like, "twin-1", "Same Name"), named(like, "twin-2", "Same Name")];
    let twins = twins.map(|twin| Customer { account_name: twin.id.to_string(), ..twin });
    let mut made = vec![frozen, referral];
    made.extend(twins);
    desk.desk.store.upsert_customers(&made, now).await.unwrap();
    let stands = desk.current_budgets(customers).await[&customers[2].id].0.clone();
    let lines = [
        "nobody,5,,".to_owned(),
        "same name,5,,".to_owned(),
        "ref-1,5,,".to_owned(),
        format!("{},5,,", customers[1].id),
        format!("{},{stands},,", customers[2].id),
        format!("{},,,", customers[3].id),
        format!("{},1.0055,,", customers[4].id),
        format!("{},\"1,55,5\",,", customers[5].id),
        format!("{},5,weekly,", customers[6].id),
        format!("{},5,,maybe", customers[7].id),
        format!("{},5,,", customers[0].id),
        format!("{},6,,", customers[0].account_name.to_uppercase()),
    ];
    let admin = desk.signed_in(Role::Administrator).await;
    let job = admin.dry_run(&format!("customer,amount,type,freeze\n{}\n", lines.join("\n"))).await;
    let page = admin.get(&format!("/jobs/{job}")).await;
    page.says("Preview: no changes");
    page.says("12 rows are skipped");
    let rows = desk.rows(&job).await;
    (job, rows)
}

#[tokio::test]
async fn every_reason_to_leave_a_row_out_is_told_beside_it() {
    let (desk, customers) = filled().await;
    let (job, rows) = refused(&desk, &customers).await;
    let expected = [
        SkipReason::NotFound,
        SkipReason::Ambiguous,
        SkipReason::NotResale,
        SkipReason::Frozen,
        SkipReason::Same,
        SkipReason::AmountEmpty,
        SkipReason::AmountTooPrecise,
        SkipReason::AmountNotANumber,
        SkipReason::WrongType,
        SkipReason::WrongFreeze,
        SkipReason::Twice,
        SkipReason::Twice,
    ];
    assert_eq!(reasons(&rows), expected.map(Some));
    assert_eq!(rows[0].line, 2, "rows are called by their line in the file");
    let admin = desk.signed_in(Role::Administrator).await;
    let forged = Form::forged(&format!("/jobs/{job}"), "/api/start_bulk", &[("id", job.as_str())]);
    admin.submit(&forged).await;
    desk.work().await;
    assert_eq!(
        (desk.sent(SET).await, desk.entries(AuditAction::BulkBudgets).await),
        (0, 0),
        "there is nothing to start"
    );
}

#[tokio::test]
async fn a_file_sets_amount_type_and_freeze_by_whatever_the_customer_is_called() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (by_id, by_account, by_name) = (&customers[0], &customers[1], &customers[2]);
    let name = by_name.name.clone().unwrap();
    let file = format!(
        "\u{feff}amount;customer;type;freeze\r\n3000.5;{};one-time;automatic\r\n3001;{};monthly;manual\r\n3002;\"{name}\";;\r\n",
        by_id.id,
        by_account.account_name.to_uppercase(),
    );
    let job = job_of(&admin.upload(file.as_bytes(), "ignored, because a file was chosen").await);
    let rows = desk.rows(&job).await;
    let found: Vec<_> = rows.iter().map(|row| row.customer.clone().unwrap()).collect();
    assert_eq!(found, [by_id.id.clone(), by_account.id.clone(), by_name.id.clone()], "{rows:?}");
    let kept = desk.current_budgets(&customers).await[&by_name.id].1.clone();
    admin.press(&job, "start_bulk").await;
    desk.work().await;
    let current_budgets = desk.current_budgets(&customers).await;
    assert_eq!(current_budgets[&by_id.id], ("3000.5".into(), "PACKAGE".into()));
    assert_eq!(current_budgets[&by_account.id], ("3001".into(), "MONTHLY".into()));
    assert_eq!(current_budgets[&by_name.id], ("3002".into(), kept));
    let bodies: Vec<_> =
        desk.requests(SET).await.iter().map(|request| request["body"].as_str().unwrap().to_owned()).collect();
    assert_eq!(bodies.len(), 3);
    let about = |customer: &Customer| bodies.iter().find(|body| body.contains(customer.id.as_str())).unwrap();
    assert!(about(by_id).contains("\"frozen_operate_type\":1"), "{bodies:?}");
    assert!(about(by_account).contains("\"frozen_operate_type\":0"));
    assert!(!about(by_name).contains("frozen_operate_type"), "left as it is");
}

#[tokio::test]
async fn a_file_that_cannot_be_taken_is_told_beside_the_field_and_a_pasted_one_stays() {
    let (desk, _) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let large = vec![b'x'; 2 * 1024 * 1024 + 1];
    let long = format!("customer,amount\n{}", "c,1\n".repeat(5_001));
    for (file, words) in [
        (large.as_slice(), "At most 2 MB."),
        (long.as_bytes(), "At most 5,000 at a time."),
        (b"customer,amount\n\xff,1\n".as_slice(), "This is not text in UTF-8, UTF-16 or GB18030."),
        (
            b"name,sum\na,1\n".as_slice(),
            "No line contains the column names: there must be a column named \u{201c}customer\u{201d}.",
        ),
    ] {
        let page = admin.upload(file, "").await;
        assert_eq!(page.location().as_deref(), Some("/budgets/bulk"), "{words}");
        let page = admin.get("/budgets/bulk").await;
        let problem = page.text("#upload-budgets-file-problem").unwrap_or_default();
        assert!(problem.starts_with(words), "{words}: {problem:?}");
    }
    admin.upload(b"", "customer\nc1").await;
    let page = admin.get("/budgets/bulk").await;
    assert!(page.text("#upload-budgets-text-problem").unwrap().contains("amount"));
    assert_eq!(page.text("#upload-budgets-text").as_deref(), Some("customer\nc1"));
    page.says("At most 2 MB and 5,000 rows");
}

#[tokio::test]
async fn managers_do_it_for_their_own_customers_and_see_their_own_jobs() {
    let (desk, customers) = filled().await;
    let other = desk.unassigned_customer().await;
    let mine = customers.iter().find(|one| one.id != other.id).unwrap();
    desk.assign(&mine.id).await;
    let manager = desk.signed_in(Role::Manager).await;
    let file = format!("customer,amount\n{},5\n{},5\n{},5\n", other.id, other.account_name, mine.id);
    let job = manager.dry_run(&file).await;
    let rows = desk.rows(&job).await;
    assert_eq!(reasons(&rows), [Some(SkipReason::NotFound), Some(SkipReason::NotFound), None]);
    let path = format!("/jobs/{job}");
    assert!(!manager.get(&path).await.body.contains(other.display_name()), "not even its name");
    manager.press(&job, "start_bulk").await;

    desk.add_user("second", Role::Manager).await;
    let second = desk.anonymous();
    second.sign_in("second", crate::harness::PASSWORD).await;
    assert_eq!(second.get(&path).await.status, 404);
    for act in ["start_bulk", "pause_bulk", "resume_bulk", "cancel_bulk", "undo_bulk"] {
        assert_eq!(second.call(act, &[("id", job.as_str())]).await.error(), AppError::NotFound, "{act}");
    }
    let file = second.get(&format!("/export/budgets/bulk?job={job}")).await;
    assert_eq!(file.body.lines().count(), 1, "only the names of the columns: {}", file.body);
    assert!(!second.get("/budgets/bulk").await.body.contains(job.as_str()));

    let support = desk.signed_in(Role::Support).await;
    let page = support.get(&path).await;
    assert_eq!((page.status, page.text("#pause-bulk")), (200, None));
    assert!(support.get("/budgets/bulk").await.body.contains(job.as_str()), "who sees all sees all jobs");
    assert_eq!(support.get("/budgets").await.text(".pick"), None);
    for act in ["start_bulk", "pause_bulk", "cancel_bulk", "undo_bulk"] {
        let refused = support.call(act, &[("id", job.as_str())]).await;
        assert_eq!(refused.error(), AppError::NotAllowed(Permission::SetBudget), "{act}");
    }
    let refused = support.call("plan_budgets", &[("act", "set"), ("value", "1"), ("all", "yes")]).await;
    assert_eq!(refused.error(), AppError::NotAllowed(Permission::SetBudget));
    support.upload(b"", &file_of(mine)).await;
    support.get("/budgets/bulk").await.says("Not allowed for your role");
    let stranger = desk.anonymous().upload(b"", &file_of(mine)).await;
    assert!(stranger.location().unwrap().starts_with("/sign-in"), "{:?}", stranger.location());
}

fn file_of(customer: &Customer) -> String {
    format!("customer,amount\n{},5\n", customer.id)
}
