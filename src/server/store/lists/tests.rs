//! The statements behind the lists, word for word: an index that serves them was measured.

use super::super::{Own, Scope, Store};
use super::{ListContext, Stored};
use model::budgets::{BudgetLevel, BudgetType};
use model::customers::Frozen;
use model::ids::{BulkId, CustomerId, ResellerId, UserId};
use model::lists::{
    BudgetFilter, BulkFilter, CustomerFilter, ExpiryWindow, OrderFilter, OwnedBy, RenewalFilter,
};
use model::orders::{OrderStatus, OrderType};

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which rows, and in which order: without the columns, which no index has to serve.
fn rows<L: Stored>(store: &Store, scope: &Scope, filter: &L) -> String {
    let ann = UserId::parse("u-ann").unwrap();
    let own = Some(Own { id: &ann, name: "ann" });
    let asked = ListContext { own, ..ListContext::of(scope) };
    joined(&store.query(&asked, filter).ids_sql().render())
}

#[tokio::test]
async fn statements_stay_as_they_were_measured() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite://{}/desk.db", folder.path().display())).await.unwrap();
    let mia = Scope::Assigned(UserId::parse("mia").unwrap());
    let reseller = Some(ResellerId::parse("r1").unwrap());
    let customer = Some(CustomerId::parse("c1").unwrap());

    let filter = BudgetFilter {
        search: Some("acme".into()),
        level: Some(BudgetLevel::Over90),
        kind: Some(BudgetType::Monthly),
        reseller: reseller.clone(),
        ..BudgetFilter::default()
    };
    assert_eq!(
        rows(&store, &mia, &filter),
        "SELECT c.id FROM customers c WHERE c.id IN (SELECT a.customer_id FROM assignments a WHERE \
         a.user_id = $1) AND c.resale = 1 AND c.budget_read_at IS NOT NULL AND +c.key IN (SELECT rowid FROM \
         customer_search WHERE customer_search MATCH $2) AND c.budget_level = $3 AND c.budget_kind = $4 AND \
         c.reseller_id = $5 ORDER BY c.percent_key DESC, c.id DESC"
    );
    let filter = CustomerFilter {
        frozen: Some(Frozen::Account),
        budget: Some(BudgetLevel::Fine),
        reseller,
        ..CustomerFilter::default()
    };
    assert_eq!(
        rows(&store, &Scope::All, &filter),
        "SELECT c.id FROM customers c WHERE 1 = 1 AND c.frozen = $1 AND c.budget_level = $2 AND \
         c.reseller_id = $3 ORDER BY c.sort_name ASC, c.id ASC"
    );
    let filter = CustomerFilter { owner: Some(OwnedBy::Me), ..CustomerFilter::default() };
    assert_eq!(
        rows(&store, &Scope::All, &filter),
        "SELECT c.id FROM customers c WHERE 1 = 1 AND c.id IN (SELECT o.customer_id FROM assignments o WHERE \
         o.kind = 'owner' AND o.user_id = $1) ORDER BY c.sort_name ASC, c.id ASC"
    );
    let filter = OrderFilter {
        search: Some("acme".into()),
        status: Some(OrderStatus::PendingPayment),
        kind: Some(OrderType::Renewal),
        customer: customer.clone(),
        ..OrderFilter::default()
    };
    assert_eq!(
        rows(&store, &Scope::All, &filter),
        "SELECT o.id FROM orders o WHERE 1 = 1 AND (o.key IN (SELECT rowid FROM order_search WHERE \
         order_search MATCH $1) OR o.customer_id IN (SELECT c.id FROM customers c WHERE c.key IN (SELECT \
         rowid FROM customer_search WHERE customer_search MATCH $2))) AND o.status = $3 AND o.kind = $4 AND \
         o.customer_id = $5 ORDER BY o.created_key DESC, o.id DESC"
    );
    let filter = RenewalFilter {
        window: Some(ExpiryWindow::Week),
        auto: Some(false),
        service: Some("ecs".into()),
        customer,
        ..RenewalFilter::default()
    };
    assert_eq!(
        rows(&store, &Scope::All, &filter),
        "SELECT r.id FROM resources r WHERE 1 = 1 AND r.is_main = 1 AND r.expires_key > $1 AND \
         r.expires_key <= $2 AND r.auto_renews = $3 AND r.service_code = $4 AND r.customer_id = $5 ORDER BY \
         r.expires_key ASC, r.id ASC"
    );
    let filter = BulkFilter { job: Some(BulkId::parse("j1").unwrap()), ..BulkFilter::default() };
    assert_eq!(
        rows(&store, &mia, &filter),
        "SELECT r.key FROM bulk_rows r JOIN bulk_jobs j ON j.id = r.job_id WHERE j.user_id = $1 AND \
         (r.customer_id IS NULL OR r.customer_id IN (SELECT a.customer_id FROM assignments a WHERE a.user_id = \
         $2)) AND r.job_id = $3 ORDER BY r.line ASC"
    );
    store.close().await;
}
