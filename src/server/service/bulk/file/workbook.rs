//! Workbooks of Excel. A few kilobytes can unpack to gigabytes, so what they unpack to is counted
//! first, and the sheet is read cell by cell: a cell far away costs nothing.

use super::table::{Cell, MOST_COLUMNS, TableRow};
use calamine::{CellErrorType, DataRef, Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError};
use model::bulk::MOST_ROWS;
use model::error::BadWorkbook;
use model::search::bounded;
use rust_decimal::Decimal;
use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// What a workbook may unpack to, in bytes: 5,000 rows take about two million.
const MOST_UNPACKED: u64 = 32 * 1024 * 1024;
/// The text of all its cells, in bytes: one text may be in many cells.
const MOST_TEXT: usize = 8 * 1024 * 1024;
/// Rows that are read: more are too many, whatever stands above them.
const MOST: usize = MOST_ROWS as usize + 100;
/// Parts and sheets of a workbook that are looked at: finding a sheet takes longer the more there are.
const MOST_PARTS: usize = 200;
/// The digits of a number that spreadsheets keep.
const DIGITS: u32 = 15;

/// The one sheet with content.
#[derive(Debug)]
pub(super) struct Workbook {
    /// Its name.
    pub sheet: String,
    /// How many hidden sheets there are besides.
    pub hidden: u16,
    /// Its rows that are not empty.
    pub rows: Vec<TableRow>,
    /// Merged cells: the name of the first and the last row, from 1.
    pub merged: Vec<(String, u32)>,
}

/// Whether a file begins like a workbook, or any other ZIP archive.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Whether a file begins like an old or an encrypted workbook.
pub(super) fn is_old_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

/// Reads a workbook.
///
/// # Errors
/// [`BadWorkbook`].
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, BadWorkbook> {
    check_size(bytes)?;
    let mut book: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let sheets = book.sheets_metadata().to_vec();
    let (visible, hidden): (Vec<&Sheet>, Vec<&Sheet>) = sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .partition(|sheet| sheet.visible == SheetVisible::Visible);
    let hidden = u16::try_from(hidden.len()).unwrap_or(u16::MAX);
    let mut filled = Vec::new();
    for sheet in visible {
        let rows = rows(&mut book, &sheet.name)?;
        if !rows.is_empty() {
            filled.push((sheet.name.clone(), rows));
        }
    }
    if filled.len() > 1 {
        return Err(BadWorkbook::SeveralSheets(u16::try_from(filled.len()).unwrap_or(u16::MAX)));
    }
    let Some((sheet, rows)) = filled.pop() else {
        return Ok(Workbook { sheet: String::new(), hidden, rows: Vec::new(), merged: Vec::new() });
    };
    let merged = book.merge_cells_by_sheet_name(&sheet).map_err(unreadable)?;
    let merged = merged.iter().map(|area| (name(area.start), area.end.0.saturating_add(1))).collect();
    Ok(Workbook { sheet, hidden, rows, merged })
}

fn unreadable(error: XlsxError) -> BadWorkbook {
    tracing::info!(%error, "a workbook could not be read");
    match error {
        XlsxError::Password => BadWorkbook::OldFormat,
        _ => BadWorkbook::Unreadable,
    }
}

/// Unpacks everything into nothing, and stops where it is too much. What the archive says of its
/// sizes is not asked.
fn check_size(bytes: &[u8]) -> Result<(), BadWorkbook> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BadWorkbook::Unreadable)?;
    if archive.len() > MOST_PARTS {
        return Err(BadWorkbook::TooLarge);
    }
    let mut left = MOST_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| BadWorkbook::Unreadable)?;
        let size = io::copy(&mut part.take(left.saturating_add(1)), &mut io::sink());
        let size = size.map_err(|_| BadWorkbook::Unreadable)?;
        left = left.checked_sub(size).ok_or(BadWorkbook::TooLarge)?;
    }
    Ok(())
}

/// The rows of a sheet that are not empty.
fn rows(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Vec<TableRow>, BadWorkbook> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(unreadable)?;
    let (mut rows, mut text): (Vec<TableRow>, usize) = (Vec::new(), 0);
    while let Some(record) = cells.next_cell_with_formula_metadata().map_err(unreadable)? {
        let (row, column) = record.pos;
        let cell = if record.formula.is_some() { Cell::Formula } else { cell(&record.value) };
        if cell.is_empty() {
            continue;
        }
        let number = row.saturating_add(1);
        // Whatever wrote rows that go backwards, nobody knows what a reader of it shows.
        if rows.last().is_some_and(|last| last.number > number) {
            return Err(BadWorkbook::Unreadable);
        }
        if rows.last().is_none_or(|last| last.number != number) {
            if rows.len() >= MOST {
                break;
            }
            let row =
                TableRow { number, cells: Vec::new(), is_longer: false, by_commas: false, is_broken: false };
            rows.push(row);
        }
        let (Some(last), Ok(at)) = (rows.last_mut(), usize::try_from(column)) else { continue };
        if at >= MOST_COLUMNS {
            last.is_longer = true;
            continue;
        }
        if last.cells.len() <= at {
            last.cells.resize(at + 1, Cell::Empty);
        }
        text += cell.text().len();
        if text > MOST_TEXT {
            return Err(BadWorkbook::TooLarge);
        }
        match last.cells.get_mut(at) {
            Some(place) if place.is_empty() => *place = cell,
            _ => return Err(BadWorkbook::Unreadable),
        }
    }
    Ok(rows)
}

fn cell(value: &DataRef<'_>) -> Cell {
    let text = |text: &str| Cell::Text(bounded(text.trim()).to_owned());
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(content) => text(content),
        DataRef::SharedString(content) => text(content),
        DataRef::Int(number) => float(*number as f64),
        DataRef::Float(number) => float(*number),
        DataRef::Bool(yes) => text(if *yes { "TRUE" } else { "FALSE" }),
        // No amount is a date: its number must not be taken for one.
        DataRef::DateTime(_) => text("(date)"),
        DataRef::DateTimeIso(content) | DataRef::DurationIso(content) => text(content),
        DataRef::Error(CellErrorType::NA) => text("#N/A"),
        DataRef::Error(error) => text(&format!("#{error:?}")),
    }
}

/// A number with the digits that a spreadsheet keeps and shows: binary fractions show as what was
/// typed. A whole number with more of them has lost its end.
fn float(number: f64) -> Cell {
    let exact = Decimal::from_scientific(&format!("{number:.14e}"));
    let Ok(exact) = exact else { return Cell::Text(number.to_string()) };
    if exact.abs() >= Decimal::from(10_u64.pow(DIGITS)) {
        return Cell::Rounded(exact.to_string());
    }
    Cell::Number(exact.normalize())
}

/// The name of a cell: `A3`.
fn name((row, column): (u32, u32)) -> String {
    let (mut letters, mut rest) = (String::new(), column + 1);
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    format!("{letters}{}", row.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_was_typed() {
        for (number, shown) in [
            (1327.15, "1327.15"),
            (0.1 + 0.2, "0.3"),
            (5000.0, "5000"),
            (-1.5, "-1.5"),
            (1e14, "100000000000000"),
        ] {
            assert_eq!(float(number), Cell::Number(shown.parse().unwrap()), "{number}");
        }
        assert_eq!(float(1_234_567_890_123_456.0), Cell::Rounded("1234567890123460".into()));
        assert!(matches!(float(1e300), Cell::Text(_)));
        assert!(matches!(float(f64::NAN), Cell::Text(_)));
    }

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        assert_eq!([(2, 0), (0, 25), (9, 26), (0, 701)].map(name), ["A3", "Z1", "AA10", "ZZ1"]);
    }
}
