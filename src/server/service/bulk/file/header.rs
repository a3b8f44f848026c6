//! The row that names the columns.

use super::table::{HEADER_WITHIN, Heading, TableRow};
use model::error::FieldProblem;
use model::search::folded;

/// A column, by its place.
type Place = Option<usize>;

/// Where the columns are. Files that this desk exports can be imported again, so the names of
/// their columns are known too: where a job says `amount_after`, an amount that was refused stands
/// in `given_amount`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// Its line or row in the file, from 1.
    pub number: u32,
    /// How many columns have a name; nothing may stand beyond them.
    pub width: usize,
    /// Id, account name or name.
    pub customer: usize,
    /// What stands for the customer where that is empty.
    pub given_customer: Place,
    /// The amount.
    pub amount: usize,
    /// What stands for the amount where that is empty.
    pub given_amount: Place,
    /// Monthly or one-time.
    pub kind: Place,
    /// What happens when the budget runs out.
    pub freeze: Place,
    /// The name that belongs to the id.
    pub name: Place,
    /// The account name that belongs to the id.
    pub account: Place,
    /// The currency of the amount.
    pub currency: Place,
}

impl Heading for Header {
    fn find(rows: &[TableRow]) -> Result<Self, FieldProblem> {
        let mut missing = FieldProblem::NoColumn("customer".to_owned());
        for row in rows.iter().take(HEADER_WITHIN) {
            match Self::of(row) {
                Err(FieldProblem::NoColumn(name)) if name == "customer" => {}
                Err(other @ FieldProblem::NoColumn(_)) => missing = other,
                read => return read,
            }
        }
        Err(missing)
    }

    fn number(&self) -> u32 {
        self.number
    }
}

impl Header {
    fn of(row: &TableRow) -> Result<Self, FieldProblem> {
        let names: Vec<String> = row.cells.iter().map(|cell| folded(&cell.text())).collect();
        // A column that is needed, under any of its names; twice it is refused where it counts.
        let place = |wanted: &[&str]| {
            let mut found = names.iter().enumerate().filter(|(_, name)| wanted.contains(&name.as_str()));
            match (found.next(), found.next()) {
                (_, Some((_, name))) => Err(FieldProblem::ColumnTwice(name.clone())),
                (first, None) => Ok(first.map(|(at, _)| at)),
            }
        };
        let need = |place: Place, name: &str| place.ok_or_else(|| FieldProblem::NoColumn(name.to_owned()));
        let is_named = |wanted: &str| names.iter().any(|name| name == wanted);
        // A title may well have the same word twice: only a row with both names is the one.
        let is_header = ["customer", "customer_id"].iter().any(|name| is_named(name));
        if !is_header {
            return Err(FieldProblem::NoColumn("customer".to_owned()));
        }
        Ok(Self {
            number: row.number,
            width: names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1),
            customer: need(place(&["customer", "customer_id"])?, "customer")?,
            given_customer: place(&["given_customer"])?,
            amount: need(place(&["amount", "amount_after"])?, "amount")?,
            given_amount: place(&["given_amount"])?,
            kind: place(&["type", "type_after"])?,
            freeze: place(&["freeze"])?,
            name: place(&["name"])?,
            account: place(&["account_name"])?,
            currency: place(&["currency"])?,
        })
    }
}
