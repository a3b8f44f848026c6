//! Saved views and columns of lists.

use crate::harness::{Client, TestDesk};
use model::users::Role;
use partnerdesk::server::service::mirror::Part;

/// Saves the view that a page shows.
async fn save(client: &Client, path: &str, name: &str, shared: bool) {
    let form = client.form(path, "/api/save_view").await.with(&[("name", name)]);
    let form = if shared { form.ticking("shared") } else { form };
    let saved = client.submit(&form).await;
    assert_eq!(saved.location().as_deref(), Some(path), "{}", saved.body);
    client.get(path).await.says("View saved");
}

/// The links of the views that a list offers.
async fn offered(client: &Client, list: &str) -> Vec<String> {
    client.get(list).await.attributes(".saved-views a", "href")
}

#[tokio::test]
async fn a_view_is_an_address_with_a_name_and_a_shared_one_widens_no_scope() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.unassigned_customer().await;
    let order = desk.unpaid_order(&customer, 310).await;
    desk.read(Part::Orders).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let path = "/orders?status=6&sort=deadline";
    save(&admin, path, "To pay, by deadline", true).await;
    let mine = offered(&admin, "/orders").await;
    assert_eq!(mine.len(), 1);
    assert_eq!(admin.get(&mine[0]).await.location().as_deref(), Some(path));
    assert!(admin.get(path).await.body.contains(order.as_str()));
    // Others open it in their own scope, and cannot delete it.
    let manager = desk.signed_in(Role::Manager).await;
    assert_eq!(offered(&manager, "/orders").await, mine);
    let shown = manager.visit(&mine[0]).await;
    assert!(shown.status == 200 && !shown.body.contains(order.as_str()));
    manager.get("/orders").await.says("by administrator");
    let id = mine[0].trim_start_matches("/views/").to_owned();
    manager.call("delete_view", &[("id", &id)]).await;
    assert_eq!(offered(&admin, "/orders").await, mine);
    // Its owner stops sharing it by saving it again under its name.
    let form = admin.form(path, "/api/save_view").await.with(&[("name", "To pay, by deadline")]);
    admin.submit(&form).await;
    assert_eq!(offered(&admin, "/orders").await, mine, "it keeps its address");
    assert_eq!(offered(&manager, "/orders").await, Vec::<String>::new());
    assert_eq!(manager.get(&mine[0]).await.status, 404);
    admin.call("delete_view", &[("id", &id)]).await;
    assert_eq!(admin.get(&mine[0]).await.status, 404);
}

#[tokio::test]
async fn a_view_whose_filter_is_gone_says_so() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    save(&admin, "/customers?frozen=1", "frozen ones", false).await;
    desk.run_sql("UPDATE saved_views SET query = 'frozen=1&colour=red'").await;
    let view = offered(&admin, "/customers").await.remove(0);
    let page = admin.get(&view).await;
    assert_eq!(page.location(), None);
    page.says("Part of this view no longer exists");
    page.says("colour");
    assert!(page.attributes("main a", "href").contains(&"/customers?frozen=1".to_owned()));
    // What a list does not understand is not saved at all.
    for (list, query) in [("customers", "colour=red"), ("no-such-list", "")] {
        let fields = [("list", list), ("query", query), ("name", "x")];
        assert!(admin.call("save_view", &fields).await.status >= 400, "{list} {query}");
    }
    let nameless = admin.call("save_view", &[("list", "customers"), ("query", ""), ("name", " ")]).await;
    assert_eq!(nameless.status, 422);
}

#[tokio::test]
async fn columns_are_chosen_per_list_and_person() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.unpaid_order(&desk.customer().await, 310).await;
    desk.read(Part::Orders).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let heads = async |client: &Client| {
        let page = client.get("/orders").await;
        let html = scraper::Html::parse_document(&page.body);
        let heads = scraper::Selector::parse("main table thead th:not(.pick)").unwrap();
        let cells = scraper::Selector::parse("main table tbody tr:first-child > :not(.pick)").unwrap();
        (html.select(&heads).count(), html.select(&cells).count())
    };
    let (all, cells) = heads(&admin).await;
    assert_eq!(all, cells);
    let form = admin.form("/orders", "/api/choose_columns").await;
    let offered = admin.get("/orders").await.attributes("input[name='shown[]']", "value");
    let kept: Vec<&str> = offered.iter().map(String::as_str).filter(|key| *key != "created").collect();
    assert_eq!(kept.len() + 1, offered.len());
    let chosen = admin.submit(&form.choosing("shown[]", &kept)).await;
    assert_eq!(chosen.location().as_deref(), Some("/orders"));
    assert_eq!(heads(&admin).await, (all - 1, all - 1));
    let support = desk.signed_in(Role::Support).await;
    assert_eq!(heads(&support).await, (all, all), "another person's list is as it was");
}
