//! Reading who looks after whom.

use crate::server::store::Store;
use crate::server::store::customers::BATCH;
use crate::server::store::db::Row;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use model::assignments::{Assignee, AssignmentKind, Named, Person, Team, Workload};
use model::ids::{CustomerId, UserId};
use model::users::Role;
use std::collections::HashMap;

const PERSON: &str = "u.id AS user_id, u.name, u.role, u.active";

/// The person in a row with [`PERSON`].
pub(super) fn person(row: &Row) -> Result<Person, StoreError> {
    Ok(Person {
        id: row.need("user_id")?,
        name: row.need_text("name")?,
        role: row.code("role", Role::from_code)?,
        active: row.yes("active")?,
    })
}

/// The assignments of a customer.
pub(super) fn of_customer(customer: &CustomerId) -> Sql {
    Sql::new("SELECT a.kind, a.rule, ")
        .push(PERSON)
        .push(" FROM assignments a JOIN users u ON u.id = a.user_id WHERE a.customer_id = ?")
        .push(" ORDER BY u.name_key, u.id")
        .with(customer)
}

/// The team of the rows of [`of_customer`]. Who owns by a rule and helps by hand is the owner.
pub(super) fn team(rows: &[Row]) -> Result<Team, StoreError> {
    let mut team = Team::default();
    for row in rows {
        let kind = row.code("kind", AssignmentKind::from_code)?;
        let rule = Some(row.need_text("rule")?).filter(|rule| !rule.is_empty());
        let assignee = Assignee { person: person(row)?, kind, rule };
        match kind {
            AssignmentKind::Owner => team.owner = Some(assignee),
            AssignmentKind::Helper => team.helpers.push(assignee),
        }
    }
    let owner = team.owner.as_ref().map(|owner| owner.person.id.clone());
    team.helpers.retain(|helper| Some(&helper.person.id) != owner.as_ref());
    Ok(team)
}

impl Store {
    /// Who looks after a customer. The caller has made sure that it is in scope.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn team(&self, customer: &CustomerId) -> Result<Team, StoreError> {
        team(&self.db.all(&of_customer(customer)).await?)
    }

    /// The owners of those customers that have one.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn owners_of(
        &self,
        customers: &[CustomerId],
    ) -> Result<HashMap<CustomerId, Named<UserId>>, StoreError> {
        let mut owners = HashMap::new();
        for batch in customers.chunks(BATCH) {
            let sql = Sql::new(
                "SELECT a.customer_id, u.id, u.name FROM assignments a JOIN users u ON u.id = a.user_id",
            )
            .push(" WHERE a.kind = 'owner' AND a.customer_id IN ")
            .list(batch);
            for row in self.db.all(&sql).await? {
                let owner = Named { id: row.need("id")?, name: row.need_text("name")? };
                owners.insert(row.need("customer_id")?, owner);
            }
        }
        Ok(owners)
    }

    /// The ones of these customers that a user helps with by hand.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn helped_by(
        &self,
        user: &UserId,
        customers: &[CustomerId],
    ) -> Result<Vec<CustomerId>, StoreError> {
        let mut helped = Vec::new();
        for batch in customers.chunks(BATCH) {
            let sql = Sql::new("SELECT customer_id FROM assignments WHERE kind = 'helper' AND user_id = ?");
            let sql = sql.with(user).push(" AND customer_id IN ").list(batch);
            for row in self.db.all(&sql).await? {
                helped.push(row.need("customer_id")?);
            }
        }
        Ok(helped)
    }

    /// Every active user, and others who look after customers in the mirror, by name.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn workloads(&self) -> Result<Vec<Workload>, StoreError> {
        let sql = Sql::new("SELECT ").push(PERSON).push(
            ", COALESCE(n.owned, 0) AS owned, COALESCE(n.helped, 0) AS helped FROM users u LEFT JOIN
                 (SELECT a.user_id,
                    COUNT(DISTINCT CASE WHEN a.kind = 'owner' THEN a.customer_id END) AS owned,
                    COUNT(DISTINCT CASE WHEN a.kind = 'helper' THEN a.customer_id END) AS helped
                  FROM assignments a JOIN customers c ON c.id = a.customer_id GROUP BY a.user_id) n
                 ON n.user_id = u.id WHERE u.active = 1 OR n.user_id IS NOT NULL ORDER BY u.name_key, u.id",
        );
        let load = |row: &Row| {
            Ok(Workload { person: person(row)?, owned: row.count("owned")?, helped: row.count("helped")? })
        };
        self.db.all(&sql).await?.iter().map(load).collect()
    }

    /// How many customers in the mirror have no owner.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn unowned_count(&self) -> Result<u64, StoreError> {
        let sql = Sql::new(
            "SELECT COUNT(*) AS n FROM customers c WHERE NOT EXISTS
             (SELECT 1 FROM assignments a WHERE a.customer_id = c.id AND a.kind = 'owner')",
        );
        self.db.count(&sql).await
    }
}
