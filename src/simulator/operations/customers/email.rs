//! Validation of e-mail addresses.

/// True for one `@` with text on both sides.
pub fn is_email(text: &str) -> bool {
    let outside = |part: &str| !part.is_empty() && !part.contains(['@', ' ']);
    text.split_once('@').is_some_and(|(name, host)| outside(name) && outside(host))
}
