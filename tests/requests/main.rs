//! Records the request that the client sends for every operation of its registry, with the inputs
//! of `tests/data/requests/*.json`. `make conformance` sends the same inputs through the official
//! SDK and compares.
//!
//! To add an operation: an entry in the data file of its sheet, and an arm in the file of the same
//! name here. The arm has to use every input; unused ones fail.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod billing;
mod customers;
mod entry;
mod identity;
mod recorder;
mod registration;
mod transactions;

use std::collections::BTreeSet;
use std::path::Path;

use partner::clock::Clock;
use partner::{Partner, PartnerConfig, RetryPolicy, operations};
use secrecy::SecretString;

use entry::Entry;
use recorder::Recorder;

/// The time of all signatures. The comparison signs again with it.
const NOW: &str = "2024-02-24T08:15:00Z";

fn client(url: &str) -> Partner {
    let mut config = PartnerConfig::new(url, url, "AK", SecretString::from("SK"), "partnerdesk_agency");
    config.domain_id = Some("d0partner".to_owned());
    config.keys_for = std::time::Duration::from_secs(3600);
    config.retry = RetryPolicy { attempts: 1, ..config.retry };
    Partner::new(config, Clock::driven(NOW.parse().unwrap()).0).unwrap()
}

/// Sends an entry and ignores the result. Each entry has a new client without cached keys.
async fn send(partner: &Partner, entry: &Entry) {
    let known = identity::send(partner, entry).await
        || customers::send(partner, entry).await
        || registration::send(partner, entry).await
        || transactions::send(partner, entry).await
        || billing::send(partner, entry).await;
    assert!(known, "nobody sends {}", entry.operation);
}

#[tokio::test]
async fn every_operation_of_the_registry_leaves_as_one_request() {
    let recorder = Recorder::start().await;
    let mut sent = BTreeSet::new();
    let mut lines = String::new();
    for entry in entry::all() {
        send(&client(&recorder.url), &entry).await;
        entry.assert_used_up();
        let wanted = operations::all().find(|operation| operation.id == entry.operation);
        let request = recorder.only(wanted.expect("no such operation").service);
        lines.push_str(&request.line(&entry));
        lines.push('\n');
        sent.insert(entry.operation);
    }
    let all: BTreeSet<String> = operations::all().map(|operation| operation.id.to_owned()).collect();
    assert_eq!(sent, all, "operations with inputs, and operations of the registry");
    std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("requests.jsonl"), lines).unwrap();
}
