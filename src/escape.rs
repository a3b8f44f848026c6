//! Text in the few places where leptos writes it into the page as it is.

/// Text with `&`, `<` and `>` written as character references. For the content of `<title>` and
/// `<textarea>`, and for pages that are put together without leptos; everywhere else leptos
/// escapes, and a second time would show.
///
/// Pages are rendered by the server only: in the browser, where a title is set as text and not
/// as markup, the references would be seen.
pub fn escaped(text: &str) -> String {
    html_escape::encode_text(text).into_owned()
}
