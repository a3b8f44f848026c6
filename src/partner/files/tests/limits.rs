//! Too much of something.

use super::*;

fn limits() -> FilesLimits {
    FilesLimits { packed: 1 << 20, unpacked: 8 << 20, record: 4_096 }
}

#[test]
fn a_bomb_stops_at_the_limit() {
    // 64 MiB of zeros, packed into some ten thousand bytes, as another file and as a record.
    let zeros = vec![0; 64 << 20];
    let mut csv = format!("{SEVEN}\n").into_bytes();
    for (name, bytes) in [("readme.bin", zeros.as_slice()), ("x", &gzip(&zeros))] {
        let end = unpacked::<BillRecord>(&gzip(&tar_of(&[(name, bytes)])), limits()).1;
        let expected = match name {
            "x" => Err(FileError::NothingKnown(1)),
            _ => Err(FileError::TooLarge { limit: 8 << 20, unpacked: true }),
        };
        assert_eq!(end, expected, "{name}");
    }
    csv.extend_from_slice(&zeros);
    let end = unpacked::<BillRecord>(&archive(csv), limits()).1;
    assert!(matches!(end, Err(FileError::LongRecord { limit: 4_096, after: 1, .. })), "{end:?}");
}

#[test]
fn a_bomb_of_many_short_records_stops_too() {
    let line = "c1,p1,t,r,r1,1,1\n".repeat(600_000);
    let (records, end) = unpacked::<BillRecord>(&archive(format!("{SEVEN}\n{line}")), limits());
    assert_eq!(end, Err(FileError::TooLarge { limit: 8 << 20, unpacked: true }));
    assert!(records.len() < 600_000);
}

#[test]
fn a_long_name_is_not_taken_into_memory() {
    // A GNU long name of 6 MiB before the file that it names: the limit is not reached, and the
    // name under which the vendor would have written it counts.
    let name = vec![b'a'; 6 << 20];
    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_path("././@LongLink").unwrap();
    header.set_size(name.len() as u64);
    header.set_entry_type(tar::EntryType::GNULongName);
    header.set_cksum();
    tar.append(&header, name.as_slice()).unwrap();
    let csv = bill(&["1"]);
    header = tar::Header::new_gnu();
    header.set_path(BILL).unwrap();
    header.set_size(csv.len() as u64);
    header.set_cksum();
    tar.append(&header, csv.as_bytes()).unwrap();
    let (records, end) = unpacked::<BillRecord>(&gzip(&tar.into_inner().unwrap()), limits());
    assert_eq!((records.len(), end.unwrap().other_entries), (1, 1));
}

#[test]
fn a_quote_that_never_closes_is_a_long_record() {
    let rest = "c1,p1,t,r,r1,1,1\n".repeat(20_000);
    let csv = format!("{}c1,\"p1,t,r,r1,1,1\n{rest}", bill(&["1", "2"]));
    let (_, end) = unpacked::<BillRecord>(&archive(csv), limits());
    match end {
        Err(FileError::LongRecord { file, after, limit }) => {
            assert_eq!((file.as_str(), after, limit), (BILL, 3, 4_096));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_record_of_the_longest_length_is_read() {
    let long = "x".repeat(4_000);
    let csv = format!("{SEVEN},Note\nc1,p1,t,r,r1,1,1,{long}\nc1,p1,t,r,r1,1,1,short\n");
    let (records, end) = unpacked::<BillRecord>(&archive(csv), limits());
    assert!(end.unwrap().is_whole());
    assert_eq!(records[0].more.get("Note"), Some(long.as_str()));
}

#[test]
fn an_archive_that_is_too_large_packed_is_not_read_on() {
    let small = FilesLimits { packed: 100, ..limits() };
    let (records, end) = unpacked::<BillRecord>(&archive(bill(&["1"; 100])), small);
    assert_eq!((records.len(), end), (0, Err(FileError::TooLarge { limit: 100, unpacked: false })));
}
