//! Requests for deliveries.

use tokio::sync::{mpsc, oneshot};

/// An archive that was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its path in the bucket.
    pub path: String,
    pub records: u64,
}

/// A request for deliveries. With a sender, the caller waits for the list of written files.
pub type DeliveryRequest = Option<oneshot::Sender<Result<Vec<Written>, String>>>;

/// Sends requests for deliveries.
#[derive(Clone)]
pub struct Notifier(mpsc::UnboundedSender<DeliveryRequest>);

impl Notifier {
    /// A notifier and the receiver of its requests.
    pub fn new() -> (Self, mpsc::UnboundedReceiver<DeliveryRequest>) {
        let (requests, received) = mpsc::unbounded_channel();
        (Self(requests), received)
    }

    /// Requests the due files without waiting.
    pub fn notify(&self) {
        let _ = self.0.send(None);
    }

    /// Requests the due files and waits; returns those that were written now.
    pub async fn wait(&self) -> Result<Vec<Written>, String> {
        let (answer, written) = oneshot::channel();
        let gone = || "the simulator is stopping".to_owned();
        self.0.send(Some(answer)).map_err(|_| gone())?;
        written.await.map_err(|_| gone())?
    }
}
