//! The macro behind every controlled vocabulary: a closed list of words with their name in the file and their label.

/// Declares an enum of unit variants with `ALL`, `name()` (as written in a file), `label()` (as shown) and a default.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        $name:ident, default $default:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $label:literal ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[$variant_meta])* $variant ),+
        }

        impl $name {
            /// Every word of the vocabulary, in the order in which it is offered.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The word as it is shown.
            pub const fn label(self) -> &'static str {
                match self { $( Self::$variant => $label ),+ }
            }
        }

        impl $crate::case::vocabulary::Vocabulary for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn name(self) -> &'static str {
                match self { $( Self::$variant => stringify!($variant) ),+ }
            }

            fn label(self) -> &'static str {
                Self::label(self)
            }

            fn from_name(name: &str) -> Option<Self> {
                match name {
                    $( stringify!($variant) => Some(Self::$variant), )+
                    _ => None,
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::$default
            }
        }
    };
}
pub(crate) use vocabulary;

/// A closed list of words.
pub trait Vocabulary: Copy + Eq + 'static {
    /// Every word, in the order in which it is offered.
    const ALL: &'static [Self];

    /// The word as it is written in a file: the name of the variant.
    fn name(self) -> &'static str;

    /// The word as it is shown.
    fn label(self) -> &'static str;

    /// The word with that name in a file, if this version knows it.
    fn from_name(name: &str) -> Option<Self>;
}
