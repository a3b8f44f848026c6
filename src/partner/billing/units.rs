//! Units of measurement (billing.yaml, ListMeasureUnits, ListConversions), with the partner's own
//! keys.

use crate::client::Partner;
use crate::client::call::Call;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::{LIST_CONVERSIONS, LIST_UNITS};
use model::error::PartnerFailure;
use model::products::{Conversion, Unit};

impl Partner {
    /// Every unit.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached, or when a unit
    /// cannot be read.
    pub async fn units(&self) -> Result<Vec<Unit>, PartnerFailure> {
        let units = self.call(Call::new(&LIST_UNITS), |answer| {
            all(answer.fields()?.rows("measure_units", |row| {
                Some(Unit {
                    id: row.whole("measure_id")?,
                    name: row.text("measure_name"),
                    short: row.text("abbreviation"),
                    kind: row.whole("measure_type"),
                })
            })?)
        });
        Ok(units.await?)
    }

    /// Every conversion, or those of one kind of unit.
    ///
    /// # Errors
    /// As [`Partner::units`].
    pub async fn conversions(&self, kind: Option<i64>) -> Result<Vec<Conversion>, PartnerFailure> {
        let call = Call::new(&LIST_CONVERSIONS).query("measure_type", kind);
        let read = |row: &Fields<'_>| {
            Some(Conversion {
                from: row.whole("measure_id")?,
                to: row.whole("ref_measure_id")?,
                factor: row.exact("conversion_ratio").ok().flatten()?,
                kind: row.whole("measure_type"),
            })
        };
        let conversions = self.call(call, |answer| all(answer.fields()?.rows("conversions", read)?));
        Ok(conversions.await?)
    }
}

/// The list is read completely or not at all: conversions need all units.
fn all<T>((rows, unread): (Vec<T>, u32)) -> Result<Vec<T>, Unreadable> {
    if unread > 0 { Err(Unreadable) } else { Ok(rows) }
}
