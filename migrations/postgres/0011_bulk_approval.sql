-- A job that raises budgets by much waits for another person: who confirmed it, and who decided.
-- A budget that waits so may be one of a frozen account whose freeze is lifted with it.
ALTER TABLE bulk_jobs ADD COLUMN confirmed_by TEXT COLLATE "C";
ALTER TABLE bulk_jobs ADD COLUMN decided_by TEXT COLLATE "C";
ALTER TABLE bulk_jobs ADD COLUMN decided_at BIGINT;
ALTER TABLE bulk_rows ADD COLUMN lift_freeze BIGINT NOT NULL DEFAULT 0;

DROP INDEX bulk_jobs_undoing;
CREATE UNIQUE INDEX bulk_jobs_undoing ON bulk_jobs (undoes) WHERE state IN ('waiting', 'running', 'paused');
