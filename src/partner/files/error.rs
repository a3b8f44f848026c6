//! What can be wrong with a file, or with the store that should have it.

use std::sync::{Arc, OnceLock};

/// Why a file could not be listed or read to its end. The records read before the error are
/// incomplete: a caller that stored them has to delete them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// The settings do not make a store.
    #[error("the store of the files cannot be used: {0}")]
    Settings(String),
    /// The store says no to these keys.
    #[error("the store refuses these keys: {0}")]
    Refused(String),
    /// It was listed and is gone, or the bucket is.
    #[error("not in the store: {0}")]
    Gone(String),
    /// The store cannot be reached, broke off, or said something else.
    #[error("the store did not give the file: {0}")]
    Store(String),
    /// More bytes than the settings allow.
    #[error("the archive is larger than {limit} bytes ({})", if *unpacked { "unpacked" } else { "packed" })]
    TooLarge {
        /// The limit.
        limit: u64,
        /// Whether the size is that of the unpacked data.
        unpacked: bool,
    },
    /// No gzip, no tar, cut off, or with a wrong checksum.
    #[error("the archive is broken: {0}")]
    Broken(String),
    /// The archive holds files, but none of those that it should.
    #[error("the archive holds {0} files, and none with a name that is known")]
    NothingKnown(u32),
    /// A CSV without a line of column names that can be read.
    #[error("{file}: no readable header")]
    NoHeader {
        /// The CSV.
        file: String,
    },
    /// A column without which its records say nothing.
    #[error("{file}: the column {column:?} is missing")]
    MissingColumn {
        /// The CSV.
        file: String,
        /// The column.
        column: &'static str,
    },
    /// A known column appears twice: it is not known which one counts.
    #[error("{file}: the column {column:?} stands there twice")]
    DoubleColumn {
        /// The CSV.
        file: String,
        /// The column.
        column: &'static str,
    },
    /// A record longer than the settings allow, or a quote that never closes.
    #[error("{file}: a record longer than {limit} bytes after {after} records")]
    LongRecord {
        /// The CSV.
        file: String,
        /// Records before it.
        after: u64,
        /// The limit.
        limit: u64,
    },
}

impl From<object_store::Error> for FileError {
    fn from(error: object_store::Error) -> Self {
        use object_store::Error;
        let (text, status) = words(&error.to_string());
        match (error, status.as_deref()) {
            (Error::PermissionDenied { .. } | Error::Unauthenticated { .. }, _)
            | (_, Some("401" | "403")) => Self::Refused(text),
            (Error::NotFound { .. }, _) | (_, Some("404")) => Self::Gone(text),
            _ => Self::Store(text),
        }
    }
}

/// The library's words without the body of the answer, which may quote keys and signatures; only
/// its code is kept, and the status, which for a list is nowhere else.
fn words(text: &str) -> (String, Option<String>) {
    const MARK: &str = "status code: ";
    let Some((before, after)) = text.split_once(MARK) else { return (text.to_owned(), None) };
    let status: String = after.chars().take_while(char::is_ascii_digit).collect();
    let code = after.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>"));
    let code = code.map(|(code, _)| code).filter(|code| code.bytes().all(|b| b.is_ascii_alphanumeric()));
    (format!("{before}{MARK}{status} {}", code.unwrap_or_default()).trim_end().to_owned(), Some(status))
}

/// The first error below a reader. Passed up through gzip, tar and CSV an error loses its type;
/// this keeps it.
#[derive(Clone, Debug, Default)]
pub(super) struct Trip(Arc<OnceLock<FileError>>);

impl Trip {
    /// Records an error, unless there was one before, and returns the error for the reader.
    pub fn note(&self, error: FileError) -> std::io::Error {
        let answer = std::io::Error::other(error.to_string());
        let _ = self.0.set(error);
        answer
    }

    /// What to report for an error that came out at the top.
    pub fn cause(&self, seen: &impl ToString) -> FileError {
        self.0.get().cloned().unwrap_or_else(|| FileError::Broken(seen.to_string()))
    }
}
