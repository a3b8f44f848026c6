//! The reader against archives that are as they should be, and against all others.

mod archives;
mod bucket;
mod columns;
mod folder;
mod fuzz;
mod limits;

use super::error::Trip;
use super::rows::{Context, Row};
use super::*;
use model::files::MoreColumns;
use std::io::Write;

/// The first seven columns of a bill, which are known for certain.
const SEVEN: &str = "Customer ID,Product ID,Product Type Code,Resource Type Code,\
Cloud Service Region Code,Billing Mode,List price on the website";

/// A bill with one record for each of these prices.
fn bill(prices: &[&str]) -> String {
    let row = |price: &&str| format!("c1,p1,hws.service.type.ec2,hws.resource.type.vm,r1,1,{price}\n");
    format!("{SEVEN}\n{}", prices.iter().map(row).collect::<String>())
}

const BILL: &str = "customerBill_202402_0001.csv";

fn tar_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        // By hand: the library refuses to write some of the names that are tried here.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_entry_type(tar::EntryType::Regular);
        header.set_cksum();
        tar.append(&header, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// An archive of one bill.
fn archive(csv: impl AsRef<[u8]>) -> Vec<u8> {
    gzip(&tar_of(&[(BILL, csv.as_ref())]))
}

fn month() -> BillingMonth {
    BillingMonth::parse("2024-02").unwrap()
}

type Outcome<T> = (Vec<T>, Result<Summary, FileError>);

/// Reads an archive. A panic of the reader fails the test.
fn unpacked<T: Row>(bytes: &[u8], limits: FilesLimits) -> Outcome<T> {
    let (bytes, (output, mut reading)) = (bytes.to_vec(), reading::channel());
    let context = Context { month: month(), currency: Currency::usd(), part: None };
    let thread = std::thread::spawn(move || {
        unpack::unpack::<T>(bytes.as_slice(), context, &limits, &Trip::default(), output);
    });
    let outcome = futures::executor::block_on(drained(&mut reading));
    thread.join().unwrap();
    outcome
}

fn read<T: Row>(bytes: &[u8]) -> Outcome<T> {
    unpacked(bytes, FilesLimits::default())
}

fn read_bill(bytes: &[u8]) -> Outcome<BillRecord> {
    read(bytes)
}

/// Takes all that comes.
async fn drained<T>(reading: &mut Reading<T>) -> Outcome<T> {
    let mut records = Vec::new();
    loop {
        match reading.next().await {
            Ok(Some(batch)) => records.extend(batch),
            Ok(None) => return (records, Ok(reading.summary().unwrap().clone())),
            Err(error) => return (records, Err(error)),
        }
    }
}

fn skips(outcome: &Outcome<BillRecord>) -> Vec<(Skip, u64)> {
    outcome.1.as_ref().unwrap().skipped.iter().map(|(skip, count)| (*skip, *count)).collect()
}

fn pairs(more: &MoreColumns) -> Vec<(&str, &str)> {
    more.iter().collect()
}
