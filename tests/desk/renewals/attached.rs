//! What is attached to another resource is priced, renewed and changed together with that one, so it
//! leads there.

use crate::harness::TestDesk;
use crate::renewals::selection::MONTH;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;
use partnerdesk::server::store::Scope;

#[tokio::test]
async fn what_is_attached_is_found_and_leads_to_what_it_is_attached_to() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Resources).await;
    let customer = desk.customer().await;
    let all = desk.desk.store.resources_of(&Scope::All, &customer.id).await.unwrap();
    let attached = all.iter().find(|resource| resource.parent.is_some()).unwrap();
    let main = all.iter().find(|resource| Some(&resource.id) == attached.parent.as_ref()).unwrap();
    let admin = desk.signed_in(Role::Administrator).await;
    let found = admin.get(&paths::search(attached.id.as_str())).await;
    assert!(found.attributes("#resources a", "href").contains(&paths::customer(&customer.id)));
    let prices = paths::prices(std::slice::from_ref(&attached.id), &[MONTH]);
    let page = admin.visit(&prices).await;
    assert_eq!(page.status, 200, "{prices}: {}", page.words());
    page.says(main.display_name());
    let review = format!("/changes/review?act=auto-renewal-off&id={}", attached.id);
    let page = admin.visit(&review).await;
    assert_ne!(page.status, 404, "{review}: {}", page.words());
}
