//! The columns of the three files, and how a charge is written in each.
//!
//! The documented columns come first, in the order of the sheet. Where it documents no others, the
//! files would hold no amounts; the last columns of the usage files are therefore placeholders,
//! named like fields of the REST records. Clients must not rely on their names.

use crate::world::calendar;
use crate::world::charges::charge::{Charge, Mode};
use crate::world::language::Language;
use crate::world::money;

/// Seven documented columns, then those that the change history names. The history also says that
/// they are hidden from partners in Asia Pacific, so this partner is not one of those.
pub const BILL: [&str; 14] = [
    "Customer ID",
    "Product ID",
    "Product Type Code",
    "Resource Type Code",
    "Cloud Service Region Code",
    "Billing Mode",
    "List price on the website",
    "Settlement Product Type",
    "Settlement Amount",
    "Partner Coupon",
    "Scene",
    "Partner Amount Without Tax",
    "Tax Amount",
    "Usage Type Name",
];

/// Three documented columns in their order, seven that the change history names, four placeholders.
pub const USAGE: [&str; 14] = [
    "Billing cycle",
    "Customer ID",
    "Transaction time",
    "Billing Mode",
    "bill_type",
    "Resource Name",
    "Resource Tag",
    "Unit",
    "Product Type Name",
    "Resource Type Name",
    "resource_id",
    "region",
    "official_amount",
    "amount",
];

/// Two columns of the change history; all others are placeholders.
pub const OLD_USAGE: [&str; 6] =
    ["customer_id", "consume_time", "Product Type Name", "Resource Type Name", "official_amount", "amount"];

/// The part of the old archive for each charging mode.
pub const PARTS: [(&str, Mode); 3] =
    [("MonthlyYearly", Mode::Subscription), ("PerByUse", Mode::PayPerUse), ("RI", Mode::Reserved)];

pub fn bill(customer: &str, line: &Charge) -> [String; 14] {
    let product = line.code.product();
    let mode = match line.mode {
        Mode::Subscription => "0",
        Mode::PayPerUse => "1",
        Mode::Reserved => "2",
    };
    let net = money::string(line.net);
    [
        customer.to_owned(),
        product.product_id.to_owned(),
        product.service.to_owned(),
        product.resource.to_owned(),
        line.region.to_owned(),
        mode.to_owned(),
        money::string(line.official),
        String::new(),
        net.clone(),
        money::string(0),
        String::new(),
        net,
        money::string(0),
        if line.mode == Mode::PayPerUse { "Duration".to_owned() } else { String::new() },
    ]
}

pub fn usage(customer: &str, cycle: &str, line: &Charge) -> [String; 14] {
    let product = line.code.product();
    let mode = match line.mode {
        Mode::Subscription => "1",
        Mode::PayPerUse => "3",
        Mode::Reserved => "10",
    };
    [
        cycle.to_owned(),
        customer.to_owned(),
        calendar::text(line.at),
        mode.to_owned(),
        line.bill_type.to_string(),
        guarded(&line.name),
        guarded(line.tag),
        line.unit(),
        product.service_name(Language::English).to_owned(),
        product.resource_name(Language::English).to_owned(),
        line.resource.clone(),
        line.region.to_owned(),
        money::string(line.official),
        money::string(line.net),
    ]
}

pub fn old_usage(customer: &str, line: &Charge) -> [String; 6] {
    let product = line.code.product();
    [
        customer.to_owned(),
        calendar::text(line.at),
        product.service_name(Language::English).to_owned(),
        product.resource_name(Language::English).to_owned(),
        money::string(line.official),
        money::string(line.net),
    ]
}

/// Puts a quote before a value that a spreadsheet would read as a formula. The vendor's rule was
/// not found; this is common practice.
fn guarded(value: &str) -> String {
    if value.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{value}") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::tenant::catalogue::Code;

    fn line(code: Code, mode: Mode) -> Charge {
        let text = String::new;
        Charge {
            at: 1_700_000_000,
            mode,
            bill_type: 5,
            code,
            region: "r",
            resource: text(),
            name: "=1+1".into(),
            tag: "plain",
            official: 12_345,
            net: -1,
            coupons: 0,
            trade: text(),
            place: 0,
            period: None,
            term: None,
            used_from: 0,
        }
    }

    #[test]
    fn names_and_tags_cannot_be_formulas() {
        let row = usage("c", "2023-11", &line(Code::Machine(0), Mode::PayPerUse));
        assert_eq!((row[5].as_str(), row[6].as_str()), ("'=1+1", "plain"));
        for value in ["=a", "+a", "-a", "@a", "\ta", "\ra"] {
            assert_eq!(guarded(value), format!("'{value}"));
        }
        assert_eq!(guarded("a=b"), "a=b");
    }

    #[test]
    fn units_tell_linear_products_apart() {
        let unit_of = |code, mode| usage("c", "m", &line(code, mode))[7].clone();
        assert_eq!(unit_of(Code::Disk(0), Mode::Subscription), "USD/GB/month");
        assert_eq!(unit_of(Code::Bandwidth, Mode::PayPerUse), "USD/Mbit/hour");
        assert_eq!(unit_of(Code::Machine(0), Mode::PayPerUse), "USD/hour");
    }

    #[test]
    fn the_two_files_count_modes_differently() {
        for (mode, in_bill, in_usage) in
            [(Mode::Subscription, "0", "1"), (Mode::PayPerUse, "1", "3"), (Mode::Reserved, "2", "10")]
        {
            let line = line(Code::Address, mode);
            assert_eq!(
                (bill("c", &line)[5].as_str(), usage("c", "m", &line)[3].as_str()),
                (in_bill, in_usage)
            );
        }
    }
}
