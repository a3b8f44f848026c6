//! Bill and usage files, unpacked by hand.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use simulator::Destination;
use simulator::Options;

use crate::answer::cents;
use crate::client::{Sim, options};

const DAY: i64 = 86_400;

async fn start(folder: &Path, customers: u32) -> Sim {
    Sim::with(Options { customers, files: Some(Destination::folder(folder)), ..options() }).await
}

/// The files that a call wrote, with their number of records.
pub async fn deliver(sim: &Sim) -> BTreeMap<String, i64> {
    let written = sim.control("POST", "files", Value::Null).await.expect(200).json();
    let rows = written["written"].as_array().unwrap().clone();
    rows.iter()
        .map(|row| (row["path"].as_str().unwrap().to_owned(), row["records"].as_i64().unwrap()))
        .collect()
}

/// The file names in an archive, and all their rows, including the first header.
pub fn unpack(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let file = std::fs::File::open(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(file));
    let (mut names, mut rows) = (Vec::new(), Vec::new());
    for entry in tar.entries().unwrap() {
        let entry = entry.unwrap();
        names.push(entry.path().unwrap().to_str().unwrap().to_owned());
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(entry);
        let found = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
        rows.extend(found.skip(usize::from(names.len() > 1)));
    }
    (names, rows)
}

fn list(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn the_files_of_the_simulated_time_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let sim = start(folder.path(), 25).await;
    deliver(&sim).await;
    assert_eq!(
        list(&folder.path().join("customerBill")),
        ["customerBill_202512.tar.gz", "customerBill_202601.tar.gz", "customerBill_202602.tar.gz"]
    );
    let usage = list(&folder.path().join("customerUsage"));
    assert_eq!(usage.len(), 8, "of four days, in two forms: {usage:?}");

    let (names, rows) = unpack(&folder.path().join("customerBill/customerBill_202602.tar.gz"));
    assert_eq!(names, ["customerBill_202602_0001.csv"]);
    let seven = [
        "Customer ID",
        "Product ID",
        "Product Type Code",
        "Resource Type Code",
        "Cloud Service Region Code",
        "Billing Mode",
        "List price on the website",
    ];
    assert_eq!(rows[0][..7], seven);
    assert!(rows.len() > 300);
    let id = sim.id_of("aurora-freight").await;
    assert!(rows.iter().any(|row| row[0] == id && row[5] == "1"));

    let (names, rows) = unpack(&folder.path().join("customerUsage/customerUsageV2_202603_20260310.tar.gz"));
    assert_eq!(names, ["customerUsageV2_202603_20260310_00000001.csv"]);
    assert_eq!(rows[0][..3], ["Billing cycle", "Customer ID", "Transaction time"]);
    let times: Vec<&String> = rows[1..].iter().map(|row| &row[2]).collect();
    assert!(
        times.iter().all(|time| time.as_str() >= "2026-02-28T16" && time.as_str() < "2026-03-09T16:00:00Z")
    );

    let (names, _) = unpack(&folder.path().join("customerUsage/customerUsage_202603_20260310.tar.gz"));
    let parts: Vec<&str> = names.iter().map(|name| name.split('_').nth(1).unwrap()).collect();
    assert_eq!(parts, ["MonthlyYearly", "PerByUse", "RI"]);
}

#[tokio::test]
async fn new_files_come_when_their_time_has_come_and_once() {
    let folder = tempfile::tempdir().unwrap();
    let sim = start(folder.path(), 5).await;
    deliver(&sim).await;
    assert!(deliver(&sim).await.is_empty());
    sim.advance(DAY).await;
    // Moving the clock writes them automatically.
    let next = folder.path().join("customerUsage/customerUsage_202603_20260311.tar.gz");
    for _ in 0..200 {
        if next.exists() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(next.exists());
    sim.control("POST", "clock", json!({"set": "2026-04-05T03:00:00Z"})).await.expect(200);
    deliver(&sim).await;
    assert!(!list(&folder.path().join("customerBill")).contains(&"customerBill_202603.tar.gz".into()));
    sim.advance(2 * 3_600).await;
    deliver(&sim).await;
    assert!(list(&folder.path().join("customerBill")).contains(&"customerBill_202603.tar.gz".into()));
}

#[tokio::test]
async fn what_was_paid_stands_in_the_next_export() {
    let folder = tempfile::tempdir().unwrap();
    let sim = start(folder.path(), 5).await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    for amount in [12.34, 0.01, 99.9] {
        let order = sim.make_order(&id, amount, 7_200).await;
        sim.pay(&customer, &order).await.expect(204);
    }
    sim.advance(2 * DAY).await;
    deliver(&sim).await;
    let ledger = sim.ledger().await;
    let paid: i64 =
        ledger.iter().filter(|entry| entry["kind"] == "payment").map(|e| cents(&e["amount"])).sum();
    assert_eq!(paid, 11_225);
    let (_, rows) = unpack(&folder.path().join("customerUsage/customerUsageV2_202603_20260312.tar.gz"));
    let amount = rows[0].iter().position(|name| name == "amount").unwrap();
    let bought: i64 = rows[1..]
        .iter()
        .filter(|row| row[1] == id && row[3] == "1" && row[2].as_str() >= "2026-03-10T09:00:00Z")
        .map(|row| row[amount].replace('.', "").parse::<i64>().unwrap())
        .sum();
    assert_eq!(bought, paid);
}

#[tokio::test]
async fn the_same_seed_writes_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for folder in [&one, &two] {
        let sim = start(folder.path(), 10).await;
        deliver(&sim).await;
    }
    for file in
        ["customerBill/customerBill_202602.tar.gz", "customerUsage/customerUsageV2_202603_20260309.tar.gz"]
    {
        let read = |folder: &tempfile::TempDir| std::fs::read(folder.path().join(file)).unwrap();
        assert_eq!(read(&one), read(&two), "{file}");
    }
}

#[tokio::test]
async fn with_a_state_file_a_restart_writes_nothing_twice() {
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("files");
    let with_state = || Options {
        customers: 3,
        state: Some(folder.path().join("state.db")),
        files: Some(Destination::folder(&files)),
        ..options()
    };
    let sim = Sim::with(with_state()).await;
    deliver(&sim).await;
    let bill = files.join("customerBill/customerBill_202602.tar.gz");
    let made = std::fs::metadata(&bill).unwrap().modified().unwrap();
    sim.running.shutdown().await;
    let sim = Sim::with(with_state()).await;
    assert!(deliver(&sim).await.is_empty());
    assert_eq!(std::fs::metadata(&bill).unwrap().modified().unwrap(), made);
}

#[tokio::test]
async fn without_a_place_there_is_no_such_call() {
    let sim = Sim::start().await;
    sim.control("POST", "files", Value::Null).await.expect(404);
}
