//! Rows of a manager's own jobs about customers who were taken from that manager.

use super::filled;
use crate::harness::Table;
use model::users::Role;
use partnerdesk::paths;

#[tokio::test]
async fn a_customer_who_was_taken_away_is_in_no_row_and_no_file_any_more() {
    let (desk, customers) = filled().await;
    let id = desk.user("manager").await.id;
    let (kept, lost) = (&customers[0], &customers[1]);
    desk.desk.store.assign(&id, &[kept.id.clone(), lost.id.clone()]).await.unwrap();
    let manager = desk.signed_in(Role::Manager).await;
    let text = format!("customer,amount\n{},6001\n{},6002\nnobody-knows-this,1\n", kept.id, lost.id);
    let job = manager.dry_run(&text).await;
    let file = format!("/export/budgets/bulk?job={job}");
    let rows = |page: crate::harness::Page| Table::of(&page).rows.len();
    assert_eq!(rows(manager.get(&file).await), 3);
    desk.desk.store.unassign(&id, std::slice::from_ref(&lost.id)).await.unwrap();
    let page = manager.get(&paths::bulk(&job)).await;
    assert!(page.body.contains(kept.id.as_str()) && page.body.contains("nobody-knows-this"));
    let exported = manager.get(&file).await;
    for body in [&page.body, &exported.body] {
        assert!(!body.contains(lost.id.as_str()) && !body.contains(lost.display_name()), "{body}");
    }
    assert_eq!(rows(exported), 2, "what names no customer stays");
    let admin = desk.signed_in(Role::Administrator).await;
    assert_eq!(rows(admin.get(&file).await), 3);
}
