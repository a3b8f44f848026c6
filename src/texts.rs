//! Every text of the desk, in the viewer's language. The texts are in `locales/`, one folder per
//! language, and only the server renders them: in the browser [`tr!`](crate::tr) gives an empty text, so that
//! no catalog is shipped. Islands take their texts as properties.
//!
//! Counts are passed as whole numbers, so that plural forms work. Amounts and instants are passed
//! as text that was formatted before: a number here goes through a float.

#[cfg(feature = "ssr")]
pub use server::{Value, in_language, isolated, tr_key};

/// A sentence in the viewer's language: `tr!("app-name")`, or with values
/// `tr!("plain-request", id = "r1")`. Values are texts or whole numbers.
#[cfg(feature = "ssr")]
#[macro_export]
macro_rules! tr {
    ($key:literal $(,)?) => {
        $crate::texts::tr_with($key, [])
    };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::texts::tr_with($key, [$((stringify!($name), $crate::texts::Value::from($value))),+])
    };
}

/// A sentence in the viewer's language; in the browser always empty.
#[cfg(not(feature = "ssr"))]
#[macro_export]
macro_rules! tr {
    ($key:literal $(,)?) => {
        ::std::string::String::new()
    };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        $(let _ = &$value;)+
        ::std::string::String::new()
    }};
}

/// The implementation of [`tr!`]; call the macro.
#[cfg(feature = "ssr")]
#[doc(hidden)]
pub fn tr_with<const N: usize>(key: &'static str, values: [(&'static str, Value<'_>); N]) -> String {
    in_language(crate::context::language(), key, values)
}

/// In the browser nothing is put together: the text as it is.
#[cfg(not(feature = "ssr"))]
pub fn isolated(text: std::borrow::Cow<'_, str>) -> std::borrow::Cow<'_, str> {
    text
}

/// A text whose key is computed, such as one per error code; `None` when there is none.
#[cfg(not(feature = "ssr"))]
pub fn tr_key(_key: &str) -> Option<String> {
    None
}

#[cfg(feature = "ssr")]
mod server {
    use fluent_templates::{LanguageIdentifier, langid};
    use model::readable::readable;
    use model::viewer::Language;
    use std::borrow::Cow;
    use std::collections::HashMap;
    use unicode_bidi::{BidiClass, bidi_class};

    /// A value in a sentence: a text or a whole number.
    pub use fluent_templates::fluent_bundle::FluentValue as Value;

    fluent_templates::static_loader! {
        static SENTENCES = {
            locales: "./locales",
            fallback_language: "en",
            // Marks around every value would show up in copied ids and amounts: see `harmless`.
            customise: |bundle| bundle.set_use_isolating(false),
        };
    }

    const FIRST_STRONG_ISOLATE: char = '\u{2068}';
    const POP_ISOLATE: char = '\u{2069}';

    const ENGLISH: LanguageIdentifier = langid!("en");
    const CHINESE: LanguageIdentifier = langid!("zh-CN");

    type Values<'a> = HashMap<Cow<'static, str>, Value<'a>>;

    fn look_up(language: Language, key: &str, values: &Values<'_>) -> Option<String> {
        let first = match language {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        };
        let values = if values.is_empty() { None } else { Some(values) };
        let found = SENTENCES.lookup_single_language(first, key, values);
        found.or_else(|_| SENTENCES.lookup_single_language(&ENGLISH, key, values)).ok()
    }

    /// A sentence in a given language, in English where that language lacks it. An unknown key is logged
    /// and shown as it is, so that the page still works.
    pub fn in_language<'a, const N: usize>(
        language: Language,
        key: &str,
        values: [(&'static str, Value<'a>); N],
    ) -> String {
        let values = values.into_iter().map(|(name, value)| (Cow::Borrowed(name), harmless(value))).collect();
        look_up(language, key, &values).unwrap_or_else(|| {
            tracing::warn!(key, language = language.tag(), "no such sentence");
            key.to_owned()
        })
    }

    /// A value that cannot change how the rest of its sentence reads: controls become signs, and what is
    /// written from right to left is isolated, so that a number behind it stays behind it.
    fn harmless(value: Value<'_>) -> Value<'_> {
        let Value::String(text) = value else { return value };
        let text = match readable(&text) {
            Cow::Borrowed(_) => text,
            Cow::Owned(signs) => Cow::Owned(signs),
        };
        Value::String(isolated(text))
    }

    /// The text between marks that isolate it (UAX 9) where any of it is written from right to left: it
    /// turns round neither what stands before it nor what stands behind it.
    pub fn isolated(text: Cow<'_, str>) -> Cow<'_, str> {
        if !text.chars().any(|letter| matches!(bidi_class(letter), BidiClass::R | BidiClass::AL)) {
            return text;
        }
        Cow::Owned(format!("{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"))
    }

    /// A text whose key is computed, such as one per error code; `None` when there is none.
    pub fn tr_key(key: &str) -> Option<String> {
        look_up(crate::context::language(), key, &Values::new())
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use model::viewer::Language;

    #[test]
    fn a_value_does_not_change_how_its_sentence_reads() {
        let shown = |name: &str| in_language(Language::English, "sign-in-already", [("name", name.into())]);
        let plain = shown("Aurora");
        assert_eq!(shown("Acme \u{202e}04.213"), plain.replace("Aurora", "Acme ⟨RLO⟩04.213"));
        assert_eq!(shown("a\0b\nc"), plain.replace("Aurora", "a␀b c"));
        assert_eq!(shown("خط 7"), plain.replace("Aurora", "\u{2068}خط 7\u{2069}"), "the marks come in pairs");
        assert_eq!(shown("北京"), plain.replace("Aurora", "北京"), "no marks where none are needed");
    }

    #[test]
    fn speaks_both_languages_with_plurals() {
        let say = |language, count: u64| {
            in_language(language, "customers-all", [("count", count.into()), ("n", "2,000".into())])
        };
        assert_eq!(say(Language::English, 1), "1 customer");
        assert_eq!(say(Language::English, 2000), "2,000 customers");
        assert_eq!(say(Language::Chinese, 2000), "2,000 个客户");
    }

    #[test]
    fn puts_no_marks_around_values() {
        assert_eq!(in_language(Language::English, "plain-request", [("id", "r1".into())]), "Request ID r1");
        assert_eq!(tr!("plain-request", id = String::from("a\u{301}")), "Request ID a\u{301}");
    }

    #[test]
    fn an_unknown_key_is_shown_as_it_is() {
        assert_eq!(tr!("no-such-sentence"), "no-such-sentence");
        assert_eq!(tr_key("no-such-sentence"), None);
        assert_eq!(tr_key("app-name").as_deref(), Some("Partnerdesk"));
    }
}
