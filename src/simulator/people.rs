//! Who the customers are by now: the seeded ones and those that were made since, each with what
//! real-name authentication changed.

use std::collections::HashMap;

use super::directory::{Made, Taken};
use super::state::World;
use super::tenant::customers::{Owner, Profile};
use super::tenant::identity::{self, FIRST_MADE};

impl World {
    /// The number of a customer that is associated with the partner or with one of its resellers.
    pub fn customer(&self, id: &str) -> Option<u32> {
        identity::customer_index(self.tenant.seed, id).filter(|index| self.is_customer(*index))
    }

    pub fn is_customer(&self, index: u32) -> bool {
        match self.directory.get(index) {
            Some(made) => made.associated_on <= self.now(),
            None => index < self.tenant.customers,
        }
    }

    /// The number of every customer that the partner or one of its resellers has by now.
    pub fn everybody(&self) -> impl Iterator<Item = u32> + use<> {
        let made = [Owner::Partner, Owner::Reseller(0), Owner::Reseller(1)]
            .into_iter()
            .flat_map(|owner| self.directory.associated(owner, self.now()))
            .map(|(index, _)| index);
        (0..self.tenant.customers).chain(made.collect::<Vec<_>>())
    }

    pub fn owner(&self, index: u32) -> Owner {
        self.directory.get(index).map_or_else(|| self.tenant.owner(index), |made| made.owner)
    }

    /// What a customer started with.
    pub fn first_profile(&self, index: u32) -> Profile {
        match self.directory.get(index) {
            Some(made) => made.profile(self.tenant.seed, index),
            None => self.tenant.profile(index),
        }
    }

    /// What a customer is now.
    pub fn profile(&self, index: u32) -> Profile {
        let mut profile = self.first_profile(index);
        self.with_changes(index, |changes| changes.authenticate(&mut profile, self.now()));
        profile
    }

    /// Those of an owner that were made during the simulation, oldest first.
    pub fn made_profiles(&self, owner: Owner) -> Vec<Profile> {
        let made = self.directory.associated(owner, self.now());
        made.into_iter().map(|(index, _)| self.profile(index)).collect()
    }

    /// The seeded customers whose real-name data changed, by number.
    pub fn authenticated(&self) -> HashMap<u32, Profile> {
        let indices = self.changed(|changes| !changes.applications.is_empty());
        indices.into_iter().filter(|n| *n < FIRST_MADE).map(|index| (index, self.profile(index))).collect()
    }

    /// Adds a customer and answers its number.
    pub fn register(&self, made: Made) -> Result<u32, Taken> {
        self.directory.add(made, |index, made| {
            if let Some(file) = self.file() {
                file.save_made(index, made);
            }
        })
    }

    /// The customer with this account name, associated or not. Drawn names end in the customer's
    /// number; the fixed ones are among the first.
    pub fn customer_named(&self, name: &str) -> Option<u32> {
        let seeded = self.tenant.customers;
        let is_named = |index: &u32| self.tenant.profile(*index).account_name.eq_ignore_ascii_case(name);
        let drawn =
            name.rsplit('-').next().and_then(|tail| tail.parse().ok()).filter(|index| *index < seeded);
        drawn
            .filter(is_named)
            .or_else(|| (0..seeded.min(64)).find(is_named))
            .or_else(|| self.directory.find(|made| made.account_name.eq_ignore_ascii_case(name)))
    }

    /// Whether a customer has this e-mail. Those of the seeded ones follow from their names.
    pub fn has_email(&self, email: &str) -> bool {
        let email = email.to_ascii_lowercase();
        let named = email.strip_prefix("cloud@").and_then(|rest| rest.strip_suffix(".example"));
        let seeded = named.and_then(|name| self.customer_named(name)).filter(|index| *index < FIRST_MADE);
        seeded.is_some() || self.directory.find(|made| made.has_email(&email)).is_some()
    }

    /// Whether a customer has this id on the partner's platform. Those of the seeded ones hold
    /// their number.
    pub fn has_xaccount(&self, xaccount_id: &str) -> bool {
        let seeded = identity::xaccount_index(xaccount_id)
            .filter(|index| *index < self.tenant.customers)
            .is_some_and(|index| self.tenant.profile(index).xaccount_id == xaccount_id);
        seeded || self.directory.find(|made| made.xaccount_id == xaccount_id).is_some()
    }
}
