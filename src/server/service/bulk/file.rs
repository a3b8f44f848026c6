//! A file of budgets: CSV whose first line names the columns, in any order. Files that this desk
//! exports can be changed and uploaded again: they name the customer by id, and other columns are
//! ignored.

use csv::{ReaderBuilder, StringRecord, Trim};
use model::budgets::{BudgetType, FreezeBehaviour};
use model::bulk::{MOST_MEGABYTES, MOST_ROWS, SkipReason};
use model::error::{AppError, FieldProblem};
use model::search::bounded;

/// One line below the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 2.
    pub number: u32,
    /// Id, account name or name of the customer, [`bounded`].
    pub customer: String,
    /// The amount as typed, [`bounded`].
    pub amount: String,
    /// Monthly or one-time; `None` leaves it as it is.
    pub kind: Result<Option<BudgetType>, SkipReason>,
    /// What happens when it runs out; `None` leaves it as it is.
    pub behaviour: Result<Option<FreezeBehaviour>, SkipReason>,
}

struct Columns {
    customer: usize,
    amount: usize,
    kind: Option<usize>,
    freeze: Option<usize>,
}

/// The size of a file that is taken, in bytes.
pub const MOST_BYTES: usize = MOST_MEGABYTES as usize * 1024 * 1024;

/// Reads the lines of a file that was chosen or pasted into `field`. Empty lines are skipped.
///
/// # Errors
/// [`AppError::Invalid`] with what is wrong with the file as a whole.
pub fn read(field: &str, bytes: &[u8]) -> Result<Vec<Line>, AppError> {
    let wrong = |problem| AppError::field(field, problem);
    if bytes.len() > MOST_BYTES {
        return Err(wrong(FieldProblem::FileTooLarge(MOST_MEGABYTES)));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| wrong(FieldProblem::NotText))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        return Err(wrong(FieldProblem::NotText));
    }
    // The reader counts a line that ends in two characters as if it had begun on the one before.
    let text = text.replace("\r\n", "\n");
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .trim(Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let head = reader.headers().map_err(|_| wrong(FieldProblem::BadLine(1)))?;
    let columns = columns(head).map_err(|name| wrong(FieldProblem::NoColumn(name.to_owned())))?;
    let mut lines = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let count = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(2);
        let record = record.map_err(|_| wrong(FieldProblem::BadLine(count)))?;
        let place = record.position().map_or(count, |at| u32::try_from(at.line()).unwrap_or(count));
        if record.iter().all(str::is_empty) {
            continue;
        }
        if lines.len() >= usize::from(MOST_ROWS) {
            return Err(wrong(FieldProblem::TooMany(MOST_ROWS)));
        }
        lines.push(line(place, &record, &columns));
    }
    if lines.is_empty() { Err(wrong(FieldProblem::Missing)) } else { Ok(lines) }
}

/// Spreadsheets write semicolons where the comma is for decimals, and tabs when cells are copied:
/// the header line shows which one is used.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |mark: u8| head.bytes().filter(|byte| *byte == mark).count();
    let marks = [b',', b';', b'\t'];
    marks.into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

fn columns(head: &StringRecord) -> Result<Columns, &'static str> {
    let place = |names: &[&str]| head.iter().position(|name| names.contains(&name.to_lowercase().as_str()));
    Ok(Columns {
        customer: place(&["customer", "customer_id"]).ok_or("customer")?,
        amount: place(&["amount"]).ok_or("amount")?,
        kind: place(&["type"]),
        freeze: place(&["freeze"]),
    })
}

fn line(number: u32, record: &StringRecord, columns: &Columns) -> Line {
    // Nothing in a cell makes sense at that length, and folding it would cost its size again.
    let cell = |at: usize| bounded(record.get(at).unwrap_or_default());
    let maybe = |at: Option<usize>| at.map(cell).unwrap_or_default().to_lowercase();
    Line {
        number,
        customer: plain(cell(columns.customer)).to_owned(),
        amount: cell(columns.amount).to_owned(),
        kind: match maybe(columns.kind).as_str() {
            "" => Ok(None),
            "monthly" => Ok(Some(BudgetType::Monthly)),
            "package" | "one-time" => Ok(Some(BudgetType::Package)),
            _ => Err(SkipReason::WrongType),
        },
        behaviour: match maybe(columns.freeze).as_str() {
            "" | "keep" => Ok(None),
            "manual" | "0" => Ok(Some(FreezeBehaviour::Manual)),
            "automatic" | "1" => Ok(Some(FreezeBehaviour::Automatic)),
            _ => Err(SkipReason::WrongFreeze),
        },
    }
}

/// A cell without the apostrophe that keeps spreadsheets from taking it for a formula.
fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &[u8]) -> FieldProblem {
        match read("file", text) {
            Err(AppError::Invalid(wrong)) => wrong.into_iter().next().unwrap().problem,
            other => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn reads_the_columns_by_name_whatever_separates_them() {
        let comma = "\u{feff}Customer,Amount,Type,Freeze\r\nacme,\"1,500.50\",one-time,automatic\r\n";
        let semicolon = "freeze;type;amount;customer\nautomatic;PACKAGE;1,500.50;acme\n";
        let tab = "customer\tamount\ttype\tfreeze\nacme\t1,500.50\tPackage\t1\n";
        for text in [comma, semicolon, tab] {
            let lines = read("file", text.as_bytes()).unwrap();
            assert_eq!(
                lines,
                [Line {
                    number: 2,
                    customer: "acme".into(),
                    amount: "1,500.50".into(),
                    kind: Ok(Some(BudgetType::Package)),
                    behaviour: Ok(Some(FreezeBehaviour::Automatic)),
                }],
                "{text}"
            );
        }
    }

    #[test]
    fn a_file_of_ours_can_be_handed_in_again() {
        let text = "customer_id,name,account_name,level,type,amount,used\r\n'=c1,\"A\nB\",a,fine,monthly,10,\r\n\r\nc2,,b,fine,,20,\r\n";
        let lines = read("file", text.as_bytes()).unwrap();
        assert_eq!(lines.iter().map(|line| line.customer.as_str()).collect::<Vec<_>>(), ["=c1", "c2"]);
        assert_eq!(lines[1].kind, Ok(None));
    }

    #[test]
    fn says_what_is_wrong_with_the_file() {
        assert_eq!(problem(b"name,amount\nc1,2\n"), FieldProblem::NoColumn("customer".into()));
        assert_eq!(problem(b"customer\nc1\n"), FieldProblem::NoColumn("amount".into()));
        assert_eq!(problem(b"customer,amount\n"), FieldProblem::Missing);
        assert_eq!(problem(b""), FieldProblem::NoColumn("customer".into()));
        assert_eq!(problem(b"customer,amount\nc1,\xff\n"), FieldProblem::NotText);
        assert_eq!(problem(&vec![b'a'; MOST_BYTES + 1]), FieldProblem::FileTooLarge(2));
        let long = format!("customer,amount\n{}", "c,1\n".repeat(5_001));
        assert_eq!(problem(long.as_bytes()), FieldProblem::TooMany(5_000));
    }

    #[test]
    fn what_cannot_be_read_in_a_line_is_that_line_s_affair() {
        let lines = read("file", b"customer,amount,type,freeze\nc1,x,weekly,soon\nc2\n").unwrap();
        assert_eq!(
            (&lines[0].kind, &lines[0].behaviour),
            (&Err(SkipReason::WrongType), &Err(SkipReason::WrongFreeze))
        );
        assert_eq!((lines[1].number, lines[1].amount.as_str()), (3, ""));
    }
}
