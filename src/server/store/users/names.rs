//! How login names are compared: as Unicode says that identifiers are. What looks the same is the same,
//! so that nobody is told apart by the width of a letter, its case, or signs that cannot be seen.

use crate::server::store::Store;
use crate::server::store::db::Row;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use icu_casemap::CaseMapper;
use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use std::collections::HashSet;

/// A login name as it is compared: normalized (NFKC), without case, without what cannot be seen.
pub fn name_key(name: &str) -> String {
    let nfkc = ComposingNormalizerBorrowed::new_nfkc();
    let unseen = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let visible: String = name.chars().filter(|c| !c.is_control() && !unseen.contains(*c)).collect();
    let folded = CaseMapper::new().fold_string(&nfkc.normalize(&visible)).into_owned();
    nfkc.normalize(&folded).trim().to_owned()
}

/// As names were compared before: lower case, no control characters, no blanks around.
pub(super) fn former_key(name: &str) -> String {
    let visible: String = name.to_lowercase().chars().filter(|c| !c.is_control()).collect();
    visible.trim().to_owned()
}

/// A user whose key is to be another one.
struct Renewal {
    id: String,
    key: String,
}

/// Who gets a new key. A user whose name now reads like another's keeps the former one: both still
/// sign in with the name that they have.
fn renewals(users: &[(String, String, String)]) -> Vec<Renewal> {
    let mut taken: HashSet<String> = users.iter().map(|(_, _, key)| key.clone()).collect();
    let mut renewals = Vec::new();
    for (id, name, key) in users {
        let wanted = name_key(name);
        if *key == wanted {
            continue;
        }
        if taken.insert(wanted.clone()) {
            renewals.push(Renewal { id: id.clone(), key: wanted });
        } else {
            tracing::warn!(user = %id, "two users have names that read the same; both keep theirs");
        }
    }
    renewals
}

impl Store {
    /// Brings the keys of names that were stored by an earlier version up to date.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub(in crate::server::store) async fn renew_name_keys(&self) -> Result<(), StoreError> {
        let sql = Sql::new("SELECT id, name, name_key FROM users ORDER BY created_at, id");
        let read = |row: &Row| Ok((row.need("id")?, row.need_text("name")?, row.need_text("name_key")?));
        let users: Vec<(String, String, String)> =
            self.db.all(&sql).await?.iter().map(read).collect::<Result<_, StoreError>>()?;
        for Renewal { id, key } in renewals(&users) {
            // Another server may be doing the same.
            let sql = Sql::new(
                "UPDATE users SET name_key = ? WHERE id = ?
                 AND NOT EXISTS (SELECT 1 FROM users other WHERE other.name_key = ?)",
            );
            self.db.run(&sql.with(key.as_str()).with(id).with(key.as_str())).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (name, key) in [
            ("Ann", "ann"),
            ("\u{ff21}nn", "ann"),
            ("STRASSE", "strasse"),
            ("Stra\u{df}e", "strasse"),
            ("Stra\u{1e9e}e", "strasse"),
            ("Ren\u{e9}", "ren\u{e9}"),
            ("Rene\u{301}", "ren\u{e9}"),
            ("an\u{200b}n\u{ad}", "ann"),
            ("\u{2060}ann\u{feff}", "ann"),
            ("\u{212a}im", "kim"),
            ("\u{fb01}nn", "finn"),
            (" ann\u{1}", "ann"),
        ] {
            assert_eq!(name_key(name), key, "{name:?}");
            assert_eq!(name_key(&name_key(name)), key, "twice: {name:?}");
        }
    }

    fn user(id: &str, name: &str) -> (String, String, String) {
        (id.to_owned(), name.to_owned(), former_key(name))
    }

    #[test]
    fn nobody_takes_a_key_that_another_has() {
        let users =
            [user("1", "Stra\u{df}e"), user("2", "strasse"), user("3", "\u{ff21}nn"), user("4", "Bo")];
        let renewed: Vec<_> = renewals(&users).into_iter().map(|renewal| (renewal.id, renewal.key)).collect();
        assert_eq!(renewed, [("3".to_owned(), "ann".to_owned())]);
    }
}
