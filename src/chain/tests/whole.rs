//! A log that nobody changed, and what a file cannot show.

use super::{Log, NOW, entry, sample, text, verify, verify_noted};
use crate::{Counts, Line, Place, Problem, Row, Table};

#[test]
fn a_log_that_nobody_changed_fits() {
    let written = verify(&text(&sample())).unwrap();
    let report = &written.report;
    assert_eq!(report.sealed, Counts { entries: 4, completions: 3, calls: 3 });
    assert_eq!((report.unproven, report.checkpoints), (4, 3));
    assert_eq!((report.tail.counts.all(), report.tail.since), (1, Some(NOW + 5)));
    assert_eq!(report.last.as_ref().unwrap().last, 10);
    assert_eq!(written.length, text(&sample()).len() as u64);
}

#[test]
fn an_empty_log_fits() {
    assert_eq!(verify(&text(&Log::new().end(Vec::new()))).unwrap().report.sealed.all(), 0);
}

/// What is not sealed can be changed: the report says how much that is.
#[test]
fn a_row_that_waits_is_reported_as_not_proven() {
    let mut lines = sample();
    for line in &mut lines {
        if let Line::Unsealed(Row::Entry(entry)) = line {
            entry.actor = "somebody else".into();
        }
    }
    assert_eq!(verify(&text(&lines)).unwrap().report.tail.counts.entries, 1);
}

/// An end that is cut off together with everything that would tell is found by a checkpoint that was noted
/// elsewhere, and only by that.
#[test]
fn a_cut_end_is_found_by_a_checkpoint_that_was_noted() {
    let whole = sample();
    let Some(Line::Checkpoint(noted)) = whole.iter().rfind(|line| matches!(line, Line::Checkpoint(_))) else {
        panic!("no checkpoint")
    };
    let noted: crate::Noted = noted.hash.to_string()[..20].parse().unwrap();
    assert!(verify_noted(&text(&whole), Some(noted.clone())).is_ok());

    let mut cut = Log::new();
    for (index, line) in whole.iter().enumerate() {
        if let Line::Checkpoint(checkpoint) = line {
            if checkpoint.number == 3 {
                break;
            }
            let first = index - usize::try_from(checkpoint.counts.all()).unwrap();
            let rows = whole[first..index].iter().map(|line| match line {
                Line::Sealed(sealed) => sealed.row.clone(),
                other => panic!("{other:?}"),
            });
            assert_eq!(cut.seal(checkpoint.proven, checkpoint.made_at, rows.collect()), *checkpoint);
        }
    }
    let cut = text(&cut.end(Vec::new()));
    assert!(verify(&cut).is_ok(), "nothing in the file tells");
    let misfit = verify_noted(&cut, Some(noted.clone())).unwrap_err();
    assert_eq!((misfit.place, misfit.problem), (Place::End, Problem::NotNoted(noted)));
}

#[test]
fn rows_dated_long_before_what_was_sealed_are_reported() {
    let day = 86_400;
    let mut log = Log::new();
    log.seal(false, NOW + 20 * day, vec![entry(1)]);
    log.seal(true, NOW + 30 * day, vec![super::entry(20 * day)]);
    let fits = log.end(vec![super::entry(30 * day)]);
    assert_eq!(
        verify(&text(&fits)).unwrap().report.back_dated,
        None,
        "rows from before are as old as they are"
    );

    let mut log = Log::new();
    log.seal(true, NOW + 20 * day, vec![entry(1)]);
    log.seal(true, NOW + 30 * day, vec![super::entry(2)]);
    let (count, misfit) = verify(&text(&log.end(Vec::new()))).unwrap().report.back_dated.unwrap();
    assert_eq!((count, misfit.place), (1, Place::Row { table: Table::Entries, key: 2, position: 2 }));
    assert!(matches!(misfit.problem, Problem::BackDated { .. }), "{misfit}");

    let mut log = Log::new();
    log.seal(true, NOW + 20 * day, vec![entry(1)]);
    let (count, misfit) = verify(&text(&log.end(vec![entry(2)]))).unwrap().report.back_dated.unwrap();
    assert_eq!((count, misfit.place), (1, Place::Unsealed { table: Table::Entries, key: 2 }));
}
