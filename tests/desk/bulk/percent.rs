//! Raises by a percentage, rounded up; freeze behavior and sharp cuts, shown and undone.

use crate::bulk::{SET, filled, plan};
use crate::harness::job_of;
use model::audit::AuditAction;
use model::budgets::FreezeBehaviour;
use model::bulk::RowState;
use model::users::Role;

#[tokio::test]
async fn a_percentage_is_rounded_up_as_chosen_and_each_row_says_from_what() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let one = &customers[0];
    let job = admin.dry_run(&format!("customer,amount\n{},1234.55\n", one.id)).await;
    admin.press(&job, "start_bulk").await;
    desk.work().await;
    for (rounding, after) in [("cent", "1327.15"), ("1", "1328"), ("10", "1330"), ("50", "1350")] {
        let fields = [("act", "percent"), ("value", "7.5"), ("rounding", rounding)];
        let job = job_of(&plan(&admin, "/budgets", &[one], &fields).await);
        let row = &desk.rows(&job).await[0];
        let amount = row.after.as_ref().and_then(|target| target.amount).unwrap();
        assert_eq!((row.state, amount.to_string().as_str()), (RowState::Waiting, after), "{rounding}");
        let page = admin.get(&format!("/jobs/{job}")).await;
        page.says("Rounded up from 1,327.14125");
        page.says("Increase by 7.5%, rounded up");
    }
    let job = admin.dry_run(&format!("customer,amount\n{},333.05\n", one.id)).await;
    admin.press(&job, "start_bulk").await;
    desk.work().await;
    let job =
        plan(&admin, "/budgets", &[one], &[("act", "percent"), ("value", "7.5"), ("rounding", "10")]).await;
    admin.get(&format!("/jobs/{}", job_of(&job))).await.says("Rounded up from 358.02875");
    let job = admin.dry_run(&format!("customer,amount\n{},1234.55\n", one.id)).await;
    admin.press(&job, "start_bulk").await;
    desk.work().await;
    let default = plan(&admin, "/budgets", &[one], &[("act", "percent"), ("value", "7.5")]).await;
    let row = &desk.rows(&job_of(&default)).await[0];
    assert_eq!(
        row.after.as_ref().unwrap().amount.unwrap().to_string(),
        "1327.15",
        "cents unless chosen otherwise"
    );
    // Typed as a whole it needs no choice before; what contradicts a choice is refused.
    let typed = plan(&admin, "/budgets", &[one], &[("value", "+7.5 %")]).await;
    assert_eq!(desk.rows(&job_of(&typed)).await[0].after, row.after);
    admin.get(&format!("/jobs/{}", job_of(&typed))).await.says("Increase by 7.5%, rounded up");
    for fields in [[("act", "raise"), ("value", "+7.5 %")], [("kind", "PACKAGE"), ("value", "+7.5 %")]] {
        let refused = plan(&admin, "/budgets", &[one], &fields).await;
        assert_eq!(refused.location().as_deref(), Some("/budgets"), "{fields:?}");
        // The list shows once what was refused, with its rows selected.
        admin.get("/budgets").await;
    }
    let odd = [("act", "percent"), ("value", "7.5"), ("rounding", "7")];
    let refused = plan(&admin, "/budgets", &[one], &odd).await;
    assert_eq!(refused.location().as_deref(), Some("/budgets"));
}

#[tokio::test]
async fn freeze_behavior_is_shown_like_an_amount_and_undone_like_one() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (known, unknown) = (&customers[0], &customers[1]);
    let set = |word: &str| format!("customer,amount,freeze\n{},4001,{word}\n", known.id);
    for word in ["automatic", "manual"] {
        let job = admin.dry_run(&set(word)).await;
        admin.press(&job, "start_bulk").await;
        desk.work().await;
    }
    let file =
        format!("customer,amount,freeze\n{},5001,automatic\n{},5002,automatic\n", known.id, unknown.id);
    let job = admin.dry_run(&file).await;
    let path = format!("/jobs/{job}");
    let page = admin.get(&path).await;
    page.says(
        "When the budget is used up: Restrict purchases only \u{2192} Freeze the account automatically",
    );
    page.says("When the budget is used up: current setting not reported \u{2192} Freeze");
    admin.press(&job, "start_bulk").await;
    desk.work().await;
    admin.get(&path).await.says("Freeze the account automatically");
    let file = crate::harness::Table::of(&admin.get(&format!("/export/budgets/bulk?job={job}")).await);
    assert_eq!(file.column("freeze_before"), ["manual", ""]);
    assert_eq!(file.column("freeze"), ["automatic", "automatic"]);

    let undo = job_of(&admin.press(&job, "undo_bulk").await);
    let rows = desk.rows(&undo).await;
    let back: Vec<_> = rows.iter().map(|row| (row.behaviour_before, row.behaviour)).collect();
    let (manual, automatic) = (Some(FreezeBehaviour::Manual), Some(FreezeBehaviour::Automatic));
    assert_eq!(back, [(automatic, manual), (automatic, manual)]);
    admin.get(&format!("/jobs/{undo}")).await.says("\u{2192} Restrict purchases only");
    admin.press(&undo, "start_bulk").await;
    desk.work().await;
    let requests = desk.requests(SET).await;
    for request in &requests[requests.len() - 2..] {
        assert!(request["body"].as_str().unwrap().contains("\"frozen_operate_type\":0"), "{request}");
    }
    let (entry, _) = desk.newest(AuditAction::SetBudget).await;
    assert!(entry.facts.contains(&("freeze-behaviour".into(), "0".into())), "{:?}", entry.facts);
}

#[tokio::test]
async fn sharp_cuts_are_flagged_in_the_preview() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let budgets = desk.current_budgets(&customers).await;
    let amount = |at: usize| -> rust_decimal::Decimal { budgets[&customers[at].id].0.parse().unwrap() };
    let (less, more) =
        ((amount(0) / rust_decimal::Decimal::from(3)).floor(), amount(1) + rust_decimal::Decimal::ONE);
    let file = format!("customer,amount\n{},{less}\n{},{more}\n", customers[0].id, customers[1].id);
    let job = admin.dry_run(&file).await;
    let rows = desk.rows(&job).await;
    assert_eq!((rows[0].cut().is_some(), rows[1].cut()), (true, None));
    let page = admin.get(&format!("/jobs/{job}")).await;
    page.says("1 budget is cut below its used amount or by more than half.");
    let words = page.words();
    assert!(words.contains("Cut by more than half") || words.contains("Below the used amount of"), "{words}");
}
