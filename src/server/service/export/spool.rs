//! A list as a file without a name, so that its length is known before its first byte leaves. Only a file
//! of a known length is a failed download when it is cut, for every browser and behind every proxy: one
//! that speaks HTTP/1.0 takes a connection that ends for the end of the file.

use bytes::Bytes;
use std::collections::VecDeque;
use std::io::{Result, SeekFrom};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};

/// Bytes of a whole file that are sent at a time.
const PART_BYTES: usize = 64 * 1024;

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

    /// A file that is whole, with so many rows: which of its bytes hold which row is not known, so they count
    /// with the last part.
    pub async fn of(file: std::fs::File, rows: usize) -> Result<Self> {
        let mut file = File::from_std(file);
        let mut left = file.seek(SeekFrom::End(0)).await?;
        let mut parts = VecDeque::new();
        while left > 0 {
            let bytes = usize::try_from(left).unwrap_or(usize::MAX).min(PART_BYTES);
            left = left.saturating_sub(bytes as u64);
            parts.push_back(Part { bytes, rows: if left == 0 { rows } else { 0 } });
        }
        Ok(Self { file, parts })
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

    #[tokio::test]
    async fn a_whole_file_comes_in_parts_too() {
        use std::io::Write;
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&vec![7; PART_BYTES + 1]).unwrap();
        let mut spool = Spool::of(file, 3).await.unwrap();
        assert_eq!(spool.rewind().await.unwrap(), PART_BYTES as u64 + 1);
        assert_eq!(spool.next().await.unwrap(), Some((vec![7; PART_BYTES].into(), 0)));
        assert_eq!(spool.next().await.unwrap(), Some((vec![7].into(), 3)));
        assert!(spool.is_over());
    }
}
