//! Which customers a user looks after. An assignment outlives the mirror's memory of a customer:
//! payments and the audit log of one that left stay visible to who looked after it.

use crate::server::store::Store;
use crate::server::store::customers::BATCH;
use crate::server::store::db::sql::{Sql, Value};
use crate::server::store::error::StoreError;
use crate::server::store::sort_keys::folded;
use model::ids::{CustomerId, ResellerId, UserId};

const INSERT: &str = "INSERT INTO assignments (user_id, customer_id) ";
const ONCE: &str = " ON CONFLICT (user_id, customer_id) DO NOTHING";

impl Store {
    /// Assigns customers to a user; how many were not assigned before.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when there is no such user.
    pub async fn assign(&self, user: &UserId, customers: &[CustomerId]) -> Result<u64, StoreError> {
        let mut added = 0;
        for batch in customers.chunks(BATCH) {
            let rows = batch.iter().map(|customer| vec![Value::from(user), customer.into()]);
            added += self.db.run(&Sql::new(INSERT).push("VALUES ").rows(rows).push(ONCE)).await?;
        }
        Ok(added)
    }

    /// Takes customers from a user; how many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn unassign(&self, user: &UserId, customers: &[CustomerId]) -> Result<u64, StoreError> {
        let mut taken = 0;
        for batch in customers.chunks(BATCH) {
            let sql = Sql::new("DELETE FROM assignments WHERE user_id = ? AND customer_id IN ");
            taken += self.db.run(&sql.with(user).list(batch)).await?;
        }
        Ok(taken)
    }

    /// Assigns the customers in the mirror whose account manager in the partner API has that login name,
    /// in whatever case; how many were not assigned before.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when there is no such user.
    pub async fn assign_where_manager(&self, user: &UserId, manager: &str) -> Result<u64, StoreError> {
        let from = Sql::new("SELECT ?, id FROM customers WHERE account_manager = ?");
        let from = from.with(user).with(folded(manager));
        self.db.run(&Sql::new(INSERT).append(from).push(ONCE)).await
    }

    /// Assigns the customers in the mirror that belong to one reseller (`None`: the partner's
    /// own); how many were not assigned before.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when there is no such user.
    pub async fn assign_all_of(
        &self,
        user: &UserId,
        reseller: Option<&ResellerId>,
    ) -> Result<u64, StoreError> {
        let from = Sql::new("SELECT ?, id FROM customers WHERE reseller_id ").with(user);
        let from = match reseller {
            Some(reseller) => from.push("= ?").with(reseller),
            None => from.push("IS NULL"),
        };
        self.db.run(&Sql::new(INSERT).append(from).push(ONCE)).await
    }

    /// Assigns one share of all customers in the mirror: share `nth` (from 0) of `of` equal
    /// ones. A customer is in the same share on every machine and at every time. How many were
    /// not assigned before.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn assign_every(&self, user: &UserId, nth: u32, of: u32) -> Result<u64, StoreError> {
        let (mut added, mut after) = (0, None);
        loop {
            let page = self.customer_keys(after.as_ref(), 1_000).await?;
            let Some((last, _, _)) = page.last() else { return Ok(added) };
            after = Some(last.clone());
            let share = page.into_iter().map(|(id, _, _)| id);
            let share: Vec<CustomerId> =
                share.filter(|id| spread(id.as_str()) % u64::from(of.max(1)) == u64::from(nth)).collect();
            added += self.assign(user, &share).await?;
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
