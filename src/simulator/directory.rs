//! The customers that were made during the simulation. Their numbers begin where the seeded ones
//! can never reach, so that a state file stays right when it is opened with more customers.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::random::{Dice, Room};
use super::tenant::customers::{Owner, Profile};
use super::tenant::identity::{self, FIRST_MADE, MAX_MADE};

/// A customer as createSubCustomer made it.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Made {
    pub owner: Owner,
    pub account_name: String,
    /// Two-letter country or region.
    pub area: String,
    pub email: Option<String>,
    pub xaccount_id: String,
    pub xaccount_type: String,
    /// From when on the partner finds it.
    pub associated_on: i64,
}

/// What may not be the same for two customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    AccountName,
    Email,
    XaccountId,
    /// There is no number left.
    Full,
}

/// In the order in which they were made; the first one has the number [`FIRST_MADE`].
pub struct Directory(RwLock<Vec<Made>>);

impl Directory {
    pub fn new(made: Vec<Made>) -> Self {
        Self(RwLock::new(made))
    }

    fn read(&self) -> RwLockReadGuard<'_, Vec<Made>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Vec<Made>> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn get(&self, index: u32) -> Option<Made> {
        let place = index.checked_sub(FIRST_MADE)?;
        self.read().get(place as usize).cloned()
    }

    /// Those that the partner finds by now, with their numbers.
    pub fn associated(&self, owner: Owner, now: i64) -> Vec<(u32, Made)> {
        let is_there = |made: &Made| made.owner == owner && made.associated_on <= now;
        let made = self.read();
        (FIRST_MADE..)
            .zip(made.iter())
            .filter(|(_, made)| is_there(made))
            .map(|(n, m)| (n, m.clone()))
            .collect()
    }

    pub fn find(&self, wanted: impl Fn(&Made) -> bool) -> Option<u32> {
        let made = self.read();
        (FIRST_MADE..).zip(made.iter()).find(|(_, made)| wanted(made)).map(|(index, _)| index)
    }

    /// Adds a customer unless another one has its names. `keep` hands it to the state file, in
    /// the order of the numbers.
    pub fn add(&self, new: Made, keep: impl FnOnce(u32, &Made)) -> Result<u32, Taken> {
        let mut made = self.write();
        for other in made.iter() {
            if other.account_name.eq_ignore_ascii_case(&new.account_name) {
                return Err(Taken::AccountName);
            }
            if other.xaccount_id == new.xaccount_id {
                return Err(Taken::XaccountId);
            }
            if new.email.as_deref().is_some_and(|email| other.has_email(email)) {
                return Err(Taken::Email);
            }
        }
        let place = u32::try_from(made.len()).ok().filter(|place| *place < MAX_MADE).ok_or(Taken::Full)?;
        keep(FIRST_MADE + place, &new);
        made.push(new);
        Ok(FIRST_MADE + place)
    }
}

impl Made {
    pub fn has_email(&self, email: &str) -> bool {
        self.email.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(email))
    }

    /// What the customer starts with: a resale customer without a name, a budget or a resource,
    /// frozen until the partner lets it buy (sheet, x-domain-rules, association).
    pub fn profile(&self, seed: u64, index: u32) -> Profile {
        Profile {
            index,
            id: identity::customer_id(seed, index),
            owner: self.owner,
            name: String::new(),
            account_name: self.account_name.clone(),
            label: String::new(),
            telephone: String::new(),
            dial: dial(&self.area),
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

/// The account name of a customer that was made without one: 32 characters, a letter first.
pub fn random_name(seed: u64, xaccount_id: &str) -> String {
    let mut dice = Dice::new(seed, Room::Registration, super::random::key(xaccount_id));
    let digits = identity::hex_id(&mut dice);
    format!("c{}", digits.get(1..).unwrap_or_default())
}

/// Dialling prefixes of the countries that the seeded customers come from; others have none here.
fn dial(area: &str) -> &'static str {
    const DIALS: &[(&str, &str)] = &[
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
    DIALS.iter().find(|(code, _)| *code == area).map_or("", |(_, dial)| dial)
}
