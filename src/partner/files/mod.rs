//! The bill and usage files that the vendor delivers into a bucket (billing.yaml, `x-files`): not
//! calls of the partner API, but archives to look for and to read.
//!
//! A file of a month replaces the one before it, so [`Files::newest`] is the one to read. Its
//! records come as a stream ([`Reading`]); columns are found by name, and those that nobody has
//! described are kept with each record. Nothing goes through a float, nothing is rounded.

mod error;
mod guard;
mod names;
mod reading;
mod rows;
mod settings;
mod store;
mod table;
#[cfg(test)]
mod tests;
mod unpack;

pub use error::FileError;
pub use names::FileKind;
pub use reading::{Reading, Skip, Summary};
pub use settings::{Bucket, FilesAccount, FilesLimits, FilesPlace};

use futures::TryStreamExt;
use jiff::civil::Date;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use std::fmt;
use std::sync::Arc;
use tokio_util::io::{StreamReader, SyncIoBridge};

use error::Trip;
use model::files::{BillRecord, OldUsageRecord, UsageRecord};
use model::money::Currency;
use model::month::BillingMonth;
use model::time::Timestamp;
use rows::{Context, Row};

/// The place that files are delivered to. Cheap to clone.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    limits: FilesLimits,
    currency: Currency,
}

impl fmt::Debug for Files {
    /// The store's own form would show its access key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Files({}/{})", self.store, self.prefix)
    }
}

/// One archive as it lies in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// Which file.
    pub kind: FileKind,
    /// The month of its records, GMT+8.
    pub month: BillingMonth,
    /// Day of the export, GMT+8; a bill is exported once and says none.
    pub exported: Option<Date>,
    /// Bytes, packed.
    pub bytes: u64,
    /// When it was put there, by the store's clock.
    pub stored_at: Option<Timestamp>,
    location: Path,
}

impl Files {
    /// Opens the place; a bucket is not asked anything yet. Amounts of the files are taken to be
    /// in `currency`, the site's.
    ///
    /// # Errors
    /// [`FileError::Settings`] when the folder does not exist or the settings make no store.
    pub fn open(account: &FilesAccount, currency: Currency) -> Result<Self, FileError> {
        let (store, prefix) = store::open(&account.place)?;
        Ok(Self { store, prefix, limits: account.limits, currency })
    }

    /// All archives of a kind, the months in their order and in each the newest export last.
    ///
    /// # Errors
    /// [`FileError`] when the store does not answer.
    pub async fn list(&self, kind: FileKind) -> Result<Vec<FileEntry>, FileError> {
        let folder = self.prefix.clone().join(kind.folder());
        let mut found = Vec::new();
        let mut objects = self.store.list(Some(&folder));
        while let Some(object) = objects.try_next().await? {
            let known = object.location.filename().and_then(|name| kind.archive(name));
            // Not in a folder below.
            let here = object.location.parts_count() == folder.parts_count() + 1;
            if let (Some((month, exported)), true) = (known, here) {
                found.push(FileEntry {
                    kind,
                    month,
                    exported,
                    bytes: object.size,
                    stored_at: Timestamp::from_second(object.last_modified.timestamp()).ok(),
                    location: object.location,
                });
            }
        }
        found.sort_by_key(|entry| (entry.month, entry.exported));
        Ok(found)
    }

    /// The archive of a month that counts: the one exported last. `None` when there is none yet.
    ///
    /// # Errors
    /// [`FileError`] when the store does not answer.
    pub async fn newest(&self, kind: FileKind, month: BillingMonth) -> Result<Option<FileEntry>, FileError> {
        let found = self.list(kind).await?;
        Ok(found.into_iter().rfind(|entry| entry.month == month))
    }

    /// Begins to read the bill of a month.
    ///
    /// # Errors
    /// [`FileError`] when the store does not give it, or it is too large. An entry of another kind
    /// holds no files that are known.
    pub async fn bill(&self, entry: &FileEntry) -> Result<Reading<BillRecord>, FileError> {
        self.read(entry).await
    }

    /// Begins to read the usage of a month.
    ///
    /// # Errors
    /// As [`Self::bill`].
    pub async fn usage(&self, entry: &FileEntry) -> Result<Reading<UsageRecord>, FileError> {
        self.read(entry).await
    }

    /// Begins to read the usage of a month in its old form.
    ///
    /// # Errors
    /// As [`Self::bill`].
    pub async fn old_usage(&self, entry: &FileEntry) -> Result<Reading<OldUsageRecord>, FileError> {
        self.read(entry).await
    }

    async fn read<T: Row>(&self, entry: &FileEntry) -> Result<Reading<T>, FileError> {
        if entry.bytes > self.limits.packed {
            return Err(FileError::TooLarge { limit: self.limits.packed, unpacked: false });
        }
        let trip = Trip::default();
        let below = trip.clone();
        let bytes = self.store.get(&entry.location).await?.into_stream();
        let bytes = bytes.map_err(move |error| below.note(error.into()));
        let packed = SyncIoBridge::new(StreamReader::new(Box::pin(bytes)));
        let context = Context { month: entry.month, currency: self.currency.clone(), part: None };
        let (limits, (output, reading)) = (self.limits, reading::channel());
        tokio::task::spawn_blocking(move || unpack::unpack::<T>(packed, context, &limits, &trip, output));
        Ok(reading)
    }
}
