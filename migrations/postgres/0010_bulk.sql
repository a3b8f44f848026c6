-- Budgets in bulk: jobs with a row per customer. What stood, shall stand and stands instead is
-- JSON: an exact amount and a type.

CREATE TABLE bulk_jobs (
  key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT COLLATE "C" NOT NULL UNIQUE,
  kind TEXT COLLATE "C" NOT NULL,
  operand TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  row_count BIGINT NOT NULL,
  from_mirror BIGINT NOT NULL,
  seen_since BIGINT,
  totals TEXT COLLATE "C" NOT NULL,
  undoes TEXT COLLATE "C" REFERENCES bulk_jobs (id),
  user_id TEXT COLLATE "C" NOT NULL,
  created_by TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  ended_at BIGINT,
  audit_id TEXT COLLATE "C"
);
CREATE INDEX bulk_jobs_maker ON bulk_jobs (user_id, key);
CREATE INDEX bulk_jobs_state ON bulk_jobs (state, key);
-- A job is undone by one other at a time.
CREATE UNIQUE INDEX bulk_jobs_undoing ON bulk_jobs (undoes) WHERE state IN ('running', 'paused');

CREATE TABLE bulk_rows (
  key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job_id TEXT COLLATE "C" NOT NULL REFERENCES bulk_jobs (id) ON DELETE CASCADE,
  line BIGINT NOT NULL,
  given TEXT COLLATE "C" NOT NULL,
  given_amount TEXT COLLATE "C" NOT NULL,
  customer_id TEXT COLLATE "C",
  name TEXT COLLATE "C",
  currency TEXT COLLATE "C",
  target_before TEXT COLLATE "C",
  target_after TEXT COLLATE "C",
  behaviour BIGINT,
  state TEXT COLLATE "C" NOT NULL,
  left_out TEXT COLLATE "C",
  failure TEXT COLLATE "C",
  stands TEXT COLLATE "C",
  audit_id TEXT COLLATE "C",
  tries BIGINT NOT NULL DEFAULT 0,
  sent_at BIGINT,
  checked_at BIGINT,
  ended_at BIGINT,
  UNIQUE (job_id, line)
);
CREATE INDEX bulk_rows_state ON bulk_rows (job_id, state, line);
CREATE INDEX bulk_rows_open ON bulk_rows (state, checked_at) WHERE state IN ('sent', 'unknown');
