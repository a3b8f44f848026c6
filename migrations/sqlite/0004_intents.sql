-- One table for everything that must happen at most once; payments and renewals move into it.

CREATE TABLE intents (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  what TEXT NOT NULL,
  stage TEXT NOT NULL,
  failure TEXT,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  quoted_at INTEGER,
  sent_at INTEGER,
  checked_at INTEGER,
  checks INTEGER NOT NULL DEFAULT 0,
  next_check_at INTEGER,
  settled_at INTEGER,
  audit_id TEXT NOT NULL
) STRICT;
CREATE INDEX intents_customer ON intents (customer_id, created_at);
CREATE INDEX intents_stage ON intents (stage, created_at);
CREATE INDEX intents_due ON intents (next_check_at) WHERE next_check_at IS NOT NULL;

-- What an intent is about. At most one intent holds a thing at a time.
CREATE TABLE intent_things (
  thing TEXT NOT NULL,
  intent_id TEXT NOT NULL REFERENCES intents (id),
  held INTEGER NOT NULL,
  PRIMARY KEY (intent_id, thing)
) STRICT;
CREATE UNIQUE INDEX intent_things_held ON intent_things (thing) WHERE held = 1;
CREATE INDEX intent_things_thing ON intent_things (thing);

-- Every move, in order: rows are added and never changed.
CREATE TABLE intent_steps (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  intent_id TEXT NOT NULL REFERENCES intents (id),
  stage TEXT NOT NULL,
  mover TEXT NOT NULL,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX intent_steps_intent ON intent_steps (intent_id, key);

INSERT INTO intents (id, kind, customer_id, what, stage, failure, created_by, created_at, sent_at, checked_at,
  next_check_at, settled_at, audit_id)
SELECT id, 'pay', customer_id,
  json_object('order', order_id, 'amount', json_object('amount', amount, 'currency', currency),
    'order_status', order_status),
  CASE state WHEN 'paid' THEN 'done' WHEN 'not-paid' THEN 'settled-undone' ELSE state END,
  failure, created_by, created_at, sent_at, checked_at,
  CASE WHEN state IN ('confirmed', 'sent', 'unknown') THEN created_at END, settled_at, audit_id
FROM payments ORDER BY key;

INSERT INTO intents (id, kind, customer_id, what, stage, failure, created_by, created_at, next_check_at,
  settled_at, audit_id)
SELECT id, 'renew', customer_id,
  json_object('resources', json(resources), 'period', json(period),
    'agreed', json_object('amount', amount, 'currency', currency), 'orders', json(orders), 'failures', json(failures)),
  CASE state WHEN 'ordered' THEN 'done' ELSE state END,
  failure, created_by, created_at,
  CASE WHEN state IN ('confirmed', 'sent', 'unknown') THEN created_at END,
  CASE WHEN state IN ('ordered', 'rejected') THEN changed_at END, audit_id
FROM renewals ORDER BY key;

INSERT INTO intent_things (thing, intent_id, held)
SELECT 'order:' || order_key, id, CASE WHEN state IN ('confirmed', 'sent', 'unknown') THEN 1 ELSE 0 END FROM payments;
-- An order that is paid is held for good, by the last payment that paid it.
UPDATE intent_things SET held = 1 WHERE intent_id IN (
  SELECT p.id FROM payments p WHERE p.state = 'paid' AND NOT EXISTS (
    SELECT 1 FROM payments q WHERE q.order_key = p.order_key AND q.key <> p.key
      AND (q.state IN ('confirmed', 'sent', 'unknown') OR (q.state = 'paid' AND q.key > p.key))));
INSERT INTO intent_things (thing, intent_id, held)
SELECT 'resource:' || resource_id, renewal_id, 1 FROM renewal_locks;
INSERT INTO intent_steps (intent_id, stage, mover, actor, at)
SELECT id, 'confirmed', 'service', created_by, created_at FROM intents ORDER BY key;

DROP TABLE renewal_locks;
DROP TABLE renewals;
DROP TABLE payments;
