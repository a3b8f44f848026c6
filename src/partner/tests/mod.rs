//! The client against a scripted peer over real HTTP.

mod answers;
mod balances;
mod bills;
mod budgets;
mod catalogues;
mod coupons;
mod credentials;
mod customers;
mod offline;
mod on_demand;
mod orders;
mod pauses;
mod peer;
mod product_prices;
mod realname;
mod refunds;
mod registration;
mod registry;
mod renewals;
mod retries;
mod secrets;
mod to_on_demand;
mod unsubscribe;
mod writes;

use jiff::Timestamp;
use rust_decimal::Decimal;
use secrecy::SecretString;
use std::time::Duration;

use super::{Partner, PartnerConfig, RetryPolicy, Timeouts};
use crate::clock::{Clock, Hand};
use model::ids::{CustomerId, OrderId, ResellerId, ResourceId};
use peer::Peer;

pub const AK: &str = "TESTPARTNERAK";
pub const SK: &str = "canary-partner-sk";

/// A configuration whose waits are short, so that tests are quick.
fn config(url: &str) -> PartnerConfig {
    let mut config = PartnerConfig::new(url, url, AK, SecretString::from(SK), "QSP");
    config.domain_id = Some("d0partner".to_owned());
    config.timeouts = Timeouts {
        connect: Duration::from_secs(2),
        read: Duration::from_secs(3),
        write: Duration::from_secs(3),
        total: Duration::from_secs(10),
    };
    config.retry = RetryPolicy {
        attempts: 4,
        first_wait: Duration::from_millis(1),
        longest_wait: Duration::from_millis(4),
        throttled_from: Duration::from_millis(20),
        throttled_to: Duration::from_millis(30),
    };
    config
}

/// A client of a peer, with a clock that stands at the present.
fn client(peer: &Peer) -> (Partner, Hand) {
    client_with(config(&peer.url))
}

fn client_with(config: PartnerConfig) -> (Partner, Hand) {
    let (clock, hand) = Clock::driven(Clock::system().now());
    (Partner::new(config, clock).unwrap(), hand)
}

fn customer() -> CustomerId {
    CustomerId::parse("c1").unwrap()
}

fn reseller() -> ResellerId {
    ResellerId::parse("r1").unwrap()
}

fn order_id() -> OrderId {
    OrderId::parse("CS1").unwrap()
}

fn resource_id(id: &str) -> ResourceId {
    ResourceId::parse(id).unwrap()
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
