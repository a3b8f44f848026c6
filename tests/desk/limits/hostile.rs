//! Input that no page of the desk sends, and people who may not.

use super::{LIMITS, of_person, of_role, set};
use crate::harness::{Client, PASSWORD, Page, TestDesk};
use model::amounts::BadAmount;
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::users::{Permission, Role};
use partnerdesk::paths;
use partnerdesk::server::store::UserChange;

async fn call(client: &Client, fields: &[(&str, &str)]) -> Page {
    let usual = [
        ("kind", "role"),
        ("holder", "manager"),
        ("seen", "USD"),
        ("currency", "USD"),
        ("password", PASSWORD),
    ];
    let is_given = |name: &str| fields.iter().any(|(given, _)| *given == name);
    let all: Vec<_> =
        usual.into_iter().filter(|(name, _)| !is_given(name)).chain(fields.iter().copied()).collect();
    client.call("set_limits", &all).await
}

#[tokio::test]
async fn amounts_are_read_as_everywhere_and_nothing_else_is_one() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    for (typed, problem) in [
        ("-1", BadAmount::NotPositive),
        ("\u{2212}0,01", BadAmount::NotPositive),
        ("1.500", BadAmount::Ambiguous),
        ("1e3", BadAmount::NotANumber),
        ("NaN", BadAmount::NotANumber),
        ("0x10", BadAmount::NotANumber),
        ("5,0001", BadAmount::TooPrecise),
        ("2147483647.01", BadAmount::TooLarge),
        ("999999999999999999999999999999999999", BadAmount::TooLarge),
        ("500 USD", BadAmount::NotANumber),
    ] {
        let answer = call(&admin, &[("raise_second", typed)]).await;
        let refused = AppError::field("raise_second", FieldProblem::Amount(problem));
        assert_eq!(answer.error(), refused, "{typed}");
    }
    let long = "9".repeat(65);
    let answer = call(&admin, &[("raise_second", &long)]).await;
    assert_eq!(answer.error(), AppError::field("raise_second", FieldProblem::TooLong(64)));
    assert_eq!(desk.entries(AuditAction::ChangeLimits).await, 0);
    let page = set(&admin, &of_role(Role::Manager), &[("raise_second", "１.２３４,５０")]).await;
    page.says("USD 1,234.50");
    let page = set(&admin, &of_role(Role::Manager), &[("raise_second", "0")]).await;
    page.says("USD 0.00");
}

#[tokio::test]
async fn limits_of_nobody_in_no_currency_or_twice_are_refused() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let support = desk.user("support").await.id;
    let off = desk.add_user("off", Role::Manager).await;
    let first = desk.user("administrator").await.id;
    let now = desk.desk.clock.now();
    for (kind, holder) in [
        ("user", "no-such-user"),
        ("user", support.as_str()),
        ("role", "support"),
        ("role", "root"),
        ("role", ""),
        ("", ""),
        ("user", "a b"),
        ("users", "manager"),
    ] {
        let answer = call(&admin, &[("kind", kind), ("holder", holder), ("spend_second", "5")]).await;
        assert_eq!(answer.error(), AppError::NotFound, "{kind} {holder}");
    }
    for path in ["/settings/limits/role/support", "/settings/limits/user/nobody", "/settings/limits/x/y"] {
        assert_eq!(admin.get(path).await.status, 404, "{path}");
    }
    // Open before, switched off, posted.
    let path = of_person(&desk, "off").await;
    let open = admin.form(&path, super::SET).await.with(&[("spend_second", "5"), ("password", PASSWORD)]);
    desk.desk.store.change_user(&off.id, UserChange::Off, Some(&first), now).await.unwrap();
    admin.submit(&open).await;
    assert_eq!(admin.get(&path).await.status, 404);
    for currency in ["EUR", "usd", "", "USDX", "\u{ff35}SD"] {
        let answer = call(&admin, &[("currency", currency), ("spend_second", "5")]).await;
        assert_eq!(answer.error(), AppError::BadRequest, "{currency}");
    }
    // Two limits for one thing: no such form is read at all.
    let twice = call(&admin, &[("spend_second", "5"), ("spend_second", "6")]).await;
    assert!(twice.status >= 400, "{}", twice.status);
    // A page that is older than the limits.
    let old = call(&admin, &[("seen", "USD spend-approval-action=9.00"), ("spend_second", "5")]).await;
    assert_eq!(old.error(), AppError::ChangedMeanwhile);
    assert!(desk.desk.store.own_limits().await.unwrap().is_empty());
    assert_eq!(desk.entries(AuditAction::ChangeLimits).await, 0);
}

#[tokio::test]
async fn only_administrators_come_near_limits_and_each_change_needs_their_password() {
    let desk = TestDesk::start().await;
    for role in [Role::Manager, Role::Support] {
        let client = desk.signed_in(role).await;
        for path in [LIMITS.to_owned(), of_role(Role::Manager), of_person(&desk, "manager").await] {
            let page = client.get(&path).await;
            assert_eq!(page.status, 403, "{role:?} {path}");
            assert!(!page.body.contains("/api/set_limits"), "{role:?} {path}");
        }
        let answer = call(&client, &[("spend_second", "")]).await;
        assert_eq!(answer.error(), AppError::NotAllowed(Permission::Administer), "{role:?}");
        assert!(!client.get("/settings").await.body.contains(LIMITS), "{role:?}: no link either");
    }
    let admin = desk.signed_in(Role::Administrator).await;
    assert!(admin.get("/settings").await.attributes("a", "href").contains(&LIMITS.to_owned()));
    for (password, problem) in [("", FieldProblem::Missing), ("not it", FieldProblem::WrongPassword)] {
        let answer = call(&admin, &[("spend_second", "5"), ("password", password)]).await;
        assert_eq!(answer.error(), AppError::field("password", problem));
    }
    assert!(desk.desk.store.own_limits().await.unwrap().is_empty());
}

#[tokio::test]
async fn limits_in_a_currency_that_the_account_had_before_let_nothing_pass_until_they_are_set_again() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    set(&admin, &of_role(Role::Administrator), &[("spend_second", "500")]).await;
    // As if the setting of the account's currency had been changed since.
    desk.run_sql("UPDATE own_limits SET currency = 'EUR'").await;
    desk.read_customers().await;
    let order = desk.unpaid_order(&desk.customer().await, 5).await;
    let page = admin.get(&paths::pay(&order)).await;
    page.says("Your limits are in EUR and the amount is in USD");
    admin.get(LIMITS).await.says("There are limits in EUR, which is no longer the currency of the account.");
    set(&admin, &of_role(Role::Administrator), &[("spend_second", "500")]).await;
    let page = admin.get(&paths::pay(&order)).await;
    assert!(page.text("form#pay-order").is_some(), "{}", page.words());
}
