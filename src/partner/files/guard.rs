//! Readers that stop at a limit.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use super::error::{FileError, Trip};

/// Lets so many bytes through and then fails.
pub(super) struct Limited<R> {
    inner: R,
    left: u64,
    trip: Trip,
    error: FileError,
}

impl<R: Read> Limited<R> {
    /// Reading more than `limit` bytes fails with `error`.
    pub fn new(inner: R, limit: u64, trip: Trip, error: FileError) -> Self {
        Self { inner, left: limit, trip, error }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => {
                self.left = left;
                Ok(read)
            }
            None => Err(self.trip.note(self.error.clone())),
        }
    }
}

/// How many bytes may still be read for the present record; shared with the counter of records.
#[derive(Clone, Default)]
pub(super) struct Allowance(Rc<Cell<u64>>);

impl Allowance {
    /// Begins a record.
    pub fn renew(&self, bytes: u64) {
        self.0.set(bytes);
    }

    /// True when the last record ran out of it.
    pub fn is_spent(&self) -> bool {
        self.0.get() == 0
    }
}

/// A reader below a CSV parser, which would take a record of any length into memory.
pub(super) struct Rationed<R> {
    inner: R,
    allowance: Allowance,
}

impl<R: Read> Rationed<R> {
    /// Reads while the allowance lasts.
    pub fn new(inner: R, allowance: Allowance) -> Self {
        Self { inner, allowance }
    }
}

impl<R: Read> Read for Rationed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.allowance.is_spent() {
            return Err(io::Error::other("the record is too long"));
        }
        let read = self.inner.read(buffer)?;
        self.allowance.renew(self.allowance.0.get().saturating_sub(read as u64));
        Ok(read)
    }
}
