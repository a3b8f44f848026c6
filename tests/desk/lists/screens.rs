//! Lists on small and on wide windows: sorted by a select where no heads are shown, a row open beside its list.

use crate::harness::{Page, TestDesk};
use model::users::Role;
use partnerdesk::server::service::mirror::Part;

#[tokio::test]
async fn a_list_is_sorted_by_a_select_where_no_heads_are_shown() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    let options = client.get("/customers").await.attributes("select[name=order] option", "value");
    for code in ["waiting.desc", "expires.asc", "left.desc", "name.desc"] {
        assert!(options.iter().any(|option| option == code), "{code} is not in {options:?}");
    }
    let current = "select[name=order] option[selected]";
    assert_eq!(client.get("/customers").await.attribute(current, "value").as_deref(), Some(""));
    let sorted = client.get("/customers?q=&order=waiting.desc").await;
    assert_eq!(sorted.attribute(current, "value").as_deref(), Some("waiting.desc"));
    let by_head = client.get("/customers?sort=waiting&dir=desc").await;
    let names = |page: &Page| page.attributes("main tbody a.row-link", "href");
    assert_eq!(names(&sorted), names(&by_head));
    assert!(by_head.attributes("form.filters input[name=sort]", "value").is_empty(), "the select has it");
}

/// A row opened beside its list: the list's address and the row's id, so that it works without script.
#[tokio::test]
async fn a_row_is_opened_beside_its_list_by_a_plain_link() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    desk.read(Part::Orders).await;
    let client = desk.signed_in(Role::Administrator).await;
    for list in ["/customers?sort=waiting&dir=desc", "/budgets", "/orders?status=6"] {
        let page = client.get(list).await;
        let link = page.attribute("main tbody a[data-peek]", "href").unwrap();
        assert!(link.starts_with(list) && link.contains("peek="), "{link}");
        let detail = page.attribute("main tbody a.row-link", "href").unwrap();
        let open = client.get(&link).await;
        assert_eq!(open.status, 200, "{link}");
        assert_eq!(open.attribute(".peek .peek-title a", "href").as_deref(), Some(detail.as_str()));
        assert_eq!(open.attribute(".peek a.peek-close", "href").as_deref(), Some(list), "back to the list");
        assert_eq!(open.attribute("tbody a[aria-current=true]", "href").as_deref(), Some(link.as_str()));
        assert_eq!(open.body.matches("<h1").count(), 1, "one heading, of the list");
        // Forms beside the list lead back to it.
        let back = open.attributes(".peek input[name=back]", "value");
        assert!(back.iter().all(|back| *back == link), "{back:?} {link}");
    }
    // Nothing of it belongs to the filter, and an id that is none or not in scope breaks no list.
    let unknown = client.get("/orders?status=6&peek=CS0000").await;
    assert_eq!(unknown.status, 200);
    assert!(unknown.attribute(".peek [role=alert]", "class").is_some(), "{}", unknown.body);
    assert_eq!(client.get("/orders?peek=%00%20").await.status, 200);
}
