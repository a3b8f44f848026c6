-- One table for everything that must happen at most once; payments and renewals move into it.

CREATE TABLE intents (
  key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT COLLATE "C" NOT NULL UNIQUE,
  kind TEXT COLLATE "C" NOT NULL,
  customer_id TEXT COLLATE "C" NOT NULL,
  what TEXT COLLATE "C" NOT NULL,
  stage TEXT COLLATE "C" NOT NULL,
  failure TEXT COLLATE "C",
  created_by TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  quoted_at BIGINT,
  sent_at BIGINT,
  checked_at BIGINT,
  checks BIGINT NOT NULL DEFAULT 0,
  next_check_at BIGINT,
  settled_at BIGINT,
  audit_id TEXT COLLATE "C" NOT NULL
);
CREATE INDEX intents_customer ON intents (customer_id, created_at);
CREATE INDEX intents_stage ON intents (stage, created_at);
CREATE INDEX intents_due ON intents (next_check_at) WHERE next_check_at IS NOT NULL;

-- What an intent is about. At most one intent holds a thing at a time.
CREATE TABLE intent_things (
  thing TEXT COLLATE "C" NOT NULL,
  intent_id TEXT COLLATE "C" NOT NULL REFERENCES intents (id),
  held BIGINT NOT NULL,
  PRIMARY KEY (intent_id, thing)
);
CREATE UNIQUE INDEX intent_things_held ON intent_things (thing) WHERE held = 1;
CREATE INDEX intent_things_thing ON intent_things (thing);

-- Every move, in order: rows are added and never changed.
CREATE TABLE intent_steps (
  key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  intent_id TEXT COLLATE "C" NOT NULL REFERENCES intents (id),
  stage TEXT COLLATE "C" NOT NULL,
  mover TEXT COLLATE "C" NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX intent_steps_intent ON intent_steps (intent_id, key);

INSERT INTO intents (id, kind, customer_id, what, stage, failure, created_by, created_at, sent_at, checked_at,
  next_check_at, settled_at, audit_id)
SELECT id, 'pay', customer_id,
  json_build_object('order', order_id, 'amount', json_build_object('amount', amount, 'currency', currency),
    'order_status', order_status)::text,
  CASE state WHEN 'paid' THEN 'done' WHEN 'not-paid' THEN 'settled-undone' ELSE state END,
  failure, created_by, created_at, sent_at, checked_at,
  CASE WHEN state IN ('confirmed', 'sent', 'unknown') THEN created_at END, settled_at, audit_id
FROM payments ORDER BY key;

INSERT INTO intents (id, kind, customer_id, what, stage, failure, created_by, created_at, next_check_at,
  settled_at, audit_id)
SELECT id, 'renew', customer_id,
  json_build_object('resources', resources::json, 'period', period::json,
    'agreed', json_build_object('amount', amount, 'currency', currency), 'orders', orders::json, 'failures', failures::json)::text,
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
