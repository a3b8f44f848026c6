//! The row that names the columns.

use super::table::{ColumnNames, Heading};
use model::error::FieldProblem;

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
    fn of(columns: &ColumnNames) -> Result<Self, FieldProblem> {
        Ok(Self {
            number: columns.number,
            width: columns.width(),
            customer: columns.needed(&["customer", "customer_id"])?,
            given_customer: columns.place(&["given_customer"])?,
            amount: columns.needed(&["amount", "amount_after"])?,
            given_amount: columns.place(&["given_amount"])?,
            kind: columns.place(&["type", "type_after"])?,
            freeze: columns.place(&["freeze"])?,
            name: columns.place(&["name"])?,
            account: columns.place(&["account_name"])?,
            currency: columns.place(&["currency"])?,
        })
    }

    fn number(&self) -> u32 {
        self.number
    }
}
