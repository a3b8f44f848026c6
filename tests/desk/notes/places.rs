//! Notes on orders, resources and payments, and on the page of their customer.

use super::{WRITE, browser, desk_with_customer, notes, write};
use crate::harness::Form;
use crate::payments::{form, pay};
use model::error::AppError;
use model::ids::{IntentId, OrderId};
use model::notes::{NoteSubject, SubjectKind};
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;
use partnerdesk::server::store::Scope;

async fn wrote(client: &crate::harness::Client, path: &str, text: &str) {
    let page = write(client, path, &[("text", text)]).await;
    page.says("Note saved.");
    let section = client.get(path).await.text("#notes").unwrap();
    assert!(section.contains(text) && section.contains("1 note"), "{section}");
}

#[tokio::test]
async fn each_has_its_notes_and_its_customer_shows_all_of_them() {
    let (desk, customer) = desk_with_customer().await;
    desk.read(Part::Resources).await;
    let manager = desk.signed_in(Role::Manager).await;
    let order = desk.unpaid_order(&customer, 120).await;
    let paid = pay(&manager, &form(&manager, &desk.unpaid_order(&customer, 130).await).await).await;
    let resource = desk.desk.store.resources_of(&Scope::All, &customer.id).await.unwrap();
    let resource = resource.into_iter().find(|resource| resource.is_main).unwrap();
    let prices = paths::prices(std::slice::from_ref(&resource.id), &[]);
    for (path, text) in [
        (paths::order(&order), "wait for the purchase order"),
        (prices, "grows in spring"),
        (paid.clone(), "paid by mistake"),
    ] {
        wrote(&manager, &path, text).await;
    }
    let page = manager.get(&paths::customer(&customer.id)).await;
    let section = page.text("#notes").unwrap();
    let name = format!("Resource {}", resource.display_name());
    for words in
        ["3 notes", "wait for the purchase order", "grows in spring", "paid by mistake", "Payment", &name]
    {
        assert!(section.contains(words), "{words}: {section}");
    }
    let links = page.attributes("#notes a", "href");
    let payment = IntentId::parse(paid.rsplit('/').next().unwrap()).unwrap();
    for on in [NoteSubject::from(&order), NoteSubject::from(&resource.id), NoteSubject::from(&payment)] {
        assert!(links.contains(&paths::notes(&on)), "{on:?}: {links:?}");
    }
    let stranger = browser(&desk, "mia").await;
    for (kind, id) in
        [("order", order.as_str()), ("resource", resource.id.as_str()), ("payment", payment.as_str())]
    {
        let fields = [("id", "n-1"), ("kind", kind), ("subject", id), ("text", "in")];
        assert_eq!(stranger.call("write_note", &fields).await.error(), AppError::NotFound, "{kind}");
    }
    assert_eq!(notes(&desk, &customer.id).await.len(), 3);
}

#[tokio::test]
async fn a_note_outlives_what_the_mirror_knows_of_its_order() {
    let (desk, customer) = desk_with_customer().await;
    let manager = desk.signed_in(Role::Manager).await;
    let order = desk.unpaid_order(&customer, 120).await;
    write(&manager, &paths::order(&order), &[("text", "do not cancel")]).await;
    // However its id is written, it is that order.
    let lower = OrderId::parse(order.as_str().to_lowercase()).unwrap();
    manager.get(&paths::order(&lower)).await.says("do not cancel");
    let id = order.as_str().to_lowercase();
    desk.run_sql(&format!("DELETE FROM orders WHERE id = '{id}'")).await;
    let page = manager.get(&paths::customer(&customer.id)).await;
    page.says("do not cancel");
    page.says(&format!("Order {order} (no longer listed)"));
    let row = notes(&desk, &customer.id).await.remove(0);
    assert_eq!((row.note.subject.kind, row.subject_known), (SubjectKind::Order, false));
}

#[tokio::test]
async fn the_latest_twenty_are_shown_until_all_are_asked_for() {
    let (desk, customer) = desk_with_customer().await;
    let manager = desk.signed_in(Role::Manager).await;
    let path = paths::customer(&customer.id);
    for number in 0..22 {
        let id = format!("n-{number}");
        let text = format!("note number {number:02}");
        let fields =
            [("id", id.as_str()), ("kind", "customer"), ("subject", customer.id.as_str()), ("text", &text)];
        manager.submit(&Form::forged(&path, WRITE, &fields)).await;
    }
    let page = manager.get(&path).await;
    assert!(page.words().contains("note number 21") && !page.words().contains("note number 01"));
    let all = page.attributes("#notes > p a", "href");
    assert_eq!(all, [paths::all_notes(&NoteSubject::from(&customer.id))]);
    let page = manager.get(&all[0]).await;
    assert_eq!(page.attributes(".note-entry", "id").len(), 22);
    page.says("note number 00");
}
