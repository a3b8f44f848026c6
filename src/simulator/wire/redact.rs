//! Removes secrets from what is logged.

use http::HeaderMap;

/// Fields of a body that must not be logged.
const SECRET_FIELDS: [&str; 4] = ["password", "verification_code", "verified_number", "legel_id_number"];
const SECRET_HEADERS: [&str; 4] = ["authorization", "x-auth-token", "x-security-token", "cookie"];
/// Replacement of a secret.
pub const HIDDEN: &str = "(hidden)";

/// Headers without secrets; of Authorization only the signed headers are kept.
pub fn headers(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
            let shown = match name.as_str() {
                "authorization" => match text.split_once("Signature=") {
                    Some((before, _)) => format!("{before}Signature={HIDDEN}"),
                    None => HIDDEN.to_owned(),
                },
                secret if SECRET_HEADERS.contains(&secret) => HIDDEN.to_owned(),
                _ => text,
            };
            (name.as_str().to_owned(), shown)
        })
        .collect()
}

/// The body as text. IAM bodies with a password or a token are hidden completely; in others the
/// secret fields are.
pub fn body(path: &str, body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    if path.starts_with("/v3/") && (text.contains("\"password\"") || text.contains("\"token\"")) {
        return HIDDEN.to_owned();
    }
    without_secrets(&text)
}

/// Replaces the values of secret fields at any depth, and keeps every other byte.
pub fn without_secrets(json: &str) -> String {
    let mut out = json.to_owned();
    for name in SECRET_FIELDS {
        let key = format!("\"{name}\"");
        let mut from = 0;
        while let Some(found) = out.get(from..).and_then(|rest| rest.find(&key)) {
            from += found + key.len();
            let Some(value) = secret_value(&out, from) else { continue };
            let stars = "*".repeat(out[value.clone()].chars().count());
            out.replace_range(value, &stars);
        }
    }
    out
}

/// The range of the string value after a field's name.
fn secret_value(json: &str, after_name: usize) -> Option<std::ops::Range<usize>> {
    let rest = json.get(after_name..)?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let begin = json.len() - value.len();
    let mut escaped = false;
    let end = value.find(|letter| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends
    })?;
    Some(begin..begin + end)
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn secrets_become_asterisks_and_all_else_stays() {
        let body = r#"{"password" : "a\"b","n":1.10,"in":{"verification_code":"1234"},"x":"password"}"#;
        let safe = r#"{"password" : "****","n":1.10,"in":{"verification_code":"****"},"x":"password"}"#;
        assert_eq!(without_secrets(body), safe);
        for broken in [r#"{"password""#, r#"{"password":"#, r#"{"password":"abc"#, r#"{"password":null}"#] {
            assert_eq!(without_secrets(broken), broken);
        }
    }
}
