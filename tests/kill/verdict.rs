//! The checks after all kills: ledger, stored intents and audit log agree, and every outcome is
//! known.

use crate::browser::Form;
use crate::clicks::{Rounds, Struck};
use crate::desk::UNPAID_AFTER;
use crate::stages::{About, Place, StoredIntent};
use model::intents::Stage;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// The janitor's time after the last kill: until an order counts as probably not paid, plus the
/// longest interval between two reads, plus the rest of a killed server's lease.
const JANITORS_TIME: Duration = Duration::from_secs(UNPAID_AFTER + 50);

/// Smallest number of different places where kills must happen, with one server.
const PLACES: usize = 5;
/// The same with two servers.
const PLACES_OF_TWO: usize = 3;

impl Rounds {
    /// The stored intents for everything pressed, newest first.
    async fn stored(&self) -> Vec<(About, Vec<StoredIntent>)> {
        let store = self.desk.store().await;
        let mut all = Vec::new();
        for about in &self.pressed {
            all.push((about.clone(), about.stored(&store).await));
        }
        store.close().await;
        all
    }

    /// Waits until the janitor has reconciled what it can; the rest needs a person.
    pub async fn wait_for_janitor(&self) {
        let begun = Instant::now();
        loop {
            let all = self.stored().await;
            let waits = |stored: &&StoredIntent| stored.stage.is_live() && stored.stage != Stage::NoEffect;
            let open: Vec<_> =
                all.iter().filter(|(_, stored)| stored.iter().any(|one| waits(&one))).collect();
            if open.is_empty() {
                return;
            }
            assert!(
                begun.elapsed() < JANITORS_TIME,
                "the janitor had its time, and these are open: {open:#?}"
            );
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }
}

/// Confirms what is probably not done, and repeats once what was not done.
pub async fn resolve_open_intents(rounds: &Rounds) {
    stored_agrees_with_effects(rounds).await;
    for (about, stored) in rounds.stored().await {
        if let Some(waiting) = stored.iter().find(|one| one.stage == Stage::NoEffect) {
            confirm(rounds, waiting).await;
        }
        if !stored.iter().any(|one| one.stage.had_effect()) {
            let form = rounds.form(&about).await;
            let form = form.unwrap_or_else(|| panic!("no way to do it anew: {about:?} {stored:?}"));
            let done = rounds.browser().submit(&form).await;
            assert_eq!(done.status, 303, "{about:?}: {}", done.body);
        }
    }
    pay_renewals(rounds).await;
    check_ledger(rounds).await;
    audit_is_whole(rounds).await;
}

/// The stored outcome is "done" exactly where the call took effect.
async fn stored_agrees_with_effects(rounds: &Rounds) {
    for (about, stored) in rounds.stored().await {
        let (effect, says) =
            (about.took_effect(&rounds.partner), stored.iter().any(|one| one.stage.had_effect()));
        assert_eq!(says, effect, "the desk and the partner differ: {about:?} {stored:?}");
    }
}

/// Presses the button under "probably not paid" or "probably no order placed".
async fn confirm(rounds: &Rounds, waiting: &StoredIntent) {
    let page = rounds.browser().get(&waiting.page).await;
    page.says("probably no");
    let (action, fields): (_, &[(&str, &str)]) = match waiting.page.starts_with("/payments/") {
        true => ("/api/settle_payment", &[("paid", "no")]),
        false => ("/api/settle_renewal", &[]),
    };
    let form = Form::read(&waiting.page, &page.body, action).with(fields);
    let page = rounds.browser().submit_and_read(&form).await;
    assert!(!page.words().contains("probably no"), "{}", page.words());
}

/// Pays each order of a renewal, like a user on its page.
async fn pay_renewals(rounds: &Rounds) {
    for (about, stored) in rounds.stored().await {
        for order in stored.iter().flat_map(|one| &one.orders) {
            let form = rounds.form(&About::Order(order.clone())).await;
            let form = form.unwrap_or_else(|| panic!("the order of {about:?} cannot be paid"));
            rounds.browser().submit_and_read(&form).await.says(" paid");
        }
    }
}

/// The ledger: each order paid once, each resource renewed once, and nothing else. No call took
/// effect twice.
async fn check_ledger(rounds: &Rounds) {
    let all = rounds.stored().await;
    let mut orders = BTreeSet::new();
    let mut resources = BTreeSet::new();
    for (about, stored) in &all {
        let done = stored.iter().filter(|one| one.stage.had_effect()).count();
        assert_eq!(done, 1, "done once as far as the desk knows: {about:?} {stored:?}");
        let calls = rounds.partner.calls(about.operation(), about.id());
        let effects = calls.iter().filter(|call| call.status.is_some_and(|status| status < 300)).count();
        assert_eq!(effects, 1, "{about:?}: {calls:#?}");
        assert!(calls.len() <= stored.len(), "a call that nobody decided: {about:?} {stored:?} {calls:#?}");
        match about {
            About::Order(id) => orders.insert(id.to_string()),
            About::Resource(id) => resources.insert(id.to_string()),
        };
        let made: Vec<_> = stored.iter().flat_map(|one| &one.orders).collect();
        assert_eq!(made.len(), usize::from(matches!(about, About::Resource(_))), "{about:?} {stored:?}");
        orders.extend(made.into_iter().map(ToString::to_string));
    }
    assert_eq!(booked(rounds, "payment", "order_id").await, once(&orders));
    assert_eq!(booked(rounds, "renewal", "resource_id").await, once(&resources));
}

fn once(ids: &BTreeSet<String>) -> BTreeMap<String, usize> {
    ids.iter().map(|id| (id.clone(), 1)).collect()
}

/// Number of ledger entries for each object.
async fn booked(rounds: &Rounds, kind: &str, of: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for entry in rounds.partner.booked(kind).await {
        *counts.entry(entry[of].as_str().unwrap().to_owned()).or_default() += 1;
    }
    counts
}

/// Every audit entry about money is complete, and exactly one entry reports each success.
async fn audit_is_whole(rounds: &Rounds) {
    rounds.desk.verify_audit_log().await;
    let log = rounds.browser().file("/activity").await;
    let ends = log.column("subject").into_iter().zip(log.column("outcome"));
    let entries: Vec<_> = log.column("deed").into_iter().zip(ends).collect();
    for (action, (subject, outcome)) in &entries {
        assert!(!matches!(*outcome, "open" | "unknown"), "{action} of {subject} is {outcome}");
    }
    let done = |action: &str, id: &str| {
        let same = |entry: &&(&str, (&str, &str))| **entry == (action, (id, "done"));
        entries.iter().filter(same).count()
    };
    for (about, stored) in rounds.stored().await {
        match &about {
            About::Order(id) => assert_eq!(done("pay", id.as_str()), 1, "{about:?}"),
            About::Resource(_) => {
                let renewals = stored.iter().map(|one| done("renew", one.page.rsplit('/').next().unwrap()));
                assert_eq!(renewals.sum::<usize>(), 1, "{about:?} {stored:?}");
                for order in stored.iter().flat_map(|one| &one.orders) {
                    assert_eq!(done("pay", order.as_str()), 1, "{order} of {about:?}");
                }
            }
        }
    }
}

/// Milliseconds between press and kill, by place and operation.
pub type Places = BTreeMap<Place, BTreeMap<&'static str, Vec<u128>>>;

/// Groups the kills by place; to be called before anything is repeated.
pub fn places(rounds: &Rounds, struck: &[Struck]) -> Places {
    let mut places = Places::new();
    for one in struck {
        let place = one.seen.place(one.about.took_effect(&rounds.partner));
        places.entry(place).or_default().entry(one.about.operation()).or_default().push(one.after);
    }
    places
}

/// Prints a summary, and fails unless the kills happened at enough places.
pub async fn report(rounds: &Rounds, places: &Places) {
    for (place, calls) in places {
        println!("killed {place}:");
        for (operation, moments) in calls {
            println!("  {:>2} x {operation}, ms after the press: {moments:?}", moments.len());
        }
    }
    let paid = booked(rounds, "payment", "order_id").await.len();
    let renewed = booked(rounds, "renewal", "resource_id").await.len();
    println!("in the ledger: {paid} orders, each paid once; {renewed} resources, each renewed once");
    let least = if rounds.servers() == 1 { PLACES } else { PLACES_OF_TWO };
    assert!(places.len() >= least, "the kills struck at {} places only", places.len());
}
