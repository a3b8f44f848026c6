//! Where the vendor's bill and usage files are, and how much of them is read (billing.yaml, `x-files`).

use secrecy::SecretString;
use std::path::PathBuf;

/// Where files are delivered to, and how much of them is read.
#[derive(Clone, Debug)]
pub struct FilesAccount {
    /// The folder or bucket.
    pub place: FilesPlace,
    /// What is too much.
    pub limits: FilesLimits,
}

/// A place that holds `customerBill/` and `customerUsage/`.
#[derive(Clone, Debug)]
pub enum FilesPlace {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A bucket that speaks S3, as OBS does.
    Bucket(Bucket),
}

/// A bucket and the keys to read it.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// Folders inside the bucket before `customerBill/`; empty for none.
    pub prefix: String,
    /// Base URL of the service, without the bucket.
    pub endpoint: String,
    /// Region that requests are signed for.
    pub region: String,
    /// The bucket is in the path and not in the host name. OBS refuses that on its own domains; other S3
    /// services may want it.
    pub path_style: bool,
    /// Access key of the bucket's owner, who is not the partner: a partner's account cannot buy
    /// a bucket.
    pub ak: SecretString,
    /// Secret key.
    pub sk: SecretString,
}

/// What a file may hold at most. A broken or hostile archive must not fill memory or run for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilesLimits {
    /// Bytes of an archive as it lies in the store.
    pub packed: u64,
    /// Bytes of an archive unpacked. Nothing is kept, so that this bounds time, not memory.
    pub unpacked: u64,
    /// Bytes of one record.
    pub record: u64,
}

impl Default for FilesLimits {
    fn default() -> Self {
        Self { packed: 4 << 30, unpacked: 64 << 30, record: 1 << 20 }
    }
}
