//! Price inquiries: products by their codes, sizes of linear products, and hourly prices.
//! Consistent with renewal prices: a disk with the size of the catalog has the same price here.

use rust_decimal::Decimal;

use crate::world::money::Cents;
use crate::world::tenant::catalogue::{
    Code, DISKS, FURTHER, GOODS, MACHINES, OTHERS, Product, REGIONS, SAVINGS_PLAN,
};
use crate::world::tenant::period::Period;

/// Hours charged for a month in hourly prices.
const HOURS: i64 = 450;

/// Units (`size_measure_id`).
pub const MBITS: i64 = 15;
pub const GIGABYTES: i64 = 17;

/// Size of a linear product, in one of the units above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub unit: i64,
    pub amount: i64,
}

/// Every product whose price can be inquired, all sold yearly/monthly.
fn all() -> impl Iterator<Item = Code> {
    let machines = (0..MACHINES.len()).map(|place| Code::Machine(place as u8));
    let disks = (0..DISKS.len()).map(|place| Code::Disk(place as u8));
    let others = (0..OTHERS.len()).map(|place| Code::Other(place as u8));
    machines.chain(disks).chain([Code::Address, Code::Bandwidth]).chain(others)
}

/// Every product of the lists of services, also those that are not sold yearly/monthly.
pub fn products() -> impl Iterator<Item = &'static Product> {
    all().map(Code::product).chain(FURTHER).chain([SAVINGS_PLAN, GOODS])
}

/// The product with a specification, if sold in a region. Trials are not sold.
pub fn find(service: &str, resource: &str, spec: &str, region: &str) -> Option<Code> {
    let code = all().find(|code| {
        let product = code.product();
        product.service == service && product.resource == resource && product.spec == spec
    })?;
    (REGIONS.contains(&region) && !code.product().trial).then_some(code)
}

/// The size that the catalog price is for; `None` for a product without a size.
pub fn size(code: Code) -> Option<Size> {
    let (unit, amount) = match code {
        Code::Disk(0) => (GIGABYTES, 40),
        Code::Disk(1) => (GIGABYTES, 200),
        Code::Disk(_) => (GIGABYTES, 500),
        Code::Bandwidth => (MBITS, 10),
        _ => return None,
    };
    Some(Size { unit, amount })
}

/// List price of one unit for a term, in cents, rounded half up; `None` when that term is not sold
/// or the amount overflows. `wanted` is the size of a linear product.
pub fn term_price(code: Code, period: Period, wanted: Option<i64>) -> Option<Cents> {
    let product = code.product();
    if product.yearly_only && period.kind != 3 {
        return None;
    }
    let price = i128::from(product.list_price(period));
    let sized = match (size(code), wanted) {
        (Some(size), Some(wanted)) => {
            let base = i128::from(size.amount);
            (price * i128::from(wanted) * 2 + base) / (base * 2)
        }
        _ => price,
    };
    Cents::try_from(sized).ok()
}

/// Exact list price of one unit per hour; `None` for products that are only sold yearly/monthly.
pub fn hourly_price(code: Code, wanted: Option<i64>) -> Option<Decimal> {
    let product = code.product();
    if product.yearly_only {
        return None;
    }
    let hour = Decimal::new(product.monthly, 2).checked_div(Decimal::from(HOURS))?;
    match (size(code), wanted) {
        (Some(size), Some(wanted)) => {
            hour.checked_mul(Decimal::from(wanted))?.checked_div(Decimal::from(size.amount))
        }
        _ => Some(hour),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_product_is_found_by_its_codes() {
        for code in all() {
            let product = code.product();
            let find = |region| find(product.service, product.resource, product.spec, region);
            assert_eq!(find(REGIONS[0]), (!product.trial).then_some(code));
            assert_eq!(find("moon-1"), None);
        }
    }

    #[test]
    fn the_catalogue_s_size_costs_the_catalogue_s_price() {
        for code in all().filter(|code| size(*code).is_some()) {
            let (base, month) = (size(code).map(|size| size.amount), Period::months(1));
            assert_eq!(term_price(code, month, base), Some(code.product().monthly));
            assert_eq!(hourly_price(code, base), hourly_price(code, None));
        }
    }
}
