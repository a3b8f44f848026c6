//! After all kills: partner's ledger, stored intents and audit log agree, and nobody has to guess.

use crate::browser::Form;
use crate::clicks::{Rounds, Struck};
use crate::desk::UNPAID_AFTER;
use crate::stages::{About, Kept, Place};
use model::intents::Stage;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// The janitor gets this long after the last kill: the time after which an order counts as
/// probably not paid, the longest pause between two looks before that, and the rest of a lease
/// that a killed server held.
const JANITORS_TIME: Duration = Duration::from_secs(UNPAID_AFTER + 50);

/// A kill has to strike at so many different places at least, with one server.
const PLACES: usize = 5;
/// And with two.
const PLACES_OF_TWO: usize = 3;

impl Rounds {
    /// What is stored about everything that was pressed, each with its newest intent first.
    async fn kept(&self) -> Vec<(About, Vec<Kept>)> {
        let store = self.desk.store().await;
        let mut all = Vec::new();
        for about in &self.pressed {
            all.push((about.clone(), about.kept(&store).await));
        }
        store.close().await;
        all
    }

    /// Waits until the janitor has settled what it can: what is left waits for a person.
    pub async fn settle(&self) {
        let begun = Instant::now();
        loop {
            let all = self.kept().await;
            let waits = |kept: &&Kept| kept.stage.is_live() && kept.stage != Stage::NoEffect;
            let open: Vec<_> = all.iter().filter(|(_, kept)| kept.iter().any(|one| waits(&one))).collect();
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

/// What is probably not done is confirmed by a person; what was not done is done anew, once.
pub async fn nobody_is_left_guessing(rounds: &Rounds) {
    stored_agrees_with_effects(rounds).await;
    for (about, kept) in rounds.kept().await {
        if let Some(waiting) = kept.iter().find(|one| one.stage == Stage::NoEffect) {
            confirm(rounds, waiting).await;
        }
        if !kept.iter().any(|one| one.stage.had_effect()) {
            let form = rounds.form(&about).await;
            let form = form.unwrap_or_else(|| panic!("no way to do it anew: {about:?} {kept:?}"));
            let done = rounds.browser().submit(&form).await;
            assert_eq!(done.status, 303, "{about:?}: {}", done.body);
        }
    }
    pay_renewals(rounds).await;
    everything_once(rounds).await;
    audit_is_whole(rounds).await;
}

/// The desk says that it happened exactly where the partner did it.
async fn stored_agrees_with_effects(rounds: &Rounds) {
    for (about, kept) in rounds.kept().await {
        let (effect, says) =
            (about.took_effect(&rounds.partner), kept.iter().any(|one| one.stage.had_effect()));
        assert_eq!(says, effect, "the desk and the partner differ: {about:?} {kept:?}");
    }
}

/// Presses the button under "probably not paid" or "probably no order placed".
async fn confirm(rounds: &Rounds, waiting: &Kept) {
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

/// Pays each order that a renewal made, as a person does who follows its page.
async fn pay_renewals(rounds: &Rounds) {
    for (about, kept) in rounds.kept().await {
        for order in kept.iter().flat_map(|one| &one.orders) {
            let form = rounds.form(&About::Order(order.clone())).await;
            let form = form.unwrap_or_else(|| panic!("the order of {about:?} cannot be paid"));
            rounds.browser().submit_and_read(&form).await.says(" paid");
        }
    }
}

/// The partner's ledger: each order paid once, each resource renewed once, and nothing else. And
/// no call that took effect was made twice.
async fn everything_once(rounds: &Rounds) {
    let all = rounds.kept().await;
    let mut orders = BTreeSet::new();
    let mut resources = BTreeSet::new();
    for (about, kept) in &all {
        let done = kept.iter().filter(|one| one.stage.had_effect()).count();
        assert_eq!(done, 1, "done once as far as the desk knows: {about:?} {kept:?}");
        let calls = rounds.partner.calls(about.operation(), about.id());
        let effects = calls.iter().filter(|call| call.status.is_some_and(|status| status < 300)).count();
        assert_eq!(effects, 1, "{about:?}: {calls:#?}");
        assert!(calls.len() <= kept.len(), "a call that nobody decided: {about:?} {kept:?} {calls:#?}");
        match about {
            About::Order(id) => orders.insert(id.to_string()),
            About::Resource(id) => resources.insert(id.to_string()),
        };
        let made: Vec<_> = kept.iter().flat_map(|one| &one.orders).collect();
        assert_eq!(made.len(), usize::from(matches!(about, About::Resource(_))), "{about:?} {kept:?}");
        orders.extend(made.into_iter().map(ToString::to_string));
    }
    assert_eq!(booked(rounds, "payment", "order_id").await, once(&orders));
    assert_eq!(booked(rounds, "renewal", "resource_id").await, once(&resources));
}

fn once(ids: &BTreeSet<String>) -> BTreeMap<String, usize> {
    ids.iter().map(|id| (id.clone(), 1)).collect()
}

/// How often the ledger has each.
async fn booked(rounds: &Rounds, kind: &str, of: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for entry in rounds.partner.booked(kind).await {
        *counts.entry(entry[of].as_str().unwrap().to_owned()).or_default() += 1;
    }
    counts
}

/// Every entry about money has its end, and for everything done there is exactly one that says so.
async fn audit_is_whole(rounds: &Rounds) {
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
    for (about, kept) in rounds.kept().await {
        match &about {
            About::Order(id) => assert_eq!(done("pay", id.as_str()), 1, "{about:?}"),
            About::Resource(_) => {
                let renewals = kept.iter().map(|one| done("renew", one.page.rsplit('/').next().unwrap()));
                assert_eq!(renewals.sum::<usize>(), 1, "{about:?} {kept:?}");
                for order in kept.iter().flat_map(|one| &one.orders) {
                    assert_eq!(done("pay", order.as_str()), 1, "{order} of {about:?}");
                }
            }
        }
    }
}

/// The milliseconds after the press at which each kill struck, by place and operation.
pub type Places = BTreeMap<Place, BTreeMap<&'static str, Vec<u128>>>;

/// Sorts the kills by where they struck; before anything was done anew.
pub fn places(rounds: &Rounds, struck: &[Struck]) -> Places {
    let mut places = Places::new();
    for one in struck {
        let place = one.seen.place(one.about.took_effect(&rounds.partner));
        places.entry(place).or_default().entry(one.about.operation()).or_default().push(one.after);
    }
    places
}

/// What happened, for whoever reads the output; and that the kills struck everywhere.
pub async fn tell(rounds: &Rounds, places: &Places) {
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
