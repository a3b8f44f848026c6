//! What text files and workbooks have in common: rows of cells.

use model::error::FieldProblem;
use model::search::folded;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The line with the names of the columns is one of that many that are not empty.
pub(super) const HEADER_WITHIN: usize = 20;
/// Most columns that are looked at.
pub(super) const MOST_COLUMNS: usize = 256;

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::server::service) enum Cell {
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
pub(in crate::server::service) struct TableRow {
    /// Its line or row in the file, from 1.
    pub number: u32,
    /// Its first [`MOST_COLUMNS`] cells.
    pub cells: Vec<Cell>,
    /// Whether something stands beyond them.
    pub is_longer: bool,
    /// Whether its cells are separated by commas, which amounts have too.
    pub by_commas: bool,
    /// Whether a cell of a text goes on in the next line: a quotation mark that nobody closed takes in rows.
    pub is_broken: bool,
}

impl TableRow {
    /// The cell of a column.
    pub fn cell(&self, at: usize) -> &Cell {
        static NONE: Cell = Cell::Empty;
        self.cells.get(at).unwrap_or(&NONE)
    }

    /// Whether an amount with a comma, which nobody put in quotation marks, became two cells: `2,600` is
    /// `2` and `600`.
    pub fn is_torn(&self, at: usize) -> bool {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (begin, end) = (self.cell(at).text(), self.cell(at + 1).text());
        let whole = end.split(['.', ',']).next().unwrap_or_default();
        self.by_commas && digits(&begin) && begin.len() <= 3 && digits(whole) && whole.len() == 3
    }

    /// Whether something stands in or beyond a column.
    pub fn is_beyond(&self, width: usize) -> bool {
        self.is_longer || self.cells.iter().skip(width).any(|cell| !cell.is_empty())
    }
}

/// The row of a file that names its columns.
pub(in crate::server::service) trait Heading: Sized {
    /// Reads it from a row that names the customer.
    ///
    /// # Errors
    /// [`FieldProblem::NoColumn`] with what is missing, [`FieldProblem::ColumnTwice`].
    fn of(columns: &ColumnNames) -> Result<Self, FieldProblem>;

    /// Its line or row in the file, from 1.
    fn number(&self) -> u32;

    /// Finds it among the first rows: lines above it are titles.
    ///
    /// # Errors
    /// Those of [`Self::of`], for the last row that lacks a column.
    fn find(rows: &[TableRow]) -> Result<Self, FieldProblem> {
        let mut missing = FieldProblem::NoColumn("customer".to_owned());
        for row in rows.iter().take(HEADER_WITHIN) {
            let columns = ColumnNames::of(row);
            // A title may well have a word twice: only a row that names the customer is the one.
            if !columns.has_customer() {
                continue;
            }
            match Self::of(&columns) {
                Err(FieldProblem::NoColumn(name)) if name == "customer" => {}
                Err(other @ FieldProblem::NoColumn(_)) => missing = other,
                read => return read,
            }
        }
        Err(missing)
    }
}

/// The texts of a row that may be the one with the names of the columns.
pub(in crate::server::service) struct ColumnNames {
    /// Its line or row in the file, from 1.
    pub number: u32,
    names: Vec<String>,
}

impl ColumnNames {
    fn of(row: &TableRow) -> Self {
        Self { number: row.number, names: row.cells.iter().map(|cell| folded(&cell.text())).collect() }
    }

    fn has_customer(&self) -> bool {
        self.names.iter().any(|name| name == "customer" || name == "customer_id")
    }

    /// How many columns have a name; nothing may stand beyond them.
    pub fn width(&self) -> usize {
        self.names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1)
    }

    /// Where a column is, under any of its names.
    ///
    /// # Errors
    /// [`FieldProblem::ColumnTwice`].
    pub fn place(&self, wanted: &[&str]) -> Result<Option<usize>, FieldProblem> {
        let mut found = self.names.iter().enumerate().filter(|(_, name)| wanted.contains(&name.as_str()));
        match (found.next(), found.next()) {
            (_, Some((_, name))) => Err(FieldProblem::ColumnTwice(name.clone())),
            (first, None) => Ok(first.map(|(at, _)| at)),
        }
    }

    /// Where a column is that is needed, under any of its names; the first of them is what is said to be missing.
    ///
    /// # Errors
    /// [`FieldProblem::NoColumn`], [`FieldProblem::ColumnTwice`].
    pub fn needed(&self, wanted: &[&str]) -> Result<usize, FieldProblem> {
        let missing = || FieldProblem::NoColumn(wanted.first().copied().unwrap_or_default().to_owned());
        self.place(wanted)?.ok_or_else(missing)
    }
}
