//! The lines of which a log with its proof consists: JSON, each written in one way only.

use crate::checkpoint::{Checkpoint, Counts, Retirement};
use crate::hash::Hash;
use crate::misfit::{Misfit, Place, Problem};
use crate::row::Row;
use serde::{Deserialize, Serialize};

/// What the first line of each file says.
pub const FORMAT: &str = "partnerdesk audit log";

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The log up to its end.
    Log,
    /// A part of it that was retired.
    Range,
}

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// [`FORMAT`].
    pub format: String,
    /// 1.
    pub version: u32,
    /// The whole log, or a part of it.
    pub kind: Kind,
    /// When it was written, seconds since 1970, UTC.
    pub written_at: i64,
    /// The checkpoint after which it begins; `None` when it begins with the first row ever.
    pub base: Option<Checkpoint>,
}

/// A sealed row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// Its position in the chain, from 1.
    pub position: u64,
    /// The row.
    pub row: Row,
    /// Its hash.
    pub hash: Hash,
}

/// The last line: who cuts a file in the middle takes it away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// Sealed rows.
    pub sealed: Counts,
    /// Checkpoints.
    pub checkpoints: u64,
    /// Rows that are not sealed yet.
    pub unsealed: Counts,
    /// The hash of the last checkpoint.
    pub head: Option<Hash>,
}

/// A line, in the order in which they come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Line {
    /// Once.
    Header(Header),
    /// Ranges that were retired before, oldest first.
    Retirement(Retirement),
    /// Rows in the order of their positions …
    Sealed(Sealed),
    /// … each range of them closed by its checkpoint.
    Checkpoint(Checkpoint),
    /// Rows that are not sealed yet.
    Unsealed(Row),
    /// Once.
    End(End),
}

impl Line {
    /// As it is written, with the end of the line.
    ///
    /// # Errors
    /// None that is known: every value of a line can be written.
    pub fn write(&self) -> Result<String, serde_json::Error> {
        let mut text = serde_json::to_string(self)?;
        text.push('\n');
        Ok(text)
    }

    /// Whether it is a row, sealed or not.
    pub fn is_row(&self) -> bool {
        matches!(self, Self::Sealed(_) | Self::Unsealed(_))
    }

    /// Reads a line that comes after a position. Only the one way of writing it is taken: another order,
    /// other escapes, a field twice or blanks may be read differently by other programs.
    pub(crate) fn read(text: &str, after: u64) -> Result<Self, Misfit> {
        let line: Self = serde_json::from_str(text)
            .map_err(|error| Misfit::new(Place::After(after), Problem::Line(error.to_string())))?;
        match line.write() {
            Ok(written) if written == text => Ok(line),
            _ => {
                let why = "the same content is written in another way".to_owned();
                Err(Misfit::new(line.place(), Problem::Line(why)))
            }
        }
    }

    /// The place of a line, for what is wrong with it as a whole.
    fn place(&self) -> Place {
        match self {
            Self::Header(_) => Place::Beginning,
            Self::Retirement(retirement) => Place::Retirement(retirement.checkpoint),
            Self::Sealed(sealed) => {
                Place::Row { table: sealed.row.table(), key: sealed.row.key(), position: sealed.position }
            }
            Self::Checkpoint(checkpoint) => Place::Checkpoint(checkpoint.number),
            Self::Unsealed(row) => Place::Unsealed { table: row.table(), key: row.key() },
            Self::End(_) => Place::End,
        }
    }
}
