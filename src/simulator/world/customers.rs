//! The current customers: seeded and created ones, with the results of real-name authentication.

use std::collections::HashMap;

use crate::world::account::realname;
use crate::world::created_customers::{Conflict, CreatedCustomer};
use crate::world::state::World;
use crate::world::tenant::ids;
use crate::world::tenant::ids::FIRST_CREATED;
use crate::world::tenant::profiles::{Owner, Profile};

impl World {
    /// The number of a customer that is associated with the partner or with one of its resellers.
    pub fn customer(&self, id: &str) -> Option<u32> {
        ids::customer_index(self.tenant.seed, id).filter(|index| self.is_customer(*index))
    }

    /// Whether there is a customer with this number that the partner finds by now.
    pub fn is_customer(&self, index: u32) -> bool {
        match self.created.get(index) {
            Some(created) => created.associated_on <= self.now(),
            None => index < self.tenant.customers,
        }
    }

    /// The numbers of all current customers of the partner and its resellers.
    pub fn all_customers(&self) -> impl Iterator<Item = u32> + use<> {
        let created = [Owner::Partner, Owner::Reseller(0), Owner::Reseller(1)]
            .into_iter()
            .flat_map(|owner| self.created.associated(owner, self.now()))
            .map(|(index, _)| index);
        (0..self.tenant.customers).chain(created.collect::<Vec<_>>())
    }

    /// The owner of a customer.
    pub fn owner(&self, index: u32) -> Owner {
        self.created.get(index).map_or_else(|| self.tenant.owner(index), |created| created.owner)
    }

    /// The initial profile of a customer.
    pub fn initial_profile(&self, index: u32) -> Profile {
        match self.created.get(index) {
            Some(created) => created.profile(self.tenant.seed, index),
            None => self.tenant.profile(index),
        }
    }

    /// The current profile of a customer.
    pub fn profile(&self, index: u32) -> Profile {
        let mut profile = self.initial_profile(index);
        if let Some(changes) = self.changes.get(&index) {
            realname::authenticate(&changes.applications, &mut profile, self.now());
        }
        profile
    }

    /// The created customers of an owner, oldest first.
    pub fn created_profiles(&self, owner: Owner) -> Vec<Profile> {
        let created = self.created.associated(owner, self.now());
        created.into_iter().map(|(index, _)| self.profile(index)).collect()
    }

    /// The seeded customers with changed real-name data, by number.
    pub fn authenticated(&self) -> HashMap<u32, Profile> {
        let indices = self.changed(|changes| !changes.applications.is_empty());
        indices.into_iter().filter(|n| *n < FIRST_CREATED).map(|index| (index, self.profile(index))).collect()
    }

    /// Adds a customer and returns its number.
    pub fn register(&self, customer: CreatedCustomer) -> Result<u32, Conflict> {
        self.created.add(customer, |index, customer| {
            if let Some(file) = &self.file {
                file.save_created(index, customer);
            }
        })
    }

    /// The customer with this account name, associated or not. Generated names end in the
    /// customer's number; the fixtures are among the first.
    pub fn customer_named(&self, name: &str) -> Option<u32> {
        let seeded = self.tenant.customers;
        let is_named = |index: &u32| self.tenant.profile(*index).account_name.eq_ignore_ascii_case(name);
        let drawn =
            name.rsplit('-').next().and_then(|tail| tail.parse().ok()).filter(|index| *index < seeded);
        drawn
            .filter(is_named)
            .or_else(|| (0..seeded.min(64)).find(is_named))
            .or_else(|| self.created.find(|created| created.account_name.eq_ignore_ascii_case(name)))
    }

    /// Whether a customer has this e-mail. Those of seeded customers are derived from their names.
    pub fn has_email(&self, email: &str) -> bool {
        let email = email.to_ascii_lowercase();
        let named = email.strip_prefix("cloud@").and_then(|rest| rest.strip_suffix(".example"));
        let seeded = named.and_then(|name| self.customer_named(name)).filter(|index| *index < FIRST_CREATED);
        seeded.is_some() || self.created.find(|created| created.has_email(&email)).is_some()
    }

    /// Whether a customer has this id on the partner's platform. Those of seeded customers contain
    /// their number.
    pub fn has_xaccount(&self, xaccount_id: &str) -> bool {
        let seeded = ids::xaccount_index(xaccount_id)
            .filter(|index| *index < self.tenant.customers)
            .is_some_and(|index| self.tenant.profile(index).xaccount_id == xaccount_id);
        seeded || self.created.find(|created| created.xaccount_id == xaccount_id).is_some()
    }

    /// All seeded profiles, for searches; computed on the first use.
    pub fn profiles(&self) -> &[Profile] {
        self.profiles
            .get_or_init(|| (0..self.tenant.customers).map(|index| self.tenant.profile(index)).collect())
    }
}
