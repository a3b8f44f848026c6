//! Enums whose variants have a text, for the report.

macro_rules! named {
    ($(#[$doc:meta])* $enum:ident { $($name:ident: $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $enum {
            $(#[doc = $text] $name),+
        }

        impl $enum {
            /// Every kind.
            pub const ALL: &[$enum] = &[$($enum::$name),+];
        }

        impl std::fmt::Display for $enum {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self { $($enum::$name => $text),+ })
            }
        }
    };
}
