//! How a world begins.

use crate::world::clock::Clock;
use crate::world::state::World;
use crate::world::state_file::{StateFile, StoredState};
use crate::world::tenant::Tenant;

impl World {
    /// A world with what an earlier run stored; changes are kept in the file, where there is one.
    pub fn new(tenant: Tenant, clock: Clock, stored: StoredState, file: Option<StateFile>) -> Self {
        let world = Self::assemble(tenant, clock, stored, file);
        world.restore_headroom();
        world
    }
}
