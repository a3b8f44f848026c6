//! What counts as an e-mail address.

/// Something on both sides of one `@`.
pub fn is_email(text: &str) -> bool {
    let outside = |part: &str| !part.is_empty() && !part.contains(['@', ' ']);
    text.split_once('@').is_some_and(|(name, host)| outside(name) && outside(host))
}
