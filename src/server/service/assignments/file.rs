//! A file of assignments: text or a workbook of Excel, with a row that names the columns `customer`, `person`
//! and, if it likes, `kind`.

use crate::server::service::bulk::file::{Cell, ColumnNames, Heading, TableRow, is_rounded, read_sheet};
use crate::server::service::spreadsheet::unguarded;
use model::assignments::{AssignmentKind, PlanState};
use model::bulk::FileFormat;
use model::error::{AppError, FieldProblem};
use model::search::{folded, is_too_long};

/// One row below the names of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileLine {
    /// Its number in the file, from 1.
    pub number: u32,
    /// Id, account name or name of the customer.
    pub customer: String,
    /// Login name of the person.
    pub person: String,
    /// Owner or helper; a row that says neither means the owner.
    pub kind: Result<AssignmentKind, PlanState>,
    /// Why it cannot be understood, whatever it names.
    pub wrong: Option<PlanState>,
}

/// Where the columns are.
struct Columns {
    number: u32,
    width: usize,
    customer: usize,
    person: usize,
    kind: Option<usize>,
}

impl Heading for Columns {
    fn of(columns: &ColumnNames) -> Result<Self, FieldProblem> {
        // Exported lists have names beside the id: the id counts.
        let (by_id, by_name) = (columns.place(&["customer_id"])?, columns.place(&["customer"])?);
        Ok(Self {
            number: columns.number,
            width: columns.width(),
            customer: by_id.or(by_name).ok_or_else(|| FieldProblem::NoColumn("customer".to_owned()))?,
            person: columns.needed(&["person", "user", "owner"])?,
            kind: columns.place(&["kind", "as"])?,
        })
    }

    fn number(&self) -> u32 {
        self.number
    }
}

impl Columns {
    fn line(&self, row: &TableRow) -> FileLine {
        let (customer, person) = (row.cell(self.customer), row.cell(self.person));
        let kind = self.kind.map_or(&Cell::Empty, |at| row.cell(at));
        let formula = [customer, person, kind].into_iter().any(|cell| *cell == Cell::Formula);
        let wrong = if formula || row.is_broken || row.is_beyond(self.width) {
            Some(PlanState::BadRow)
        } else if is_rounded(customer) {
            Some(PlanState::IdRounded)
        } else if is_too_long(&customer.text()) || is_too_long(&person.text()) {
            Some(PlanState::CellTooLong)
        } else {
            None
        };
        let kind = match folded(&kind.text()).as_str() {
            "" => Ok(AssignmentKind::Owner),
            code => AssignmentKind::from_code(code).ok_or(PlanState::WrongKind),
        };
        FileLine {
            number: row.number,
            customer: unguarded(&customer.text()).to_owned(),
            person: unguarded(&person.text()).to_owned(),
            kind,
            wrong,
        }
    }
}

/// Reads a file that was chosen or pasted into `field`, and how it was read.
///
/// # Errors
/// [`AppError::Invalid`] with what is wrong with the file as a whole.
pub(super) fn read(field: &str, bytes: &[u8]) -> Result<(FileFormat, Vec<FileLine>), AppError> {
    let (format, columns, rows) = read_sheet::<Columns>(field, bytes)?;
    Ok((format, rows.iter().map(|row| columns.line(row)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<FileLine> {
        read("text", text.as_bytes()).unwrap().1
    }

    #[test]
    fn columns_stand_in_any_order_and_a_kind_is_not_needed() {
        let read = lines("Kind;Person;customer\nhelper;ann;c1\n;Bob;c2\nboss;ann;c3\n");
        let kinds: Vec<_> = read.iter().map(|line| line.kind).collect();
        assert_eq!(kinds, [Ok(AssignmentKind::Helper), Ok(AssignmentKind::Owner), Err(PlanState::WrongKind)]);
        assert_eq!((read[1].number, read[1].customer.as_str(), read[1].person.as_str()), (3, "c2", "Bob"));
        let without = lines("customer_id,owner\nc1,ann\n");
        assert_eq!((without[0].kind, without[0].person.as_str()), (Ok(AssignmentKind::Owner), "ann"));
    }

    #[test]
    fn what_cannot_be_a_row_is_said() {
        let long = "x".repeat(300);
        let text = format!("customer,person\nc1,ann,more\n1.23457E+15,ann\n{long},ann\n\"c\n1\",ann\n");
        let wrong: Vec<_> = lines(&text).into_iter().map(|line| line.wrong).collect();
        let states = [PlanState::BadRow, PlanState::IdRounded, PlanState::CellTooLong, PlanState::BadRow];
        assert_eq!(wrong, states.map(Some));
        for (text, problem) in [
            ("customer,amount\nc1,1\n", FieldProblem::NoColumn("person".into())),
            ("person\nann\n", FieldProblem::NoColumn("customer".into())),
            ("customer,person\n", FieldProblem::NoRows),
            ("customer,person,person\nc1,a,b\n", FieldProblem::ColumnTwice("person".into())),
        ] {
            assert_eq!(
                read("text", text.as_bytes()).unwrap_err(),
                AppError::field("text", problem),
                "{text}"
            );
        }
    }
}
