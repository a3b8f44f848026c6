//! Mentions: on the overview until the note was opened or dismissed.

use super::{desk_with_customer, id_of, write};
use crate::harness::Client;
use model::users::Role;
use partnerdesk::paths;

const DISMISS: &str = "/api/dismiss_mention";

async fn is_mentioned(client: &Client) -> bool {
    client.get("/").await.words().contains("Notes that mention you.")
}

#[tokio::test]
async fn a_mention_is_seen_by_opening_the_page_or_by_dismissing_it() {
    let (desk, customer) = desk_with_customer().await;
    let path = paths::customer(&customer.id);
    let (manager, support) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Support).await);
    let person = id_of(&desk, "support").await.to_string();
    write(&manager, &path, &[("text", "please look at this"), ("mention", &person)]).await;
    manager.get(&path).await.says("mentions support");
    assert!(!is_mentioned(&manager).await, "of somebody else");
    assert!(is_mentioned(&support).await);
    support.get("/").await.says("please look at this");
    support.get("/customers").await;
    assert!(is_mentioned(&support).await, "another page is not that of the note");
    support.get(&path).await;
    assert!(!is_mentioned(&support).await, "opened");

    write(&manager, &path, &[("text", "and at this"), ("mention", &person)]).await;
    manager.get(&path).await;
    assert!(is_mentioned(&support).await, "who else opens it does not matter");
    let form = support.form("/", DISMISS).await;
    let note = form.value("note").to_owned();
    assert_eq!(manager.call("dismiss_mention", &[("note", &note)]).await.status, 404, "not theirs");
    let page = support.submit_and_read(&form).await;
    assert!(!page.words().contains("Notes that mention you."), "dismissed");
    assert!(!is_mentioned(&support).await);
}

#[tokio::test]
async fn who_lost_the_customer_is_not_told_of_its_notes() {
    let (desk, customer) = desk_with_customer().await;
    let path = paths::customer(&customer.id);
    let (manager, support) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Support).await);
    let own = id_of(&desk, "manager").await;
    write(&support, &path, &[("text", "for your eyes"), ("mention", own.as_str())]).await;
    assert!(is_mentioned(&manager).await);
    desk.desk.store.unassign(&own, std::slice::from_ref(&customer.id)).await.unwrap();
    let page = manager.get("/").await;
    assert!(!page.body.contains("for your eyes"), "out of scope");
    desk.assign(&customer.id).await;
    assert!(is_mentioned(&manager).await);
}
