//! Objects outside a user's scope are never found, by any query.

use crate::builders::*;
use crate::support::{ALL, both, services};
use model::audit::AuditAction;
use model::intents::{ResourceLock, Stage};
use model::lists::{BudgetFilter, CustomerFilter, OrderFilter, RenewalFilter};
use model::payments::PayOrder;
use model::renewals::Renew;
use partnerdesk::server::store::{ListContext, Scope};

#[tokio::test]
async fn nothing_outside_is_seen_anywhere() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("in", "Inside"), customer("out", "Outside")], now()).await.unwrap();
        store.upsert_budgets(&[budget("in", "100", "1"), budget("out", "100", "1")], now()).await.unwrap();
        store.upsert_orders(&[order("cs-in", "in"), order("cs-out", "out")], now()).await.unwrap();
        for id in ["in", "out"] {
            let resource = resource(&format!("res-{id}"), id, days(5));
            store.replace_resources(&customer_id(id), &[resource], now()).await.unwrap();
            let (pay, new) = (format!("pay-{id}"), format!("new-{id}"));
            let payment = payment(&pay, &format!("cs-{id}"), id);
            store.open_intent(&payment, &entry(&pay, AuditAction::Pay, Some(id))).await.unwrap();
            bring(store, &payment, Stage::Unknown).await;
            let renewal = renewal(&new, id, &[&format!("res-{id}")]);
            store.open_intent(&renewal, &entry(&new, AuditAction::Renew, Some(id))).await.unwrap();
            bring(store, &renewal, Stage::Unknown).await;
        }
        store.add_user(&user("u1", "mia"), "hash").await.unwrap();
        store.assign(&user_id("u1"), &[customer_id("in")]).await.unwrap();

        let mia = Scope::Assigned(user_id("u1"));
        for (scope, ins, outs) in [(ALL, 1, 1), (mia, 1, 0), (Scope::Assigned(user_id("u2")), 0, 0)] {
            for (id, there) in [("in", ins == 1), ("out", outs == 1)] {
                let (c, o) = (customer_id(id), order_id(&format!("CS-{id}")));
                let (p, n) = (intent_id(&format!("pay-{id}")), intent_id(&format!("new-{id}")));
                assert_eq!(store.customer(&scope, &c).await.unwrap().is_some(), there);
                assert_eq!(store.budget(&scope, &c).await.unwrap().is_some(), there);
                assert_eq!(store.order(&scope, &o).await.unwrap().is_some(), there);
                assert_eq!(store.intent::<PayOrder>(&scope, &p).await.unwrap().is_some(), there);
                assert!(
                    store.intent::<Renew>(&scope, &p).await.unwrap().is_none(),
                    "a payment is no renewal"
                );
                let thing = ResourceLock::Order(o.clone());
                let about = store.intents_about::<PayOrder>(&scope, &thing).await.unwrap();
                assert_eq!(about.len(), usize::from(there));
                assert_eq!(store.intent::<Renew>(&scope, &n).await.unwrap().is_some(), there);
                assert_eq!(store.intents_of::<Renew>(&scope, &c, 9).await.unwrap().len(), usize::from(there));
                assert_eq!(store.resources_of(&scope, &c).await.unwrap().len(), usize::from(there));
                let one = [resource_id(&format!("res-{id}"))];
                assert_eq!(store.resources(&scope, &one).await.unwrap().len(), usize::from(there));
                assert_eq!(store.entry(&scope, None, &audit_id(p.as_str())).await.unwrap().is_some(), there);
                for typed in [id, o.as_str(), one[0].as_str(), if id == "in" { "Inside" } else { "Outside" }]
                {
                    assert_eq!(
                        !store.find(&ListContext::of(&scope), typed).await.unwrap().is_empty(),
                        there,
                        "{typed}"
                    );
                }
            }
            let sum = ins + outs;
            let (customers, budgets) = (CustomerFilter::default(), BudgetFilter::default());
            assert_eq!(store.customer_count(&scope).await.unwrap(), sum);
            assert_eq!(store.list_customers(&scope, &customers).await.unwrap().total_unfiltered, sum);
            assert_eq!(store.list_budgets(&scope, &budgets).await.unwrap().total, sum);
            assert_eq!(store.list_orders(&scope, &OrderFilter::default()).await.unwrap().total, sum);
            let resources = store.list_resources(&scope, &RenewalFilter::default(), now()).await.unwrap();
            assert_eq!(resources.rows.len() as u64, sum);
            assert_eq!(store.budget_levels(&scope).await.unwrap().iter().map(|(_, n)| n).sum::<u64>(), sum);
            assert_eq!(store.waiting_sums(&scope).await.unwrap().iter().map(|(_, n)| n).sum::<u64>(), sum);
            assert_eq!(store.expiring_count(&scope, now(), 30).await.unwrap(), sum);
            assert_eq!(store.expiring_weeks(&scope, now()).await.unwrap().iter().sum::<u64>(), sum);
            assert_eq!(services(store, &scope).await.unwrap().len() as u64, sum.min(1));
            let open = [Stage::Unknown];
            assert_eq!(store.intents_in::<PayOrder>(&scope, &open, 9).await.unwrap().len() as u64, sum);
            assert_eq!(store.intents_in::<Renew>(&scope, &open, 9).await.unwrap().len() as u64, sum);
        }
    })
    .await;
}

#[tokio::test]
async fn an_assignment_counts_at_once_and_ends_at_once() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "One")], now()).await.unwrap();
        store.add_user(&user("u1", "mia"), "hash").await.unwrap();
        let (mia, one) = (Scope::Assigned(user_id("u1")), [customer_id("c1")]);
        assert_eq!(store.customer(&mia, &one[0]).await.unwrap(), None);
        assert_eq!(store.assign(&user_id("u1"), &one).await.unwrap(), 1);
        assert_eq!(store.assign(&user_id("u1"), &one).await.unwrap(), 0, "twice is once");
        assert!(store.customer(&mia, &one[0]).await.unwrap().is_some());
        assert_eq!(store.unassign(&user_id("u1"), &one).await.unwrap(), 1);
        assert_eq!(store.customer(&mia, &one[0]).await.unwrap(), None);
    })
    .await;
}
