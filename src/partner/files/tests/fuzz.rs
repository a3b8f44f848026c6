//! Digits survive, and no bytes make the reader panic.

use super::*;
use model::readable::readable;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn decimal() -> impl Strategy<Value = Decimal> {
    // Up to 28 digits, any scale, either sign, zeros at the end.
    (0..10_000_000_000_000_000_000_000_000_000i128, 0u32..=28, any::<bool>(), 0u32..6).prop_map(
        |(digits, scale, negative, zeros)| {
            let digits = digits / 10i128.pow(zeros) * 10i128.pow(zeros);
            let mut amount = Decimal::from_i128_with_scale(digits, scale);
            amount.set_sign_negative(negative && digits != 0);
            amount
        },
    )
}

proptest! {
    #[test]
    fn money_comes_out_digit_for_digit(amounts in prop::collection::vec(decimal(), 1..40)) {
        let texts: Vec<String> = amounts.iter().map(Decimal::to_string).collect();
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(SEVEN.split(',').chain(["Tax Amount"])).unwrap();
        for text in &texts {
            csv.write_record(["c1", "p", "t", "r", "r", "1", text, text]).unwrap();
        }
        let (records, end) = read_bill(&archive(csv.into_inner().unwrap()));
        prop_assert!(end.unwrap().is_whole());
        let out: Vec<String> =
            records.iter().map(|record| record.list_price.as_ref().unwrap().amount.to_string()).collect();
        prop_assert_eq!(&out, &texts);
        let tax: Vec<String> =
            records.iter().map(|record| record.tax.as_ref().unwrap().amount().unwrap().to_string()).collect();
        prop_assert_eq!(&tax, &texts);
    }

    #[test]
    fn any_text_in_a_cell_comes_out_as_it_went_in(text in "\\PC{0,30}", name in "[a-z]{3,9} [a-z]{3,9}") {
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(SEVEN.split(',').chain([name.as_str()])).unwrap();
        csv.write_record(["c1", "p", "t", "r", "r", "1", "1", &text]).unwrap();
        let (records, _) = read_bill(&archive(csv.into_inner().unwrap()));
        // Ends of lines that no category of controls holds are blanks, as in all text from outside.
        let text = readable(&text);
        prop_assert_eq!(pairs(&records[0].more), [(name.as_str(), text.as_ref())]);
    }

    #[test]
    fn any_bytes_may_be_an_archive(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = read_bill(&bytes);
        let _ = read_bill(&gzip(&bytes));
        let _ = read::<UsageRecord>(&gzip(&bytes));
    }

    #[test]
    fn any_bytes_may_stand_in_a_csv(bytes in prop::collection::vec(any::<u8>(), 0..2_000), header: bool) {
        let mut csv = if header { format!("{SEVEN}\n").into_bytes() } else { Vec::new() };
        csv.extend_from_slice(&bytes);
        let (records, end) = read_bill(&archive(&csv));
        if let Ok(summary) = end {
            prop_assert_eq!(summary.records, records.len() as u64);
        }
    }

    #[test]
    fn csv_like_text_is_read_or_counted(lines in prop::collection::vec("[c1,\"'=.\\-0-9é]{0,60}", 0..30)) {
        let csv = format!("{SEVEN}\n{}\n", lines.join("\n"));
        let (records, end) = read_bill(&archive(csv));
        let summary = end.unwrap();
        prop_assert_eq!(summary.records, records.len() as u64);
        let seen = summary.records + summary.skipped.values().sum::<u64>();
        prop_assert!(seen <= lines.len() as u64);
    }

    #[test]
    fn a_flipped_byte_is_an_error_or_changes_nothing(at in 0usize..10_000, bit in 0u8..8) {
        let whole = archive(bill(&["1.5", "2.25", "-3"]));
        let mut bytes = whole.clone();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        let (records, end) = read_bill(&bytes);
        // The header of a gzip has no checksum; everything that it unpacks to has.
        if end.is_ok() {
            prop_assert_eq!(records, read_bill(&whole).0);
        }
    }

    #[test]
    fn a_tar_with_damaged_headers_is_an_error_or_left_out(at in 0usize..512, byte: u8) {
        let csv = bill(&["1"]);
        let mut tar = tar_of(&[(BILL, csv.as_bytes())]);
        tar[at] = byte;
        let _ = read_bill(&gzip(&tar));
    }
}
