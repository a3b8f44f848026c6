//! A service that does not answer gets no calls for a while.

use super::peer::{Peer, Reply, json};
use super::*;
use crate::{BreakerPolicy, CustomersQuery, FreezeKind};
use model::error::PartnerFailure;
use model::status::{ConnectionState, Service};

const LIST: &str = "/v2/partners/sub-customers/query";
const FREEZE: &str = "/v2/partners/sub-customers/freeze";
const PAUSE: Duration = Duration::from_millis(400);

fn busy() -> Reply {
    Reply::Plain(503, vec![], Vec::new())
}

/// A client that pauses after the four attempts of one read.
fn client_of(peer: &Peer) -> Partner {
    let breaker = BreakerPolicy { failures: 4, first_pause: PAUSE, longest_pause: PAUSE };
    let (partner, _) = client_with(PartnerConfig { breaker, ..config(&peer.url) });
    partner
}

async fn read(partner: &Partner) -> Result<Option<u64>, PartnerFailure> {
    partner.customers(&CustomersQuery::default()).await.map(|page| page.total)
}

fn state(partner: &Partner, service: Service) -> ConnectionState {
    partner.connections().into_iter().find(|connection| connection.service == service).unwrap().state
}

#[tokio::test]
async fn a_write_is_not_sent_while_the_service_does_not_answer() {
    let answers = vec![busy(), busy(), busy(), busy(), json(200, r#"{"count":0,"customer_infos":[]}"#)];
    let peer = Peer::start().await.on(LIST, answers).on(FREEZE, vec![super::peer::done()]);
    let partner = client_of(&peer);
    let failure = read(&partner).await.unwrap_err();
    assert_eq!((failure.status, failure.paused_until), (Some(503), None), "what was sent says what it got");
    assert!(matches!(state(&partner, Service::Billing), ConnectionState::Paused { failures: 4, .. }));
    assert_eq!(state(&partner, Service::Identity), ConnectionState::Open);

    let (before, frozen) = (partner.clock().now(), customer());
    let freeze = || partner.freeze(std::slice::from_ref(&frozen), None, "late payment", FreezeKind::Account);
    let refused = freeze().await.unwrap_err();
    assert!(refused.paused_until.unwrap() >= before.as_second() && !refused.unclear, "{refused:?}");
    assert!(read(&partner).await.unwrap_err().paused_until.is_some());
    assert_eq!((peer.count(FREEZE), peer.count(LIST)), (0, 4), "nothing was sent");

    tokio::time::sleep(PAUSE).await;
    assert!(freeze().await.unwrap_err().paused_until.is_some(), "no write is the call that tries");
    assert_eq!(peer.count(FREEZE), 0);
    assert_eq!(read(&partner).await.unwrap(), Some(0));
    assert_eq!(state(&partner, Service::Billing), ConnectionState::Open);
    freeze().await.unwrap();
    assert_eq!(peer.count(FREEZE), 1);
}

#[tokio::test]
async fn a_read_that_had_less_than_its_time_counts_for_nothing() {
    let peer = Peer::start().await.on(LIST, vec![Reply::Silence]);
    let breaker = BreakerPolicy { failures: 1, first_pause: PAUSE, longest_pause: PAUSE };
    let mut config = PartnerConfig { breaker, ..config(&peer.url) };
    config.timeouts.total = Duration::from_millis(300);
    let (partner, _) = client_with(config);
    let failure = read(&partner).await.unwrap_err();
    assert_eq!((failure.status, failure.paused_until), (None, None));
    assert_eq!(peer.count(LIST), 1);
    assert_eq!(state(&partner, Service::Billing), ConnectionState::Open, "the service may only be slow");
}
