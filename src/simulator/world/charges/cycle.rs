//! Billing months.

use crate::world::calendar;

/// A billing month (GMT+08:00) or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cycle {
    pub from: i64,
    /// The start of the next month.
    pub until: i64,
}

impl Cycle {
    /// The month that contains an instant.
    pub fn of(at: i64) -> Self {
        Self { from: calendar::month_begin(at), until: calendar::next_month_begin(at) }
    }

    /// The months that overlap a span.
    pub fn between(from: i64, until: i64) -> impl Iterator<Item = Self> {
        let first = (from < until).then(|| Self::of(from));
        std::iter::successors(first, move |month| (month.until < until).then(|| Self::of(month.until)))
    }
}
