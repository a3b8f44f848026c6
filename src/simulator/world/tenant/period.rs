//! A subscription period.

/// A subscribed period: `period_type` 2 (month) or 3 (year) and `period_num`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Period {
    pub kind: u8,
    pub count: u8,
}

impl Period {
    /// So many months.
    pub const fn months(count: u8) -> Self {
        Self { kind: 2, count }
    }

    /// So many years.
    pub const fn years(count: u8) -> Self {
        Self { kind: 3, count }
    }

    /// The months by which it extends an expiry.
    pub fn calendar_months(self) -> i64 {
        i64::from(self.count) * if self.kind == 3 { 12 } else { 1 }
    }

    /// The months that are charged: a year costs ten.
    pub fn charged_months(self) -> i64 {
        i64::from(self.count) * if self.kind == 3 { 10 } else { 1 }
    }
}
