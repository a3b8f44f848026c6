//! Files of text: which encoding, which separator, and their rows.

use super::table::{Cell, HEADER_WITHIN, Heading, MOST_COLUMNS, TableRow};
use csv::{ReaderBuilder, StringRecord, Trim};
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use model::bulk::{Encoding, Separator};
use model::error::FieldProblem;
use model::search::bounded;

/// The text of a file: by its mark, else UTF-8, else GB18030. Each is taken only without a fault.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Encoding), FieldProblem> {
    let found = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, rest @ ..] => foreign(UTF_16LE, rest).map(|text| (text, Encoding::Utf16Le)),
        [0xfe, 0xff, rest @ ..] => foreign(UTF_16BE, rest).map(|text| (text, Encoding::Utf16Be)),
        _ => utf8(bytes).or_else(|| foreign(GB18030, bytes).map(|text| (text, Encoding::Gb18030))),
    };
    found.filter(|(text, _)| !text.contains('\0')).ok_or(FieldProblem::NotText)
}

fn utf8(bytes: &[u8]) -> Option<(String, Encoding)> {
    std::str::from_utf8(bytes).ok().map(|text| (text.to_owned(), Encoding::Utf8))
}

fn foreign(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(String::from)
}

static SEPARATORS: [(Separator, u8); 3] =
    [(Separator::Semicolon, b';'), (Separator::Comma, b','), (Separator::Tab, b'\t')];

/// The separator with which a line names the columns that are needed. A first line `sep=;`, as
/// spreadsheets write and read it, leaves no choice.
///
/// # Errors
/// What is missing, by the separator that shows most.
pub(super) fn separator<H: Heading>(text: &str) -> Result<(Separator, H), FieldProblem> {
    let named = text.lines().next().map(|line| line.trim().trim_matches('"').to_lowercase());
    let named =
        named.as_deref().and_then(|line| line.strip_prefix("sep=")).map(|mark| mark.as_bytes().first());
    let offered = SEPARATORS.iter().filter(|(_, mark)| match named {
        Some(Some(only)) => only == mark,
        // A tab at the end of a line is easily lost.
        Some(None) => *mark == b'\t',
        None => true,
    });
    let mut missing = FieldProblem::NoColumn("customer".to_owned());
    for (separator, mark) in offered {
        let head: Vec<TableRow> = rows(text, *mark).take(HEADER_WITHIN).collect::<Result<_, _>>()?;
        match H::find(&head) {
            Ok(header) => return Ok((*separator, header)),
            Err(FieldProblem::NoColumn(name)) if name == "customer" => {}
            Err(other) => missing = other,
        }
    }
    Err(missing)
}

/// The rows of a text that are not empty, with their line numbers.
pub(super) fn rows_of(
    text: &str,
    separator: Separator,
) -> impl Iterator<Item = Result<TableRow, FieldProblem>> {
    let mark = SEPARATORS.iter().find(|(known, _)| *known == separator).map_or(b',', |(_, mark)| *mark);
    rows(text, mark)
}

fn rows(text: &str, mark: u8) -> impl Iterator<Item = Result<TableRow, FieldProblem>> {
    let reader = ReaderBuilder::new()
        .delimiter(mark)
        .trim(Trim::All)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    reader.into_records().enumerate().filter_map(move |(index, record)| {
        let count = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        match record {
            Ok(record) if record.iter().all(str::is_empty) => None,
            Ok(record) => Some(Ok(row(line(text, &record).unwrap_or(count), &record, mark))),
            Err(_) => Some(Err(FieldProblem::BadLine(count))),
        }
    })
}

/// The line that a record begins in. The reader says where it began to look for it: empty lines
/// before it are counted here.
fn line(text: &str, record: &StringRecord) -> Option<u32> {
    let at = record.position()?;
    let from = text.as_bytes().get(usize::try_from(at.byte()).ok()?..)?;
    let empty = from.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
    let empty = u64::try_from(empty.filter(|byte| **byte == b'\n').count()).ok()?;
    u32::try_from(at.line() + empty).ok()
}

fn row(number: u32, record: &StringRecord, mark: u8) -> TableRow {
    // Nothing in a cell makes sense beyond a name's length, and folding it would cost its size again.
    let cells = record.iter().take(MOST_COLUMNS).map(|cell| Cell::Text(bounded(cell).to_owned()));
    TableRow {
        number,
        cells: cells.collect(),
        is_longer: record.iter().skip(MOST_COLUMNS).any(|cell| !cell.is_empty()),
        by_commas: mark == b',',
        is_broken: record.iter().any(|cell| cell.contains('\n')),
    }
}
