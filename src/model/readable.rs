//! Text that somebody else wrote, as a reader can trust it: nothing in it is invisible and changes
//! how the words around it look.
//!
//! Names and descriptions come from customers of HUAWEI CLOUD, who may type anything. A control that
//! turns the direction of writing makes `USD 1.00` of `USD 00.1`, and a NUL ends a text early in other
//! programs. What the partner API and its files say is made readable where it is read, what people
//! type where a form is read, and what is put into a sentence or an export once more: rows that were
//! stored before are in the mirror as they came.

use std::borrow::Cow;

/// Longest text that is kept, in characters: the longest that the sheets allow, a `resource_tag`. What
/// is longer is cut and ends with an ellipsis.
pub const LONGEST_TEXT: usize = 10_240;

/// The abbreviation that Unicode has for a control of the direction of writing.
///
/// The marks of direction (U+200E, U+200F, U+061C) are none of these: names in Arabic and Hebrew need
/// them, and they reorder nothing but what stands beside them.
const fn direction(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{202a}' => "⟨LRE⟩",
        '\u{202b}' => "⟨RLE⟩",
        '\u{202c}' => "⟨PDF⟩",
        '\u{202d}' => "⟨LRO⟩",
        '\u{202e}' => "⟨RLO⟩",
        '\u{2066}' => "⟨LRI⟩",
        '\u{2067}' => "⟨RLI⟩",
        '\u{2068}' => "⟨FSI⟩",
        '\u{2069}' => "⟨PDI⟩",
        _ => return None,
    })
}

/// Whether a character is a control: it is not seen, and does something to what is.
pub fn is_control(letter: char) -> bool {
    letter.is_control()
        || direction(letter).is_some()
        || matches!(letter,
            // Ends of lines and paragraphs, annotations between lines, tags, and what is no character.
            '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' | '\u{fffe}' | '\u{ffff}')
}

/// The text with a sign for each control; ends of lines and tabs are blanks.
pub fn readable(text: &str) -> Cow<'_, str> {
    let cut = text.char_indices().nth(LONGEST_TEXT).map(|(end, _)| end);
    if cut.is_none() && !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let (kept, end) = match cut {
        Some(end) => (text.get(..end).unwrap_or_default(), "…"),
        None => (text, ""),
    };
    let mut signs = String::with_capacity(kept.len() + 16);
    for letter in kept.chars() {
        match letter {
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => signs.push(' '),
            // The pictures of the controls stand in their order, that of DEL behind them.
            '\0'..='\u{1f}' => signs.extend(char::from_u32(0x2400 + u32::from(letter))),
            '\u{7f}' => signs.push('␡'),
            letter if !is_control(letter) => signs.push(letter),
            letter => match direction(letter) {
                Some(name) => signs.push_str(name),
                None => signs.push('\u{fffd}'),
            },
        }
    }
    signs.push_str(end);
    Cow::Owned(signs)
}

/// The same for a text of several lines, which stay: their ends become line feeds, and blanks at the ends of
/// lines and of the text are left out.
pub fn readable_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let lines: Vec<String> = text.split('\n').map(|line| readable(line).trim_end().to_owned()).collect();
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_stays_as_it_is() {
        for text in [
            "",
            "Aurora Freight Lines Pte. Ltd.",
            "北京物流有限公司",
            "شركة\u{200f} النقل",
            "Zoë 🙂 👩\u{200d}💻",
            "a\u{ad}b",
        ] {
            assert!(matches!(readable(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn controls_are_seen_and_do_nothing() {
        for (text, signs) in [
            ("Acme \u{202e}04.213 DSU", "Acme ⟨RLO⟩04.213 DSU"),
            ("\u{2066}left open", "⟨LRI⟩left open"),
            ("a\0b", "a␀b"),
            ("a\u{1b}[31mb", "a␛[31mb"),
            ("two\r\nlines\tand\u{2028}more", "two  lines and more"),
            ("\u{7f}\u{9b}\u{e0041}\u{fffe}", "␡\u{fffd}\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(readable(text), signs, "{text:?}");
            assert!(!readable(text).contains(is_control));
        }
    }

    #[test]
    fn lines_stay_and_nothing_else_that_is_not_seen() {
        let typed = "  one \u{202e}\r\n\r\ntwo\tand\0\u{2028}three  \r";
        assert_eq!(readable_lines(typed), "one ⟨RLO⟩\n\ntwo and␀\nthree");
        assert_eq!(readable_lines(" \r\n "), "");
    }

    #[test]
    fn a_text_of_any_length_is_cut() {
        let text = |count: usize| "京".repeat(count);
        assert_eq!(readable(&text(LONGEST_TEXT)), text(LONGEST_TEXT));
        assert_eq!(readable(&text(1_000_000)), format!("{}…", text(LONGEST_TEXT)));
    }

    proptest::proptest! {
        #[test]
        fn made_readable_twice_is_the_same_but_for_its_length(text in "\\PC{0,40}|[\\x00-\\x20\u{202a}-\u{202e}\u{2066}-\u{2069}a]{0,40}") {
            let once = readable(&text).into_owned();
            proptest::prop_assert!(!once.contains(is_control));
            proptest::prop_assert_eq!(readable(&once), once.clone());
        }
    }
}
