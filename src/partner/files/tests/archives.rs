//! Archives that are broken, cut off, or not what their name says.

use super::*;

#[test]
fn a_bill_in_several_files_is_read_to_its_end() {
    let (one, two) = (bill(&["1.10", "2"]), bill(&["-3.250"]));
    let files = [(BILL, one.as_bytes()), ("customerBill_202402_0002.csv", two.as_bytes())];
    let (records, end) = read_bill(&gzip(&tar_of(&files)));
    let prices: Vec<String> =
        records.iter().map(|r| r.list_price.as_ref().unwrap().amount.to_string()).collect();
    assert_eq!(prices, ["1.10", "2", "-3.250"]);
    let summary = end.unwrap();
    assert_eq!((summary.files, summary.records, summary.is_whole()), (2, 3, true));
}

#[test]
fn a_file_without_records_is_none_and_one_without_header_is_broken() {
    let (records, end) = read_bill(&archive(format!("{SEVEN}\n")));
    assert_eq!((records.len(), end.unwrap().records), (0, 0));
    assert!(matches!(read_bill(&archive("")).1, Err(FileError::NoHeader { .. })));
    let (_, end) = read_bill(&gzip(&tar_of(&[])));
    assert_eq!(end.unwrap(), Summary::default());
}

#[test]
fn an_archive_cut_off_anywhere_never_looks_whole() {
    let prices: Vec<String> = (0..500).map(|n| format!("{n}.{n}")).collect();
    let whole = archive(bill(&prices.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!(read_bill(&whole).1.unwrap().records, 500);
    for length in (0..whole.len()).step_by(7).chain(whole.len() - 9..whole.len()) {
        let (_, end) = read_bill(&whole[..length]);
        assert!(matches!(end, Err(FileError::Broken(_))), "{length} of {}: {end:?}", whole.len());
    }
}

#[test]
fn a_wrong_checksum_is_found() {
    let mut bytes = archive(bill(&["1"]));
    let crc = bytes.len() - 8;
    bytes[crc] ^= 1;
    assert!(matches!(read_bill(&bytes).1, Err(FileError::Broken(_))));
}

#[test]
fn a_tar_cut_off_inside_an_intact_gzip_is_found() {
    let csv = bill(&["1"; 50]);
    let tar = tar_of(&[(BILL, csv.as_bytes())]);
    assert!(matches!(read_bill(&gzip(&tar[..1_000])).1, Err(FileError::Broken(_))));
}

#[test]
fn what_is_no_archive_is_broken() {
    for bytes in [b"".as_slice(), b"not gzip at all", bill(&["1"]).as_bytes(), &gzip(b"no tar"), &tar_of(&[])]
    {
        let (records, end) = read_bill(bytes);
        assert!(records.is_empty());
        assert!(matches!(end, Err(FileError::Broken(_))), "{end:?}");
    }
}

#[test]
fn other_entries_are_left_out_and_a_path_that_climbs_is_one() {
    let csv = bill(&["1"]);
    let csv = csv.as_bytes();
    let climbing = format!("../{BILL}");
    let absolute = format!("/{BILL}");
    let inside = format!("./202402/{BILL}");
    let files = [
        (climbing.as_str(), csv),
        (absolute.as_str(), csv),
        ("readme.txt", b"hello"),
        ("customerUsageV2_202402_20240223_00000001.csv", csv),
        (inside.as_str(), csv),
    ];
    let (records, end) = read_bill(&gzip(&tar_of(&files)));
    let summary = end.unwrap();
    assert_eq!((records.len(), summary.files, summary.other_entries), (1, 1, 4));
    let (_, end) = read_bill(&gzip(&tar_of(&files[..4])));
    assert_eq!(end, Err(FileError::NothingKnown(4)), "that is not an empty bill");
}

#[test]
fn nobody_has_to_read_to_the_end() {
    let csv = bill(&vec!["1"; 50_000]);
    let bytes = archive(csv);
    let (output, reading) = reading::channel::<BillRecord>();
    let context = Context { month: month(), currency: Currency::usd(), part: None };
    let thread = std::thread::spawn(move || {
        let limits = FilesLimits::default();
        unpack::unpack(bytes.as_slice(), context, &limits, &Trip::default(), output);
    });
    drop(reading);
    thread.join().unwrap();
}
