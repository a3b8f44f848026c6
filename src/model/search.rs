//! The longest search text. It is counted where a search is made and where its text is read, so
//! that a huge pasted text costs nothing.

/// Longest text that is looked for, in characters. Nothing that is searched is longer: names and
/// e-mail addresses have at most 256 characters, ids 64 (partner.yaml, billing.yaml, maxLength).
pub const LONGEST_SEARCH: usize = 256;

/// Whether a text is longer than any that is looked for. Nothing is searched then.
pub fn is_too_long(text: &str) -> bool {
    text.chars().nth(LONGEST_SEARCH).is_some()
}

/// The text; of one that [`is_too_long`], as much as shows that it is.
pub fn bounded(text: &str) -> &str {
    text.char_indices().nth(LONGEST_SEARCH + 1).map_or(text, |(end, _)| text.split_at(end).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_stays_so_and_gets_no_longer() {
        for letter in ["a", "京", "🙂"] {
            let text = |count: usize| letter.repeat(count);
            assert!(!is_too_long(&text(256)) && is_too_long(&text(257)));
            assert_eq!(bounded(&text(256)), text(256));
            assert_eq!(bounded(&text(60_000)), text(257));
            assert_eq!(bounded(bounded(&text(60_000))), text(257));
        }
        assert_eq!(bounded(""), "");
    }
}
