//! Creating a world.

use crate::world::clock::Clock;
use crate::world::state::World;
use crate::world::state_file::{StateFile, StoredState};
use crate::world::tenant::Tenant;

impl World {
    /// A world with the state of an earlier run; changes are written to the file, if there is one.
    pub fn new(tenant: Tenant, clock: Clock, stored: StoredState, file: Option<StateFile>) -> Self {
        let world = Self::assemble(tenant, clock, stored, file);
        world.restore_headroom();
        world
    }
}
