-- A customer has one owner and any number of helpers. An assignment is made by hand (rule is empty) or by
-- a rule, which is named by the account manager that it is about. Who alone looked after a customer before
-- is its owner; where there were several, nobody knows which of them, so all are helpers.

CREATE TABLE assignments_with_kind (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  customer_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (user_id, customer_id, rule)
) STRICT, WITHOUT ROWID;
INSERT INTO assignments_with_kind (user_id, customer_id, kind, rule)
  SELECT user_id, customer_id,
    CASE WHEN COUNT(*) OVER (PARTITION BY customer_id) = 1 THEN 'owner' ELSE 'helper' END, ''
  FROM assignments;
DROP TABLE assignments;
ALTER TABLE assignments_with_kind RENAME TO assignments;
CREATE INDEX assignments_customer ON assignments (customer_id);
CREATE UNIQUE INDEX assignments_owner ON assignments (customer_id) WHERE kind = 'owner';
CREATE INDEX assignments_rule ON assignments (rule) WHERE rule <> '';

-- Which person owns the customers of an account manager at HUAWEI CLOUD (login name, folded).
CREATE TABLE assignment_rules (
  manager TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Previews of assignments in bulk; the rows are JSON. One that was carried out stays for its page.
CREATE TABLE assignment_plans (
  id TEXT NOT NULL PRIMARY KEY,
  created_at INTEGER NOT NULL,
  done_at INTEGER,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX assignment_plans_created ON assignment_plans (created_at);

-- What one person handed over to another, as it was at that moment (JSON). Who has not dismissed it yet sees
-- it on the overview.
CREATE TABLE hand_overs (
  id TEXT NOT NULL PRIMARY KEY,
  from_user TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  to_user TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  dismissed_from INTEGER NOT NULL,
  dismissed_to INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX hand_overs_from ON hand_overs (from_user, created_at);
CREATE INDEX hand_overs_to ON hand_overs (to_user, created_at);
