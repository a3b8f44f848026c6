//! A file of budgets: text or a workbook of Excel, with a row that names the columns, in any order.
//! Files that this desk exports can be changed and uploaded again: they name the customer by id, and
//! what they say of it besides must be true.

mod header;
mod table;
mod text;
mod workbook;

use crate::server::service::spreadsheet::unguarded;
use header::Header;
use model::amounts::BadAmount;
use model::budgets::{BudgetAmount, BudgetType, FreezeBehaviour};
use model::bulk::{FileFormat, MOST_MEGABYTES, MOST_ROWS, SkipReason};
use model::error::{AppError, BadWorkbook, FieldProblem};
use model::search::folded;
pub(in crate::server::service) use table::{Cell, ColumnNames, Heading, TableRow};

/// One row below the names of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 1.
    pub number: u32,
    /// Id, account name or name of the customer, [`bounded`](model::search::bounded).
    pub customer: String,
    /// The amount as it stands there, [`bounded`](model::search::bounded).
    pub given_amount: String,
    /// What it is.
    pub amount: Result<BudgetAmount, BadAmount>,
    /// Monthly or one-time; `None` leaves it as it is.
    pub kind: Option<BudgetType>,
    /// What happens when it runs out; `None` leaves it as it is.
    pub behaviour: Option<FreezeBehaviour>,
    /// What else the file says of the customer.
    pub claims: Claims,
    /// Why it cannot be part of a job, whatever its customer is.
    pub wrong: Option<SkipReason>,
}

/// What a file says of a customer besides its id; empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// Its name.
    pub name: String,
    /// Its account name.
    pub account: String,
    /// The currency of its budget.
    pub currency: String,
}

/// The size of a file that is taken, in bytes.
pub const MOST_BYTES: usize = MOST_MEGABYTES as usize * 1024 * 1024;

/// A file as a table: how it was read, the names of its columns, and the rows below them.
pub(in crate::server::service) type Sheet<H> = (FileFormat, H, Vec<TableRow>);

/// Reads the rows of a file that was chosen or pasted into `field`, and how it was read. Empty rows
/// are skipped.
///
/// # Errors
/// [`AppError::Invalid`] with what is wrong with the file as a whole.
pub fn read(field: &str, bytes: &[u8]) -> Result<(FileFormat, Vec<Line>), AppError> {
    let (format, header, rows) = read_sheet::<Header>(field, bytes)?;
    Ok((format, rows.iter().map(|row| line(row, &header)).collect()))
}

/// The same for a file with columns of another kind.
///
/// # Errors
/// As [`read`].
pub(in crate::server::service) fn read_sheet<H: Heading>(
    field: &str,
    bytes: &[u8],
) -> Result<Sheet<H>, AppError> {
    let read = if bytes.len() > MOST_BYTES {
        Err(FieldProblem::FileTooLarge(MOST_MEGABYTES))
    } else if workbook::is_old_workbook(bytes) {
        Err(FieldProblem::Workbook(BadWorkbook::OldFormat))
    } else if workbook::is_workbook(bytes) {
        from_workbook(bytes)
    } else {
        from_text(bytes)
    };
    read.map_err(|problem| AppError::field(field, problem))
}

fn from_text<H: Heading>(bytes: &[u8]) -> Result<Sheet<H>, FieldProblem> {
    let (text, encoding) = text::decode(bytes)?;
    // The reader counts a line that ends in two characters as if it had begun on the one before.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (separator, header) = text::separator::<H>(&text)?;
    let format = FileFormat::Text { encoding, separator, header: header.number() };
    let rows = below(&header, text::rows_of(&text, separator))?;
    Ok((format, header, rows))
}

fn from_workbook<H: Heading>(bytes: &[u8]) -> Result<Sheet<H>, FieldProblem> {
    let book = workbook::read(bytes).map_err(FieldProblem::Workbook)?;
    let header = H::find(&book.rows)?;
    // Titles above may well be merged.
    if let Some((cell, _)) = book.merged.into_iter().find(|(_, last)| *last >= header.number()) {
        return Err(FieldProblem::Workbook(BadWorkbook::Merged(cell)));
    }
    let format = FileFormat::Workbook { sheet: book.sheet, header: header.number(), hidden: book.hidden };
    let rows = below(&header, book.rows.into_iter().map(Ok))?;
    Ok((format, header, rows))
}

fn below<H: Heading>(
    header: &H,
    rows: impl Iterator<Item = Result<TableRow, FieldProblem>>,
) -> Result<Vec<TableRow>, FieldProblem> {
    let mut kept = Vec::new();
    for row in rows {
        let row = row?;
        if row.number <= header.number() {
            continue;
        }
        if kept.len() >= usize::from(MOST_ROWS) {
            return Err(FieldProblem::TooMany(MOST_ROWS));
        }
        kept.push(row);
    }
    if kept.is_empty() { Err(FieldProblem::NoRows) } else { Ok(kept) }
}

fn line(row: &TableRow, header: &Header) -> Line {
    let cell = |at: usize| row.cell(at);
    let at = |place: Option<usize>| place.map(cell).unwrap_or(&Cell::Empty);
    let or = |at: usize, instead: Option<usize>| match (cell(at), instead) {
        (empty, Some(instead)) if empty.is_empty() => cell(instead),
        (found, _) => found,
    };
    let claim = |place| unguarded(&at(place).text()).to_owned();
    let customer = or(header.customer, header.given_customer);
    let amount = or(header.amount, header.given_amount);
    let (kind, behaviour) = (kind(&at(header.kind).text()), behaviour(&at(header.freeze).text()));
    let decisive = [header.kind, header.freeze, header.name, header.account, header.currency].map(at);
    let has_formula = decisive.into_iter().chain([customer, amount]).any(|cell| *cell == Cell::Formula);
    let wrong = if row.is_broken {
        Some(SkipReason::LineBreak)
    } else if row.is_beyond(header.width) {
        Some(SkipReason::RowTooLong)
    } else if row.is_torn(header.amount) {
        Some(SkipReason::AmountAmbiguous)
    } else if has_formula {
        Some(SkipReason::Formula)
    } else if is_rounded(customer) {
        Some(SkipReason::IdRounded)
    } else {
        kind.as_ref().err().or(behaviour.as_ref().err()).copied()
    };
    Line {
        number: row.number,
        customer: unguarded(&customer.text()).to_owned(),
        given_amount: amount.text().into_owned(),
        amount: match amount {
            // In a workbook it is a number, whatever country it is shown for.
            Cell::Number(number) => BudgetAmount::try_from(*number),
            Cell::Rounded(_) => Err(BadAmount::TooLarge),
            other => BudgetAmount::parse(&other.text()),
        },
        kind: kind.unwrap_or_default(),
        behaviour: behaviour.unwrap_or_default(),
        claims: Claims {
            name: claim(header.name),
            account: claim(header.account),
            currency: claim(header.currency),
        },
        wrong,
    }
}

fn kind(text: &str) -> Result<Option<BudgetType>, SkipReason> {
    match folded(text).as_str() {
        "" => Ok(None),
        "monthly" => Ok(Some(BudgetType::Monthly)),
        "package" | "one-time" => Ok(Some(BudgetType::Package)),
        _ => Err(SkipReason::WrongType),
    }
}

fn behaviour(text: &str) -> Result<Option<FreezeBehaviour>, SkipReason> {
    match folded(text).as_str() {
        "" | "keep" => Ok(None),
        "manual" | "0" => Ok(Some(FreezeBehaviour::Manual)),
        "automatic" | "1" => Ok(Some(FreezeBehaviour::Automatic)),
        _ => Err(SkipReason::WrongFreeze),
    }
}

/// Whether a spreadsheet has made a number of an id and lost its last digits: `1.23457E+15`.
pub(in crate::server::service) fn is_rounded(customer: &Cell) -> bool {
    let Cell::Text(text) = customer else { return matches!(customer, Cell::Rounded(_)) };
    let parts = text.to_ascii_uppercase();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.split_once("E+").is_some_and(|(number, power)| {
        let number = number.replace([',', '.'], "");
        digits(&number) && digits(power)
    })
}

#[cfg(test)]
mod tests;
