//! A folder: which file counts, and files that the simulator wrote.

use super::*;
use crate::files::{FilesAccount, FilesPlace};
use model::files::{BillMode, UsageMode};
use rust_decimal::Decimal;
use simulator::Destination;
use std::collections::BTreeMap;
use std::path::Path as FilePath;

pub fn files_in(folder: &FilePath) -> Files {
    let place = FilesPlace::Folder(folder.to_owned());
    Files::open(&FilesAccount { place, limits: FilesLimits::default() }, Currency::usd()).unwrap()
}

fn lay(folder: &FilePath, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn the_export_of_the_latest_day_counts() {
    let folder = tempfile::tempdir().unwrap();
    let files = files_in(folder.path());
    assert_eq!(files.list(FileKind::Bill).await.unwrap(), [], "an empty place has no files");
    for name in [
        "customerUsage/customerUsageV2_202402_20240303.tar.gz",
        "customerUsage/customerUsageV2_202402_20240229.tar.gz",
        "customerUsage/customerUsageV2_202403_20240303.tar.gz",
        "customerUsage/customerUsage_202402_20240304.tar.gz",
        "customerUsage/customerUsageV2_202402_20240304.tar.gz.tmp",
        "customerUsage/older/customerUsageV2_202402_20240304.tar.gz",
        "customerUsageV2_202402_20240304.tar.gz",
    ] {
        lay(folder.path(), name, b"");
    }
    lay(folder.path(), "customerBill/customerBill_202402.tar.gz", &archive(bill(&["1.5"])));
    let newest = files.newest(FileKind::Usage, month()).await.unwrap().unwrap();
    assert_eq!(newest.exported, Some(jiff::civil::date(2024, 3, 3)));
    let old = files.newest(FileKind::OldUsage, month()).await.unwrap().unwrap();
    assert_eq!(old.exported, Some(jiff::civil::date(2024, 3, 4)));
    assert_eq!(files.list(FileKind::Usage).await.unwrap().len(), 3);
    let march = BillingMonth::parse("2024-03").unwrap();
    assert_eq!(files.newest(FileKind::Bill, march).await.unwrap(), None);
    let entry = files.newest(FileKind::Bill, month()).await.unwrap().unwrap();
    assert!(entry.bytes > 0 && entry.stored_at.is_some());
    let (records, _) = drained(&mut files.bill(&entry).await.unwrap()).await;
    assert_eq!(records.len(), 1);
    std::fs::remove_file(folder.path().join("customerBill/customerBill_202402.tar.gz")).unwrap();
    assert!(matches!(files.bill(&entry).await, Err(FileError::Gone(_))));
}

#[test]
fn a_folder_that_is_not_there_is_told_at_the_start() {
    let place = FilesPlace::Folder("/nowhere/at/all".into());
    let files = Files::open(&FilesAccount { place, limits: FilesLimits::default() }, Currency::usd());
    assert!(matches!(files, Err(FileError::Settings(_))));
}

/// What another reader finds: columns by position, amounts added as whole cents.
fn cents_by_hand(path: &FilePath, column: usize) -> (i64, u64) {
    let gzip = flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap());
    let mut tar = tar::Archive::new(gzip);
    let (mut cents, mut records) = (0, 0);
    for entry in tar.entries().unwrap() {
        let mut reader = csv::Reader::from_reader(entry.unwrap());
        for record in reader.records() {
            cents += record.unwrap()[column].replace('.', "").parse::<i64>().unwrap();
            records += 1;
        }
    }
    (cents, records)
}

fn cents(cents: i64) -> Decimal {
    Decimal::new(cents, 2)
}

#[tokio::test]
async fn what_the_simulator_wrote_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    let _simulator = simulator::start(simulator::Options {
        addr: "127.0.0.1:0".parse().unwrap(),
        seed: 7,
        customers: 30,
        ak: "AK".into(),
        sk: "SK".into(),
        fault_percent: 0,
        state: None,
        start: Some("2026-03-10T09:00:00Z".parse().unwrap()),
        files: Some(Destination::folder(folder.path())),
        observer: None,
    })
    .await
    .unwrap();
    let files = files_in(folder.path());
    // The last one that is written at the start.
    let march = BillingMonth::parse("2026-03").unwrap();
    let last = folder.path().join("customerUsage/customerUsage_202603_20260310.tar.gz");
    let written = async {
        while !last.exists() {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), written).await.unwrap();

    let february = BillingMonth::parse("2026-02").unwrap();
    let entry = files.newest(FileKind::Bill, february).await.unwrap().unwrap();
    let (bills, end) = drained(&mut files.bill(&entry).await.unwrap()).await;
    let summary = end.unwrap();
    assert!(summary.is_whole() && summary.records > 500, "{summary:?}");
    let path = folder.path().join("customerBill/customerBill_202602.tar.gz");
    let list: Decimal = bills.iter().map(|bill| bill.list_price.as_ref().unwrap().amount).sum();
    let (by_hand, lines) = cents_by_hand(&path, 6);
    assert_eq!((list, summary.records), (cents(by_hand), lines));
    assert!(bills.iter().all(|bill| bill.month == february && bill.mode.as_ref().unwrap().is_known()));
    assert!(bills.iter().any(|bill| bill.mode == Some(BillMode::PayPerUse)));

    let entry = files.newest(FileKind::Usage, march).await.unwrap().unwrap();
    assert_eq!(entry.exported, Some(jiff::civil::date(2026, 3, 10)));
    let (usage, end) = drained(&mut files.usage(&entry).await.unwrap()).await;
    assert!(end.unwrap().is_whole());
    let mut by_mode: BTreeMap<String, Decimal> = BTreeMap::new();
    for record in &usage {
        let amount: Decimal = record.more.get("amount").unwrap().parse().unwrap();
        *by_mode.entry(record.mode.as_ref().unwrap().code().to_owned()).or_default() += amount;
    }
    let path = folder.path().join("customerUsage/customerUsageV2_202603_20260310.tar.gz");
    assert_eq!(by_mode.values().sum::<Decimal>(), cents(cents_by_hand(&path, 13).0));
    assert!(by_mode.contains_key(UsageMode::PayPerUse.code()));
    let before_the_tenth: Timestamp = "2026-03-09T16:00:00Z".parse().unwrap();
    assert!(usage.iter().all(|record| record.charged_at.instant.unwrap() < before_the_tenth));
    assert!(
        usage.iter().any(|record| {
            record.resource_tag.as_ref().is_some_and(|tag| tag.as_sent() != tag.probable())
        })
    );
}
