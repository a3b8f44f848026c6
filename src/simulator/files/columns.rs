//! The columns of the three files, and how a charge is written in each.
//!
//! The documented columns come first, in the order of the sheet. Where it documents no others, the
//! files would hold no amounts; the last columns of the usage files are therefore placeholders,
//! named like fields of the REST records. Clients must not rely on their names.

use crate::world::calendar;
use crate::world::charges::charge::{COVERED, Charge, Mode};
use crate::world::language::Language;
use crate::world::money;
use crate::world::tenant::catalogue::Code;

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

/// The parts of the old archive.
pub const PARTS: [&str; 3] = [MONTHLY_YEARLY, PAY_PER_USE, "RI"];
/// The part that only holds records of the reseller model.
pub const MONTHLY_YEARLY: &str = "MonthlyYearly";
const PAY_PER_USE: &str = "PerByUse";

/// `Settlement Product Type` of goods that are discounted in resale; no other value is known.
const KOOGALLERY_GOODS: &str = "60";

/// The part of the old archive that a charge is in. It is older than savings plans, which are counted
/// as pay-per-use here.
pub fn part(line: &Charge) -> &'static str {
    match line.mode {
        Mode::Subscription => MONTHLY_YEARLY,
        Mode::PayPerUse | Mode::SavingsPlan => PAY_PER_USE,
    }
}

pub fn bill(customer: &str, line: &Charge) -> [String; 14] {
    let product = line.code.product();
    let settlement = if line.code == Code::Goods { KOOGALLERY_GOODS } else { "" };
    let net = money::string(line.net);
    [
        customer.to_owned(),
        product.product_id.to_owned(),
        product.service.to_owned(),
        product.resource.to_owned(),
        line.region.to_owned(),
        bill_mode(line).to_owned(),
        money::string(line.official),
        settlement.to_owned(),
        net.clone(),
        money::string(0),
        String::new(),
        net,
        money::string(0),
        if line.is_usage() { "Duration".to_owned() } else { String::new() },
    ]
}

/// Billing Mode of the bill, which has other codes than the usage file.
fn bill_mode(line: &Charge) -> &'static str {
    match (line.mode, line.bill_type) {
        (Mode::Subscription, _) => "0",
        (Mode::PayPerUse, _) => "1",
        (Mode::SavingsPlan, COVERED) => "6",
        (Mode::SavingsPlan, _) if line.is_usage() => "5",
        (Mode::SavingsPlan, _) => "4",
    }
}

pub fn usage(customer: &str, cycle: &str, line: &Charge) -> [String; 14] {
    let product = line.code.product();
    let mode = match line.mode {
        Mode::Subscription => "1",
        Mode::PayPerUse => "3",
        Mode::SavingsPlan => "11",
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
    use crate::world::tenant::period::Period;

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
            period: (mode == Mode::Subscription).then_some(Period::months(1)),
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
    fn a_savings_plan_has_a_code_for_each_of_its_records() {
        let plan = line(Code::SavingsPlan, Mode::SavingsPlan);
        let bought = Charge { bill_type: 1, period: Some(Period::years(1)), ..plan.clone() };
        let covered = Charge { bill_type: COVERED, code: Code::Machine(0), ..plan.clone() };
        for (line, in_bill, bill_type) in [(&bought, "4", "1"), (&plan, "5", "5"), (&covered, "6", "23")] {
            let usage = usage("c", "m", line);
            let found = (bill("c", line)[5].clone(), usage[3].clone(), usage[4].clone());
            assert_eq!(found, (in_bill.to_owned(), "11".to_owned(), bill_type.to_owned()));
            assert_eq!(part(line), "PerByUse");
        }
    }

    #[test]
    fn only_goods_have_a_settlement_type() {
        assert_eq!(bill("c", &line(Code::Goods, Mode::Subscription))[7], "60");
        assert_eq!(bill("c", &line(Code::SavingsPlan, Mode::SavingsPlan))[7], "");
    }

    #[test]
    fn the_two_files_count_modes_differently() {
        for (mode, in_bill, in_usage) in [(Mode::Subscription, "0", "1"), (Mode::PayPerUse, "1", "3")] {
            let line = line(Code::Address, mode);
            assert_eq!(
                (bill("c", &line)[5].as_str(), usage("c", "m", &line)[3].as_str()),
                (in_bill, in_usage)
            );
        }
    }
}
