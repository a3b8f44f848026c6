-- Money that a person committed, or permitted to spend, for limits per person and day: one row per
-- intent, job or budget and currency. What is known to have failed has no row.
CREATE TABLE commitments (
  id TEXT NOT NULL,
  currency TEXT NOT NULL,
  pool TEXT NOT NULL,
  user_id TEXT NOT NULL,
  amount TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (id, currency)
) STRICT;
CREATE INDEX commitments_user ON commitments (user_id, pool, at);

-- Whose turn it is to commit: a transaction that adds to a sum holds the row of that person.
CREATE TABLE commitment_turns (
  user_id TEXT NOT NULL,
  pool TEXT NOT NULL,
  turn INTEGER NOT NULL,
  PRIMARY KEY (user_id, pool)
) STRICT;

-- Why a raise of budgets was asked for, in the words of the person.
ALTER TABLE bulk_jobs ADD COLUMN reason TEXT;
