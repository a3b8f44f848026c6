//! Logs whose beginning was retired.

use super::{Log, NOW, entry, text, verify};
use crate::{Checkpoint, Entry, Hash, Kind, Line, Misfit, Place, Problem, Retirement, Row};

/// A log of which the first checkpoint was retired, and its parts.
struct Retired {
    base: Checkpoint,
    retirement: Retirement,
    record: Row,
}

fn retired() -> Retired {
    let mut log = Log::new();
    let base = log.seal(true, NOW, vec![entry(1), entry(2)]);
    let retirement = Retirement {
        checkpoint: base.number,
        hash: base.hash,
        file: Hash::of([7; 32]),
        rows: 2,
        retired_at: NOW,
        entry_id: "retired".into(),
    };
    let Row::Entry(usual) = entry(3) else { panic!("an entry") };
    let facts = serde_json::to_string(&retirement.facts()).unwrap();
    let record = Row::Entry(Entry { id: "retired".into(), deed: Retirement::DEED.into(), facts, ..usual });
    Retired { base, retirement, record }
}

fn written(kind: Kind, retired: &Retired, retirements: &[Retirement], rows: Vec<Row>) -> Result<(), Misfit> {
    let mut log = Log::after(kind, Some(retired.base.clone()));
    log.lines.extend(retirements.iter().cloned().map(Line::Retirement));
    log.seal(true, NOW, rows);
    verify(&text(&log.end(Vec::new()))).map(|_| ())
}

#[test]
fn a_log_whose_beginning_was_retired_fits() {
    let retired = retired();
    let retirements = [retired.retirement.clone()];
    written(Kind::Log, &retired, &retirements, vec![retired.record.clone()]).unwrap();
    // A part of a log may end before the entry that records where it begins.
    written(Kind::Range, &retired, &retirements, vec![entry(4)]).unwrap();
}

#[test]
fn a_beginning_that_is_cut_off_is_no_retirement() {
    let retired = retired();
    let wrong = |retirements: &[Retirement], rows: Vec<Row>| {
        let misfit = written(Kind::Log, &retired, retirements, rows).unwrap_err();
        (misfit.place, misfit.problem)
    };
    let record = || vec![retired.record.clone()];
    let right = retired.retirement.clone();
    let cut = (Place::Beginning, Problem::CutBeginning(1));
    assert_eq!(wrong(&[], record()), cut);
    assert_eq!(wrong(&[Retirement { hash: Hash::of([1; 32]), ..right.clone() }], record()), cut);
    assert_eq!(wrong(&[Retirement { checkpoint: 2, ..right.clone() }], record()), cut);
    let unrecorded = (Place::Retirement(1), Problem::Unrecorded);
    assert_eq!(wrong(std::slice::from_ref(&right), vec![entry(4)]), unrecorded);
    for other in [
        Retirement { file: Hash::of([1; 32]), ..right.clone() },
        Retirement { rows: 3, ..right.clone() },
        Retirement { entry_id: "another".into(), ..right.clone() },
    ] {
        assert_eq!(wrong(&[other], record()).1, Problem::OtherRetirement);
    }
    assert!(matches!(wrong(&[right.clone(), right], record()), (Place::Retirement(1), Problem::Order)));
}

#[test]
fn the_checkpoint_that_stands_for_a_retired_range_cannot_be_another() {
    let mut retired = retired();
    retired.base.made_at += 1;
    let retirements = [retired.retirement.clone()];
    let misfit = written(Kind::Log, &retired, &retirements, vec![retired.record.clone()]).unwrap_err();
    assert_eq!((misfit.place, misfit.problem), (Place::Checkpoint(1), Problem::Hash));
}
