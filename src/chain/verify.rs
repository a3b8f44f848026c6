//! Holds a log against its chain, piece by piece, in the memory of one of them.

use crate::checkpoint::{Checkpoint, Counts, Retirement};
use crate::hash::{Hash, Noted};
use crate::keys::Keys;
use crate::line::{End, FORMAT, Header, Kind, Line, Sealed};
use crate::misfit::{Misfit, Place, Problem};
use crate::row::{Entry, Row, Table};

/// How far a row may be dated before the checkpoint that was there already, seconds: clocks of servers differ,
/// and a call is written when its action has ended.
const DATED_WITHIN: i64 = 86_400;

/// What was found in a log that fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Sealed rows.
    pub sealed: Counts,
    /// How many of them were there before the chain began.
    pub unproven: u64,
    /// Checkpoints.
    pub checkpoints: u64,
    /// Where it begins, unless at the first row ever.
    pub base: Option<Checkpoint>,
    /// The last checkpoint.
    pub last: Option<Checkpoint>,
    /// How many rows are dated more than a day before the checkpoint before them, and the first of them. Clocks that
    /// were wrong make such rows as well as somebody who adds rows later, so that it is for people to judge.
    pub back_dated: Option<(u64, Misfit)>,
    /// Ranges that were retired before.
    pub retirements: Vec<Retirement>,
    /// Rows that are not sealed yet: these may be changed without a trace.
    pub tail: Tail,
    /// Whether this is a part of a log that was retired, whose end says nothing of what follows.
    pub is_range: bool,
}

/// Rows that are not sealed yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tail {
    /// How many.
    pub counts: Counts,
    /// The date of the oldest, seconds since 1970, UTC.
    pub since: Option<i64>,
}

/// Where the log is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Header,
    Retirements,
    Sealed,
    Tail,
    Over,
}

/// Takes a log line by line and stops at the first that does not fit.
#[derive(Debug)]
pub struct Verifier {
    part: Part,
    /// The hash before the next row.
    before: Hash,
    position: u64,
    /// Rows since the last checkpoint.
    range: Counts,
    /// Rows since then that are dated long before it: how many, and the first.
    back_dated: Option<(u64, Misfit)>,
    /// The retirement that explains where the log begins, until its entry was met.
    unrecorded: Option<Retirement>,
    keys: [Keys; 3],
    noted: Option<Noted>,
    report: Report,
}

type Checked = Result<(), Misfit>;

impl Verifier {
    /// Holds it also against a checkpoint that was noted elsewhere.
    pub fn new(noted: Option<Noted>) -> Self {
        Self {
            part: Part::Header,
            before: Hash::BEGINNING,
            position: 0,
            range: Counts::default(),
            back_dated: None,
            unrecorded: None,
            keys: Default::default(),
            noted,
            report: Report::default(),
        }
    }

    /// The position of the last row that was taken.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The next line.
    ///
    /// # Errors
    /// It does not fit.
    pub fn take(&mut self, line: &Line) -> Checked {
        match line {
            Line::Header(header) => self.header(header),
            Line::Retirement(retirement) => self.retirement(retirement),
            Line::Sealed(sealed) => self.sealed(sealed),
            Line::Checkpoint(checkpoint) => self.checkpoint(checkpoint),
            Line::Unsealed(row) => self.unsealed(row),
            Line::End(end) => self.end(end),
        }
    }

    /// After the last line.
    ///
    /// # Errors
    /// It was not the last one, or a checkpoint that was noted did not occur.
    pub fn finish(self) -> Result<Report, Misfit> {
        if self.part != Part::Over {
            return Err(Misfit::new(Place::End, Problem::CutOff));
        }
        if let Some(noted) = self.noted {
            return Err(Misfit::new(Place::End, Problem::NotNoted(noted)));
        }
        Ok(self.report)
    }

    /// Goes on to a part, which does not lie before the one that is being read.
    fn enter(&mut self, part: Part, place: Place) -> Checked {
        if self.part == Part::Header || part < self.part || self.part == Part::Over {
            return Err(Misfit::new(place, Problem::Order));
        }
        if part == Part::Sealed && self.part < part {
            self.begin()?;
        }
        if part == Part::Tail && self.part < Part::Sealed {
            self.begin()?;
        }
        if part > Part::Sealed && self.range.all() > 0 {
            return Err(Misfit::new(place, Problem::Unclosed));
        }
        self.part = part;
        Ok(())
    }

    fn header(&mut self, header: &Header) -> Checked {
        if self.part != Part::Header {
            return Err(Misfit::new(Place::Beginning, Problem::Order));
        }
        if header.format != FORMAT || header.version != 1 {
            return Err(Misfit::new(Place::Beginning, Problem::Format));
        }
        if let Some(base) = &header.base {
            check_hash(base)?;
            self.note(base);
            self.before = base.hash;
            self.position = base.last;
        }
        self.report.base.clone_from(&header.base);
        self.report.last.clone_from(&header.base);
        self.report.is_range = header.kind == Kind::Range;
        self.part = Part::Retirements;
        Ok(())
    }

    fn retirement(&mut self, retirement: &Retirement) -> Checked {
        let place = Place::Retirement(retirement.checkpoint);
        self.enter(Part::Retirements, place)?;
        if self.report.retirements.last().is_some_and(|last| last.checkpoint >= retirement.checkpoint) {
            return Err(Misfit::new(place, Problem::Order));
        }
        self.report.retirements.push(retirement.clone());
        Ok(())
    }

    /// After the retirements: the last of them must lead to where the log begins.
    fn begin(&mut self) -> Checked {
        let last = self.report.retirements.last();
        match (&self.report.base, last) {
            (None, None) => Ok(()),
            (None, Some(last)) => Err(Misfit::new(Place::Retirement(last.checkpoint), Problem::Order)),
            (Some(base), last) => {
                let fits = last.filter(|last| last.checkpoint == base.number && last.hash == base.hash);
                let last = fits.ok_or(Misfit::new(Place::Beginning, Problem::CutBeginning(base.number)))?;
                // The entry of a retirement lies after the rows that it retired, and is in the log for as
                // long as no later retirement took it; a part of a log may end before it.
                self.unrecorded = (!self.report.is_range).then(|| last.clone());
                Ok(())
            }
        }
    }

    fn sealed(&mut self, sealed: &Sealed) -> Checked {
        let (table, key, position) = (sealed.row.table(), sealed.row.key(), sealed.position);
        let place = Place::Row { table, key, position };
        self.enter(Part::Sealed, place)?;
        let expected = self.position.saturating_add(1);
        if position != expected {
            return Err(Misfit::new(place, Problem::Position { expected }));
        }
        if sealed.row.hash(&self.before, position) != sealed.hash {
            return Err(Misfit::new(place, Problem::Hash));
        }
        self.meet(&sealed.row, place)?;
        self.look_at_date(&sealed.row, place);
        self.position = position;
        self.before = sealed.hash;
        self.range.add(table);
        Ok(())
    }

    fn checkpoint(&mut self, checkpoint: &Checkpoint) -> Checked {
        let place = Place::Checkpoint(checkpoint.number);
        self.enter(Part::Sealed, place)?;
        let last = self.report.last.as_ref();
        let expected = last.map_or(0, |last| last.number).saturating_add(1);
        let wrong = |problem| Err(Misfit::new(place, problem));
        if checkpoint.number != expected {
            return wrong(Problem::Number { expected });
        }
        if checkpoint.previous != last.map_or(Hash::BEGINNING, |last| last.hash) {
            return wrong(Problem::Previous);
        }
        let first = last.map_or(0, |last| last.last).saturating_add(1);
        let is_range = checkpoint.first == first
            && checkpoint.last == self.position
            && checkpoint.counts == self.range
            && self.range.all() > 0
            && checkpoint.head == self.before;
        if !is_range {
            return wrong(Problem::Range);
        }
        check_hash(checkpoint)?;
        self.report_dates(checkpoint.proven);
        self.note(checkpoint);
        self.before = checkpoint.hash;
        let rows = std::mem::take(&mut self.range);
        self.report.sealed = self.report.sealed.plus(rows);
        if !checkpoint.proven {
            self.report.unproven = self.report.unproven.saturating_add(rows.all());
        }
        self.report.checkpoints = self.report.checkpoints.saturating_add(1);
        self.report.last = Some(checkpoint.clone());
        Ok(())
    }

    fn unsealed(&mut self, row: &Row) -> Checked {
        let place = Place::Unsealed { table: row.table(), key: row.key() };
        self.enter(Part::Tail, place)?;
        self.meet(row, place)?;
        self.look_at_date(row, place);
        let tail = &mut self.report.tail;
        tail.counts.add(row.table());
        tail.since = Some(tail.since.map_or(row.at(), |since| since.min(row.at())));
        Ok(())
    }

    fn end(&mut self, end: &End) -> Checked {
        self.enter(Part::Tail, Place::End)?;
        if let Some(retirement) = &self.unrecorded {
            return Err(Misfit::new(Place::Retirement(retirement.checkpoint), Problem::Unrecorded));
        }
        let report = &self.report;
        let found = End {
            sealed: report.sealed,
            checkpoints: report.checkpoints,
            unsealed: report.tail.counts,
            head: report.last.as_ref().map(|last| last.hash),
        };
        if found != *end {
            return Err(Misfit::new(Place::End, Problem::Sum));
        }
        self.report_dates(true);
        self.part = Part::Over;
        Ok(())
    }

    /// Each row occurs once; the entry that records the last retirement is looked out for.
    fn meet(&mut self, row: &Row, place: Place) -> Checked {
        let keys = match row.table() {
            Table::Entries => &mut self.keys[0],
            Table::Completions => &mut self.keys[1],
            Table::Calls => &mut self.keys[2],
        };
        if !keys.add(row.key()) {
            return Err(Misfit::new(place, Problem::Twice));
        }
        if keys.are_too_many() {
            return Err(Misfit::new(place, Problem::Keys));
        }
        if let Row::Entry(entry) = row
            && entry.deed == Retirement::DEED
            && !self.report.retirements.iter().any(|known| records(entry, known))
        {
            return Err(Misfit::new(place, Problem::OtherRetirement));
        }
        if let (Row::Entry(entry), Some(retirement)) = (row, &self.unrecorded)
            && records(entry, retirement)
        {
            self.unrecorded = None;
        }
        Ok(())
    }

    fn look_at_date(&mut self, row: &Row, place: Place) {
        let Some(last) = &self.report.last else { return };
        let (at, sealed_at) = (row.at(), last.made_at);
        if at.saturating_add(DATED_WITHIN) >= sealed_at {
            return;
        }
        let first = || (0, Misfit::new(place, Problem::BackDated { at, sealed_at }));
        let (count, _) = self.back_dated.get_or_insert_with(first);
        *count = count.saturating_add(1);
    }

    /// Rows from before the chain are as old as they are.
    fn report_dates(&mut self, proven: bool) {
        let Some((more, first)) = self.back_dated.take().filter(|_| proven) else { return };
        match &mut self.report.back_dated {
            Some((count, _)) => *count = count.saturating_add(more),
            none => *none = Some((more, first)),
        }
    }

    fn note(&mut self, checkpoint: &Checkpoint) {
        if self.noted.as_ref().is_some_and(|noted| noted.fits(&checkpoint.hash)) {
            self.noted = None;
        }
    }
}

fn check_hash(checkpoint: &Checkpoint) -> Checked {
    if checkpoint.expected() == checkpoint.hash {
        return Ok(());
    }
    Err(Misfit::new(Place::Checkpoint(checkpoint.number), Problem::Hash))
}

fn records(entry: &Entry, retirement: &Retirement) -> bool {
    let facts = serde_json::to_string(&retirement.facts());
    entry.id == retirement.entry_id
        && entry.deed == Retirement::DEED
        && facts.is_ok_and(|facts| facts == entry.facts)
}
