//! Columns by name, values as they came.

use super::*;
use model::files::{BillMode, Cell, OldUsagePart, SettlementType, UsageBillType, UsageMode};
use rust_decimal::Decimal;

#[test]
fn columns_may_stand_in_any_order_and_unknown_ones_are_kept() {
    let csv = "\u{feff}Scene,Billing Mode,list price ON the website,New Column,Customer ID,Product ID,\
Product Type Code,Resource Type Code,Cloud Service Region Code,Settlement Product Type,Settlement Amount,\
Partner Coupon,Another\n\
s,9,12.3400,=kept,c1,p,t,r,reg,60,0.10,CP-7, 值 \n";
    let (records, end) = read_bill(&archive(csv));
    assert!(end.unwrap().is_whole());
    let record = &records[0];
    assert_eq!(record.customer.as_str(), "c1");
    assert_eq!(record.month, month());
    assert_eq!(record.mode, Some(BillMode::Other("9".to_owned())));
    assert_eq!(record.list_price.as_ref().unwrap().to_string(), "USD 12.34");
    assert_eq!(record.list_price.as_ref().unwrap().amount.to_string(), "12.3400");
    assert_eq!(record.settlement_type, Some(SettlementType::KooGalleryResale));
    assert_eq!(record.settlement_amount.as_ref().unwrap().amount().unwrap().to_string(), "0.10");
    assert_eq!(record.partner_coupon, Some(Cell::Text("CP-7".to_owned())));
    assert_eq!((record.tax.as_ref(), record.usage_type_name.as_ref()), (None, None));
    assert_eq!(pairs(&record.more), [("New Column", "=kept"), ("Another", " 值 ")]);
    assert_eq!(record.more.get("New Column"), Some("=kept"));
}

#[test]
fn every_known_mode_of_a_bill_has_its_code() {
    let csv = bill(&["1"; 7]);
    let csv = (0..7).fold(csv, |csv, n| csv.replacen(",r1,1,", &format!(",r1,{n} ,"), 1));
    let (records, _) = read_bill(&archive(csv));
    let modes: Vec<BillMode> = records.into_iter().filter_map(|record| record.mode).collect();
    assert_eq!(modes, BillMode::KNOWN);
}

#[test]
fn a_missing_column_is_named() {
    for column in SEVEN.split(',') {
        let csv = bill(&["1"]).replacen(column, "Something else", 1);
        match read_bill(&archive(csv)).1 {
            Err(FileError::MissingColumn { file, column: missing }) => {
                assert_eq!((file.as_str(), missing), (BILL, column));
            }
            other => panic!("{column}: {other:?}"),
        }
    }
    let twice = format!("{SEVEN},customer id\n");
    let end = read_bill(&archive(twice)).1;
    assert!(matches!(end, Err(FileError::DoubleColumn { column: "Customer ID", .. })), "{end:?}");
}

#[test]
fn records_that_cannot_be_read_are_counted() {
    let mut csv = bill(&["1", "", "1234567890.12345678901234567890", "1e2", "12,5", "abc", "1"]).into_bytes();
    csv.extend_from_slice(b"c1,p1\n");
    csv.extend_from_slice(b",p1,t,r,r1,1,2\n");
    csv.extend_from_slice(b"two words,p1,t,r,r1,1,2\n");
    csv.extend_from_slice(b"c1,\xff\xfe,t,r,r1,1,2\n");
    csv.extend_from_slice(b"c1,\"line\nbreak\",t,r,r1,1,2\r\n");
    let outcome = read_bill(&archive(csv));
    assert_eq!(
        skips(&outcome),
        [
            (Skip::TooFewCells, 1),
            (Skip::TooManyCells, 1),
            (Skip::NotText, 1),
            (Skip::BadCustomer, 2),
            (Skip::BadAmount, 2)
        ]
    );
    let prices: Vec<Option<Decimal>> =
        outcome.0.iter().map(|record| record.list_price.as_ref().map(|price| price.amount)).collect();
    let dec = |text: &str| Some(text.parse::<Decimal>().unwrap());
    assert_eq!(prices, [dec("1"), None, dec("100"), dec("1"), dec("2")]);
    assert_eq!(outcome.0[4].product.as_deref(), Some("line break"));
}

#[test]
fn thirty_digits_are_no_amount() {
    let outcome = read_bill(&archive(bill(&["123456789012345678901234567890", "0.5"])));
    assert_eq!(skips(&outcome), [(Skip::BadAmount, 1)]);
    assert_eq!(outcome.0.len(), 1);
    let csv = format!("{SEVEN},Tax Amount\nc1,p,t,r,r,1,1,123456789012345678901234567890\n");
    let (records, _) = read_bill(&archive(csv));
    let tax = records[0].tax.as_ref().unwrap();
    assert_eq!(*tax, Cell::Text("123456789012345678901234567890".to_owned()), "kept, not rounded");
}

#[test]
fn a_usage_record_reads_as_the_sheet_says() {
    let csv = "Billing cycle,Customer ID,Transaction time,Billing Mode,Bill Type,Resource Name,Resource Tag,Unit,\
Product Type Name,Resource Type Name,amount\n\
2024-02,c1,2024-02-03T04:05:06Z,11,23,'=1+1,'@a,USD/GB/hour,Elastic Volume Service,Disk,0.00000001\n\
202401,c1,2024-02-03 04:05:06,12,777,plain,,,,,1\n\
Feb,c1,,,,,,,,,\n";
    let name = "customerUsageV2_202402_20240223_00000001.csv";
    let (records, end) = read::<UsageRecord>(&gzip(&tar_of(&[(name, csv.as_bytes())])));
    assert_eq!(end.unwrap().skipped.into_iter().collect::<Vec<_>>(), [(Skip::BadMonth, 1)]);
    let (one, two) = (&records[0], &records[1]);
    assert_eq!(one.mode, Some(UsageMode::SavingsPlan));
    assert_eq!(one.bill_type, Some(UsageBillType::PlanDeduction));
    assert_eq!(one.charged_at.instant, Some("2024-02-03T04:05:06Z".parse().unwrap()));
    let guarded = one.resource_name.as_ref().unwrap();
    assert_eq!((guarded.as_sent(), guarded.probable()), ("'=1+1", "=1+1"));
    assert_eq!(one.unit.as_deref(), Some("USD/GB/hour"));
    assert_eq!(one.product_type_name.as_deref(), Some("Elastic Volume Service"));
    assert_eq!(pairs(&one.more), [("amount", "0.00000001")]);
    assert_eq!(two.month, BillingMonth::parse("2024-01").unwrap());
    assert_eq!(two.mode, Some(UsageMode::Other("12".to_owned())));
    assert_eq!(two.bill_type, Some(UsageBillType::Other("777".to_owned())));
    assert_eq!((two.charged_at.instant, two.charged_at.text.as_str()), (None, "2024-02-03 04:05:06"));
    assert_eq!((two.resource_tag.as_ref(), two.unit.as_ref()), (None, None));
}

#[test]
fn the_old_usage_keeps_nearly_everything_as_it_came() {
    let csv = "Whatever,Product Type Name\nx,Elastic Cloud Server\n";
    let part = |part: &str| format!("customerUsage_{part}_202402_20240223_00000001.csv");
    let names = [part("MonthlyYearly"), part("PerByUse"), part("RI"), part("SP")];
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), csv.as_bytes())).collect();
    let (records, _) = read::<OldUsageRecord>(&gzip(&tar_of(&files)));
    let parts: Vec<OldUsagePart> = records.iter().map(|record| record.part.clone()).collect();
    assert_eq!(parts[..3], *OldUsagePart::KNOWN);
    assert_eq!(parts[3], OldUsagePart::Other("SP".to_owned()));
    assert_eq!(records[0].product_type_name.as_deref(), Some("Elastic Cloud Server"));
    assert_eq!(pairs(&records[0].more), [("Whatever", "x")]);
}
