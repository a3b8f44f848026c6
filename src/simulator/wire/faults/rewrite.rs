//! Changes the JSON text of an answer as a newer or a broken service would.

/// Replaces statuses and types by values that no page documents.
pub fn with_unknown_values(json: &str) -> String {
    let mut out = json.to_owned();
    for (name, value) in [
        ("status", "77"),
        ("order_type", "77"),
        ("expire_policy", "77"),
        ("budget_type", "\"QUARTERLY\""),
        ("association_type", "\"9\""),
    ] {
        out = replace_scalar(&out, name, value);
    }
    out
}

/// Changes every total of a list by `by`.
pub fn with_shifted_total(json: &str, by: i64) -> String {
    let mut out = json.to_owned();
    for name in ["total_count", "count"] {
        if let Some(total) = scalar(&out, name).and_then(|text| text.parse::<i64>().ok()) {
            out = replace_scalar(&out, name, &(total + by).max(0).to_string());
        }
    }
    out
}

/// Adds a field to every object.
pub fn with_unknown_fields(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let (mut quoted, mut escaped) = (false, false);
    let mut letters = json.chars().peekable();
    while let Some(letter) = letters.next() {
        out.push(letter);
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' if !quoted => {
                out.push_str("\"x_added_later\":[1,\"two\",null]");
                if letters.peek() != Some(&'}') {
                    out.push(',');
                }
            }
            _ => {}
        }
    }
    out
}

fn scalar<'a>(json: &'a str, name: &str) -> Option<&'a str> {
    let key = format!("\"{name}\":");
    let rest = &json[json.find(&key)? + key.len()..];
    rest.get(..rest.find([',', '}', ']'])?)
}

fn replace_scalar(json: &str, name: &str, value: &str) -> String {
    let key = format!("\"{name}\":");
    let mut parts = json.split(key.as_str());
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find([',', '}', ']']).unwrap_or(part.len());
        out.push_str(&key);
        out.push_str(value);
        out.push_str(&part[end..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_answers_are_still_json() {
        let json = r#"{"total_count":3,"a":{},"list":[{"status":6,"name":"{x}","budget_type":"MONTHLY"}]}"#;
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        let fields = read(&with_unknown_fields(json));
        assert!(fields["a"]["x_added_later"].is_array());
        assert_eq!(fields["list"][0]["name"], "{x}");
        let values = read(&with_unknown_values(json));
        assert_eq!(values["list"][0]["status"], 77);
        assert_eq!(values["list"][0]["budget_type"], "QUARTERLY");
        assert_eq!(read(&with_shifted_total(json, 2))["total_count"], 5);
    }
}
