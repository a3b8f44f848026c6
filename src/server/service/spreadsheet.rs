//! What spreadsheets do to text, in files that leave and in files that come.
//!
//! A spreadsheet takes a cell for a formula by its first character. Text from outside that begins
//! so gets an apostrophe in front in a file of ours (ASVS 1.2.10), and loses it again when the file
//! comes back.

use model::readable::readable;

/// What spreadsheets take for the beginning of a formula, and what they skip before one. The
/// wide forms count in Chinese and Japanese settings.
const DANGEROUS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

/// A text that no spreadsheet takes for a formula.
pub(super) fn guarded(text: String) -> String {
    if text.starts_with(DANGEROUS) { format!("'{text}") } else { text }
}

/// Text from outside as a cell shows it: every line is [`readable`].
pub(super) fn readable_lines(text: &str) -> String {
    text.split('\n').map(readable).collect::<Vec<_>>().join("\n")
}

/// The reverse of [`guarded`].
pub(super) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(DANGEROUS)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_outside_cannot_become_a_formula_and_comes_back_as_it_was() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\0=1", "\t=1", "＝1", "－1", "-5.00"] {
            let guard = guarded(text.to_owned());
            assert_eq!(guard, format!("'{text}"), "{text:?}");
            assert_eq!(unguarded(&guard), text);
        }
        for text in ["a=1", "'quoted'", "北京", ""] {
            assert_eq!((guarded(text.to_owned()).as_str(), unguarded(text)), (text, text));
        }
    }
}
