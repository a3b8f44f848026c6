//! Changing who looks after customers. Every change holds the whole table against other changes: they are
//! rare and short, and two of them never decide on the same rows.

use super::{BY_HAND, INSERT, ONCE, read, rows, rules};
use crate::server::store::Store;
use crate::server::store::customers::BATCH;
use crate::server::store::db::Tx;
use crate::server::store::db::sql::{Sql, Value};
use crate::server::store::error::StoreError;
use jiff::Timestamp;
use model::assignments::AssignmentKind;
use model::audit::AuditEntry;
use model::ids::{CustomerId, PlanId, UserId};
use std::collections::{BTreeMap, HashMap};

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assigned {
    /// It was made.
    Done,
    /// Nothing was: the assignments are not those that the caller saw.
    Stale,
}

/// One assignment of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Whose.
    pub customer: CustomerId,
    /// To whom.
    pub user: UserId,
    /// As what.
    pub kind: AssignmentKind,
    /// The owner whom the caller saw.
    pub owner: Option<UserId>,
}

impl Tx {
    /// Lets no other transaction change assignments until this one ends. Readers do not wait.
    pub(in crate::server::store) async fn hold_assignments(&mut self) -> Result<(), StoreError> {
        match self {
            // A transaction that writes is alone there.
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(..) => {
                self.run(&Sql::new("LOCK TABLE assignments IN SHARE ROW EXCLUSIVE MODE")).await.map(|_| ())
            }
        }
    }
}

impl Store {
    /// Sets who looks after a customer by hand, if its team is still as it was seen ([`seen`](model::assignments::Team::seen)), with
    /// its entry of the audit log. An owner whom a rule made stays one by the rule; where
    /// nobody is to own the customer, a rule may assign it again.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when there is no such user; [`StoreError::Corrupt`].
    pub async fn set_team(
        &self,
        customer: &CustomerId,
        seen: &str,
        owner: Option<&UserId>,
        helpers: &[UserId],
        entry: &AuditEntry,
    ) -> Result<Assigned, StoreError> {
        let mut tx = self.db.begin().await?;
        tx.hold_assignments().await?;
        let team = read::team(&tx.all(&read::of_customer(customer)).await?)?;
        if team.seen() != seen {
            tx.rollback().await?;
            return Ok(Assigned::Stale);
        }
        tx.run(&Sql::new("DELETE FROM assignments WHERE rule = '' AND customer_id = ?").with(customer))
            .await?;
        let by_rule = team.owner.filter(|now| now.rule.is_some());
        if by_rule.is_none_or(|now| owner != Some(&now.person.id)) {
            tx.run(&Sql::new("DELETE FROM assignments WHERE customer_id = ?").with(customer)).await?;
            if let Some(owner) = owner {
                let one = rows(owner, std::slice::from_ref(customer), AssignmentKind::Owner);
                tx.run(&Sql::new(INSERT).rows(one)).await?;
            }
        }
        let helpers = helpers.iter().filter(|helper| Some(*helper) != owner).map(|helper| {
            let kind = AssignmentKind::Helper.code();
            vec![Value::from(helper), customer.into(), kind.into(), BY_HAND.into()]
        });
        let helpers: Vec<_> = helpers.collect();
        if !helpers.is_empty() {
            tx.run(&Sql::new(INSERT).rows(helpers).push(ONCE)).await?;
        }
        rules::apply(&mut tx, Some(customer)).await?;
        tx.open_entry(entry).await?;
        tx.commit().await?;
        Ok(Assigned::Done)
    }

    /// Makes the assignments of a plan, if every customer still has the owner that the plan saw and nobody
    /// carried it out before; all of them or none. A new owner takes the place of the one before, who does
    /// not look after the customer any more.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn assign_planned(
        &self,
        plan: Option<&PlanId>,
        planned: &[Planned],
        entry: &AuditEntry,
        at: Timestamp,
    ) -> Result<Assigned, StoreError> {
        let mut tx = self.db.begin().await?;
        tx.hold_assignments().await?;
        let mut fresh = true;
        if let Some(plan) = plan {
            let sql = Sql::new("UPDATE assignment_plans SET done_at = ? WHERE id = ? AND done_at IS NULL");
            fresh = tx.run(&sql.with(at).with(plan)).await? == 1;
        }
        if !fresh || !owners_are_as_seen(&mut tx, planned).await? {
            tx.rollback().await?;
            return Ok(Assigned::Stale);
        }
        for (kind, user, customers) in by_person(planned) {
            for batch in customers.chunks(BATCH) {
                assign(&mut tx, &user, kind, batch).await?;
            }
        }
        tx.open_entry(entry).await?;
        tx.commit().await?;
        Ok(Assigned::Done)
    }
}

async fn owners_are_as_seen(tx: &mut Tx, planned: &[Planned]) -> Result<bool, StoreError> {
    for batch in planned.chunks(BATCH) {
        let sql =
            Sql::new("SELECT customer_id, user_id FROM assignments WHERE kind = 'owner' AND customer_id IN ");
        let owners = tx.all(&sql.list(batch.iter().map(|one| &one.customer))).await?;
        let owners = owners.iter().map(|row| Ok((row.need("customer_id")?, row.need("user_id")?)));
        let owners = owners.collect::<Result<HashMap<CustomerId, UserId>, StoreError>>()?;
        if batch.iter().any(|one| owners.get(&one.customer) != one.owner.as_ref()) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The customers of each person: those to own first, so that a helper is added beside the new owner.
fn by_person(planned: &[Planned]) -> Vec<(AssignmentKind, UserId, Vec<CustomerId>)> {
    let mut people: BTreeMap<(bool, &UserId), Vec<CustomerId>> = BTreeMap::new();
    for one in planned {
        let helps = one.kind == AssignmentKind::Helper;
        people.entry((helps, &one.user)).or_default().push(one.customer.clone());
    }
    let kind = |helps| if helps { AssignmentKind::Helper } else { AssignmentKind::Owner };
    people.into_iter().map(|((helps, user), customers)| (kind(helps), user.clone(), customers)).collect()
}

/// Makes a person owner or helper of customers by hand. A helper who becomes the owner is no helper any more.
pub(in crate::server::store) async fn assign(
    tx: &mut Tx,
    user: &UserId,
    kind: AssignmentKind,
    customers: &[CustomerId],
) -> Result<(), StoreError> {
    if customers.is_empty() {
        return Ok(());
    }
    if kind == AssignmentKind::Owner {
        let former = Sql::new("DELETE FROM assignments WHERE kind = 'owner' AND customer_id IN ");
        tx.run(&former.list(customers)).await?;
        let helper = Sql::new("DELETE FROM assignments WHERE rule = '' AND user_id = ? AND customer_id IN ");
        tx.run(&helper.with(user).list(customers)).await?;
    }
    tx.run(&Sql::new(INSERT).rows(rows(user, customers, kind)).push(ONCE)).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_come_before_helpers() {
        let planned = |customer: &str, user: &str, kind| Planned {
            customer: CustomerId::parse(customer).unwrap(),
            user: UserId::parse(user).unwrap(),
            kind,
            owner: None,
        };
        let all = [
            planned("c1", "a", AssignmentKind::Helper),
            planned("c1", "b", AssignmentKind::Owner),
            planned("c2", "b", AssignmentKind::Owner),
        ];
        let order: Vec<_> =
            by_person(&all).into_iter().map(|(kind, user, of)| (kind, user, of.len())).collect();
        let id = |id: &str| UserId::parse(id).unwrap();
        assert_eq!(order, [(AssignmentKind::Owner, id("b"), 2), (AssignmentKind::Helper, id("a"), 1)]);
    }
}
