//! What is looked for: folded like the columns that are searched, and of a bounded length.
//! Patterns are made of nothing else, so that no search can be made of a text of any size.
//!
//! Words are found in any order, each anywhere in a row's text. Words that together are a telephone
//! number are also found by their digits, however it was written.

use crate::server::store::sort_keys::folded;
use model::search::{is_of_number, is_too_long, number_digits};

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

/// Most words that are looked for one by one: what follows is looked for as it stands, so that no
/// statement gets longer than this.
const MOST_WORDS: usize = 12;

impl Needle {
    /// As it is compared with [`folded`] text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// A pattern of LIKE that finds the text where it is a line of its own.
    pub fn line_pattern(&self) -> String {
        format!("%\n{}\n%", literal(&self.0))
    }

    /// The digits of a telephone number, where the text is nothing else.
    pub fn digits(&self) -> Option<Word> {
        number_digits(&self.0).map(Word)
    }

    /// What a row has to hold, all of it, the longest word first: it is likely to be in the fewest rows.
    pub fn terms(&self) -> Vec<Term> {
        let mut terms: Vec<Term> = Vec::new();
        let mut number: Vec<&str> = Vec::new();
        for word in self.0.splitn(MOST_WORDS, ' ') {
            if is_of_number(word) {
                number.push(word);
            } else {
                terms.extend(numbers(std::mem::take(&mut number)));
                terms.push(Term::Word(Word(word.to_owned())));
            }
        }
        terms.extend(numbers(number));
        terms.sort_by_key(|term| std::cmp::Reverse(term.length()));
        terms.dedup();
        terms
    }
}

/// Words that are made of digits and signs: as they stand, or the number that they are together.
fn numbers(words: Vec<&str>) -> Vec<Term> {
    let written = words.join(" ");
    let own = |words: Vec<&str>| words.into_iter().map(|word| Word(word.to_owned())).collect::<Vec<_>>();
    match number_digits(&written) {
        Some(digits) if digits != written => vec![Term::Number(own(words), Word(digits))],
        _ => own(words).into_iter().map(Term::Word).collect(),
    }
}

/// Something that a row has to hold.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// A word.
    Word(Word),
    /// Each of these words, or else the digits of the number that they are together.
    Number(Vec<Word>, Word),
}

impl Term {
    /// Whether an index of trigrams can find it.
    pub fn has_trigrams(&self) -> bool {
        match self {
            Self::Word(word) => word.has_trigrams(),
            Self::Number(words, digits) => digits.has_trigrams() && words.iter().all(Word::has_trigrams),
        }
    }

    /// An expression of FTS5 that finds it.
    pub fn expression(&self) -> String {
        match self {
            Self::Word(word) => word.phrase(),
            Self::Number(words, digits) => {
                let words: Vec<String> = words.iter().map(Word::phrase).collect();
                format!("(({}) OR {})", words.join(" AND "), digits.phrase())
            }
        }
    }

    fn length(&self) -> usize {
        match self {
            Self::Word(word) | Self::Number(_, word) => word.0.chars().count(),
        }
    }
}

/// A text that is found as it stands, never empty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word(String);

/// Shorter texts are not in an index of trigrams: two Chinese characters are a name.
const TRIGRAM: usize = 3;

impl Word {
    fn has_trigrams(&self) -> bool {
        self.0.chars().nth(TRIGRAM - 1).is_some()
    }

    /// A phrase of FTS5: within double quotes only the double quote is special.
    fn phrase(&self) -> String {
        format!("\"{}\"", self.0.replace('"', "\"\""))
    }

    /// As it is compared.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// A pattern of LIKE that finds the text anywhere.
    pub fn pattern(&self) -> String {
        format!("%{}%", literal(&self.0))
    }

    /// A pattern of LIKE that finds the text where it is a line of its own.
    pub fn line_pattern(&self) -> String {
        format!("%\n{}\n%", literal(&self.0))
    }
}

fn literal(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
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

    fn expressions(typed: &str) -> Vec<String> {
        needle(typed).terms().iter().map(Term::expression).collect()
    }

    #[test]
    fn specials_are_literal() {
        assert_eq!(expressions("a\"b"), ["\"a\"\"b\""]);
        let Term::Word(word) = &needle("50%_\\").terms()[0] else { panic!("no word") };
        assert_eq!(word.pattern(), "%50\\%\\_\\\\%");
        assert_eq!(needle("50%").line_pattern(), "%\n50\\%\n%");
    }

    #[test]
    fn words_are_terms_of_their_own_and_numbers_are_one() {
        assert_eq!(expressions("Aurora  freight"), ["\"freight\"", "\"aurora\""]);
        assert_eq!(expressions("148207984"), ["\"148207984\""]);
        assert_eq!(
            expressions("Li +65 148207984"),
            ["((\"+65\" AND \"148207984\") OR \"65148207984\")", "\"li\""]
        );
        assert_eq!(expressions("a - b"), ["\"a\"", "\"-\"", "\"b\""]);
        assert_eq!(needle(&"ab ".repeat(80)).terms().len(), 2, "equal words count once, and the rest");
        let many: Vec<String> = (0..60).map(|n| format!("x{n}")).collect();
        assert_eq!(needle(&many.join(" ")).terms().len(), MOST_WORDS);
        assert!(!needle("+1 4150").terms()[0].has_trigrams(), "a short part is compared row by row");
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
