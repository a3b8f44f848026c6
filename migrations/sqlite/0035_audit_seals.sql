-- The rows of the audit log in a chain of hashes (see src/chain). A job seals rows that were committed; the order of
-- sealing is the order of the chain.

CREATE TABLE audit_seals (
  position INTEGER PRIMARY KEY,
  -- 1 entries, 2 completions, 3 calls.
  part INTEGER NOT NULL,
  row_key INTEGER NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (part, row_key)
) STRICT;

-- The end of a range of sealed rows.
CREATE TABLE audit_checkpoints (
  number INTEGER PRIMARY KEY,
  first_position INTEGER NOT NULL,
  last_position INTEGER NOT NULL UNIQUE,
  entries INTEGER NOT NULL,
  completions INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  -- 0 for rows that were there before the chain began.
  proven INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  previous TEXT NOT NULL,
  head TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_checkpoints_made ON audit_checkpoints (made_at, number);

-- Rows through a checkpoint that were written to a file and may be deleted.
CREATE TABLE audit_retirements (
  checkpoint INTEGER PRIMARY KEY,
  last_position INTEGER NOT NULL,
  hash TEXT NOT NULL,
  file TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  retired_at INTEGER NOT NULL,
  entry_id TEXT NOT NULL
) STRICT;

-- Rows that wait to be sealed: written with the row itself, by triggers.
CREATE TABLE audit_unsealed (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  part INTEGER NOT NULL,
  row_key INTEGER NOT NULL,
  proven INTEGER NOT NULL
) STRICT;
CREATE TRIGGER audit_entries_wait AFTER INSERT ON audit_entries
  BEGIN INSERT INTO audit_unsealed (part, row_key, proven) VALUES (1, new.key, 1); END;
CREATE TRIGGER audit_completions_wait AFTER INSERT ON audit_completions
  BEGIN INSERT INTO audit_unsealed (part, row_key, proven) VALUES (2, new.key, 1); END;
CREATE TRIGGER audit_calls_wait AFTER INSERT ON audit_calls
  BEGIN INSERT INTO audit_unsealed (part, row_key, proven) VALUES (3, new.key, 1); END;

-- What is there already is sealed as it is now: whether it was changed before, nobody knows.
INSERT INTO audit_unsealed (part, row_key, proven)
  SELECT part, row_key, 0 FROM (
    SELECT 1 AS part, key AS row_key, opened_at AS at FROM audit_entries
    UNION ALL SELECT 2, key, completed_at FROM audit_completions
    UNION ALL SELECT 3, key, at FROM audit_calls
  ) AS old ORDER BY at, part, row_key;

-- Rows go only when they are sealed and the retirement of their range is recorded.
DROP TRIGGER audit_entries_remain;
DROP TRIGGER audit_completions_remain;
DROP TRIGGER audit_calls_remain;
CREATE TRIGGER audit_entries_remain BEFORE DELETE ON audit_entries
  WHEN NOT EXISTS (SELECT 1 FROM audit_seals s JOIN audit_retirements r ON s.position <= r.last_position
    WHERE s.part = 1 AND s.row_key = old.key)
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_completions_remain BEFORE DELETE ON audit_completions
  WHEN NOT EXISTS (SELECT 1 FROM audit_seals s JOIN audit_retirements r ON s.position <= r.last_position
    WHERE s.part = 2 AND s.row_key = old.key)
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_calls_remain BEFORE DELETE ON audit_calls
  WHEN NOT EXISTS (SELECT 1 FROM audit_seals s JOIN audit_retirements r ON s.position <= r.last_position
    WHERE s.part = 3 AND s.row_key = old.key)
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- The same for the chain itself. The last checkpoint of a retired range stays: it stands for the range.
CREATE TRIGGER audit_seals_stay BEFORE UPDATE ON audit_seals
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_seals_remain BEFORE DELETE ON audit_seals
  WHEN NOT EXISTS (SELECT 1 FROM audit_retirements r WHERE old.position <= r.last_position)
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_checkpoints_stay BEFORE UPDATE ON audit_checkpoints
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_checkpoints_remain BEFORE DELETE ON audit_checkpoints
  WHEN NOT EXISTS (SELECT 1 FROM audit_retirements r WHERE old.number < r.checkpoint)
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_retirements_stay BEFORE UPDATE ON audit_retirements
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_retirements_remain BEFORE DELETE ON audit_retirements
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- An entry that goes is not found any more.
CREATE TRIGGER audit_search_removed AFTER DELETE ON audit_entries BEGIN
  INSERT INTO audit_search (audit_search, rowid, search) VALUES ('delete', old.key, old.search);
END;
