//! `partnerdesk sign`, with the real program.

use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;

use serde_json::{Value, json};

/// Output lines for input lines, whether it succeeded, and the error output.
fn sign(lines: Vec<String>) -> (Vec<Value>, bool, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_partnerdesk"))
        .arg("sign")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = thread::spawn(move || {
        lines.iter().for_each(|line| writeln!(input, "{line}").unwrap());
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let answers = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (answers, output.status.success(), String::from_utf8(output.stderr).unwrap())
}

fn vectors() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../data/signing-vectors.json")).unwrap();
    file["vectors"].as_array().unwrap().clone()
}

fn is_as_expected(answer: &Value, vector: &Value) {
    for part in ["canonical_request", "string_to_sign", "signed_headers", "signature", "authorization"] {
        assert_eq!(answer[part], vector["expected"][part], "{part} of {}", vector["name"]);
    }
}

#[test]
fn all_vectors_come_out_as_the_official_signer_made_them() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 49);
    // Complete vectors, requests only, and requests whose query is in the URL only.
    let whole = |vector: &Value| vector.to_string();
    let alone = |vector: &Value| vector["input"].to_string();
    let short = |vector: &Value| {
        let mut request = vector["input"].clone();
        for name in ["query", "scheme", "host", "resource_path"] {
            request.as_object_mut().unwrap().remove(name);
        }
        request.to_string()
    };
    let forms: [&dyn Fn(&Value) -> String; 3] = [&whole, &alone, &short];
    let lines = forms.iter().flat_map(|form| vectors.iter().map(form)).collect();
    let (answers, is_success, _) = sign(lines);
    assert!(is_success);
    assert_eq!(answers.len(), 3 * 49);
    for (answer, vector) in answers.iter().zip(vectors.iter().cycle()) {
        is_as_expected(answer, vector);
    }
    assert_eq!((&answers[4]["id"], &answers[4]["name"]), (&vectors[4]["id"], &vectors[4]["name"]));
}

#[test]
fn a_bad_line_says_so_and_the_others_go_on() {
    let vectors = vectors();
    let without = |name: &str| {
        let mut request = vectors[0]["input"].clone();
        request.as_object_mut().unwrap().remove(name);
        request.to_string()
    };
    let with = |name: &str, value: Value| {
        let mut request = vectors[0]["input"].clone();
        request[name] = value;
        request.to_string()
    };
    let bad = [
        ("{\"method\":".to_owned(), "not valid JSON"),
        ("[1]".to_owned(), "not a JSON object"),
        (r#"{"input":"canary"}"#.to_owned(), "not a JSON object"),
        (without("sk"), "sk is missing"),
        (without("x_sdk_date"), "x_sdk_date is missing"),
        (with("url", "/v2/bases".into()), "url does not begin"),
        (with("sk", json!(["canary"])), "sk is not a string"),
        (with("query", json!([["canary"]])), "query is not a list of pairs"),
        (with("headers", json!({"x": 1})), "headers is not an object of strings"),
        (with("body", json!({"canary": 1})), "body is not a string"),
    ];
    let mut lines = vec![String::new(), vectors[1].to_string()];
    lines.extend(bad.iter().map(|(line, _)| line.clone()));
    lines.push(vectors[2].to_string());
    let (answers, is_success, said) = sign(lines);
    assert!(!is_success);
    assert!(said.contains("10 of 13 lines"), "{said}");
    assert_eq!(answers.len(), bad.len() + 2);
    is_as_expected(&answers[0], &vectors[1]);
    is_as_expected(&answers[bad.len() + 1], &vectors[2]);
    for (place, (line, error)) in bad.iter().enumerate() {
        let answer = &answers[place + 1];
        assert_eq!(answer["line"], place + 3, "{line}");
        assert!(answer["error"].as_str().unwrap().contains(error), "{answer}");
    }
    // No error repeats a secret.
    assert!(!format!("{answers:?}{said}").contains("canary"));
}
