//! The mirror of resources.

use crate::builders::{customer, customer_id, days, later, now, resource, resource_id};
use crate::support::{ALL, both, services};
use model::lists::{CustomerFilter, RenewalFilter};
use model::resources::{ExpirePolicy, Resource, ResourceStatus};

#[tokio::test]
async fn a_set_replaces_the_set_before_it() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "One"), customer("c2", "Two")], now()).await.unwrap();
        let (one, two) = (customer_id("c1"), customer_id("c2"));
        let set = [resource("a", "c1", days(1)), resource("b", "c1", days(2)), resource("x", "c2", days(9))];
        store.replace_resources(&one, &set, now()).await.unwrap();
        store.replace_resources(&two, &[resource("c", "c2", days(3))], now()).await.unwrap();
        assert_eq!(store.resources_of(&ALL, &one).await.unwrap(), set[..2], "another's do not come along");
        let changed = Resource { name: Some("renamed".into()), ..resource("b", "c1", days(8)) };
        let next = [changed, resource("d", "c1", days(4))];
        store.replace_resources(&one, &next, later(1)).await.unwrap();
        let read = store.resources_of(&ALL, &one).await.unwrap();
        assert_eq!(read, [next[1].clone(), next[0].clone()]);
        let asked = ["c", "a", "b", "c"].map(resource_id);
        let found: Vec<_> = store.resources(&ALL, &asked).await.unwrap().into_iter().map(|r| r.id).collect();
        assert_eq!(found, ["c", "b"].map(resource_id), "in the order asked for, each once");
        // It moved from one customer to the other.
        store.replace_resources(&two, &[resource("d", "c2", days(4))], later(2)).await.unwrap();
        assert_eq!(store.resources_of(&ALL, &two).await.unwrap().len(), 1);
        assert_eq!(store.resources_of(&ALL, &one).await.unwrap().len(), 1);
        store
            .replace_resources(&customer_id("stranger"), &[resource("s", "stranger", now())], now())
            .await
            .unwrap();
        assert!(store.resources(&ALL, &[resource_id("s")]).await.unwrap().is_empty());
        store.replace_resources(&one, &[], later(3)).await.unwrap();
        assert!(store.resources_of(&ALL, &one).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_next_expiry_is_of_what_nobody_renews() {
    both(async |desk| {
        let store = &desk.store;
        let one = customer_id("c1");
        store.upsert_customers(&[customer("c1", "One")], now()).await.unwrap();
        let next = async |set: &[Resource]| {
            store.replace_resources(&one, set, now()).await.unwrap();
            store.list_customers(&ALL, &CustomerFilter::default()).await.unwrap().rows[0].next_expiry
        };
        let auto =
            Resource { expire_policy: Some(ExpirePolicy::AutoRenew), ..resource("auto", "c1", days(1)) };
        let disk =
            Resource { is_main: false, parent: Some(resource_id("main")), ..resource("disk", "c1", days(2)) };
        let closed = Resource { status: Some(ResourceStatus::Closed), ..resource("closed", "c1", days(3)) };
        let main = resource("main", "c1", days(4));
        assert_eq!(next(&[auto.clone(), disk.clone(), closed.clone()]).await, None);
        assert_eq!(next(&[auto, disk, closed, main]).await, Some(days(4)));
        let listed = store.list_resources(&ALL, &RenewalFilter::default(), now()).await.unwrap();
        let attached: Vec<_> =
            listed.rows.iter().map(|row| (row.resource.id.as_str(), row.attached)).collect();
        assert_eq!(attached, [("auto", 0), ("closed", 0), ("main", 1)]);
        assert_eq!(next(&[]).await, None);
    })
    .await;
}

#[tokio::test]
async fn services_stand_by_name() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "One")], now()).await.unwrap();
        let of = |id: &str, code: Option<&str>, name: Option<&str>| Resource {
            service_code: code.map(str::to_owned),
            service_name: name.map(str::to_owned),
            ..resource(id, "c1", now())
        };
        let set = [
            of("1", Some("svc.b"), Some("Alpha")),
            of("2", Some("svc.a"), Some("Beta")),
            of("3", Some("svc.a"), None),
            of("4", Some("svc.c"), None),
            of("5", None, Some("No code")),
        ];
        store.replace_resources(&customer_id("c1"), &set, now()).await.unwrap();
        let services = services(store, &ALL).await.unwrap();
        let services: Vec<_> = services.iter().map(|(code, name)| (code.as_str(), name.as_str())).collect();
        assert_eq!(services, [("svc.b", "Alpha"), ("svc.a", "Beta"), ("svc.c", "svc.c")]);
    })
    .await;
}
