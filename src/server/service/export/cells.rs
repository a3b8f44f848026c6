//! Cells of a file, whatever kind of file it is: what a list says of a row, with its type. How they
//! are written is in [`super::csv`] and [`super::workbook`].

use model::money::{Currency, Money};
use model::time::Timestamp;
use rust_decimal::Decimal;

/// A column: its name, and what it takes from a row.
pub type Column<T> = (&'static str, fn(&T) -> Cell);

/// The content of one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Somebody else's words: names, ids, codes.
    Text(String),
    /// A word of ours.
    Word(&'static str),
    /// A number that is no amount.
    Number(Decimal),
    /// An amount; its currency is in a column of its own.
    Amount(Money),
    /// An instant, UTC.
    Instant(Timestamp),
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
        Self::Word(if yes { "yes" } else { "no" })
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<Decimal> for Cell {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<Timestamp> for Cell {
    fn from(instant: Timestamp) -> Self {
        Self::Instant(instant)
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
    money.map_or(Cell::Empty, |money| Cell::Amount(money.clone()))
}

/// The number of an amount that has its currency elsewhere in the row.
pub fn amount_of(amount: Option<Decimal>, currency: &Currency) -> Cell {
    amount.map_or(Cell::Empty, |amount| Cell::Amount(Money::new(amount, currency.clone())))
}

/// The currency of an amount.
pub fn currency(money: Option<&Money>) -> Cell {
    money.map(|money| money.currency.code()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_has_the_decimals_of_its_currency_and_is_read_back() {
        let usd = Currency::usd();
        let cell = amount_of(Some(Decimal::new(50_000_000, 4)), &usd);
        assert_eq!(cell, Cell::Amount(Money::new(Decimal::from(5_000), usd)));
        assert_eq!(amount(None), Cell::Empty);
    }
}
