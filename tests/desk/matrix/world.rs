//! A desk that has one of everything, of customers that the manager looks after.

use super::people;
use crate::changes::{change, decided};
use crate::harness::{Client, TestDesk};
use crate::payments;
use crate::renewals::renewed;
use crate::renewals::selection::alike;
use model::audit::AuditAction;
use model::changes::ChangeKind;
use model::users::Role;
use partnerdesk::paths;
use std::collections::BTreeMap;

/// The desk, who uses it, and the ids of its objects by kind.
pub struct World {
    /// Ends with the world.
    _desk: TestDesk,
    pub people: [Client; 5],
    ids: BTreeMap<&'static str, String>,
}

impl World {
    /// The id of an object.
    pub fn id(&self, kind: &str) -> &str {
        self.ids.get(kind).unwrap_or_else(|| panic!("there is no {kind}"))
    }

    pub async fn start() -> Self {
        Self::on(TestDesk::start().await, "words").await
    }

    /// The same on a desk that was just started. People write `words` where they may write what they like.
    pub async fn on(desk: TestDesk, words: &str) -> Self {
        let admin = desk.signed_in(Role::Administrator).await;
        let [one, other] = alike(&desk).await;
        let customer = desk.customer().await;
        for id in [&one.customer.id, &customer.id] {
            desk.assign(id).await;
        }
        let mut ids = BTreeMap::new();
        ids.insert("customer", customer.id.to_string());
        ids.insert("resource", other.resources[0].id.to_string());

        let (open, paid) = (desk.unpaid_order(&customer, 101).await, desk.unpaid_order(&customer, 102).await);
        let payment = payments::pay(&admin, &payments::form(&admin, &paid).await).await;
        ids.insert("order", open.to_string());
        ids.insert("payment", last(&payment));
        ids.insert("renewal", last(&renewed(&admin, &one).await));
        let first = &other.resources[0];
        let act = if first.auto_renews() { ChangeKind::AutoRenewOff } else { ChangeKind::AutoRenewOn };
        ids.insert("change", last(&change(&admin, &decided(&admin, &other, act).await).await));

        let manager = desk.signed_in(Role::Manager).await;
        ids.insert(
            "job",
            manager.dry_run(&format!("customer,amount\n{},500\n", customer.id)).await.to_string(),
        );
        ids.insert("entry", desk.newest(AuditAction::Pay).await.0.id.to_string());

        let here = paths::assignments();
        let text = format!("customer,person\n{},administrator\n", customer.id);
        ids.insert("plan", last(&admin.upload_on(&here, b"", &text).await.location().unwrap()));
        let (own, to) = (desk.user("administrator").await.id, desk.user("support").await.id);
        desk.desk.store.assign(&own, std::slice::from_ref(&customer.id)).await.unwrap();
        let give = admin.form(&paths::make_hand_over(Some(&own)), "/api/hand_over").await;
        let given = admin.submit(&give.with(&[("to", to.as_str()), ("all", "yes"), ("note", words)])).await;
        ids.insert("hand-over", last(&given.location().unwrap()));
        ids.insert("user", to.to_string());

        let frozen = [("reason", words)];
        let frozen = admin.post_form(&paths::customer(&customer.id), "/api/freeze_customer", &frozen).await;
        assert_eq!(frozen.status, 303, "{}", frozen.body);
        admin.post_form("/customers", "/api/save_view", &[("name", words)]).await;
        let views = admin.get("/customers").await.attributes("a[href^='/views/']", "href");
        ids.insert("view", last(&views[0]));
        let people = people(&desk).await;
        Self { _desk: desk, people, ids }
    }
}

fn last(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap().to_owned()
}
