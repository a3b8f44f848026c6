-- Readings that failed, per part and customer: what was read before keeps its age beside them.
CREATE TABLE failed_readings (
  customer_id TEXT COLLATE "C" NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  part TEXT COLLATE "C" NOT NULL,
  -- The error code, else the HTTP status; empty when no answer came.
  code TEXT COLLATE "C" NOT NULL,
  failure TEXT COLLATE "C" NOT NULL,
  failed_at BIGINT NOT NULL,
  -- Failures in a row.
  times BIGINT NOT NULL,
  -- Not tried again before.
  next_at BIGINT NOT NULL,
  PRIMARY KEY (customer_id, part)
);
CREATE INDEX failed_readings_due ON failed_readings (part, next_at);
CREATE INDEX customers_budget_unread ON customers (id) WHERE resale = 1 AND budget_read_at IS NULL;

ALTER TABLE sync_marks ADD COLUMN failure TEXT COLLATE "C";
ALTER TABLE sync_marks ADD COLUMN times BIGINT NOT NULL DEFAULT 0;

-- A try that failed was stamped like a reading: where nothing was found it is read again.
UPDATE customers SET resources_read_at = 0
  WHERE NOT EXISTS (SELECT 1 FROM resources WHERE resources.customer_id = customers.id);

-- Orders are read for the partner itself and for each reseller, each with its own mark.
INSERT INTO sync_marks (key, tried_at, ok_at)
  SELECT 'orders:', tried_at, ok_at FROM sync_marks WHERE key = 'orders' AND ok_at IS NOT NULL;
INSERT INTO sync_marks (key, tried_at, ok_at)
  SELECT 'orders:' || r.id, m.tried_at, m.ok_at FROM sync_marks m, resellers r
  WHERE m.key = 'orders' AND m.ok_at IS NOT NULL;
DELETE FROM sync_cursors WHERE key = 'orders:last-read';
