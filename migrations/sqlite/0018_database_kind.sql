-- Whose database this is: a demo's, or that of a desk in use. One row at most. None while nobody
-- has used it, and in databases older than this table, which are recognised by what is in them.

CREATE TABLE database_kind (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  kind TEXT NOT NULL CHECK (kind IN ('demo', 'real')),
  marked_at INTEGER NOT NULL
) STRICT;
