//! Writes a gzipped tar of CSV files, one CSV at a time. Tar needs the length of a file before its
//! bytes, so one CSV (at most 100,000 records) is kept in memory.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

/// Records in one CSV.
pub const RECORDS: u32 = 100_000;

/// An archive being written.
pub struct Archive<W: Write> {
    tar: tar::Builder<GzEncoder<W>>,
    /// Modification time in the headers of its files, seconds since 1970.
    at: u64,
    most: u32,
    records: u64,
}

impl<W: Write> Archive<W> {
    pub fn new(out: W, at: i64, most: u32) -> Self {
        let gzip = GzEncoder::new(out, Compression::fast());
        Self { tar: tar::Builder::new(gzip), at: u64::try_from(at).unwrap_or(0), most, records: 0 }
    }

    /// Writes CSV files with the same columns. `name` gives the name of the n-th (from 1); there is
    /// always at least one, even without records. `fill` writes the records.
    pub fn table(
        &mut self,
        header: &[&str],
        name: impl Fn(u32) -> String,
        fill: impl FnOnce(&mut dyn FnMut(&[&str]) -> io::Result<()>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut number = 1;
        let mut rows = 0;
        let mut sheet = sheet(header)?;
        fill(&mut |row| {
            if rows == self.most {
                let full = std::mem::replace(&mut sheet, self::sheet(header)?);
                self.append(&name(number), full)?;
                (number, rows) = (number + 1, 0);
            }
            rows += 1;
            self.records += 1;
            sheet.write_record(row).map_err(io::Error::other)
        })?;
        self.append(&name(number), sheet)
    }

    fn append(&mut self, name: &str, sheet: csv::Writer<Vec<u8>>) -> io::Result<()> {
        let bytes = sheet.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(self.at);
        self.tar.append_data(&mut header, name, bytes.as_slice())
    }

    /// Completes the archive and returns the number of records.
    pub fn finish(self) -> io::Result<u64> {
        self.tar.into_inner()?.finish()?.flush()?;
        Ok(self.records)
    }
}

fn sheet(header: &[&str]) -> io::Result<csv::Writer<Vec<u8>>> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    sheet.write_record(header).map_err(io::Error::other)?;
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_table_goes_on_in_the_next_file_when_one_is_full() {
        let mut bytes = Vec::new();
        let mut archive = Archive::new(&mut bytes, 1_700_000_000, 3);
        let row = |put: &mut dyn FnMut(&[&str]) -> io::Result<()>| {
            (0..7).try_for_each(|n: u32| put(&[&n.to_string(), "a,\"b\""]))
        };
        archive.table(&["n", "text"], |n| format!("t_{n:04}.csv"), row).unwrap();
        archive.table(&["none"], |n| format!("e_{n:04}.csv"), |_| Ok(())).unwrap();
        assert_eq!(archive.finish().unwrap(), 7);
        let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(bytes.as_slice()));
        let mut found = Vec::new();
        for entry in tar.entries().unwrap() {
            let mut entry = entry.unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            found.push((entry.path().unwrap().to_str().unwrap().to_owned(), text));
        }
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["t_0001.csv", "t_0002.csv", "t_0003.csv", "e_0001.csv"]);
        assert_eq!(found[2].1, "n,text\n6,\"a,\"\"b\"\"\"\n");
        assert_eq!(found[3].1, "none\n");
    }
}
