//! What can be done to a file, and that each of it is found.

use super::{sample, text, verify};
use crate::{Checkpoint, Hash, Line, Place, Row, Sealed, Table};
use serde_json::Value;
use std::collections::BTreeSet;

/// The columns of a row as JSON.
fn columns(line: &Line) -> Option<serde_json::Map<String, Value>> {
    let value = serde_json::to_value(line).unwrap();
    let row = value.get("sealed")?.get("row")?.as_object()?;
    row.values().next()?.as_object().cloned()
}

/// A line with another value in one column.
fn changed(line: &Line, column: &str, to: Value) -> Line {
    let mut value = serde_json::to_value(line).unwrap();
    let row = value["sealed"]["row"].as_object_mut().unwrap();
    *row.values_mut().next().unwrap().get_mut(column).unwrap() = to;
    serde_json::from_value(value).unwrap()
}

fn another(value: &Value) -> Value {
    match value {
        Value::Null => Value::from("x"),
        Value::Number(number) => Value::from(number.as_i64().unwrap() + 1),
        Value::String(text) => Value::from(format!("{text}x")),
        other => panic!("{other}"),
    }
}

/// Where a sealed row lies.
fn place(line: &Line) -> Place {
    let Line::Sealed(sealed) = line else { panic!("no row") };
    Place::Row { table: sealed.row.table(), key: sealed.row.key(), position: sealed.position }
}

fn misfit_of(lines: &[Line], what: &str) -> Place {
    verify(&text(lines)).err().unwrap_or_else(|| panic!("not found: {what}")).place
}

/// Each column of each table: the row that was changed is named.
#[test]
fn another_value_in_any_column() {
    let whole = sample();
    let mut tried = BTreeSet::new();
    for (index, line) in whole.iter().enumerate() {
        for (column, value) in columns(line).into_iter().flatten() {
            let mut lines = whole.clone();
            lines[index] = changed(line, &column, another(&value));
            assert_eq!(misfit_of(&lines, &column), place(&lines[index]), "{column} of {line:?}");
            tried.insert((format!("{:?}", place(line)).split(',').next().unwrap().to_owned(), column));
        }
    }
    assert_eq!(tried.len(), 27, "11 columns of entries, 6 of completions, 10 of calls: {tried:?}");
}

/// Nothing is not an empty text, and a value that moves from one column to its neighbour is no longer the same.
#[test]
fn values_that_look_alike() {
    let whole = sample();
    for (column, to) in [
        ("code", Value::from("")),
        ("customer_id", Value::Null),
        ("facts", Value::from(r#"[["amount", "USD 312.40"]]"#)),
        ("facts", Value::from(r#"[["amount","USD 312.4"]]"#)),
        ("facts", Value::from(r#"[["amount","USD 312.40"],["amount","USD 1.00"]]"#)),
        ("actor", Value::from("mia\u{200b}")),
        ("actor", Value::from("Mia")),
        ("actor", Value::from("mi\u{430}")),
    ] {
        let (index, line) = whole
            .iter()
            .enumerate()
            .find(|(_, line)| columns(line).is_some_and(|columns| columns.contains_key(column)))
            .unwrap();
        let mut lines = whole.clone();
        lines[index] = changed(line, column, to.clone());
        assert_eq!(misfit_of(&lines, column), place(line), "{column}: {to}");
    }
}

/// Any line that is missing, doubled, or in another place.
#[test]
fn lines_that_are_cut_out_doubled_or_swapped() {
    let whole = sample();
    for index in 0..whole.len() {
        let mut without = whole.clone();
        without.remove(index);
        misfit_of(&without, &format!("without line {}", index + 1));
        let mut doubled = whole.clone();
        doubled.insert(index, whole[index].clone());
        misfit_of(&doubled, &format!("line {} twice", index + 1));
        for other in index + 1..whole.len() {
            let mut swapped = whole.clone();
            swapped.swap(index, other);
            misfit_of(&swapped, &format!("lines {} and {} swapped", index + 1, other + 1));
        }
        for end in index + 1..whole.len() {
            let mut cut = whole.clone();
            cut.drain(index..end);
            misfit_of(&cut, &format!("without lines {} to {end}", index + 1));
        }
    }
}

/// A file that ends too early, at any byte.
#[test]
fn a_file_that_is_cut_off() {
    let whole = text(&sample());
    for length in 0..whole.len() {
        assert!(verify(&whole[..length]).is_err(), "{length} of {} bytes", whole.len());
    }
    assert!(verify(&format!("{whole}\n")).is_err(), "a line after the last one");
    assert!(verify(&format!("{whole}{whole}")).is_err(), "a log after the log");
}

/// A row that gets the hash that fits it: the next one no longer does.
#[test]
fn a_row_with_a_hash_made_anew() {
    let whole = sample();
    for index in 0..whole.len() {
        let Line::Sealed(sealed) = &whole[index] else { continue };
        let mut lines = whole.clone();
        let before = match &whole[index - 1] {
            Line::Sealed(before) => before.hash,
            Line::Checkpoint(before) => before.hash,
            _ => Hash::BEGINNING,
        };
        let Row::Entry(entry) = &sealed.row else { continue };
        let row = Row::Entry(crate::Entry { actor: "somebody else".into(), ..entry.clone() });
        let hash = row.hash(&before, sealed.position);
        lines[index] = Line::Sealed(Sealed { row, hash, ..sealed.clone() });
        let expected = match &whole[index + 1] {
            Line::Sealed(_) => place(&whole[index + 1]),
            Line::Checkpoint(next) => Place::Checkpoint(next.number),
            other => panic!("{other:?}"),
        };
        assert_eq!(misfit_of(&lines, "hash made anew"), expected);
    }
}

fn forged(change: impl FnOnce(&mut Checkpoint), anew: bool) -> Vec<Line> {
    let mut lines = sample();
    let second = lines
        .iter_mut()
        .find_map(|line| match line {
            Line::Checkpoint(checkpoint) if checkpoint.number == 2 => Some(checkpoint),
            _ => None,
        })
        .unwrap();
    change(second);
    if anew {
        *second = second.clone().sealed();
    }
    lines
}

/// Each field of a checkpoint, with its old hash and with one made anew.
#[test]
fn a_forged_checkpoint() {
    type Change = (&'static str, fn(&mut Checkpoint));
    let changes: [Change; 11] = [
        ("number", |it| it.number += 1),
        ("first", |it| it.first -= 1),
        ("last", |it| it.last += 1),
        ("entries", |it| it.counts.entries += 1),
        ("completions", |it| it.counts.completions += 1),
        ("calls", |it| it.counts.calls -= 1),
        ("proven", |it| it.proven = false),
        ("made_at", |it| it.made_at -= 3_600),
        ("previous", |it| it.previous = Hash::BEGINNING),
        ("head", |it| it.head = Hash::of([1; 32])),
        ("hash", |it| it.hash = Hash::of([1; 32])),
    ];
    for (name, change) in changes {
        misfit_of(&forged(change, false), name);
        if name != "hash" {
            let place = misfit_of(&forged(change, true), name);
            let next = Place::Row { table: Table::Completions, key: 3, position: 9 };
            assert!(matches!(place, Place::Checkpoint(2 | 3)) || place == next, "{name}: {place}");
        }
    }
}

/// The same content written in another way, which another program may read as something else.
#[test]
fn lines_written_in_another_way() {
    let whole = text(&sample());
    let replaced = |from: &str, to: &str| {
        assert!(whole.contains(from), "{from}");
        whole.replacen(from, to, 1)
    };
    let hash = |text: &str| text.split("\"hash\":\"").nth(1).unwrap()[..64].to_owned();
    let first = hash(&whole);
    let ways = [
        ("a byte order mark", format!("\u{feff}{whole}")),
        ("CR LF", whole.replace('\n', "\r\n")),
        ("a blank", replaced("\"position\":1", "\"position\": 1")),
        ("an escape", replaced("\"mia\"", "\"\\u006dia\"")),
        ("a slash escaped", replaced("/v3/", "\\/v3\\/")),
        ("a field twice", replaced("\"actor\":\"mia\"", "\"actor\":\"zoe\",\"actor\":\"mia\"")),
        (
            "a field twice, the other way",
            replaced("\"actor\":\"mia\"", "\"actor\":\"mia\",\"actor\":\"zoe\""),
        ),
        ("a field more", replaced("\"actor\":\"mia\"", "\"actor\":\"mia\",\"note\":\"\"")),
        ("a field less", replaced("\"code\":null,", "")),
        (
            "another order",
            replaced("\"actor\":\"mia\",\"deed\":\"pay\"", "\"deed\":\"pay\",\"actor\":\"mia\""),
        ),
        ("a fraction", replaced("\"key\":1,", "\"key\":1.0,")),
        ("a number as a text", replaced("\"key\":1,", "\"key\":\"1\",")),
        ("an exponent", replaced("\"millis\":41", "\"millis\":4.1e1")),
        ("a hash in capitals", whole.replacen(&first, &first.to_uppercase(), 1)),
        ("another name of a table", replaced("audit_entries", "audit_Entries")),
        ("two lines in one", whole.replacen("}\n{", "}{", 1)),
        ("an empty line", whole.replacen("}\n{", "}\n\n{", 1)),
        ("nothing at all", String::new()),
        ("another format", replaced("partnerdesk audit log", "partnerdesk audit logs")),
        ("another version", replaced("\"version\":1", "\"version\":2")),
        ("bytes that are no text", replaced("\"mia\"", "\"m\u{0}ia\"")),
        ("another head in the last line", {
            let at = whole.rfind("\"head\":\"").unwrap() + 8;
            format!("{}{}{}", &whole[..at], "0".repeat(64), &whole[at + 64..])
        }),
        (
            "a sealed row as one that waits",
            replaced(
                "{\"unsealed\":{\"audit_entries\":{\"key\":5",
                "{\"unsealed\":{\"audit_entries\":{\"key\":4",
            ),
        ),
    ];
    for (name, text) in ways {
        assert!(verify(&text).is_err(), "not found: {name}");
    }
    let mut latin = text(&sample()).into_bytes();
    let at = latin.windows(3).position(|part| part == b"mia").unwrap();
    latin[at] = 0xe9;
    assert!(crate::verify_file(latin.as_slice(), None).unwrap().is_err(), "not UTF-8");
}

/// A line without end does not fill the memory.
#[test]
fn a_line_without_end() {
    let endless = std::io::Read::take(std::io::repeat(b'x'), 64 * 1024 * 1024);
    let misfit = crate::verify_file(std::io::BufReader::new(endless), None).unwrap().unwrap_err();
    assert_eq!((misfit.line, misfit.problem), (Some(1), crate::Problem::LongLine));
}
