//! A CSV whose columns are found by name. Their order may change, columns may come and go.

use csv::ByteRecord;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::Arc;

use super::FileError;
use super::reading::Skip;
use crate::client::wire;
use model::files::{Cell, MoreColumns};
use model::ids::CustomerId;
use model::readable::readable;

/// A column's name without what differs between texts about it: case, blanks around it, and
/// `bill_type` or `Bill Type`.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace('_', " ")
}

/// Positions of the columns of one CSV.
#[derive(Debug)]
pub(super) struct Columns {
    at: HashMap<&'static str, usize>,
    more_at: Vec<usize>,
    more: Arc<[String]>,
    width: usize,
}

impl Columns {
    /// Reads a header.
    pub fn find(
        file: &str,
        header: &ByteRecord,
        needed: &[&'static str],
        optional: &[&'static str],
    ) -> Result<Self, FileError> {
        let mut at = HashMap::new();
        let (mut more_at, mut more) = (Vec::new(), Vec::new());
        for (place, cell) in header.iter().enumerate() {
            let name =
                std::str::from_utf8(cell).map_err(|_| FileError::NoHeader { file: file.to_owned() })?;
            let name = name.trim_start_matches('\u{feff}');
            let known = needed.iter().chain(optional).find(|known| plain(known) == plain(name));
            match known {
                None => {
                    more_at.push(place);
                    more.push(name.trim().to_owned());
                }
                Some(column) => {
                    if at.insert(*column, place).is_some() {
                        return Err(FileError::DoubleColumn { file: file.to_owned(), column });
                    }
                }
            }
        }
        match needed.iter().find(|column| !at.contains_key(*column)) {
            Some(column) => Err(FileError::MissingColumn { file: file.to_owned(), column }),
            None => Ok(Self { at, more_at, more: more.into(), width: header.len() }),
        }
    }
}

/// One record, all of whose cells are text.
#[derive(Debug)]
pub(super) struct Cells<'a> {
    columns: &'a Columns,
    cells: Vec<&'a str>,
}

impl<'a> Cells<'a> {
    /// Accepts a record. One with more or fewer cells than the header is skipped: it is not known which
    /// cell belongs to which column.
    pub fn of(columns: &'a Columns, record: &'a ByteRecord) -> Result<Self, Skip> {
        if record.len() != columns.width {
            return Err(if record.len() < columns.width { Skip::TooFewCells } else { Skip::TooManyCells });
        }
        let cells: Result<Vec<&str>, _> = record.iter().map(std::str::from_utf8).collect();
        Ok(Self { columns, cells: cells.map_err(|_| Skip::NotText)? })
    }

    /// The cell as it came; `None` without such a column.
    fn raw(&self, column: &str) -> Option<&'a str> {
        let place = *self.columns.at.get(column)?;
        self.cells.get(place).copied()
    }

    /// Text that is not empty, made [`readable`].
    pub fn text(&self, column: &str) -> Option<String> {
        let text = self.raw(column).filter(|text| !text.trim().is_empty())?;
        Some(readable(text).into_owned())
    }

    /// A code, without blanks around it.
    pub fn code(&self, column: &str) -> Option<String> {
        self.text(column).map(|text| text.trim().to_owned())
    }

    /// An amount, digit for digit; `None` when the cell is empty.
    ///
    /// # Errors
    /// [`Skip::BadAmount`] when the cell is not empty and not an amount.
    pub fn amount(&self, column: &str) -> Result<Option<Decimal>, Skip> {
        let Some(text) = self.code(column) else { return Ok(None) };
        wire::exact(&text).map(Some).map_err(|_| Skip::BadAmount)
    }

    /// A cell of a column whose type is not documented.
    pub fn cell(&self, column: &str) -> Option<Cell> {
        let text = self.text(column)?;
        Some(wire::exact(text.trim()).map_or(Cell::Text(text), Cell::Amount))
    }

    /// The customer.
    ///
    /// # Errors
    /// [`Skip::BadCustomer`] when there is none.
    pub fn customer(&self) -> Result<CustomerId, Skip> {
        // Letter for letter: with signs in it, it would be another one.
        CustomerId::parse(self.raw("Customer ID").unwrap_or_default().trim()).map_err(|_| Skip::BadCustomer)
    }

    /// The columns without a name here.
    pub fn more(&self) -> MoreColumns {
        let value = |place: &usize| readable(self.cells.get(*place).unwrap_or(&"")).into_owned();
        MoreColumns::new(Arc::clone(&self.columns.more), self.columns.more_at.iter().map(value).collect())
    }
}
