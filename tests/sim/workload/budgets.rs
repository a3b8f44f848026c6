//! User actions on budgets in bulk.

use super::{Lists, Person, clicks};
use crate::bulk::{BulkForm, Button};
use crate::services::Ask;
use model::bulk::BulkState;
use model::ids::BulkId;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

impl Person {
    /// Different budgets, all high enough for every order.
    pub(super) fn draft(&mut self, rng: &mut ChaCha8Rng, lists: &Lists) -> Ask {
        let (act, value) = match rng.random_range(0..4) {
            0 => ("raise", 100 + self.form()),
            1 => ("percent", 10),
            _ => ("set", 50_000 + self.form()),
        };
        let many = rng.random_range(1..=lists.customers.len());
        let customers = lists.customers.iter().take(many).cloned().collect();
        Ask::Draft(BulkForm { act, value: value.to_string(), customers })
    }

    /// Polls a bulk job, and presses its buttons.
    pub(super) fn go_on_with(
        &mut self,
        rng: &mut ChaCha8Rng,
        (id, seen): (BulkId, Option<BulkState>),
    ) -> Vec<Ask> {
        let pick = rng.random_range(0..100);
        let button = match seen {
            Some(BulkState::Draft) if pick < 80 => Button::Start,
            Some(BulkState::Running) if pick < 15 => Button::Pause,
            Some(BulkState::Running) if pick < 20 => Button::Cancel,
            Some(BulkState::Paused) if pick < 60 => Button::GoOn,
            Some(BulkState::Paused) if pick < 75 => Button::Cancel,
            Some(BulkState::Done | BulkState::Cancelled) if pick < 40 => Button::Undo,
            Some(BulkState::Done | BulkState::Cancelled) => return Vec::new(),
            _ => {
                self.job = Some((id.clone(), None));
                return vec![Ask::Bulk(id)];
            }
        };
        clicks(rng, Ask::Press(id, button))
    }
}
