-- The audit log: rows are added and never changed or taken away.

CREATE TABLE audit_entries (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  actor TEXT NOT NULL,
  deed TEXT NOT NULL,
  customer_id TEXT,
  subject TEXT,
  facts TEXT NOT NULL,
  request TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  search TEXT NOT NULL
) STRICT;
CREATE INDEX audit_opened ON audit_entries (opened_at, key);
CREATE INDEX audit_customer ON audit_entries (customer_id, opened_at, key);
CREATE INDEX audit_actor ON audit_entries (actor, opened_at, key);
CREATE INDEX audit_deed ON audit_entries (deed, opened_at, key);

CREATE TABLE audit_completions (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  entry_id TEXT NOT NULL REFERENCES audit_entries (id),
  outcome TEXT NOT NULL,
  code TEXT,
  facts TEXT NOT NULL,
  completed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_completions_entry ON audit_completions (entry_id, key);
CREATE INDEX audit_completions_outcome ON audit_completions (outcome, entry_id, key);

CREATE TABLE audit_calls (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  entry_id TEXT NOT NULL REFERENCES audit_entries (id),
  operation TEXT NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  status INTEGER,
  request_id TEXT,
  code TEXT,
  millis INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_calls_entry ON audit_calls (entry_id, key);

CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_entries_remain BEFORE DELETE ON audit_entries
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_completions_stay BEFORE UPDATE ON audit_completions
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_completions_remain BEFORE DELETE ON audit_completions
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_calls_stay BEFORE UPDATE ON audit_calls
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_calls_remain BEFORE DELETE ON audit_calls
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
