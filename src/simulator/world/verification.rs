//! Verification codes in the world.

use crate::world::mailboxes::{Mailbox, SentCode};
use crate::world::state::World;

impl World {
    /// Changes the codes of an e-mail address.
    pub fn mailbox<T>(&self, email: &str, act: impl FnOnce(&mut Mailbox) -> T) -> T {
        self.mailboxes.change(email, act, |email, mailbox| {
            if let Some(file) = &self.file {
                file.save_mailbox(email, mailbox);
            }
        })
    }

    /// The last code of an address; `None` if none was sent.
    pub fn last_code(&self, email: &str) -> Option<SentCode> {
        self.mailboxes.last_code(email)
    }
}
