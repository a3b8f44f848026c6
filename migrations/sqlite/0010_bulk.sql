-- Budgets in bulk: jobs with a row per customer. What stood, shall stand and stands instead is
-- JSON: an exact amount and a type.

CREATE TABLE bulk_jobs (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  operand TEXT NOT NULL,
  state TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  from_mirror INTEGER NOT NULL,
  seen_since INTEGER,
  totals TEXT NOT NULL,
  undoes TEXT REFERENCES bulk_jobs (id),
  user_id TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  ended_at INTEGER,
  audit_id TEXT
) STRICT;
CREATE INDEX bulk_jobs_maker ON bulk_jobs (user_id, key);
CREATE INDEX bulk_jobs_state ON bulk_jobs (state, key);
-- A job is undone by one other at a time.
CREATE UNIQUE INDEX bulk_jobs_undoing ON bulk_jobs (undoes) WHERE state IN ('running', 'paused');

CREATE TABLE bulk_rows (
  key INTEGER PRIMARY KEY,
  job_id TEXT NOT NULL REFERENCES bulk_jobs (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  given TEXT NOT NULL,
  given_amount TEXT NOT NULL,
  customer_id TEXT,
  name TEXT,
  currency TEXT,
  target_before TEXT,
  target_after TEXT,
  behaviour INTEGER,
  state TEXT NOT NULL,
  left_out TEXT,
  failure TEXT,
  stands TEXT,
  audit_id TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  sent_at INTEGER,
  checked_at INTEGER,
  ended_at INTEGER,
  UNIQUE (job_id, line)
) STRICT;
CREATE INDEX bulk_rows_state ON bulk_rows (job_id, state, line);
CREATE INDEX bulk_rows_open ON bulk_rows (state, checked_at) WHERE state IN ('sent', 'unknown');
