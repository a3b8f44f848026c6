//! Workbooks of Excel: ids as text, amounts as numbers with the decimals of their currency, instants
//! as dates, UTC. Rows go through a temporary file, so that a list of any length needs little memory.

use super::cells::{Cell, Column};
use crate::server::service::spreadsheet::readable_lines;
use jiff::Timestamp;
use model::time::write_utc;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::fs::File;
use std::io::{Seek, SeekFrom};

/// Most characters of a cell.
const LONGEST: usize = 32_767;
/// A number with more digits is written as text: a spreadsheet would lose the last ones.
const DIGITS: u32 = 15;

/// A workbook that is being written.
pub(super) struct Sheet {
    book: Workbook,
    next: u32,
    /// By the number of decimals.
    amounts: Vec<Format>,
    instant: Format,
}

impl Sheet {
    /// One with the names of the columns.
    pub fn begin<T>(columns: &[Column<T>]) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold();
        for ((name, _), at) in columns.iter().zip(0_u16..) {
            sheet.set_column_width(at, 18)?;
            sheet.write_string_with_format(0, at, *name, &bold)?;
        }
        let amount = |decimals: usize| {
            let point = if decimals == 0 { "" } else { "." };
            Format::new().set_num_format(format!("#,##0{point}{}", "0".repeat(decimals)))
        };
        let amounts = (0..=8).map(amount).collect();
        let instant = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        Ok(Self { book, next: 1, amounts, instant })
    }

    /// Adds a row for each.
    pub fn add<T>(&mut self, columns: &[Column<T>], rows: &[T]) -> Result<(), XlsxError> {
        let Self { book, next, amounts, instant } = self;
        let sheet = book.worksheet_from_index(0)?;
        for row in rows {
            for ((_, cell), at) in columns.iter().zip(0_u16..) {
                write(sheet, (*next, at), cell(row), (amounts, instant))?;
            }
            *next += 1;
        }
        Ok(())
    }

    /// How many rows were added.
    pub fn rows(&self) -> usize {
        self.next.saturating_sub(1) as usize
    }

    /// The whole file, from its begin.
    pub fn finish(mut self) -> Result<File, XlsxError> {
        let mut file = tempfile::tempfile()?;
        self.book.save_to_writer(&mut file)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: Cell,
    (amounts, instants): (&[Format], &Format),
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => Ok(sheet),
        Cell::Text(text) => sheet.write_string(row, column, shown(&text)),
        Cell::Word(word) => sheet.write_string(row, column, word),
        Cell::Number(number) => match float(number) {
            Some(float) => sheet.write_number(row, column, float),
            None => sheet.write_string(row, column, number.to_string()),
        },
        Cell::Amount(money) => {
            let decimals = money.amount.normalize().scale().max(money.currency.decimals());
            let format = usize::try_from(decimals).ok().and_then(|decimals| amounts.get(decimals));
            match float(money.amount).zip(format) {
                Some((float, format)) => sheet.write_number_with_format(row, column, float, format),
                None => sheet.write_string(row, column, money.amount.to_string()),
            }
        }
        Cell::Instant(instant) => match date(instant) {
            Some(date) => sheet.write_datetime_with_format(row, column, &date, instants),
            None => sheet.write_string(row, column, write_utc(instant)),
        },
    }
    .map(|_| ())
}

/// Text without what XML cannot hold, of a length that a cell can.
fn shown(text: &str) -> String {
    readable_lines(text).chars().take(LONGEST).collect()
}

/// A number of a spreadsheet, where it keeps every digit.
fn float(number: Decimal) -> Option<f64> {
    let digits = number.normalize().mantissa().unsigned_abs();
    if digits < 10_u128.pow(DIGITS) { number.to_f64() } else { None }
}

/// A date of a spreadsheet: they begin in 1900.
fn date(instant: Timestamp) -> Option<ExcelDateTime> {
    ExcelDateTime::from_timestamp(instant.as_second()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, DataType, Reader, Xlsx};
    use model::money::{Currency, Money};
    use std::io::BufReader;

    #[test]
    fn ids_are_text_amounts_numbers_and_instants_dates() {
        let columns: &[Column<u32>] = &[
            ("id", |_| "0012345678901234567890".into()),
            ("name", |_| "=1+1".into()),
            ("amount", |_| Cell::Amount(Money::new(Decimal::new(1_500_500, 3), Currency::usd()))),
            ("count", |row| (*row).into()),
            ("at", |_| Timestamp::UNIX_EPOCH.into()),
            ("long", |_| "12345678901234567.89".parse::<Decimal>().unwrap().into()),
            ("none", |_| Cell::Empty),
        ];
        let mut sheet = Sheet::begin(columns).unwrap();
        sheet.add(columns, &[7, 8]).unwrap();
        sheet.add(columns, &[9]).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(BufReader::new(sheet.finish().unwrap())).unwrap();
        let range = book.worksheet_range("Sheet1").unwrap();
        assert_eq!(range.height(), 4);
        let names: Vec<_> = range.headers().unwrap();
        assert_eq!(names, ["id", "name", "amount", "count", "at", "long", "none"]);
        let row: Vec<Data> = range.rows().nth(3).unwrap().to_vec();
        assert_eq!(row[0].get_string(), Some("0012345678901234567890"));
        assert_eq!(row[1].get_string(), Some("=1+1"), "text, no formula");
        assert_eq!(row[2].get_float(), Some(1500.5));
        assert_eq!(row[3].get_float(), Some(9.0));
        assert!(
            matches!(&row[4], Data::DateTime(at) if (at.as_f64() - 25_569.0).abs() < 1e-9),
            "{:?}",
            row[4]
        );
        assert_eq!(row[5].get_string(), Some("12345678901234567.89"));
    }
}
