//! How deliveries are asked for.

use tokio::sync::{mpsc, oneshot};

/// One archive that was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its path in the bucket.
    pub path: String,
    pub records: u64,
}

/// A request for deliveries; with a sender, somebody waits for what was written.
pub type DeliveryRequest = Option<oneshot::Sender<Result<Vec<Written>, String>>>;

/// Asks for deliveries.
#[derive(Clone)]
pub struct Notifier(mpsc::UnboundedSender<DeliveryRequest>);

impl Notifier {
    /// A notifier and the end at which its requests arrive.
    pub fn new() -> (Self, mpsc::UnboundedReceiver<DeliveryRequest>) {
        let (requests, received) = mpsc::unbounded_channel();
        (Self(requests), received)
    }

    /// Has the due files written, without waiting for that.
    pub fn notify(&self) {
        let _ = self.0.send(None);
    }

    /// Has the due files written and waits; answers those that were not there yet.
    pub async fn wait(&self) -> Result<Vec<Written>, String> {
        let (answer, written) = oneshot::channel();
        let gone = || "the simulator is stopping".to_owned();
        self.0.send(Some(answer)).map_err(|_| gone())?;
        written.await.map_err(|_| gone())?
    }
}
