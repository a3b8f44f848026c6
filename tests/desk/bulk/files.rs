//! Files as people have them: exports that come back, other encodings, names that look alike.

use crate::bulk::filled;
use crate::harness::{Client, TestDesk, job_of, named};
use model::bulk::{BulkRow, RowState, SkipReason};
use model::customers::Customer;
use model::users::Role;
use reqwest::Method;

/// The bytes of a file.
async fn bytes(client: &Client, path: &str) -> Vec<u8> {
    let answer = client.request(Method::GET, path).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    answer.bytes().await.unwrap().to_vec()
}

async fn rows(desk: &TestDesk, client: &Client, file: &[u8]) -> Vec<BulkRow> {
    desk.rows(&job_of(&client.upload(file, "").await)).await
}

fn reasons(rows: &[BulkRow]) -> Vec<Option<SkipReason>> {
    rows.iter().map(|row| row.skip_reason).collect()
}

#[tokio::test]
async fn a_list_that_comes_back_unchanged_changes_nothing_in_any_format() {
    let (desk, _) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    for path in ["/export/budgets?level=fine", "/export-xlsx/budgets?level=fine"] {
        let rows = rows(&desk, &admin, &bytes(&admin, path).await).await;
        assert!(rows.len() > 10);
        for row in &rows {
            let why = row.skip_reason;
            assert!(matches!(why, Some(SkipReason::Same | SkipReason::Frozen)), "{path}: {row:?}");
        }
    }
}

#[tokio::test]
async fn rows_that_failed_can_be_handed_in_again() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let one = &customers[0];
    let job = admin
        .dry_run(&format!("customer,amount\n{},4321\nnobody,5\n{},1.500\n", one.id, customers[1].id))
        .await;
    for path in [format!("/export/budgets/bulk?job={job}"), format!("/export-xlsx/budgets/bulk?job={job}")] {
        let again = rows(&desk, &admin, &bytes(&admin, &path).await).await;
        let expected = [None, Some(SkipReason::NotFound), Some(SkipReason::AmountAmbiguous)];
        assert_eq!(reasons(&again), expected, "{path}");
        assert_eq!(again[0].after.as_ref().unwrap().amount.unwrap().normalize().to_string(), "4321");
    }
}

#[tokio::test]
async fn what_a_file_says_of_a_customer_must_be_true() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (one, two, three, four) = (&customers[0], &customers[1], &customers[2], &customers[3]);
    let row = |of: &Customer, name: &str, account: &str, currency: &str| {
        format!("{},\"{name}\",{account},{currency},4567\n", of.id)
    };
    let name = |of: &Customer| of.name.clone().unwrap();
    let file = [
        "customer_id,name,account_name,currency,amount\n".to_owned(),
        row(one, &name(one).to_uppercase(), &one.account_name, "usd"),
        row(two, &name(three), &two.account_name, "USD"),
        row(three, &name(three), &four.account_name, "USD"),
        row(four, &name(four), &four.account_name, "CNY"),
    ];
    let job = admin.dry_run(&file.concat()).await;
    let rows = desk.rows(&job).await;
    let expected =
        [None, Some(SkipReason::OtherName), Some(SkipReason::OtherAccount), Some(SkipReason::OtherCurrency)];
    assert_eq!(reasons(&rows), expected);
    let page = admin.get(&format!("/jobs/{job}")).await;
    page.says(&name(three));
    page.says("CNY 4567");
    page.says("The currency in the file is not the currency of this budget");
}

#[tokio::test]
async fn names_that_look_alike_are_found_and_twins_are_ambiguous() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let like = &customers[0];
    let made = [
        named(like, "x-1", "Vasudha Infotech Ltd."),
        named(like, "x-2", "Concei\u{e7}\u{e3}o Ara\u{fa}jo"),
        named(like, "x-4", "Luz del Sur Alimentaci\u{f3}n S.A."),
        named(like, "x-5", "\u{130}stanbul Stra\u{df}e"),
    ];
    let made = made.map(|one| {
        let account =
            if one.id.as_str() == "x-1" { "vasudha-0068".to_owned() } else { format!("a-{}", one.id) };
        Customer { account_name: account, ..one }
    });
    desk.desk.store.upsert_customers(&made, desk.desk.clock.now()).await.unwrap();
    let text =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/files/11-invisible.csv")).unwrap();
    let lines = rows(&desk, &admin, &text).await;
    let found: Vec<_> =
        lines.iter().map(|row| row.customer.as_ref().map(|id| id.as_str().to_owned())).collect();
    let is = |id: &str| Some(id.to_owned());
    assert_eq!(found[..2], [is("x-1"), is("x-1")], "{lines:?}");
    assert_eq!(found[3..5], [is("x-1"), is("x-4")], "{lines:?}");
    let twins = ["Concei\u{e7}\u{e3}o", "Conceic\u{327}a\u{303}o"]
        .map(|name| named(like, &format!("t-{}", name.len()), name));
    let twins = twins.map(|twin| Customer { account_name: twin.id.to_string(), ..twin });
    desk.desk.store.upsert_customers(&twins, desk.desk.clock.now()).await.unwrap();
    let job = admin
        .dry_run(&format!("customer,amount\nConcei\u{e7}\u{e3}o,5\n{},6\n", like.id.as_str().to_uppercase()))
        .await;
    let lines = desk.rows(&job).await;
    assert_eq!(reasons(&lines), [Some(SkipReason::Ambiguous), None]);
    for typed in
        ["istanbul", "STRASSE", "%E2%80%8Bvasudha", "Luz%C2%A0del", "%EF%BC%B6asudha", "Arau%CC%81jo"]
    {
        assert!(!admin.shown(&format!("/customers?q={typed}")).await.is_empty(), "{typed}");
    }
}

#[tokio::test]
async fn other_encodings_are_read_and_said() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let like = &customers[0];
    let zhao = Customer { account_name: "zhao".into(), ..named(like, "zhao-1", "\u{8d75}\u{9759}") };
    desk.desk.store.upsert_customers(&[zhao], desk.desk.clock.now()).await.unwrap();
    for (file, words) in [
        ("08-gb18030.csv", "File read as GB18030 text separated by commas, column names in line 1."),
        ("07-sep-line.csv", "File read as UTF-8 text separated by semicolons, column names in line 2."),
        ("08-utf16le-tabs.txt", "File read as UTF-16 text separated by tabs, column names in line 1."),
    ] {
        let text = std::fs::read(format!("{}/tests/data/files/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let job = job_of(&admin.upload(&text, "").await);
        admin.get(&format!("/jobs/{job}")).await.says(words);
        if file.contains("gb") {
            let row = &desk.rows(&job).await[0];
            assert_eq!(row.customer.as_ref().map(|id| id.as_str()), Some("zhao-1"));
            assert!(matches!(row.state, RowState::Waiting | RowState::Skipped));
        }
    }
}

#[tokio::test]
async fn a_file_that_may_mean_two_things_is_refused_with_words() {
    let (desk, _) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    for (file, words) in [
        (b"customer,amount,amount\na,1,2\n".as_slice(), "occurs more than once"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save it as .xlsx"),
        (b"PK\x03\x04broken", "cannot be read"),
    ] {
        admin.upload(file, "").await;
        let page = admin.get("/budgets/bulk").await;
        let problem = page.text("#upload-budgets-file-problem").unwrap_or_default();
        assert!(problem.contains(words), "{words}: {problem:?}");
    }
    let job = admin.dry_run("customer;amount\nx;1.500\n").await;
    assert_eq!(reasons(&desk.rows(&job).await), [Some(SkipReason::NotFound)]);
}
