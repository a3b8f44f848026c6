-- The rows of the audit log in a chain of hashes (see src/chain). A job seals rows that were committed; the order of
-- sealing is the order of the chain.

CREATE TABLE audit_seals (
  position BIGINT PRIMARY KEY,
  -- 1 entries, 2 completions, 3 calls.
  part BIGINT NOT NULL,
  row_key BIGINT NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  UNIQUE (part, row_key)
);

-- The end of a range of sealed rows.
CREATE TABLE audit_checkpoints (
  number BIGINT PRIMARY KEY,
  first_position BIGINT NOT NULL,
  last_position BIGINT NOT NULL UNIQUE,
  entries BIGINT NOT NULL,
  completions BIGINT NOT NULL,
  calls BIGINT NOT NULL,
  -- 0 for rows that were there before the chain began.
  proven BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  previous TEXT COLLATE "C" NOT NULL,
  head TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL
);
CREATE INDEX audit_checkpoints_made ON audit_checkpoints (made_at, number);

-- Rows through a checkpoint that were written to a file and may be deleted.
CREATE TABLE audit_retirements (
  checkpoint BIGINT PRIMARY KEY,
  last_position BIGINT NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  file TEXT COLLATE "C" NOT NULL,
  row_count BIGINT NOT NULL,
  retired_at BIGINT NOT NULL,
  entry_id TEXT COLLATE "C" NOT NULL
);

-- Rows that wait to be sealed: written with the row itself, by triggers. Who writes an entry waits for nobody who
-- writes another; what is committed late is sealed later.
CREATE TABLE audit_unsealed (
  place BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  part BIGINT NOT NULL,
  row_key BIGINT NOT NULL,
  proven BIGINT NOT NULL
);
CREATE FUNCTION audit_row_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_unsealed (part, row_key, proven) SELECT TG_ARGV[0]::bigint, key, 1 FROM added ORDER BY key;
  RETURN NULL;
END $$;
CREATE TRIGGER audit_entries_wait AFTER INSERT ON audit_entries REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION audit_row_waits('1');
CREATE TRIGGER audit_completions_wait AFTER INSERT ON audit_completions REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION audit_row_waits('2');
CREATE TRIGGER audit_calls_wait AFTER INSERT ON audit_calls REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION audit_row_waits('3');

-- What is there already is sealed as it is now: whether it was changed before, nobody knows.
INSERT INTO audit_unsealed (part, row_key, proven)
  SELECT part, row_key, 0 FROM (
    SELECT 1 AS part, key AS row_key, opened_at AS at FROM audit_entries
    UNION ALL SELECT 2, key, completed_at FROM audit_completions
    UNION ALL SELECT 3, key, at FROM audit_calls
  ) AS old ORDER BY at, part, row_key;

-- Rows go only when they are sealed and the retirement of their range is recorded.
DROP TRIGGER audit_entries_stay ON audit_entries;
DROP TRIGGER audit_completions_stay ON audit_completions;
DROP TRIGGER audit_calls_stay ON audit_calls;
CREATE FUNCTION audit_row_remains() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM audit_seals s JOIN audit_retirements r ON s.position <= r.last_position
    WHERE s.part = TG_ARGV[0]::bigint AND s.row_key = OLD.key)
  THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER audit_entries_stay BEFORE UPDATE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_entries_remain BEFORE DELETE ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION audit_row_remains('1');
CREATE TRIGGER audit_completions_stay BEFORE UPDATE OR TRUNCATE ON audit_completions
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_completions_remain BEFORE DELETE ON audit_completions
  FOR EACH ROW EXECUTE FUNCTION audit_row_remains('2');
CREATE TRIGGER audit_calls_stay BEFORE UPDATE OR TRUNCATE ON audit_calls
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_calls_remain BEFORE DELETE ON audit_calls
  FOR EACH ROW EXECUTE FUNCTION audit_row_remains('3');

-- The same for the chain itself. The last checkpoint of a retired range stays: it stands for the range.
CREATE FUNCTION audit_seal_remains() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM audit_retirements r WHERE OLD.position <= r.last_position) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE FUNCTION audit_checkpoint_remains() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM audit_retirements r WHERE OLD.number < r.checkpoint) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER audit_seals_stay BEFORE UPDATE OR TRUNCATE ON audit_seals
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_seals_remain BEFORE DELETE ON audit_seals
  FOR EACH ROW EXECUTE FUNCTION audit_seal_remains();
CREATE TRIGGER audit_checkpoints_stay BEFORE UPDATE OR TRUNCATE ON audit_checkpoints
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_checkpoints_remain BEFORE DELETE ON audit_checkpoints
  FOR EACH ROW EXECUTE FUNCTION audit_checkpoint_remains();
CREATE TRIGGER audit_retirements_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_retirements
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
