//! The catalog of error codes: every documented code of the partner API has texts in both
//! languages, and says who can fix it.

use model::viewer::Language;
use partner::known_codes;
use partnerdesk::texts::in_language;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Codes of calling.md 6.1 that no operation of the sheets names.
const OF_THE_SERVICE: [&str; 8] = [
    "CBC.0152",
    "CBC.0153",
    "CBC.0156",
    "CBC.0500",
    "CBC.5001",
    "CBC.99000084",
    "CBC.99007197",
    "CBC.18000016",
];

/// Codes of the gateway, calling.md 6.2.
const OF_THE_GATEWAY: [&str; 24] = [
    "0101", "0103", "0104", "0105", "0106", "0201", "0301", "0302", "0303", "0304", "0305", "0306", "0307",
    "0308", "0310", "0401", "0402", "0404", "0601", "0602", "0607", "0610", "0613", "0802",
];

/// Failures of the identity service: calling.md 3.1 has them by status only.
const OF_IDENTITY: [&str; 6] = ["400", "401", "403", "404", "500", "503"];

/// Codes that the change history and the notes of the sheets name as withdrawn.
const WITHDRAWN: [&str; 3] = ["CBC.99003001", "CBC.99003631", "CBC.99003645"];

fn of_the_sheets() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/partner-api");
    let mut codes = BTreeSet::new();
    for sheet in ["partner", "transactions", "billing"] {
        let text = std::fs::read_to_string(folder.join(format!("{sheet}.json"))).unwrap();
        let sheet: Value = serde_json::from_str(&text).unwrap();
        let catalogue = sheet.get("errors").and_then(Value::as_object);
        codes.extend(catalogue.into_iter().flatten().map(|(code, _)| code.clone()));
        for methods in sheet["paths"].as_object().unwrap().values() {
            for operation in methods.as_object().unwrap().values() {
                let errors = operation["x-errors"].as_array().unwrap();
                codes.extend(errors.iter().map(|error| error["code"].as_str().unwrap().to_owned()));
            }
        }
    }
    codes
}

fn every_code() -> BTreeSet<String> {
    let mut codes = of_the_sheets();
    assert!(codes.len() > 130, "the sheets were read: {}", codes.len());
    codes.extend(OF_THE_SERVICE.into_iter().chain(WITHDRAWN).map(str::to_owned));
    codes.extend(OF_THE_GATEWAY.iter().map(|number| format!("APIG.{number}")));
    codes.extend(OF_IDENTITY.iter().map(|status| format!("IAM.{status}")));
    codes.extend(known_codes().map(str::to_owned));
    codes
}

/// A text of the catalog in exactly that language.
fn text(language: Language, code: &str, part: &str) -> Option<String> {
    let key = format!("error-{}-{part}", code.replace('.', "-"));
    Some(in_language(language, &key, [])).filter(|text| *text != key)
}

#[test]
fn every_code_of_the_sheets_has_an_entry() {
    let known: BTreeSet<&str> = known_codes().collect();
    let mut missing = Vec::new();
    for code in every_code() {
        if !known.contains(code.as_str()) {
            missing.push(format!("{code}: nobody's move"));
        }
        for part in ["what", "next"] {
            let english = text(Language::English, &code, part);
            let chinese = text(Language::Chinese, &code, part);
            // Texts missing in Chinese fall back to English.
            if english.is_none() || english == chinese {
                missing.push(format!("{code}: {part}"));
            }
        }
    }
    assert!(missing.is_empty(), "without an entry: {missing:?}");
}

/// The catalog of a language, from its files.
fn written(language: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let files = files.filter(|path| path.to_string_lossy().contains("error-codes-"));
    let texts: Vec<String> = files.map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let keys = texts.iter().flat_map(|text| text.lines()).filter_map(|line| line.split_once(" = "));
    keys.map(|(key, _)| key.to_owned()).collect()
}

#[test]
fn the_catalogue_has_no_entry_for_a_code_that_nobody_knows() {
    let codes = every_code();
    for language in ["en", "zh-CN"] {
        let keys = written(language);
        assert_eq!(keys.len(), 2 * codes.len(), "two texts a code in {language}");
        for key in &keys {
            let name = key.trim_start_matches("error-").rsplit_once('-').unwrap().0;
            assert!(codes.contains(&name.replace('-', ".")), "{key}");
        }
    }
}

#[test]
fn a_meaning_that_was_not_seen_is_not_made_up() {
    for code in ["CBC.0152", "CBC.0153", "CBC.0500", "CBC.4004", "CBC.4005", "CBC.99003001"] {
        let what = text(Language::English, code, "what").unwrap();
        assert!(what.contains("document"), "{code}: {what}");
    }
}
