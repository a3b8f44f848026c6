//! A log in memory, and what is done to it.

mod retired;
mod tampering;
mod whole;

use crate::{
    Call, Checkpoint, Completion, Counts, End, Entry, FORMAT, Hash, Header, Kind, Line, Misfit, Noted, Row,
    Sealed, Written, verify_file,
};

/// When the log below was written.
const NOW: i64 = 1_795_420_800;

/// An entry with everything that it can have.
pub fn entry(key: i64) -> Row {
    Row::Entry(Entry {
        key,
        id: format!("a{key}"),
        actor: "mia".into(),
        deed: "pay".into(),
        customer_id: Some("c1".into()),
        subject: Some("CS1".into()),
        facts: r#"[["amount","USD 312.40"]]"#.into(),
        request: format!("r{key}"),
        opened_at: NOW + key,
        search: "mia cs1 c1".into(),
        actor_id: Some("u1".into()),
    })
}

fn completion(key: i64) -> Row {
    Row::Completion(Completion {
        key,
        entry_id: format!("a{key}"),
        outcome: "done".into(),
        code: None,
        facts: "[]".into(),
        completed_at: NOW + key,
    })
}

fn call(key: i64) -> Row {
    Row::Call(Call {
        key,
        entry_id: format!("a{key}"),
        operation: "PayOrders".into(),
        method: "POST".into(),
        path: "/v3/orders/customer-orders/pay".into(),
        status: Some(204),
        request_id: Some("v-1".into()),
        code: None,
        millis: 41,
        at: NOW + key,
    })
}

/// A log while it grows.
pub struct Log {
    pub lines: Vec<Line>,
    last: Option<Checkpoint>,
    all: Counts,
    checkpoints: u64,
}

impl Log {
    pub fn new() -> Self {
        Self::after(Kind::Log, None)
    }

    pub fn after(kind: Kind, base: Option<Checkpoint>) -> Self {
        let header = Header { format: FORMAT.into(), version: 1, kind, written_at: NOW, base: base.clone() };
        Self { lines: vec![Line::Header(header)], last: base, all: Counts::default(), checkpoints: 0 }
    }

    /// Rows, and the checkpoint that closes them.
    pub fn seal(&mut self, proven: bool, made_at: i64, rows: Vec<Row>) -> Checkpoint {
        let (mut before, mut position) =
            self.last.as_ref().map_or((Hash::BEGINNING, 0), |last| (last.hash, last.last));
        let (first, mut counts) = (position + 1, Counts::default());
        for row in rows {
            position += 1;
            before = row.hash(&before, position);
            counts.add(row.table());
            self.lines.push(Line::Sealed(Sealed { position, row, hash: before }));
        }
        let checkpoint = Checkpoint {
            number: self.last.as_ref().map_or(0, |last| last.number) + 1,
            first,
            last: position,
            counts,
            proven,
            made_at,
            previous: self.last.as_ref().map_or(Hash::BEGINNING, |last| last.hash),
            head: before,
            hash: Hash::BEGINNING,
        }
        .sealed();
        self.lines.push(Line::Checkpoint(checkpoint.clone()));
        self.all = self.all.plus(counts);
        self.checkpoints += 1;
        self.last = Some(checkpoint.clone());
        checkpoint
    }

    /// Rows that wait, and the last line.
    pub fn end(mut self, waiting: Vec<Row>) -> Vec<Line> {
        let mut unsealed = Counts::default();
        for row in waiting {
            unsealed.add(row.table());
            self.lines.push(Line::Unsealed(row));
        }
        let head = self.last.map(|last| last.hash);
        self.lines.push(Line::End(End { sealed: self.all, checkpoints: self.checkpoints, unsealed, head }));
        self.lines
    }
}

/// Two checkpoints of rows of all tables, a third one, and a row that waits.
pub fn sample() -> Vec<Line> {
    let mut log = Log::new();
    log.seal(false, NOW + 5, vec![entry(1), call(1), completion(1), entry(2)]);
    log.seal(true, NOW + 6, vec![call(2), completion(2), entry(3), call(3)]);
    log.seal(true, NOW + 7, vec![completion(3), entry(4)]);
    log.end(vec![entry(5)])
}

pub fn text(lines: &[Line]) -> String {
    lines.iter().map(|line| line.write().unwrap()).collect()
}

pub fn verify(text: &str) -> Result<Written, Misfit> {
    verify_noted(text, None)
}

pub fn verify_noted(text: &str, noted: Option<Noted>) -> Result<Written, Misfit> {
    verify_file(text.as_bytes(), noted).unwrap()
}
