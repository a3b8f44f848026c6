//! Billing months: calendar months in GMT+8 (billing.yaml, `x-time`), so that they carry no
//! instant of their own.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One billing month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BillingMonth {
    year: i16,
    month: i8,
}

/// Why a text is not a billing month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a billing month: YYYY-MM is needed")]
pub struct BadMonth;

impl BillingMonth {
    /// Takes the form of the interfaces, `2024-02`, and that of file names, `202402`.
    ///
    /// # Errors
    /// [`BadMonth`] for anything else.
    pub fn parse(text: &str) -> Result<Self, BadMonth> {
        let (year, month) = match text.len() {
            7 => text.split_once('-').ok_or(BadMonth)?,
            _ => text.split_at_checked(4).ok_or(BadMonth)?,
        };
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
            return Err(BadMonth);
        }
        let (year, month) = (year.parse().map_err(|_| BadMonth)?, month.parse().map_err(|_| BadMonth)?);
        if (1..=12).contains(&month) { Ok(Self { year, month }) } else { Err(BadMonth) }
    }

    /// The form of file names, `202402`.
    pub fn compact(self) -> String {
        format!("{:04}{:02}", self.year, self.month)
    }
}

impl fmt::Display for BillingMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl TryFrom<String> for BillingMonth {
    type Error = BadMonth;
    fn try_from(text: String) -> Result<Self, BadMonth> {
        Self::parse(&text)
    }
}

impl From<BillingMonth> for String {
    fn from(month: BillingMonth) -> String {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_one_month_and_nothing_else_is() {
        let month = BillingMonth::parse("2024-02").unwrap();
        assert_eq!(BillingMonth::parse("202402").unwrap(), month);
        assert_eq!((month.to_string().as_str(), month.compact().as_str()), ("2024-02", "202402"));
        assert!(month < BillingMonth::parse("2024-10").unwrap());
        for wrong in
            ["", "2024", "2024-13", "2024-00", "2024-2", "20242", "2024/02", "+24-02", "2024-02-01", "月月"]
        {
            assert_eq!(BillingMonth::parse(wrong), Err(BadMonth), "{wrong}");
        }
    }
}
