//! CSV (RFC 4180), as spreadsheets and programs read it: UTF-8 with its mark, so that Chinese names
//! are not garbled; instants in ISO 8601, UTC; amounts with every digit, so that they can be read
//! back.
//!
//! Numbers are ours by their type and stay numbers, negative ones too; text is guarded
//! ([`guarded`]): the kind of cell decides, not its content.

use super::cells::{Cell, Column};
use crate::server::service::spreadsheet::{guarded, readable_lines};
use csv::{Terminator, Writer, WriterBuilder};
use model::money;
use model::time::write_utc;

fn text(cell: Cell) -> String {
    match cell {
        // What begins with a blank or a control is dangerous before it is made readable.
        Cell::Text(text) => readable_lines(&guarded(text)),
        Cell::Word(word) => word.to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Amount(money) => money::written(money.amount, &money.currency),
        Cell::Instant(instant) => write_utc(instant),
        Cell::Empty => String::new(),
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
        lines.write_record(columns.iter().map(|(_, cell)| text(cell(row))))?;
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
    use model::money::{Currency, Money};
    use model::time::Timestamp;
    use rust_decimal::Decimal;

    fn one(cell: fn(&()) -> Cell) -> String {
        String::from_utf8(body(&[("before", |_| 1.into()), ("it", cell)], &[()]).unwrap()).unwrap()
    }

    #[test]
    fn text_from_outside_cannot_become_a_formula() {
        assert_eq!(one(|_| "=1+1".into()), "1,'=1+1\r\n");
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
        let money = |_: &()| Cell::Amount(Money::new(Decimal::new(-50_001_250, 4), Currency::usd()));
        assert_eq!(one(money), "1,-5000.125\r\n");
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
