//! Which customers a user looks after. An assignment outlives the mirror's memory of a customer:
//! payments and the audit log of one that left stay visible to who looked after it.
//!
//! A row is made by hand (`rule` is empty) or by a rule ([`rules`]). A customer has one owner at most,
//! which a unique index holds; who may see it is asked of this table by every query ([`super::Scope`]).

pub(crate) mod change;
mod plans;
mod read;
mod rules;

use crate::server::store::Store;
use crate::server::store::customers::BATCH;
use crate::server::store::db::sql::{Sql, Value};
use crate::server::store::error::StoreError;
use model::assignments::AssignmentKind;
use model::ids::{CustomerId, UserId};

/// Of assignments that are made by hand.
const BY_HAND: &str = "";
const INSERT: &str = "INSERT INTO assignments (user_id, customer_id, kind, rule) VALUES ";
const ONCE: &str = " ON CONFLICT DO NOTHING";

/// Rows of assignments by hand, of one kind.
fn rows<'a>(
    user: &UserId,
    customers: &'a [CustomerId],
    kind: AssignmentKind,
) -> impl Iterator<Item = Vec<Value>> + use<'a> {
    let user = user.clone();
    customers
        .iter()
        .map(move |customer| vec![Value::from(&user), customer.into(), kind.code().into(), BY_HAND.into()])
}

impl Store {
    /// Makes a user a helper of customers; how many of them the user did not look after by hand before.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when there is no such user.
    pub async fn assign(&self, user: &UserId, customers: &[CustomerId]) -> Result<u64, StoreError> {
        let mut added = 0;
        for batch in customers.chunks(BATCH) {
            let rows = rows(user, batch, AssignmentKind::Helper);
            added += self.db.run(&Sql::new(INSERT).rows(rows).push(ONCE)).await?;
        }
        Ok(added)
    }

    /// Takes customers that were assigned by hand from a user; how many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn unassign(&self, user: &UserId, customers: &[CustomerId]) -> Result<u64, StoreError> {
        let mut taken = 0;
        for batch in customers.chunks(BATCH) {
            let sql = Sql::new("DELETE FROM assignments WHERE rule = '' AND user_id = ? AND customer_id IN ");
            taken += self.db.run(&sql.with(user).list(batch)).await?;
        }
        Ok(taken)
    }

    /// Makes a user a helper of one share of all customers in the mirror ([`Store::every_customer`]). How
    /// many the user did not look after by hand before.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn assign_every(&self, user: &UserId, nth: u32, of: u32) -> Result<u64, StoreError> {
        self.assign(user, &self.every_customer(nth, of).await?).await
    }

    /// One share of all customers in the mirror: share `nth` (from 0) of `of` equal ones. A customer is in
    /// the same share on every machine and at every time.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn every_customer(&self, nth: u32, of: u32) -> Result<Vec<CustomerId>, StoreError> {
        let (mut share, mut after) = (Vec::new(), None);
        loop {
            let page = self.customer_keys(after.as_ref(), 1_000).await?;
            let Some((last, _, _)) = page.last() else { return Ok(share) };
            after = Some(last.clone());
            let ids = page.into_iter().map(|(id, _, _)| id);
            share.extend(ids.filter(|id| spread(id.as_str()) % u64::from(of.max(1)) == u64::from(nth)));
        }
    }

    /// How many customers in the mirror are assigned to a user.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn assigned_count(&self, user: &UserId) -> Result<u64, StoreError> {
        self.customer_count(&crate::server::store::Scope::Assigned(user.clone())).await
    }
}

/// FNV-1a with a last mixing step: the same on every machine, and even in its low bits too.
fn spread(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_about_equal() {
        let mut shares = [0_u32; 3];
        for number in 0..3_000_u64 {
            let share = usize::try_from(spread(&format!("cust-{number:06}")) % 3).unwrap_or(0);
            shares[share] += 1;
        }
        assert!(shares.iter().all(|share| (900..=1_100).contains(share)), "{shares:?}");
    }
}
