//! Logs and metrics. Neither holds secrets or what people typed into search boxes.

use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::Duration;
use tracing_subscriber::EnvFilter;

/// Upper bounds of the buckets of every duration, in seconds.
const SECONDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 20.0];

/// Pause between two rounds of adding up durations.
const SUMMED_UP_EVERY: Duration = Duration::from_secs(5);

/// Starts the log on standard error: text on a terminal, else one JSON object a line. The
/// filter is in the form of `tracing_subscriber::EnvFilter`, such as `info,partnerdesk=debug`.
pub fn start_log(filter: &str) {
    // Configuration has checked the filter.
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if std::io::stderr().is_terminal() {
        builder.with_target(false).try_init()
    } else {
        builder.json().flatten_event(true).with_span_list(false).try_init()
    };
    if let Err(error) = started {
        tracing::warn!(%error, "the log was started before");
    }
}

/// The metrics of this process, collected from the first call on; `None` when another collector
/// was there before.
pub fn metrics() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE.get_or_init(|| collect().map_err(|error| tracing::error!(%error, "no metrics")).ok()).as_ref()
}

/// Adds the durations measured so far to their buckets, again and again. Else each answer would
/// be remembered singly until somebody asks for the metrics, and nobody may ever do.
pub async fn sum_up() {
    loop {
        tokio::time::sleep(SUMMED_UP_EVERY).await;
        if let Some(handle) = metrics() {
            handle.run_upkeep();
        }
    }
}

fn collect() -> Result<PrometheusHandle, BuildError> {
    let seconds = Matcher::Suffix("_seconds".to_owned());
    let recorder = PrometheusBuilder::new().set_buckets_for_metric(seconds, &SECONDS)?.build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder)?;
    Ok(handle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn durations_are_added_up_though_nobody_asks_for_them() {
        let handle = metrics().unwrap();
        metrics::histogram!("kept_singly_seconds").record(0.3);
        let summed = || format!("{handle:?}").contains("\"kept_singly_seconds\": {");
        assert!(!summed());
        tokio::time::timeout(SUMMED_UP_EVERY * 2, sum_up()).await.unwrap_err();
        assert!(summed());
    }
}
