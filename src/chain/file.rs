//! A log in a file, read line by line.

use crate::hash::{Hash, Noted};
use crate::line::Line;
use crate::misfit::{Misfit, Place, Problem};
use crate::verify::{Report, Verifier};
use sha2::{Digest, Sha256};
use std::io::{self, BufRead, Read};

/// The longest line, bytes. No request to the desk, of which a row is a part, is as long.
const LONGEST_LINE: u64 = 8 * 1024 * 1024;

/// A file that was read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What is in it.
    pub report: Report,
    /// The SHA-256 of its bytes.
    pub hash: Hash,
    /// Its length, bytes.
    pub length: u64,
}

/// Reads a file and verifies it, in the memory of one line. The inner result says whether it fits; `noted` is a
/// checkpoint that must be in it.
///
/// # Errors
/// The file cannot be read.
pub fn verify_file(mut file: impl BufRead, noted: Option<Noted>) -> io::Result<Result<Written, Misfit>> {
    let (mut verifier, mut sha, mut length, mut number) = (Verifier::new(noted), Sha256::new(), 0_u64, 0_u64);
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let read = (&mut file).take(LONGEST_LINE).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            break;
        }
        number = number.saturating_add(1);
        length = length.saturating_add(bytes.len() as u64);
        sha.update(&bytes);
        let line = read_line(&bytes, verifier.position());
        if let Err(misfit) = line.and_then(|line| verifier.take(&line)) {
            return Ok(Err(Misfit { line: Some(number), ..misfit }));
        }
    }
    let hash = Hash::of(sha.finalize().into());
    let report = verifier.finish().map_err(|misfit| Misfit { line: Some(number), ..misfit });
    Ok(report.map(|report| Written { report, hash, length }))
}

fn read_line(bytes: &[u8], after: u64) -> Result<Line, Misfit> {
    let wrong = |problem| Misfit::new(Place::After(after), problem);
    if bytes.last() != Some(&b'\n') {
        let is_long = bytes.len() as u64 >= LONGEST_LINE;
        return Err(wrong(if is_long { Problem::LongLine } else { Problem::CutOff }));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| wrong(Problem::Line(error.to_string())))?;
    Line::read(text, after)
}
