-- Notes on customers and what belongs to them. A note is never changed: its author may withdraw it, which
-- takes its text away. One with a person and a day is a follow-up. customer_id and subject_id outlive the
-- mirror's memory of both.
CREATE TABLE notes (
  key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT COLLATE "C" NOT NULL UNIQUE,
  kind TEXT COLLATE "C" NOT NULL,
  subject_id TEXT COLLATE "C" NOT NULL,
  customer_id TEXT COLLATE "C" NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  -- Folded, as it is searched.
  search TEXT COLLATE "C" NOT NULL,
  author_id TEXT COLLATE "C" NOT NULL,
  author TEXT COLLATE "C" NOT NULL,
  written_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  -- Who was pointed to it, and when that person saw it.
  mention_id TEXT COLLATE "C",
  mention_seen_at BIGINT,
  -- Who is to do something until which day (2026-12-31); whether it was done, by whom and when.
  person_id TEXT COLLATE "C",
  due TEXT COLLATE "C",
  ended BIGINT NOT NULL,
  done_at BIGINT,
  done_by_id TEXT COLLATE "C",
  done_by TEXT COLLATE "C"
);
CREATE INDEX notes_customer ON notes (customer_id, key);
CREATE INDEX notes_subject ON notes (subject_id, kind, key);
CREATE INDEX notes_due ON notes (ended, due, key) WHERE person_id IS NOT NULL AND withdrawn_at IS NULL;
CREATE INDEX notes_person ON notes (person_id, ended, due) WHERE person_id IS NOT NULL AND withdrawn_at IS NULL;
CREATE INDEX notes_mention ON notes (mention_id, key) WHERE mention_id IS NOT NULL AND mention_seen_at IS NULL;

-- Where the server has the extension and this user may use it; else notes are compared one by one.
DO $$
BEGIN
  CREATE INDEX notes_search ON notes USING gin (search gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'searching notes without an index of trigrams: %', SQLERRM;
END $$;
