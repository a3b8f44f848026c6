//! What does not fit, and where.

use crate::hash::Noted;
use crate::row::Table;
use jiff::Timestamp;
use std::fmt;

/// Where something does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A sealed row.
    Row {
        /// Of which table.
        table: Table,
        /// Its key.
        key: i64,
        /// Its position in the chain.
        position: u64,
    },
    /// A row that is not sealed yet.
    Unsealed {
        /// Of which table.
        table: Table,
        /// Its key.
        key: i64,
    },
    /// A checkpoint, by its number.
    Checkpoint(u64),
    /// The record that a range was retired, by the number of its checkpoint.
    Retirement(u64),
    /// The first line of a file, or where the log begins.
    Beginning,
    /// The last line of a file, or where the log ends.
    End,
    /// Something that is no row and no checkpoint, after a position.
    After(u64),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Row { table, key, position } => {
                write!(f, "{} key {key}, position {position}", table.name())
            }
            Self::Unsealed { table, key } => write!(f, "{} key {key}, not sealed yet", table.name()),
            Self::Checkpoint(number) => write!(f, "checkpoint {number}"),
            Self::Retirement(number) => write!(f, "the retirement through checkpoint {number}"),
            Self::Beginning => f.write_str("the beginning"),
            Self::End => f.write_str("the end"),
            Self::After(position) => write!(f, "after position {position}"),
        }
    }
}

/// In which way it does not fit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Not a line as this program writes it.
    #[error("this line is not written as an export writes it: {0}")]
    Line(String),
    /// A line longer than any row can be.
    #[error("this line is longer than any row of the log")]
    LongLine,
    /// A kind of line where another one belongs.
    #[error("this line does not belong here")]
    Order,
    /// Another format or version.
    #[error("this is no export of an audit log that this program knows")]
    Format,
    /// The position does not follow.
    #[error("position {expected} is missing")]
    Position {
        /// What belongs here.
        expected: u64,
    },
    /// Sealed, and not there.
    #[error("this row was sealed and is gone")]
    Gone,
    /// The hash is another one.
    #[error(
        "its hash is not the one that its content and everything before it give: it or the one before it was changed"
    )]
    Hash,
    /// Twice.
    #[error("this row occurs twice")]
    Twice,
    /// Keys that no database gives.
    #[error("the keys of this table have more gaps than any log has")]
    Keys,
    /// A row dated before what was sealed long before it.
    #[error("it is dated {at}, but everything before it was sealed at {sealed_at}: it was written later", at = instant(*at), sealed_at = instant(*sealed_at))]
    BackDated {
        /// Of the row, seconds.
        at: i64,
        /// Of the checkpoint before it, seconds.
        sealed_at: i64,
    },
    /// The number of a checkpoint does not follow.
    #[error("checkpoint {expected} is missing")]
    Number {
        /// What belongs here.
        expected: u64,
    },
    /// The range of a checkpoint is not that of the rows before it.
    #[error("it closes other rows than those before it")]
    Range,
    /// The checkpoint does not follow the one before.
    #[error("it does not follow the checkpoint before it")]
    Previous,
    /// Rows that no checkpoint closes.
    #[error("the rows after the last checkpoint are sealed, but no checkpoint closes them")]
    Unclosed,
    /// The beginning is not there, and no retirement says why.
    #[error("the log begins after checkpoint {0}, and no retirement says where the rows before it are")]
    CutBeginning(u64),
    /// A retirement whose entry is not in the log.
    #[error("the audit log holds no entry that records it")]
    Unrecorded,
    /// The entry of a retirement that is not recorded like this.
    #[error("no retirement is recorded as this entry says")]
    OtherRetirement,
    /// The file ends without its last line.
    #[error("the file ends here without its last line: it was cut off")]
    CutOff,
    /// The last line says something else.
    #[error("the last line does not agree with what is before it")]
    Sum,
    /// A noted checkpoint is not there.
    #[error("the noted checkpoint {0} is not in it: the end was cut off, or this is another log")]
    NotNoted(Noted),
}

fn instant(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(|_| seconds.to_string(), |at| at.to_string())
}

/// The first thing that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The line of the file, from 1; `None` where it is not a file.
    pub line: Option<u64>,
    /// Where.
    pub place: Place,
    /// Why.
    pub problem: Problem,
}

impl Misfit {
    /// A sealed row that is not there any more.
    pub fn gone(table: Table, key: i64, position: u64) -> Self {
        Self::new(Place::Row { table, key, position }, Problem::Gone)
    }

    pub(crate) fn new(place: Place, problem: Problem) -> Self {
        Self { line: None, place, problem }
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        write!(f, "{}: {}", self.place, self.problem)
    }
}

impl std::error::Error for Misfit {}
