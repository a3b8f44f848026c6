//! The owner of the credentials of a call.

/// The partner, or a customer by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Principal {
    Partner,
    Customer(u32),
}

impl Principal {
    /// The account that a rate limit applies to.
    pub fn account(self) -> u32 {
        match self {
            Self::Partner => u32::MAX,
            Self::Customer(index) => index,
        }
    }
}
