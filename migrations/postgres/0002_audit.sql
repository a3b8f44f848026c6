-- The audit log: rows are added and never changed or taken away.

CREATE TABLE audit_entries (
  key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT COLLATE "C" NOT NULL UNIQUE,
  actor TEXT COLLATE "C" NOT NULL,
  deed TEXT COLLATE "C" NOT NULL,
  customer_id TEXT COLLATE "C",
  subject TEXT COLLATE "C",
  facts TEXT COLLATE "C" NOT NULL,
  request TEXT COLLATE "C" NOT NULL,
  opened_at BIGINT NOT NULL,
  search TEXT COLLATE "C" NOT NULL
);
CREATE INDEX audit_opened ON audit_entries (opened_at, key);
CREATE INDEX audit_customer ON audit_entries (customer_id, opened_at, key);
CREATE INDEX audit_actor ON audit_entries (actor, opened_at, key);
CREATE INDEX audit_deed ON audit_entries (deed, opened_at, key);

CREATE TABLE audit_completions (
  key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  entry_id TEXT COLLATE "C" NOT NULL REFERENCES audit_entries (id),
  outcome TEXT COLLATE "C" NOT NULL,
  code TEXT COLLATE "C",
  facts TEXT COLLATE "C" NOT NULL,
  completed_at BIGINT NOT NULL
);
CREATE INDEX audit_completions_entry ON audit_completions (entry_id, key);
CREATE INDEX audit_completions_outcome ON audit_completions (outcome, entry_id, key);

CREATE TABLE audit_calls (
  key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  entry_id TEXT COLLATE "C" NOT NULL REFERENCES audit_entries (id),
  operation TEXT COLLATE "C" NOT NULL,
  method TEXT COLLATE "C" NOT NULL,
  path TEXT COLLATE "C" NOT NULL,
  status BIGINT,
  request_id TEXT COLLATE "C",
  code TEXT COLLATE "C",
  millis BIGINT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX audit_calls_entry ON audit_calls (entry_id, key);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER audit_entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_completions_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_completions
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_calls_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_calls
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
