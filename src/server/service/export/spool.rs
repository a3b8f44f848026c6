//! A list as a file without a name, so that its length is known before its first byte leaves. Only a file
//! of a known length is a failed download when it is cut, for every browser and behind every proxy: one
//! that speaks HTTP/1.0 takes a connection that ends for the end of the file.

use bytes::Bytes;
use std::collections::VecDeque;
use std::io::{Result, SeekFrom};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};

/// A part of the file.
#[derive(Clone, Copy)]
struct Part {
    bytes: usize,
    rows: usize,
}

/// The file. The system deletes it when it is closed, or when the process dies.
pub(super) struct Spool {
    file: File,
    parts: VecDeque<Part>,
}

impl Spool {
    /// An empty one, readable by nobody else.
    pub async fn new() -> Result<Self> {
        let file = tokio::task::spawn_blocking(tempfile::tempfile).await??;
        Ok(Self { file: File::from_std(file), parts: VecDeque::new() })
    }

    /// Adds a part, in which so many rows are.
    pub async fn add(&mut self, bytes: &[u8], rows: usize) -> Result<()> {
        self.file.write_all(bytes).await?;
        self.parts.push_back(Part { bytes: bytes.len(), rows });
        Ok(())
    }

    /// Ends the writing. Its length in bytes; the parts are read from the first on.
    pub async fn rewind(&mut self) -> Result<u64> {
        self.file.flush().await?;
        let length = self.file.stream_position().await?;
        self.file.seek(SeekFrom::Start(0)).await?;
        Ok(length)
    }

    /// The next part and its rows.
    pub async fn next(&mut self) -> Result<Option<(Bytes, usize)>> {
        let Some(part) = self.parts.pop_front() else { return Ok(None) };
        let mut bytes = vec![0; part.bytes];
        self.file.read_exact(&mut bytes).await?;
        Ok(Some((bytes.into(), part.rows)))
    }

    /// Whether every part was read.
    pub fn is_over(&self) -> bool {
        self.parts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn comes_back_part_by_part() {
        let mut spool = Spool::new().await.unwrap();
        spool.add(b"head\r\n", 0).await.unwrap();
        spool.add(b"one\r\ntwo\r\n", 2).await.unwrap();
        assert_eq!(spool.rewind().await.unwrap(), 16);
        assert_eq!(spool.next().await.unwrap(), Some(("head\r\n".into(), 0)));
        assert!(!spool.is_over());
        assert_eq!(spool.next().await.unwrap(), Some(("one\r\ntwo\r\n".into(), 2)));
        assert!(spool.is_over() && spool.next().await.unwrap().is_none());
    }
}
