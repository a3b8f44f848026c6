//! From the bytes of an archive to records: gzip, tar, CSV, one after the other and none of them
//! whole in memory. Runs on a blocking thread.

use csv::ByteRecord;
use flate2::read::MultiGzDecoder;
use std::io::{self, BufReader, Read};
use std::path::{Component, Path};
use tar::Archive;

use super::FilesLimits;
use super::error::{FileError, Trip};
use super::guard::{Allowance, Limited, Rationed};
use super::reading::{Output, Skip, Unwanted};
use super::rows::{Context, Row};
use super::table::{Cells, Columns};
use model::files::OldUsagePart;

const BUFFER: usize = 64 * 1024;

/// Why the reading ends before the end of the archive.
enum Stop {
    Failed(FileError),
    Unwanted,
}

impl From<Unwanted> for Stop {
    fn from(_: Unwanted) -> Self {
        Self::Unwanted
    }
}

impl From<FileError> for Stop {
    fn from(error: FileError) -> Self {
        Self::Failed(error)
    }
}

/// Reads an archive to its end.
pub(super) fn unpack<T: Row>(
    packed: impl Read,
    context: Context,
    limits: &FilesLimits,
    trip: &Trip,
    mut output: Output<T>,
) {
    match entries(packed, context, limits, trip, &mut output) {
        Ok(()) => output.end(Ok(())),
        Err(Stop::Failed(error)) => output.end(Err(error)),
        Err(Stop::Unwanted) => {}
    }
}

fn entries<T: Row>(
    packed: impl Read,
    mut context: Context,
    limits: &FilesLimits,
    trip: &Trip,
    output: &mut Output<T>,
) -> Result<(), Stop> {
    let broken = |error: io::Error| trip.cause(&error);
    let too_large = |limit, unpacked| FileError::TooLarge { limit, unpacked };
    let packed = Limited::new(packed, limits.packed, trip.clone(), too_large(limits.packed, false));
    let plain = MultiGzDecoder::new(BufReader::with_capacity(BUFFER, packed));
    let plain = Limited::new(plain, limits.unpacked, trip.clone(), too_large(limits.unpacked, true));
    let mut archive = Archive::new(plain);
    // Raw: long names and extended headers would be taken into memory whole, whatever their size.
    // The vendor's names are short; nothing is ever written to a disk under any of them.
    for entry in archive.entries().map_err(broken)?.raw(true) {
        let mut entry = entry.map_err(broken)?;
        let known = match (entry.header().entry_type().is_file(), entry.path()) {
            (true, Ok(path)) => known_csv::<T>(&path),
            _ => None,
        };
        let Some((name, part)) = known else {
            output.summary.other_entries += 1;
            continue;
        };
        output.summary.files += 1;
        context.part = part;
        records(&mut entry, &name, &context, limits.record, trip, output)?;
    }
    // What follows the last entry ends with the checksum: without it nobody knows whether the
    // records are those that were sent.
    io::copy(&mut archive.into_inner(), &mut io::sink()).map_err(broken)?;
    match (output.summary.files, output.summary.other_entries) {
        (0, others @ 1..) => Err(FileError::NothingKnown(others).into()),
        _ => Ok(()),
    }
}

/// The name of an entry that is one of the CSV files wanted; a path with `..` is not accepted.
fn known_csv<T: Row>(path: &Path) -> Option<(String, Option<OldUsagePart>)> {
    let plain = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let name = path.file_name().filter(|_| plain)?.to_str()?;
    Some((name.to_owned(), T::KIND.csv(name)?))
}

fn records<T: Row>(
    entry: impl Read,
    file: &str,
    context: &Context,
    limit: u64,
    trip: &Trip,
    output: &mut Output<T>,
) -> Result<(), Stop> {
    let allowance = Allowance::default();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(BUFFER)
        .from_reader(Rationed::new(entry, allowance.clone()));
    let mut record = ByteRecord::new();
    let mut after = 0;
    let mut next = |record: &mut ByteRecord| {
        // The parser reads ahead, by a buffer at most.
        allowance.renew(limit.saturating_add(BUFFER as u64));
        let read = reader.read_byte_record(record).map_err(|error| {
            if allowance.is_spent() {
                FileError::LongRecord { file: file.to_owned(), after, limit }
            } else {
                trip.cause(&error)
            }
        });
        after += 1;
        read
    };
    if !next(&mut record)? {
        return Err(FileError::NoHeader { file: file.to_owned() }.into());
    }
    let columns = Columns::find(file, &record, T::NEEDED, T::OPTIONAL)?;
    while next(&mut record)? {
        let read: Result<T, Skip> = Cells::of(&columns, &record).and_then(|cells| T::read(&cells, context));
        output.put(read)?;
    }
    Ok(())
}
