//! Units of measurement and their conversions.

use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::tenant::units::{CONVERSIONS, KINDS, UNITS};

/// GET /v2/bases/measurements
pub fn list(_: &World, call: &Call) -> Result<Reply, ApiError> {
    let rows = UNITS.iter().map(|unit| {
        Object::new()
            .integer("measure_id", unit.id)
            .text("measure_name", unit.name(call.language))
            .text("abbreviation", unit.short)
            .integer("measure_type", unit.kind)
            .finish()
    });
    Ok(Reply::ok(Object::new().list("measure_units", rows).finish()))
}

/// GET /v2/bases/conversions
pub fn conversions(_: &World, call: &Call) -> Result<Reply, ApiError> {
    let wanted = call.query.one_of("measure_type", &KINDS)?;
    let rows = CONVERSIONS.iter().filter(|(_, _, _, kind)| wanted.is_none_or(|wanted| wanted == *kind));
    let rows = rows.map(|(from, to, factor, kind)| {
        Object::new()
            .integer("measure_id", *from)
            .integer("ref_measure_id", *to)
            .integer("conversion_ratio", *factor)
            .integer("measure_type", *kind)
            .finish()
    });
    Ok(Reply::ok(Object::new().list("conversions", rows).finish()))
}
