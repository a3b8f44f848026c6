//! No secret comes out: canaries are planted in every key, and everything that is shown is searched.

use super::peer::{Peer, Reply, TOKENS, done, json, keys};
use super::*;
use crate::recording;
use crate::{ConfigError, CustomersQuery};

const PAY: &str = "/v3/orders/customer-orders/pay";

#[tokio::test]
async fn what_is_shown_holds_no_key() {
    // A gateway that quotes the token it was given, and an IAM that sends half an answer.
    let quoting = r#"{"error_code":"CBC.0100","error_msg":"x-security-token:canary-token-c1-1 is odd"}"#;
    let peer = Peer::start().await.on(PAY, vec![json(400, quoting), done()]);
    let (partner, _) = client(&peer);
    let (outcome, calls) = recording(partner.pay(&customer(), &order_id())).await;
    let failure = outcome.unwrap_err();
    assert!(failure.message.as_deref().unwrap().contains("[REDACTED] is odd"));
    let (paid, more) = recording(partner.pay(&customer(), &order_id())).await;
    paid.unwrap();
    let shown = format!(
        "{failure:?} {} {calls:?} {more:?} {partner:?} {:?} {:?}",
        serde_json::to_string(&failure).unwrap(),
        partner.health(),
        config(&peer.url),
    );
    assert_eq!((calls.len(), more.len()), (2, 1));
    assert!(!shown.contains("canary"), "{shown}");
    assert!(!shown.contains(AK), "{shown}");
}

/// Collects what is logged.
#[derive(Clone, Default)]
struct Log(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_holds_no_key_at_its_most_talkative() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let quoting = r#"{"error_code":"CBC.0100","error_msg":"x-security-token:canary-token-c1-1"}"#;
    let peer = Peer::start().await.on(PAY, vec![json(400, quoting), done()]);
    let (partner, _) = client(&peer);
    assert!(partner.pay(&customer(), &order_id()).await.is_err());
    partner.pay(&customer(), &order_id()).await.unwrap();
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("partner{operation=\"PayOrders\"}"), "{log}");
    assert!(!log.contains("canary") && !log.contains("Signature="), "{log}");
}

#[tokio::test]
async fn calls_are_counted_for_the_metrics() {
    let recorder = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    let _guard = metrics::set_default_local_recorder(&recorder);
    let refused = json(400, r#"{"error_code":"CBC.99005003","error_msg":"x"}"#);
    let peer = Peer::start().await.on(PAY, vec![refused, done()]);
    let (partner, _) = client(&peer);
    assert!(partner.pay(&customer(), &order_id()).await.is_err());
    partner.pay(&customer(), &order_id()).await.unwrap();
    let text = handle.render();
    for line in [
        r#"partner_calls_total{operation="PayOrders",outcome="refused"} 1"#,
        r#"partner_calls_total{operation="PayOrders",outcome="done"} 1"#,
        r#"partner_calls_total{operation="CreateTemporaryAccessKeyByAgency",outcome="done"} 1"#,
        r#"partner_call_seconds_count{operation="PayOrders"} 2"#,
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    assert!(!text.contains("canary"));
}

#[tokio::test]
async fn a_broken_answer_of_iam_is_not_quoted() {
    let half = keys("c1", 1, 3_600).replace("expires_at", "error_msg");
    let peer = Peer::start().await.on(TOKENS, vec![json(201, &half)]);
    let (partner, _) = client(&peer);
    let failure = partner.pay(&customer(), &order_id()).await.unwrap_err();
    assert!(!format!("{failure:?}").contains("canary"));
}

#[tokio::test]
async fn the_own_key_is_taken_out_of_a_quotation() {
    let path = "/v2/partners/sub-customers/query";
    let body = format!(r#"{{"error_code":"APIG.0301","error_msg":"verify {SK} fail"}}"#);
    let headers = vec![("content-type", "application/json")];
    let peer = Peer::start().await.on(path, vec![Reply::Plain(401, headers, body.into_bytes())]);
    let (partner, _) = client(&peer);
    let failure = partner.customers(&CustomersQuery::default()).await.unwrap_err();
    assert_eq!(failure.message.as_deref(), Some("verify [REDACTED] fail"));
}

#[test]
fn a_configuration_that_cannot_work_is_refused_at_once() {
    let refusal = |change: fn(&mut PartnerConfig)| {
        let mut config = config("http://127.0.0.1:1");
        change(&mut config);
        Partner::new(config, Clock::system()).unwrap_err()
    };
    assert_eq!(refusal(|config| config.ak.clear()), ConfigError::Missing("access key"));
    assert_eq!(refusal(|config| config.sk = SecretString::from("")), ConfigError::Missing("secret key"));
    assert_eq!(refusal(|config| config.agency.clear()), ConfigError::Missing("agency name"));
    assert_eq!(refusal(|config| config.ak = "a\nb".into()), ConfigError::Unsendable("access key"));
    assert!(matches!(refusal(|config| config.bss_url = "http://a.test".into()), ConfigError::NoTls(_)));
    assert!(matches!(refusal(|config| config.iam_url = "nowhere".into()), ConfigError::Endpoint(_)));
}
