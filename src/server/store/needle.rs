//! What is looked for: folded like the columns that are searched, and of a bounded length.
//! Patterns are made of nothing else, so that no search can be made of a text of any size.

use crate::server::store::sort_keys::folded;
use model::search::is_too_long;

/// What somebody typed to look for something.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Blanks at most: everything fits.
    Nothing,
    /// Longer than anything that is searched: nothing fits, and no database need be asked.
    TooLong,
    /// A text to look for.
    Text(Needle),
}

impl Typed {
    /// Counts before it folds: a text that is too long is not worked on.
    pub fn of(typed: &str) -> Self {
        let typed = typed.trim();
        if is_too_long(typed) {
            return Self::TooLong;
        }
        let needle = folded(typed);
        if needle.is_empty() { Self::Nothing } else { Self::Text(Needle(needle)) }
    }
}

/// A text to look for, never empty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Needle(String);

/// Shorter texts are not in an index of trigrams: two Chinese characters are a name.
const TRIGRAM: usize = 3;

impl Needle {
    /// As it is compared with [`folded`] text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether an index of trigrams can find it.
    pub fn has_trigrams(&self) -> bool {
        self.0.chars().nth(TRIGRAM - 1).is_some()
    }

    /// A phrase of FTS5: within double quotes only the double quote is special.
    pub fn phrase(&self) -> String {
        format!("\"{}\"", self.0.replace('"', "\"\""))
    }

    /// A pattern of LIKE that finds the text anywhere.
    pub fn pattern(&self) -> String {
        format!("%{}%", self.literal())
    }

    /// A pattern of LIKE that finds the text where it is a line of its own.
    pub fn line_pattern(&self) -> String {
        format!("%\n{}\n%", self.literal())
    }

    fn literal(&self) -> String {
        self.0.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needle(typed: &str) -> Needle {
        match Typed::of(typed) {
            Typed::Text(needle) => needle,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn specials_are_literal() {
        assert_eq!(needle("a\"b").phrase(), "\"a\"\"b\"");
        assert_eq!(needle("50%_\\").pattern(), "%50\\%\\_\\\\%");
        assert_eq!(needle("50%").line_pattern(), "%\n50\\%\n%");
    }

    #[test]
    fn what_is_longer_than_any_field_is_no_needle() {
        let fits = format!("  {}\u{3000}", "京".repeat(256));
        assert_eq!(needle(&fits).text(), "京".repeat(256));
        assert_eq!(Typed::of(&"京".repeat(257)), Typed::TooLong);
        assert_eq!(Typed::of(&"\0".repeat(60_000)), Typed::TooLong);
        assert_eq!(Typed::of(&" ".repeat(60_000)), Typed::Nothing);
    }
}
