//! The trace of a run: always a hash to compare runs, on request also the text.

use std::fmt;
use std::hash::{DefaultHasher, Hasher};

/// The trace of one run.
pub struct Trace {
    hash: DefaultHasher,
    /// Number of steps.
    pub steps: u64,
    lines: Option<Vec<String>>,
}

impl Trace {
    /// An empty trace; keeps its text if `in_words`.
    pub fn new(in_words: bool) -> Self {
        // `new` hashes with fixed keys: the same in every run.
        Self { hash: DefaultHasher::new(), steps: 0, lines: in_words.then(Vec::new) }
    }

    /// Adds a step; `at` is in milliseconds after the start.
    pub fn log(&mut self, at: i64, what: fmt::Arguments<'_>) {
        let line = format!("{:>9}.{:03} {what}", at / 1000, at % 1000);
        self.hash.write(line.as_bytes());
        self.steps += 1;
        if let Some(lines) = &mut self.lines {
            lines.push(line);
        }
    }

    /// The hash of the run.
    pub fn hash(&self) -> u64 {
        self.hash.finish()
    }

    /// The text.
    pub fn lines(self) -> Vec<String> {
        self.lines.unwrap_or_default()
    }
}
