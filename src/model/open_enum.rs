//! Enumerations of the partner API that may grow.
//!
//! A value this build does not know is kept as it came and shown as it is: a new value of the
//! partner API must never become an error or another value.

/// `PendingPayment` as `pending-payment`.
pub(crate) fn hyphened(name: &str) -> String {
    let mut word = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}

/// An enumeration whose wire form is text. Unknown text survives in `Other`.
macro_rules! open_text_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $wire:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            $($(#[$vmeta])* $variant,)+
            /// A value that this build does not know, as the partner API sent it.
            Other(String),
        }
        impl $name {
            /// Every value this build knows, in the order of the sheet.
            pub const KNOWN: &'static [$name] = &[$($name::$variant),+];
            /// The wire form.
            pub fn code(&self) -> &str {
                match self { $($name::$variant => $wire,)+ $name::Other(text) => text }
            }
            /// True when this build has a name for the value.
            pub fn is_known(&self) -> bool { !matches!(self, $name::Other(_)) }
            /// Our own code for exports: stable, English, in lower case with hyphens. A value without one
            /// is written as it came.
            pub fn word(&self) -> String {
                match self {
                    $($name::$variant => $crate::open_enum::hyphened(stringify!($variant)),)+
                    $name::Other(text) => text.clone(),
                }
            }
        }
        impl From<String> for $name {
            fn from(text: String) -> Self {
                match text.as_str() { $($wire => $name::$variant,)+ _ => $name::Other(text) }
            }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self { Self::from(text.to_owned()) }
        }
        impl From<$name> for String {
            fn from(value: $name) -> String { value.code().to_owned() }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }
    };
}

/// An enumeration whose wire form is an integer. Unknown numbers survive in `Other`.
macro_rules! open_int_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $wire:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(from = "i64", into = "i64")]
        pub enum $name {
            $($(#[$vmeta])* $variant,)+
            /// A value that this build does not know, as the partner API sent it.
            Other(i64),
        }
        impl $name {
            /// Every value this build knows, in the order of the sheet.
            pub const KNOWN: &'static [$name] = &[$($name::$variant),+];
            /// The wire form.
            pub fn code(self) -> i64 {
                match self { $($name::$variant => $wire,)+ $name::Other(number) => number }
            }
            /// True when this build has a name for the value.
            pub fn is_known(self) -> bool { !matches!(self, $name::Other(_)) }
            /// Our own code for exports: stable, English, in lower case with hyphens. A value without one
            /// is written as it came.
            pub fn word(self) -> String {
                match self {
                    $($name::$variant => $crate::open_enum::hyphened(stringify!($variant)),)+
                    $name::Other(number) => number.to_string(),
                }
            }
        }
        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                match number { $($wire => $name::$variant,)+ other => $name::Other(other) }
            }
        }
        impl From<$name> for i64 {
            fn from(value: $name) -> i64 { value.code() }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "{}", self.code()) }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::customers::Association;
    use crate::orders::OrderStatus;

    #[test]
    fn words_are_stable_and_unknown_values_survive() {
        assert_eq!(OrderStatus::PendingPayment.word(), "pending-payment");
        assert_eq!(OrderStatus::from(7).word(), "7");
        assert_eq!(Association::Resale.word(), "resale");
        assert_eq!(Association::from("9").word(), "9");
    }
}
