//! The customers created during the simulation (createSubCustomer). Their numbers start above those
//! of seeded customers, so that a state file stays valid when it is opened with more customers.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::world::rng::{self, Rng, Stream};
use crate::world::tenant::ids;
use crate::world::tenant::ids::{FIRST_CREATED, MAX_CREATED};
use crate::world::tenant::profiles::{Owner, Profile};

/// A customer as it was created.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct CreatedCustomer {
    pub owner: Owner,
    pub account_name: String,
    /// `domain_area`: two-letter country or region.
    pub area: String,
    pub email: Option<String>,
    pub xaccount_id: String,
    pub xaccount_type: String,
    /// When the partner starts to find it.
    pub associated_on: i64,
}

/// The attributes that must be unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    AccountName,
    Email,
    XaccountId,
    /// All numbers are used.
    Full,
}

/// In order of creation; the first one has the number [`FIRST_CREATED`].
pub struct CreatedCustomers(RwLock<Vec<CreatedCustomer>>);

impl CreatedCustomers {
    pub fn new(stored: Vec<CreatedCustomer>) -> Self {
        Self(RwLock::new(stored))
    }

    fn read(&self) -> RwLockReadGuard<'_, Vec<CreatedCustomer>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Vec<CreatedCustomer>> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The customer with a number, even if not associated yet.
    pub fn get(&self, index: u32) -> Option<CreatedCustomer> {
        let place = index.checked_sub(FIRST_CREATED)?;
        self.read().get(place as usize).cloned()
    }

    /// The customers associated by now, with their numbers.
    pub fn associated(&self, owner: Owner, now: i64) -> Vec<(u32, CreatedCustomer)> {
        let is_there = |created: &CreatedCustomer| created.owner == owner && created.associated_on <= now;
        let created = self.read();
        (FIRST_CREATED..)
            .zip(created.iter())
            .filter(|(_, created)| is_there(created))
            .map(|(n, m)| (n, m.clone()))
            .collect()
    }

    /// The number of the first customer that matches.
    pub fn find(&self, wanted: impl Fn(&CreatedCustomer) -> bool) -> Option<u32> {
        let created = self.read();
        (FIRST_CREATED..).zip(created.iter()).find(|(_, created)| wanted(created)).map(|(index, _)| index)
    }

    /// Adds a customer unless its names are taken. `keep` writes it to the state file, in order of
    /// the numbers.
    pub fn add(
        &self,
        new: CreatedCustomer,
        keep: impl FnOnce(u32, &CreatedCustomer),
    ) -> Result<u32, Conflict> {
        let mut created = self.write();
        for other in created.iter() {
            if other.account_name.eq_ignore_ascii_case(&new.account_name) {
                return Err(Conflict::AccountName);
            }
            if other.xaccount_id == new.xaccount_id {
                return Err(Conflict::XaccountId);
            }
            if new.email.as_deref().is_some_and(|email| other.has_email(email)) {
                return Err(Conflict::Email);
            }
        }
        let place =
            u32::try_from(created.len()).ok().filter(|place| *place < MAX_CREATED).ok_or(Conflict::Full)?;
        keep(FIRST_CREATED + place, &new);
        created.push(new);
        Ok(FIRST_CREATED + place)
    }
}

impl CreatedCustomer {
    pub fn has_email(&self, email: &str) -> bool {
        self.email.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(email))
    }

    /// The initial profile: a resale customer without name, budget or resources, frozen until the
    /// partner unfreezes it (sheet, x-domain-rules, association).
    pub fn profile(&self, seed: u64, index: u32) -> Profile {
        Profile {
            index,
            id: ids::customer_id(seed, index),
            owner: self.owner,
            name: String::new(),
            account_name: self.account_name.clone(),
            label: String::new(),
            telephone: String::new(),
            country_code: country_code(&self.area),
            associated_on: self.associated_on,
            resale: true,
            verified: "-1",
            kind: -1,
            level: "V0",
            manager: "",
            xaccount_id: self.xaccount_id.clone(),
            xaccount_type: self.xaccount_type.clone(),
            email: self.email.clone().unwrap_or_default(),
            frozen: 1,
            has_agency: true,
            discount: 0,
        }
    }
}

/// A random account name for a customer created without one: 32 characters, a letter first.
pub fn random_name(seed: u64, xaccount_id: &str) -> String {
    let mut rng = Rng::new(seed, Stream::Registration, rng::key(xaccount_id));
    let digits = ids::hex_id(&mut rng);
    format!("c{}", digits.get(1..).unwrap_or_default())
}

/// Dialing prefixes for the countries of the seeded customers; empty for others.
fn country_code(area: &str) -> &'static str {
    const COUNTRY_CODES: &[(&str, &str)] = &[
        ("AE", "0971"),
        ("BR", "0055"),
        ("CL", "0056"),
        ("CN", "0086"),
        ("DE", "0049"),
        ("EG", "0020"),
        ("ES", "0034"),
        ("FR", "0033"),
        ("HK", "0852"),
        ("ID", "0062"),
        ("IN", "0091"),
        ("IT", "0039"),
        ("JP", "0081"),
        ("KR", "0082"),
        ("MX", "0052"),
        ("MY", "0060"),
        ("NG", "0234"),
        ("PH", "0063"),
        ("PL", "0048"),
        ("SA", "0966"),
        ("SG", "0065"),
        ("TH", "0066"),
        ("TR", "0090"),
        ("VN", "0084"),
        ("ZA", "0027"),
    ];
    COUNTRY_CODES.iter().find(|(code, _)| *code == area).map_or("", |(_, country_code)| country_code)
}
