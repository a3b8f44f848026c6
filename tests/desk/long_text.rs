//! Pasted texts of any size are refused with a message, and cost nothing.

use crate::bulk::filled;
use crate::harness::{Page, Table, TestDesk};
use model::bulk::{RowState, SkipReason};
use model::users::Role;
use partnerdesk::server::service::mirror::Part;

const LISTS: [&str; 6] = ["/customers", "/budgets", "/orders", "/renewals", "/activity", "/status"];
const TOO_LONG: &str =
    "The search did not run: the text has more than 256 characters. Enter a shorter part of the name or ID.";

/// The longest run of the letter that was pasted.
fn longest(page: &Page) -> usize {
    page.body.split(|letter| letter != 'q').map(str::len).max().unwrap()
}

#[tokio::test]
async fn a_search_of_any_length_is_refused_and_carried_no_further() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    desk.read(Part::Orders).await;
    desk.expiring(&[("r-near", 20, 0)]).await;
    let admin = desk.signed_in(Role::Administrator).await;
    for length in [257, 60_000] {
        let pasted = "q".repeat(length);
        for list in LISTS {
            let page = admin.get(&format!("{list}?q={pasted}")).await;
            assert_eq!(page.status, 200, "{list}");
            page.says(TOO_LONG);
            // The resources of one customer alone were read.
            let words = if list == "/renewals" { "No matches among what is known" } else { "No matches" };
            assert_eq!(page.text(".empty h2").as_deref(), Some(words), "{list}");
            assert_eq!(longest(&page), 257, "{list}");
            let kept = page.attribute("input[name=q][aria-invalid]", "value").unwrap();
            assert_eq!(kept.len(), 257, "{list}: handed in again it is refused again");
            let page = admin.get(&format!("{list}?q={pasted}&sort={}", "q".repeat(2_000))).await;
            assert_eq!((page.status, longest(&page)), (400, 257), "{list}: no such order");
        }
        let page = admin.get(&format!("/search?q={pasted}")).await;
        assert_eq!((page.status, longest(&page)), (200, 257));
        page.says(TOO_LONG);
        for list in ["/customers", "/budgets", "/orders", "/renewals", "/activity"] {
            let file = admin.get(&format!("/export{list}?q={pasted}")).await;
            assert_eq!(Table::of(&file).rows.len(), 0, "{list}");
        }
        let (entry, _) = desk.newest(model::audit::AuditAction::Export).await;
        assert!(entry.facts.iter().all(|(_, fact)| fact.len() < 300), "{:?}", entry.facts);
    }
    let asked = admin.call("search", &[("text", &"q".repeat(60_000))]).await;
    assert_eq!((asked.status, asked.body.as_str()), (200, r#"{"lines":[],"total":null,"only":false}"#));
    for list in LISTS {
        let page = admin.get(&format!("{list}?q={}", "q".repeat(256))).await;
        assert!(!page.words().contains("did not run"), "{list}");
    }
}

#[tokio::test]
async fn nothing_changes_for_all_that_match_a_search_that_did_not_run() {
    let (desk, _) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let pasted = "q".repeat(60_000);
    let filter = format!("q={pasted}");
    let fields = [("act", "raise"), ("value", "1"), ("all", "yes"), ("filter", filter.as_str())];
    let refused = admin.call("plan_budgets", &fields).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.body.contains("TooLong"), "{}", refused.body);
}

#[tokio::test]
async fn a_cell_of_any_length_skips_its_row_and_says_so() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (one, two, three) = (&customers[0].id, &customers[1].id, &customers[2].id);
    let pasted = "9".repeat(900_000);
    let text = format!(
        "customer,amount,note,type\n{pasted},1,,\n{one},{pasted},,\n{two},7777,{},\n{three},7777,,{}\n",
        "n".repeat(1_000),
        "m".repeat(1_000)
    );
    let job = admin.dry_run(&text).await;
    let rows = desk.rows(&job).await;
    let reasons: Vec<_> = rows.iter().map(|row| row.skip_reason).collect();
    let too_long = Some(SkipReason::CellTooLong);
    assert_eq!(reasons, [too_long, too_long, None, Some(SkipReason::WrongType)], "a note is passed over");
    assert_eq!(rows[2].state, RowState::Waiting);
    assert_eq!(rows[1].customer.as_ref(), Some(one), "the row is still about its customer");
    assert!(rows.iter().all(|row| row.given.len() < 70 && row.given_amount.len() < 70), "{rows:?}");
    let page = admin.get(&format!("/jobs/{job}")).await;
    page.says("A cell has more than 256 characters");
    assert!(page.body.len() < 200_000, "{}", page.body.len());
}

#[tokio::test]
async fn the_way_back_after_signing_in_may_be_long() {
    let desk = TestDesk::start().await;
    let next = format!("/renewals/prices?{}", "id=r&".repeat(200));
    let door = desk.anonymous().get(&format!("/sign-in?next={}", model::page::encode(&next))).await;
    assert_eq!(door.attribute("input[name=next]", "value"), Some(next));
}
