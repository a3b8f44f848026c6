//! A file that is being read: records come in small batches from a blocking thread, which waits
//! while nobody takes them.

use std::collections::BTreeMap;
use tokio::sync::mpsc;

use super::FileError;

/// Records of a batch.
const BATCH: usize = 256;
/// Batches that wait to be taken.
const WAITING: usize = 4;

/// Why a record was skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// Fewer cells than the header has names.
    TooFewCells,
    /// More cells than the header has names.
    TooManyCells,
    /// Bytes that are no UTF-8.
    NotText,
    /// No customer id.
    BadCustomer,
    /// No billing month.
    BadMonth,
    /// An amount that is none, or has more digits than a decimal holds.
    BadAmount,
}

/// What was in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// CSV files read.
    pub files: u32,
    /// Other entries of the archive: ignored.
    pub other_entries: u32,
    /// Records that came out.
    pub records: u64,
    /// Records skipped, by reason. While there are any, a sum over the file is incomplete.
    pub skipped: BTreeMap<Skip, u64>,
}

impl Summary {
    /// True when every record came out.
    pub fn is_whole(&self) -> bool {
        self.skipped.is_empty()
    }
}

enum Message<T> {
    Records(Vec<T>),
    End(Summary),
    Failed(FileError),
}

/// A file that is being read. Dropping it ends the reading.
#[derive(Debug)]
pub struct Reading<T> {
    receiver: mpsc::Receiver<Message<T>>,
    summary: Option<Summary>,
}

impl<T> Reading<T> {
    /// The next records; `None` at the end of a file that was read to its last byte, checksum
    /// included.
    ///
    /// # Errors
    /// [`FileError`] when the rest cannot be read: what came before is then incomplete.
    pub async fn next(&mut self) -> Result<Option<Vec<T>>, FileError> {
        match self.receiver.recv().await {
            Some(Message::Records(records)) => Ok(Some(records)),
            Some(Message::Failed(error)) => Err(error),
            Some(Message::End(summary)) => {
                self.summary = Some(summary);
                Ok(None)
            }
            None if self.summary.is_some() => Ok(None),
            // The thread ended without a result.
            None => Err(FileError::Broken("the reading broke off".to_owned())),
        }
    }

    /// What was in the file, once its end was seen.
    pub fn summary(&self) -> Option<&Summary> {
        self.summary.as_ref()
    }
}

/// Nobody wants the records any more.
#[derive(Debug)]
pub(super) struct Unwanted;

/// The other end: takes records one by one.
pub(super) struct Output<T> {
    sender: mpsc::Sender<Message<T>>,
    batch: Vec<T>,
    pub summary: Summary,
}

/// A reading and the end that feeds it.
pub(super) fn channel<T>() -> (Output<T>, Reading<T>) {
    let (sender, receiver) = mpsc::channel(WAITING);
    let output = Output { sender, batch: Vec::with_capacity(BATCH), summary: Summary::default() };
    (output, Reading { receiver, summary: None })
}

impl<T> Output<T> {
    /// Sends a record, or counts why it was skipped.
    pub fn put(&mut self, record: Result<T, Skip>) -> Result<(), Unwanted> {
        match record {
            Err(skip) => *self.summary.skipped.entry(skip).or_default() += 1,
            Ok(record) => {
                self.summary.records += 1;
                self.batch.push(record);
            }
        }
        if self.batch.len() < BATCH { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> Result<(), Unwanted> {
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        self.sender.blocking_send(Message::Records(batch)).map_err(|_| Unwanted)
    }

    /// The result.
    pub fn end(mut self, read: Result<(), FileError>) {
        let last = match read {
            Err(error) => Message::Failed(error),
            Ok(()) => {
                if !self.batch.is_empty() && self.flush().is_err() {
                    return;
                }
                Message::End(self.summary)
            }
        };
        let _ = self.sender.blocking_send(last);
    }
}
