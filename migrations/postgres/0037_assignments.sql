-- A customer has one owner and any number of helpers. An assignment is made by hand (rule is empty) or by
-- a rule, which is named by the account manager that it is about. Who alone looked after a customer before
-- is its owner; where there were several, nobody knows which of them, so all are helpers.

ALTER TABLE assignments ADD COLUMN kind TEXT COLLATE "C" NOT NULL DEFAULT 'helper';
ALTER TABLE assignments ADD COLUMN rule TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE assignments SET kind = 'owner' WHERE customer_id IN
  (SELECT customer_id FROM assignments GROUP BY customer_id HAVING COUNT(*) = 1);
ALTER TABLE assignments ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE assignments ALTER COLUMN rule DROP DEFAULT;
ALTER TABLE assignments DROP CONSTRAINT assignments_pkey;
ALTER TABLE assignments ADD PRIMARY KEY (user_id, customer_id, rule);
CREATE INDEX assignments_customer ON assignments (customer_id);
CREATE UNIQUE INDEX assignments_owner ON assignments (customer_id) WHERE kind = 'owner';
CREATE INDEX assignments_rule ON assignments (rule) WHERE rule <> '';

-- Which person owns the customers of an account manager at HUAWEI CLOUD (login name, folded).
CREATE TABLE assignment_rules (
  manager TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_by TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL
);

-- Previews of assignments in bulk; the rows are JSON. One that was carried out stays for its page.
CREATE TABLE assignment_plans (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  created_at BIGINT NOT NULL,
  done_at BIGINT,
  body TEXT COLLATE "C" NOT NULL
);
CREATE INDEX assignment_plans_created ON assignment_plans (created_at);

-- What one person handed over to another, as it was at that moment (JSON). Who has not dismissed it yet sees
-- it on the overview.
CREATE TABLE hand_overs (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  from_user TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  to_user TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_by TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  dismissed_from BIGINT NOT NULL,
  dismissed_to BIGINT NOT NULL,
  body TEXT COLLATE "C" NOT NULL
);
CREATE INDEX hand_overs_from ON hand_overs (from_user, created_at);
CREATE INDEX hand_overs_to ON hand_overs (to_user, created_at);
