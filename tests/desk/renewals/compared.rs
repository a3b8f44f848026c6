//! Ordering from the comparison of periods: what is below a price is ordered at that price, once.

use super::selection::{MONTH, three};
use super::{OPERATION, PERIODS, RENEW, orders, renew};
use crate::harness::{Client, Form, TestDesk};
use crate::payments;
use crate::renewals::selection::Selection;
use model::audit::AuditAction;
use model::money::Money;
use model::users::Role;
use partnerdesk::paths;

/// The forms below the comparison of a selection, in the order of the periods.
async fn forms(client: &Client, selection: &Selection) -> Vec<Form> {
    let path = paths::prices(&selection.ids(), &PERIODS);
    let page = client.get(&path).await;
    let each = page.body.split("<form ").skip(1).filter(|form| form.contains(RENEW));
    each.map(|form| Form::read(&path, &format!("<form {form}"), RENEW)).collect()
}

#[tokio::test]
async fn each_period_of_a_comparison_is_ordered_at_the_price_above_its_button() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let forms = forms(&admin, &selection).await;
    let page = admin.get(&paths::prices(&selection.ids(), &PERIODS)).await;
    assert_eq!(forms.len(), PERIODS.len());
    for (form, period) in forms.iter().zip(PERIODS) {
        let quote = desk.desk.partner.renewal_price(&selection.customer.id, &selection.ids(), period).await;
        let quote = quote.unwrap();
        let net = quote.net_total.unwrap();
        assert_eq!(
            (form.value("period"), form.value("seen_total")),
            (period.code().as_str(), net.to_string().as_str())
        );
        page.says(&format!("Place order, {}", Money::new(net, quote.currency)));
    }
    let path = renew(&admin, &forms[0]).await;
    admin.get(&path).await.says("Renewal for 1 month: 1 order pending payment");
    let made = orders(&desk, &path).await;
    let paid = payments::form(&admin, &made[0]).await;
    assert_eq!(paid.value("seen_amount"), forms[0].value("seen_total"), "the order costs what was agreed");
    assert!(desk.booked("payment", made[0].as_str()).await.is_empty(), "ordered, not paid");
    // Back, and another period: one comparison is one decision.
    assert_eq!(renew(&admin, &forms[2]).await, path);
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Renew).await), (1, 1));
}

#[tokio::test]
async fn another_price_than_the_one_compared_is_shown_and_nothing_is_ordered() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    for older in [("seen_total", "0.01"), ("seen_total", ""), ("seen_ends", ""), ("period", "6m")] {
        let form = forms(&admin, &selection).await.remove(0).with(&[older]);
        let page = admin.submit_and_read(&form).await;
        page.says("The price has changed");
        page.says("No order was placed.");
        assert_eq!(
            page.attributes(&format!("form[action='{RENEW}']"), "id").len(),
            PERIODS.len(),
            "and decide again"
        );
    }
    assert_eq!(desk.sent(OPERATION).await, 0);
}

#[tokio::test]
async fn who_may_not_order_compares_without_a_button() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let support = desk.signed_in(Role::Support).await;
    assert!(forms(&support, &selection).await.is_empty());
    let page = support.get(&paths::prices(&selection.ids(), &[MONTH, PERIODS[1]])).await;
    assert!(!page.words().contains("Place order"));
}
