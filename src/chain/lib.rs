//! The chain of hashes over the audit log: how a row is hashed, how checkpoints close a range of rows,
//! how the log with its proof is written as a file, and how all of that is verified.
//!
//! Nothing here knows a database, a setting or a clock: a file can be verified by anybody, on any machine.
//!
//! # Hashes, version 1
//!
//! All hashes are SHA-256. A number is 8 bytes, most significant first (two's complement). A text is the
//! number of its UTF-8 bytes, then these bytes. A value is one byte that says what it is (0 nothing,
//! 1 a number, 2 a text) and then the number or the text. So no two rows have the same bytes.
//!
//! * **A row**: `partnerdesk audit row 1\n`, the hash before it (32 bytes), its position, the code of its table
//!   (1 entries, 2 completions, 3 calls), the number of its columns, and its columns as values, in the order of
//!   the fields of [`Entry`], [`Completion`] and [`Call`].
//! * **A checkpoint**: `partnerdesk audit checkpoint 1\n`, the hash of the checkpoint before it, the hash of its last
//!   row, and as numbers: its own number, first and last position, rows of each table, whether the rows
//!   are proven (1) or were there before the chain (0), and when it was made (seconds since 1970, UTC).
//!
//! The hash before a row is that of the row before it, or of the checkpoint that lies between them; before
//! the first one it is 32 zero bytes. Positions and numbers of checkpoints count from 1 without a gap.

mod checkpoint;
mod file;
mod hash;
mod keys;
mod line;
mod misfit;
mod row;
mod verify;

#[cfg(test)]
mod tests;

pub use checkpoint::{Checkpoint, Counts, Retirement};
pub use file::{Written, verify_file};
pub use hash::{Hash, NotAHash, Noted};
pub use line::{End, FORMAT, Header, Kind, Line, Sealed};
pub use misfit::{Misfit, Place, Problem};
pub use row::{Call, Completion, Entry, Row, Table};
pub use verify::{Report, Tail, Verifier};
