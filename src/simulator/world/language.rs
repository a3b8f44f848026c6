//! The languages of names in answers.

/// Language of names in answers (header X-Language).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    Chinese,
}
