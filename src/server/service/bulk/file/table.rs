//! What text files and workbooks have in common: rows of cells.

use rust_decimal::Decimal;
use std::borrow::Cow;

/// The line with the names of the columns is one of that many that are not empty.
pub(super) const HEADER_WITHIN: usize = 20;
/// Most columns that are looked at.
pub(super) const MOST_COLUMNS: usize = 256;

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, no longer than [`model::search::bounded`] leaves it.
    Text(String),
    /// A number of a workbook, with the 15 digits that spreadsheets keep.
    Number(Decimal),
    /// A number of a workbook with more digits than are kept: the last ones are lost.
    Rounded(String),
    /// A formula of a workbook.
    Formula,
}

impl Cell {
    /// What stands in it, as text.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::Formula => Cow::Borrowed(""),
            Self::Text(text) | Self::Rounded(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
        }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        !matches!(self, Self::Formula) && self.text().is_empty()
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TableRow {
    /// Its line or row in the file, from 1.
    pub number: u32,
    /// Its first [`MOST_COLUMNS`] cells.
    pub cells: Vec<Cell>,
    /// Whether something stands beyond them.
    pub is_longer: bool,
}

impl TableRow {
    /// The cell of a column.
    pub fn cell(&self, at: usize) -> &Cell {
        static NONE: Cell = Cell::Empty;
        self.cells.get(at).unwrap_or(&NONE)
    }

    /// Whether something stands in or beyond a column.
    pub fn is_beyond(&self, width: usize) -> bool {
        self.is_longer || self.cells.iter().skip(width).any(|cell| !cell.is_empty())
    }
}
