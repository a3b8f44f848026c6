//! Price inquiries for products: yearly/monthly and pay-per-use.
//!
//! One product without a price fails the whole call (inferred in the sheet). A specification that
//! is unknown, not sold in the region, or not sold in that charging mode returns CBC.99006006; a
//! total above [`MOST`] returns CBC.99006055 (the limit is not documented, nor are finer
//! distinctions). Any project id is accepted.

pub mod periods;
pub mod usage;

use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::json::Object;
use crate::world::money::{CURRENCY, Cents};
use crate::world::tenant::catalogue::Code;
use crate::world::tenant::prices;

/// The largest total, in cents.
const MOST: Cents = 99_999_999_999;
const MOST_PIECES: i64 = 1_000_000_000;
const SIZE_UNITS: [i64; 3] = [14, prices::MBITS, prices::GIGABYTES];

/// The product fields shared by both inquiries.
struct ProductQuery {
    id: String,
    code: Code,
    /// In the product's own unit; linear products only.
    size: Option<i64>,
    pieces: i64,
}

/// The products of a body, whose ids must be unique.
fn products<T>(
    body: &Fields,
    read: impl Fn(&Fields) -> Result<T, ApiError>,
    id: impl Fn(&T) -> &str,
) -> Result<Vec<T>, ApiError> {
    body.required("project_id", 64)?;
    let items = body.objects("product_infos", 100)?;
    let products = items.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let is_repeated =
        |place: usize| products.iter().skip(place + 1).any(|later| id(later) == id(&products[place]));
    if products.is_empty() || (0..products.len()).any(is_repeated) {
        return Err(ApiError::parameter("product_infos"));
    }
    Ok(products)
}

fn product_query(item: &Fields) -> Result<ProductQuery, ApiError> {
    let id = item.required("id", 64)?;
    let text = |name: &str| item.required(name, 400);
    let (service, resource, spec) =
        (text("cloud_service_type")?, text("resource_type")?, text("resource_spec")?);
    let region = text("region")?;
    item.filter("available_zone", 64)?;
    let size = item.integer("resource_size", 1, MOST_PIECES)?;
    let unit = item.integer("size_measure_id", 1, 1_000)?;
    if unit.is_some_and(|unit| !SIZE_UNITS.contains(&unit)) {
        return Err(ApiError::parameter("size_measure_id"));
    }
    let pieces = item.required_integer("subscription_num", 1, MOST_PIECES)?;
    let code = prices::find(&service, &resource, &spec, &region).ok_or_else(not_found)?;
    let size = match prices::size(code) {
        None => None,
        Some(base) if unit == Some(base.unit) => {
            Some(size.ok_or_else(|| ApiError::parameter("resource_size"))?)
        }
        Some(_) => return Err(ApiError::parameter("size_measure_id")),
    };
    Ok(ProductQuery { id, code, size, pieces })
}

fn not_found() -> ApiError {
    ApiError::bad(
        "CBC.99006006",
        "The product is not found. Check the specification, the region and the type.",
    )
}

fn too_large() -> ApiError {
    ApiError::bad("CBC.99006055", "The price exceeds the maximum amount.")
}

/// The partner's discount, in the format of both inquiries and of the renewal price.
fn discount(basis_points: i64) -> Object {
    Object::new()
        .text("discount_id", &format!("DSC-{basis_points}"))
        .integer("discount_type", 607)
        .text("discount_name", "Partner-authorized discount")
}

fn currency(body: Object) -> String {
    body.text("currency", CURRENCY).finish()
}
