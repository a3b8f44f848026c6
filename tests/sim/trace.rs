//! What happened, step by step: always as a number to compare runs by, in words when asked for.

use std::fmt;
use std::hash::{DefaultHasher, Hasher};

/// The trace of one run.
pub struct Trace {
    hash: DefaultHasher,
    /// Steps written down.
    pub steps: u64,
    lines: Option<Vec<String>>,
}

impl Trace {
    /// An empty one, that keeps its words when `in_words`.
    pub fn new(in_words: bool) -> Self {
        // `new` hashes with fixed keys: the same in every run.
        Self { hash: DefaultHasher::new(), steps: 0, lines: in_words.then(Vec::new) }
    }

    /// Writes down one step, `at` so many milliseconds after the start.
    pub fn note(&mut self, at: i64, what: fmt::Arguments<'_>) {
        let line = format!("{:>9}.{:03} {what}", at / 1000, at % 1000);
        self.hash.write(line.as_bytes());
        self.steps += 1;
        if let Some(lines) = &mut self.lines {
            lines.push(line);
        }
    }

    /// The number of this run.
    pub fn hash(&self) -> u64 {
        self.hash.finish()
    }

    /// The words.
    pub fn lines(self) -> Vec<String> {
        self.lines.unwrap_or_default()
    }
}
