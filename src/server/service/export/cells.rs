//! Cells of a CSV file (RFC 4180), as spreadsheets and programs read them: UTF-8 with its mark, so
//! that Chinese names are not garbled; instants in ISO 8601, UTC; amounts with every digit.
//!
//! A spreadsheet takes a cell for a formula by its first character. Text from outside that begins
//! so gets an apostrophe in front (ASVS 1.2.10). Numbers are ours by their type and stay numbers,
//! negative ones too: the kind of cell decides, not its content.

use csv::{Terminator, Writer, WriterBuilder};
use model::money::Money;
use model::readable::readable;
use model::time::{Timestamp, write_utc};
use rust_decimal::Decimal;

/// A column: its name, and what it takes from a row.
pub type Column<T> = (&'static str, fn(&T) -> Cell);

/// The content of one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Somebody else's words: names, ids, codes.
    Text(String),
    /// A number or an instant.
    Plain(String),
    /// Not known, or not there.
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Self {
        Self::Plain(if yes { "yes" } else { "no" }.to_owned())
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Plain(number.to_string())
    }
}

impl From<Decimal> for Cell {
    fn from(number: Decimal) -> Self {
        Self::Plain(number.to_string())
    }
}

impl From<Timestamp> for Cell {
    fn from(instant: Timestamp) -> Self {
        Self::Plain(write_utc(instant))
    }
}

impl<T> From<Option<T>> for Cell
where
    Cell: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Self::from)
    }
}

/// The number of an amount; its currency is in the next column.
pub fn amount(money: Option<&Money>) -> Cell {
    money.map(|money| money.amount).into()
}

/// The currency of an amount.
pub fn currency(money: Option<&Money>) -> Cell {
    money.map(|money| money.currency.code()).into()
}

/// What spreadsheets take for the beginning of a formula, and what they skip before one. The
/// wide forms count in Chinese and Japanese settings.
const DANGEROUS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

impl Cell {
    fn write(self) -> String {
        match self {
            Self::Text(text) => {
                // What begins with a blank or a control is dangerous before it is made readable.
                let mark = if text.starts_with(DANGEROUS) { "'" } else { "" };
                let lines: Vec<_> = text.split('\n').map(readable).collect();
                format!("{mark}{}", lines.join("\n"))
            }
            Self::Plain(text) => text,
            Self::Empty => String::new(),
        }
    }
}

/// The mark of UTF-8, and the names of the columns.
pub fn head<T>(columns: &[Column<T>]) -> Result<Vec<u8>, csv::Error> {
    let mut lines = lines("\u{feff}".as_bytes().to_vec());
    lines.write_record(columns.iter().map(|(name, _)| name))?;
    finish(lines)
}

/// A line for each row.
pub fn body<T>(columns: &[Column<T>], rows: &[T]) -> Result<Vec<u8>, csv::Error> {
    let mut lines = lines(Vec::new());
    for row in rows {
        lines.write_record(columns.iter().map(|(_, cell)| cell(row).write()))?;
    }
    finish(lines)
}

fn lines(begun: Vec<u8>) -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(begun)
}

fn finish(lines: Writer<Vec<u8>>) -> Result<Vec<u8>, csv::Error> {
    lines.into_inner().map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(cell: fn(&()) -> Cell) -> String {
        String::from_utf8(body(&[("before", |_| 1.into()), ("it", cell)], &[()]).unwrap()).unwrap()
    }

    #[test]
    fn text_from_outside_cannot_become_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "－1", "-5.00"] {
            assert_eq!(Cell::from(text).write(), format!("'{text}"), "{text:?}");
        }
        assert_eq!(one(|_| "\0=1".into()), "1,'␀=1\r\n");
        assert_eq!(one(|_| "\t=1".into()), "1,' =1\r\n");
        assert_eq!(one(|_| "\r=1".into()), "1,' =1\r\n");
        assert_eq!(one(|_| "\n=1".into()), "1,\"'\n=1\"\r\n");
        assert_eq!(one(|_| "two\nlines".into()), "1,\"two\nlines\"\r\n");
        assert_eq!(one(|_| "a=1 北京".into()), "1,a=1 北京\r\n");
    }

    #[test]
    fn numbers_stay_numbers_with_every_digit() {
        assert_eq!(one(|_| Decimal::new(-1_234_500, 4).into()), "1,-123.4500\r\n");
        assert_eq!(one(|_| Timestamp::UNIX_EPOCH.into()), "1,1970-01-01T00:00:00Z\r\n");
        assert_eq!(one(|_| None::<Decimal>.into()), "1,\r\n");
    }

    #[test]
    fn what_would_end_a_cell_is_quoted() {
        assert_eq!(one(|_| "a, \"b\"".into()), "1,\"a, \"\"b\"\"\"\r\n");
    }

    #[test]
    fn a_file_begins_with_the_mark_of_its_encoding() {
        let columns: &[Column<()>] = &[("name", |_| Cell::Empty), ("amount", |_| Cell::Empty)];
        assert_eq!(head(columns).unwrap(), "\u{feff}name,amount\r\n".as_bytes());
    }
}
