-- Notes on customers and what belongs to them. A note is never changed: its author may withdraw it, which
-- takes its text away. One with a person and a day is a follow-up. customer_id and subject_id outlive the
-- mirror's memory of both.
CREATE TABLE notes (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  text TEXT NOT NULL,
  -- Folded, as it is searched.
  search TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  withdrawn_at INTEGER,
  -- Who was pointed to it, and when that person saw it.
  mention_id TEXT,
  mention_seen_at INTEGER,
  -- Who is to do something until which day (2026-12-31); whether it was done, by whom and when.
  person_id TEXT,
  due TEXT,
  ended INTEGER NOT NULL,
  done_at INTEGER,
  done_by_id TEXT,
  done_by TEXT
) STRICT;
CREATE INDEX notes_customer ON notes (customer_id, key);
CREATE INDEX notes_subject ON notes (subject_id, kind, key);
CREATE INDEX notes_due ON notes (ended, due, key) WHERE person_id IS NOT NULL AND withdrawn_at IS NULL;
CREATE INDEX notes_person ON notes (person_id, ended, due) WHERE person_id IS NOT NULL AND withdrawn_at IS NULL;
CREATE INDEX notes_mention ON notes (mention_id, key) WHERE mention_id IS NOT NULL AND mention_seen_at IS NULL;

CREATE VIRTUAL TABLE note_search USING fts5(
  search, content = 'notes', content_rowid = 'key', tokenize = 'trigram case_sensitive 1'
);
CREATE TRIGGER note_search_added AFTER INSERT ON notes BEGIN
  INSERT INTO note_search (rowid, search) VALUES (new.key, new.search);
END;
CREATE TRIGGER note_search_removed AFTER DELETE ON notes BEGIN
  INSERT INTO note_search (note_search, rowid, search) VALUES ('delete', old.key, old.search);
END;
CREATE TRIGGER note_search_changed AFTER UPDATE OF search ON notes WHEN old.search <> new.search BEGIN
  INSERT INTO note_search (note_search, rowid, search) VALUES ('delete', old.key, old.search);
  INSERT INTO note_search (rowid, search) VALUES (new.key, new.search);
END;
