//! Files as spreadsheets of many countries write them.

use super::*;
use model::bulk::{Encoding, Separator};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

fn problem(text: &[u8]) -> FieldProblem {
    match read("file", text) {
        Err(AppError::Invalid(wrong)) => wrong.into_iter().next().unwrap().problem,
        other => unreachable!("{other:?}"),
    }
}

fn lines_of(text: &[u8]) -> Vec<Line> {
    read("file", text).unwrap().1
}

/// Customer and exact amount of each row.
fn amounts(bytes: &[u8]) -> Vec<(String, Result<String, BadAmount>)> {
    let amount = |line: &Line| line.amount.map(|amount| amount.get().to_string());
    lines_of(bytes).iter().map(|line| (line.customer.clone(), amount(line))).collect()
}

fn text(encoding: Encoding, separator: Separator, header: u32) -> FileFormat {
    FileFormat::Text { encoding, separator, header }
}

macro_rules! case {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/files/", $name))
    };
}

#[test]
fn reads_the_columns_by_name_whatever_separates_them() {
    let comma = "\u{feff}Customer,Amount,Type,Freeze\r\nacme,\"1,500.50\",one-time,automatic\r\n";
    let semicolon = "freeze;type;amount;customer\nautomatic;PACKAGE;1.500,50;acme\n";
    let tab = "customer\tamount\ttype\tfreeze\nacme\t1 500,50\tPackage\t1\n";
    for text in [comma, semicolon, tab] {
        let lines = lines_of(text.as_bytes());
        let line = &lines[0];
        assert_eq!((lines.len(), line.number, line.customer.as_str()), (1, 2, "acme"), "{text}");
        assert_eq!(line.amount.map(BudgetAmount::get), Ok("1500.50".parse().unwrap()), "{text}");
        assert_eq!(line.kind, Some(BudgetType::Package));
        assert_eq!((line.behaviour, line.wrong), (Some(FreezeBehaviour::Automatic), None));
    }
}

#[test]
fn finds_the_columns_below_what_stands_above_them() {
    let one = |customer: &str, amount: &str| vec![(customer.to_owned(), Ok(amount.to_owned()))];
    let vasudha = one("vasudha-0068", "1800");
    for (bytes, separator, header) in [
        (case!("07-blank-first.csv").as_slice(), Separator::Semicolon, 2),
        (case!("07-sep-line.csv"), Separator::Semicolon, 2),
        (case!("07-commas-in-header.csv"), Separator::Semicolon, 1),
        (
            b"Budgets, new\nas of 1 Dec,amount,amount\n\ncustomer,amount\nvasudha-0068,1800\n",
            Separator::Comma,
            4,
        ),
        (b"sep=\t\ncustomer\tamount\nvasudha-0068\t1800\n", Separator::Tab, 2),
        (b"\"sep=,\"\ncustomer,amount\nvasudha-0068,1800\n", Separator::Comma, 2),
    ] {
        let (format, _) = read("file", bytes).unwrap();
        assert_eq!(format, text(Encoding::Utf8, separator, header));
        assert_eq!(amounts(bytes), vasudha);
    }
}

#[test]
fn reads_the_encodings_that_spreadsheets_write() {
    let gb = case!("08-gb18030.csv");
    assert_eq!(read("file", gb).unwrap().0, text(Encoding::Gb18030, Separator::Comma, 1));
    assert_eq!(amounts(gb), [("赵静".to_owned(), Ok("5000".to_owned()))]);
    let utf16 = case!("08-utf16le-tabs.txt");
    assert_eq!(read("file", utf16).unwrap().0, text(Encoding::Utf16Le, Separator::Tab, 1));
    assert_eq!(lines_of(utf16).len(), 1);
    let big: Vec<u8> =
        "\u{feff}customer;amount\n赵静;5000".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read("file", &big).unwrap().0, text(Encoding::Utf16Be, Separator::Semicolon, 1));
    for broken in [
        b"customer,amount\nc1,\xff\n".as_slice(),
        b"\xef\xbb\xbfcustomer,amount\nc\xe7,1",
        b"customer,amount\nc\0,1",
    ] {
        assert_eq!(problem(broken), FieldProblem::NotText);
    }
}

#[test]
fn an_amount_that_can_be_read_in_two_ways_is_read_in_none() {
    for (customer, amount) in amounts(case!("01-thousands-point.csv")) {
        assert_eq!(amount, Err(BadAmount::Ambiguous), "{customer}");
    }
    let cut = lines_of(case!("01-unquoted-thousands.csv"));
    assert!(cut.iter().all(|line| line.wrong == Some(SkipReason::RowTooLong)), "{cut:?}");
    assert_eq!(amounts(b"customer;amount\na;6000,50\n"), [("a".to_owned(), Ok("6000.50".to_owned()))]);
    let open_end = lines_of(b"customer;amount;;\na;5;;\nb;1;500;\n");
    let wrong: Vec<_> = open_end.iter().map(|line| line.wrong).collect();
    assert_eq!(wrong, [None, Some(SkipReason::RowTooLong)]);
}

#[test]
fn a_file_of_ours_can_be_handed_in_again() {
    let list = "customer_id,name,account_name,level,type,amount,used,currency\r\n'=c1,\"A\nB\",a,fine,monthly,10.00,,USD\r\n\r\nc2,'-x,b,fine,,20.00,,USD\r\n";
    let lines = lines_of(list.as_bytes());
    assert_eq!(lines.iter().map(|line| line.customer.as_str()).collect::<Vec<_>>(), ["=c1", "c2"]);
    assert_eq!(lines[1].kind, None);
    let claims = Claims { name: "-x".into(), account: "b".into(), currency: "USD".into() };
    assert_eq!(lines[1].claims, claims);
    let job = "customer_id,name,line,given_customer,given_amount,currency,amount_before,type_before,amount_after,type_after,freeze,state\nc1,A,2,c1,,USD,5.00,monthly,7.00,one-time,automatic,refused\n,,3,nobody,12,,,,,,,left-out\n";
    assert_eq!(
        amounts(job.as_bytes()),
        [("c1".to_owned(), Ok("7.00".to_owned())), ("nobody".to_owned(), Ok("12".to_owned()))]
    );
    let first = &lines_of(job.as_bytes())[0];
    assert_eq!(
        (first.kind.clone(), first.behaviour),
        (Some(BudgetType::Package), Some(FreezeBehaviour::Automatic))
    );
}

#[test]
fn says_what_is_wrong_with_the_file() {
    assert_eq!(problem(b"name,amount\nc1,2\n"), FieldProblem::NoColumn("customer".into()));
    assert_eq!(problem(b"customer\nc1\n"), FieldProblem::NoColumn("amount".into()));
    assert_eq!(problem(b"customer,amount\n"), FieldProblem::NoRows);
    for twice in ["customer,amount,amount_after\n", "customer,amount,type,type_after\n"] {
        assert!(matches!(problem(twice.as_bytes()), FieldProblem::ColumnTwice(_)), "{twice}");
    }
    assert_eq!(problem(b""), FieldProblem::NoColumn("customer".into()));
    assert_eq!(problem(case!("07-amount-twice.csv")), FieldProblem::ColumnTwice("amount".into()));
    assert_eq!(
        problem(b"customer,customer_id,amount\na,b,1\n"),
        FieldProblem::ColumnTwice("customer_id".into())
    );
    assert_eq!(problem(&vec![b'a'; MOST_BYTES + 1]), FieldProblem::FileTooLarge(2));
    let long = format!("customer,amount\n{}", "c,1\n".repeat(5_001));
    assert_eq!(problem(long.as_bytes()), FieldProblem::TooMany(5_000));
}

#[test]
fn a_comma_of_an_amount_or_an_open_quotation_mark_changes_nothing() {
    let wrong = |text: &str| lines_of(text.as_bytes()).iter().map(|line| line.wrong).collect::<Vec<_>>();
    let torn = Some(SkipReason::AmountAmbiguous);
    for row in ["c1,2,600,", "c1,2,600", "c1,999,999.50"] {
        assert_eq!(wrong(&format!("customer,amount,note\n{row}\n")), [torn], "{row}");
    }
    for row in ["c1,2600,600", "c1,2,6000", "c1,2.00,600", "c1,2,monthly", "c1,2,"] {
        assert_eq!(wrong(&format!("customer,amount,note\n{row}\n")), [None], "{row}");
    }
    assert_eq!(wrong("customer;amount;note\nc1;2;600\n"), [None], "no comma separates");
    let open = wrong("customer,amount,note\nc0,5,x\nc1,2600,\"19 inch\nc2,5,x\nc3,7,\"20 inch\n");
    assert_eq!(open, [None, Some(SkipReason::LineBreak)]);
    assert_eq!(amounts(b"customer,amount\rc1,5\rc2,6\r").len(), 2, "line ends of old Macs");
}

#[test]
fn what_cannot_be_read_in_a_line_is_that_line_s_affair() {
    let lines = lines_of(b"customer,amount,type,freeze\nc1,x,weekly,soon\nc2\nc3,1,,soon\n1.23457E+15,5\n");
    let wrong: Vec<_> = lines.iter().map(|line| line.wrong).collect();
    assert_eq!(
        wrong,
        [Some(SkipReason::WrongType), None, Some(SkipReason::WrongFreeze), Some(SkipReason::IdRounded)]
    );
    assert_eq!((lines[1].number, lines[1].amount), (3, Err(BadAmount::Empty)));
}

/// A workbook with one sheet that is filled in.
fn workbook(fill: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

#[test]
fn reads_a_workbook_with_ids_as_text_and_amounts_as_numbers() {
    let bytes = workbook(|sheet| {
        let money = Format::new().set_num_format("#,##0.00");
        sheet.write(0, 0, "Budgets for December").unwrap();
        sheet.merge_range(0, 1, 0, 3, "merged title", &Format::new()).unwrap();
        for (at, name) in ["customer", "amount", "freeze"].iter().enumerate() {
            sheet.write(2, u16::try_from(at).unwrap(), *name).unwrap();
        }
        sheet.write(3, 0, "2ff87bdcc811ef971cc544da31f56ff5").unwrap();
        sheet.write_with_format(3, 1, 1500.5, &money).unwrap();
        sheet.write(3, 2, "automatic").unwrap();
        sheet.write(4, 0, "acme").unwrap();
        sheet.write(4, 1, "6000,50").unwrap();
        sheet.write(5, 0, 123_456).unwrap();
        sheet.write(5, 1, 1.125).unwrap();
        sheet.write(6, 0, 1_234_567_890_123_456_789.0).unwrap();
        sheet.write(6, 1, 5).unwrap();
        sheet.write(7, 0, "formula").unwrap();
        sheet.write_formula(7, 1, "=B4*1.1").unwrap();
        sheet.write(8, 0, "date").unwrap();
        sheet.write_with_format(8, 1, 45_000, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
    });
    let (format, lines) = read("file", &bytes).unwrap();
    assert_eq!(format, FileFormat::Workbook { sheet: "Sheet1".into(), header: 3, hidden: 0 });
    let read: Vec<_> = lines.iter().map(|line| (line.number, line.customer.as_str(), line.wrong)).collect();
    assert_eq!(
        read,
        [
            (4, "2ff87bdcc811ef971cc544da31f56ff5", None),
            (5, "acme", None),
            (6, "123456", None),
            (7, "1234567890123460000", Some(SkipReason::IdRounded)),
            (8, "formula", Some(SkipReason::Formula)),
            (9, "date", None),
        ]
    );
    let amounts: Vec<_> =
        lines.iter().map(|line| line.amount.map(|amount| amount.get().to_string())).collect();
    assert_eq!(amounts[0], Ok("1500.5".to_owned()));
    assert_eq!(amounts[1], Ok("6000.50".to_owned()));
    assert_eq!((&amounts[2], &amounts[5]), (&Err(BadAmount::TooPrecise), &Err(BadAmount::NotANumber)));
}

#[test]
fn a_workbook_that_leaves_a_doubt_is_refused_with_what_to_do() {
    let head = |sheet: &mut rust_xlsxwriter::Worksheet| {
        sheet.write(0, 0, "customer").unwrap();
        sheet.write(0, 1, "amount").unwrap();
        sheet.write(1, 0, "a").unwrap();
        sheet.write(1, 1, 5).unwrap();
    };
    let wrong = |bytes: &[u8]| match problem(bytes) {
        FieldProblem::Workbook(why) => why,
        other => panic!("{other:?}"),
    };
    let merged = workbook(|sheet| {
        head(sheet);
        sheet.merge_range(2, 0, 3, 0, "b", &Format::new()).unwrap();
    });
    assert_eq!(wrong(&merged), BadWorkbook::Merged("A3".into()));
    let mut book = Workbook::new();
    head(book.add_worksheet());
    head(book.add_worksheet());
    book.add_worksheet();
    assert_eq!(wrong(&book.save_to_buffer().unwrap()), BadWorkbook::SeveralSheets(2));
    let mut book = Workbook::new();
    head(book.add_worksheet());
    head(book.add_worksheet().set_hidden(true));
    let (format, _) = read("file", &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(format, FileFormat::Workbook { sheet: "Sheet1".into(), header: 1, hidden: 1 });
    assert_eq!(wrong(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), BadWorkbook::OldFormat);
    assert_eq!(wrong(b"PK\x03\x04 and nothing more"), BadWorkbook::Unreadable);
    let whole = workbook(head);
    assert_eq!(wrong(&whole[..whole.len() / 2]), BadWorkbook::Unreadable);
}

#[test]
fn a_workbook_that_says_two_things_is_refused() {
    use rust_xlsxwriter::Formula;
    let claimed = workbook(|sheet| {
        for (at, name) in ["customer", "amount", "currency"].into_iter().enumerate() {
            sheet.write(0, u16::try_from(at).unwrap(), name).unwrap();
        }
        sheet.write(1, 0, "c1").unwrap();
        sheet.write(1, 1, 5).unwrap();
        sheet.write(1, 2, Formula::new("=\"EUR\"")).unwrap();
    });
    assert_eq!(lines_of(&claimed)[0].wrong, Some(SkipReason::Formula), "what it claims is not known");
    let rows = workbook(|sheet| {
        for (row, (customer, amount)) in
            [("customer", "amount"), ("c1", "5"), ("c2", "6")].into_iter().enumerate()
        {
            sheet.write(u32::try_from(row).unwrap(), 0, customer).unwrap();
            sheet.write(u32::try_from(row).unwrap(), 1, amount).unwrap();
        }
    });
    for (from, to) in [("r=\"B3\"", "r=\"B2\""), ("r=\"A3\"", "r=\"A1\"")] {
        let twice = rewritten(&rows, "xl/worksheets/sheet1.xml", |xml| xml.replacen(from, to, 1));
        assert_eq!(problem(&twice), FieldProblem::Workbook(BadWorkbook::Unreadable), "{to}");
    }
    let mut many = Workbook::new();
    for _ in 0..300 {
        many.add_worksheet();
    }
    let many = many.save_to_buffer().unwrap();
    assert_eq!(problem(&many), FieldProblem::Workbook(BadWorkbook::TooLarge));
}

/// A workbook of which one part is written anew.
fn rewritten(bytes: &[u8], part: &str, with: impl Fn(String) -> String) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut file = old.by_index(index).unwrap();
        let (name, mut content) = (file.name().unwrap().into_owned(), String::new());
        file.read_to_string(&mut content).unwrap();
        let written = if name == part { with(content.clone()) } else { content.clone() };
        assert_eq!(written == content, name != part, "{name}: {content}");
        new.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(written.as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_that_unpacks_to_much_is_refused_before_it_does() {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    for _ in 0..40 {
        archive.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < MOST_BYTES, "{}", bytes.len());
    assert_eq!(problem(&bytes), FieldProblem::Workbook(BadWorkbook::TooLarge));
    let far = workbook(|sheet| {
        sheet.write(0, 0, "customer").unwrap();
        sheet.write(0, 1, "amount").unwrap();
        sheet.write(1_048_575, 16_383, "far away").unwrap();
    });
    let lines = lines_of(&far);
    assert_eq!((lines[0].number, lines[0].wrong), (1_048_576, Some(SkipReason::RowTooLong)));
}

proptest! {
    #[test]
    fn what_is_in_a_file_is_read_whatever_it_is_written_with(
        rows in prop::collection::vec(("[a-z京]{1,12}( [a-z]{1,5})?", 1i64..100_000_000_000), 1..20),
        separator in prop::sample::select(vec![',', ';', '\t']),
        encoding in 0usize..4,
        title in any::<bool>(),
        ending in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let exact = |cents: i64| rust_decimal::Decimal::new(cents, 2);
        let mut file = if title { format!("a title{ending}{ending}") } else { String::new() };
        file.push_str(&format!("amount{separator}customer{ending}"));
        for (customer, cents) in &rows {
            let amount = exact(*cents).to_string();
            let amount = if separator == ';' { amount.replace('.', ",") } else { amount };
            file.push_str(&format!("{amount}{separator}{customer}{ending}"));
        }
        let bytes = match encoding {
            0 => file.into_bytes(),
            1 => format!("\u{feff}{file}").into_bytes(),
            2 => encoding_rs::GB18030.encode(&file).0.into_owned(),
            _ => format!("\u{feff}{file}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        };
        let read: Vec<_> = lines_of(&bytes).into_iter().map(|line| (line.customer, line.amount)).collect();
        let wanted: Vec<_> =
            rows.into_iter().map(|(customer, cents)| (customer, BudgetAmount::try_from(exact(cents)))).collect();
        prop_assert_eq!(read, wanted);
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400), zipped in any::<bool>()) {
        let bytes = if zipped { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        let _ = read("file", &bytes);
    }

    #[test]
    fn no_damage_to_a_workbook_breaks_the_reader(at in 0usize..6_000, byte in any::<u8>()) {
        static WHOLE: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| workbook(|sheet| {
            sheet.write(0, 0, "customer").unwrap();
            sheet.write(0, 1, "amount").unwrap();
            sheet.write(1, 0, "a").unwrap();
            sheet.write(1, 1, 5).unwrap();
        }));
        let mut bytes = WHOLE.clone();
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read("file", &bytes);
    }
}
