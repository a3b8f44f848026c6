//! Limits of a person's day, what an approver sees, and how the asker is told of the end.

use crate::harness::{Form, PASSWORD, TestDesk};
use crate::limits::paying;
use crate::payments::approvals::{APPROVE, DECLINE, WHY, asked, limited};
use crate::payments::{OPERATION, PAY, form, pay};
use model::audit::AuditAction;
use model::money::Currency;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::jobs::janitor;
use rust_decimal::Decimal;

/// A desk shortly after midnight UTC whose managers need their password when their day comes to more
/// than 600, and approval above 1,000.
async fn daily() -> TestDesk {
    let desk = TestDesk::with(|settings| {
        settings.spending.password_per_day = vec![(Role::Manager, Decimal::from(600))];
        settings.spending.approval_per_day = vec![(Role::Manager, Decimal::from(1_000))];
    })
    .await;
    desk.next_day().await;
    paying(desk).await
}

#[tokio::test]
async fn many_small_payments_are_no_way_around_a_limit() {
    let desk = daily().await;
    let customer = desk.customer().await;
    let manager = desk.signed_in(Role::Manager).await;
    for _ in 0..2 {
        let order = desk.unpaid_order(&customer, 300).await;
        pay(&manager, &form(&manager, &order).await).await;
    }
    let third = desk.unpaid_order(&customer, 300).await;
    let review = manager.get(&paths::pay(&third)).await;
    review.says("Required because your total for today is above your limit for one day.");
    let wanted = Form::read(&paths::pay(&third), &review.body, PAY);
    let page = manager.submit_and_read(&wanted.clone().with(&[("password", "")])).await;
    page.says("This field is required.");
    pay(&manager, &wanted.with(&[("password", PASSWORD)])).await;
    assert_eq!(desk.sent(OPERATION).await, 3);

    let fourth = desk.unpaid_order(&customer, 101).await;
    let review = manager.get(&paths::pay(&fourth)).await;
    review.says("Request approval to pay USD 101.00");
    review.says("With this, your total for today is above your limit for one day");
    let wanted = Form::read(&paths::pay(&fourth), &review.body, PAY).with(&[("password", PASSWORD)]);
    let page = manager.submit_and_read(&wanted.clone().with(&[("why", " ")])).await;
    assert_eq!(page.text("#pay-order-why-problem").as_deref(), Some("This field is required."));
    let path = pay(&manager, &wanted.with(&[("why", WHY)])).await;
    manager.get(&path).await.says("101.00: awaiting approval");
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Pay).await), (3, 4));
    // What is refused is known not to count, and another person has a day of their own.
    let admin = desk.signed_in(Role::Administrator).await;
    admin.submit(&admin.form(&path, DECLINE).await).await;
    let fits = desk.unpaid_order(&customer, 100).await;
    pay(&manager, &form(&manager, &fits).await.with(&[("password", PASSWORD)])).await;
    assert_eq!(desk.sent(OPERATION).await, 4);

    desk.next_day().await;
    let manager = desk.signed_in(Role::Manager).await;
    let next = desk.unpaid_order(&customer, 600).await;
    pay(&manager, &form(&manager, &next).await).await;
    assert_eq!(desk.sent(OPERATION).await, 5, "a new day");
}

#[tokio::test]
async fn an_unknown_outcome_counts_and_a_form_that_leaves_fields_out_does_not_help() {
    let desk = daily().await;
    let customer = desk.customer().await;
    let manager = desk.signed_in(Role::Manager).await;
    let lost = desk.unpaid_order(&customer, 600).await;
    let first = form(&manager, &lost).await;
    let second = desk.unpaid_order(&customer, 401).await;
    let early = form(&manager, &second).await;
    desk.fail_next(OPERATION, "reply_lost", 0).await;
    let path = pay(&manager, &first).await;
    manager.get(&path).await.says("outcome unknown");
    let page = manager.submit_and_read(&early).await;
    page.says("Request approval to pay USD 401.00");
    assert_eq!(
        (desk.sent(OPERATION).await, desk.entries(AuditAction::Pay).await),
        (1, 1),
        "nothing is stored"
    );
    assert_eq!(pay(&manager, &first).await, path, "the twin of a form is asked for nothing");
}

#[tokio::test]
async fn a_price_below_zero_was_never_shown_and_makes_no_room() {
    let desk = daily().await;
    let customer = desk.customer().await;
    let manager = desk.signed_in(Role::Manager).await;
    let order = desk.unpaid_order(&customer, 300).await;
    let wanted = form(&manager, &order).await;
    for seen in ["-5", "-1000000"] {
        let page = manager.submit_and_read(&wanted.clone().with(&[("seen_amount", seen)])).await;
        assert_eq!(page.status, 200, "{seen}: {}", page.words());
        assert!(page.text("form#pay-order").is_some(), "{seen}: decided again");
    }
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Pay).await), (0, 0));
}

#[tokio::test]
async fn the_reason_of_a_request_cannot_turn_an_amount_round() {
    let desk = daily().await;
    let customer = desk.customer().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let order = desk.unpaid_order(&customer, 1_200).await;
    let why = "only \u{202e}00.1 DSU\u{0}\u{1b}";
    let path =
        pay(&manager, &form(&manager, &order).await.with(&[("password", PASSWORD), ("why", why)])).await;
    for page in [admin.get(&path).await, admin.get("/").await] {
        let unseen = page.body.contains(['\u{202e}', '\u{0}', '\u{1b}']);
        assert!(!unseen, "{}", page.words());
    }
    admin.get(&path).await.says("only ⟨RLO⟩00.1 DSU");
}

#[tokio::test]
async fn payments_at_the_same_moment_pass_no_limit_together() {
    let desk = daily().await;
    let customer = desk.customer().await;
    let manager = desk.signed_in(Role::Manager).await;
    let mut forms = Vec::new();
    for _ in 0..4 {
        let order = desk.unpaid_order(&customer, 300).await;
        forms.push(form(&manager, &order).await);
    }
    let posted = futures::future::join_all(forms.iter().map(|form| manager.submit(form))).await;
    let paid = posted.iter().filter_map(|page| page.location()).filter(|path| path.starts_with("/payments/"));
    assert_eq!((paid.count(), desk.sent(OPERATION).await), (2, 2), "600 pass without the password");
}

#[tokio::test]
async fn an_amount_in_another_currency_than_the_limit_is_refused_loudly() {
    let desk = TestDesk::with(|settings| {
        settings.spending.currency = Currency::parse("EUR").unwrap();
        settings.spending.approval = vec![(Role::Manager, Decimal::from(1_000))];
    })
    .await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    desk.assign(&customer.id).await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let order = desk.unpaid_order(&customer, 5).await;
    let page = manager.get(&paths::pay(&order)).await;
    page.says("Your limits are in EUR and the amount is in USD, so they cannot be compared.");
    assert_eq!(page.text("form#pay-order"), None);
    let seen = form(&admin, &order).await;
    manager.submit_and_read(&seen).await.says("Your limits are in EUR and the amount is in USD");
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Pay).await), (0, 0));
    pay(&admin, &seen).await;
    assert_eq!(desk.sent(OPERATION).await, 1, "who has no limit pays");
}

#[tokio::test]
async fn who_approves_sees_what_the_asker_was_warned_of_and_why() {
    let desk = limited().await;
    let customer = desk.customer().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let budget = admin.form(&paths::budget(&customer.id), "/api/set_budget").await;
    admin.submit(&budget.with(&[("amount", "1100")]).ticking("confirm_cut")).await;
    desk.advance_all_clocks(1).await;
    let order = desk.unpaid_order(&customer, 1_200).await;
    let review = manager.get(&paths::pay(&order)).await;
    let warning = "budget does not cover this order";
    review.says(warning);
    let share = review.text("#budget .delta .after").unwrap();
    let wanted = Form::read(&paths::pay(&order), &review.body, PAY);
    let path = pay(&manager, &wanted.with(&[("password", PASSWORD), ("why", WHY)])).await;
    let page = admin.get(&path).await;
    for words in [warning, WHY, "Customer budget", "List price"] {
        page.says(words);
    }
    assert_eq!(page.text("#budget .delta .after"), Some(share));
    assert!(page.text("form#approve-payment").is_some());
}

#[tokio::test]
async fn the_asker_is_told_of_every_end() {
    let desk = limited().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    assert_eq!(manager.get("/").await.text("#ended-requests"), None);
    let (_, approved) = asked(&desk, &manager, 1_201).await;
    admin.submit(&admin.form(&approved, APPROVE).await).await;
    let (_, declined) = asked(&desk, &manager, 1_202).await;
    admin.submit(&admin.form(&declined, DECLINE).await).await;
    let (_, own) = asked(&desk, &manager, 1_203).await;
    manager.submit(&manager.form(&own, DECLINE).await).await;
    let (gone, moved) = asked(&desk, &manager, 1_204).await;
    let agreed = admin.form(&moved, APPROVE).await;
    desk.desk.partner.cancel_order(&desk.customer().await.id, &gone).await.unwrap();
    admin.submit(&agreed).await;
    let (_, late) = asked(&desk, &manager, 1_205).await;
    desk.advance_all_clocks(24 * 60 * 60 + 1).await;
    janitor::step(&desk.desk).await.unwrap();

    let manager = desk.signed_in(Role::Manager).await;
    let overview = manager.get("/").await;
    let told = overview.text("#ended-requests").unwrap();
    for (path, words) in [
        (&approved, "Approved by administrator"),
        (&declined, "Declined by administrator"),
        (&moved, "administrator wanted to approve it, but the price or the data had changed."),
        (&late, "Expired: not approved within a day"),
        (&own, "Withdrawn"),
    ] {
        manager.get(path).await.says(words);
        assert_eq!(told.contains(words), *path != own, "{words}: {told}");
        assert_eq!(overview.attributes("#ended-requests a", "href").contains(path), *path != own);
    }
    let admin = desk.signed_in(Role::Administrator).await;
    assert_eq!(admin.get("/").await.text("#ended-requests"), None, "only who asked is told");
}
