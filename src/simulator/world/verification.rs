//! Verification codes as the world keeps them.

use crate::world::mailboxes::{Mailbox, SentCode};
use crate::world::state::World;

impl World {
    /// Changes what is known of an e-mail address.
    pub fn mailbox<T>(&self, email: &str, act: impl FnOnce(&mut Mailbox) -> T) -> T {
        self.mailboxes.change(email, act, |email, mailbox| {
            if let Some(file) = &self.file {
                file.save_mailbox(email, mailbox);
            }
        })
    }

    /// What an address was sent last; `None` for one that was sent nothing.
    pub fn last_code(&self, email: &str) -> Option<SentCode> {
        self.mailboxes.last_code(email)
    }
}
