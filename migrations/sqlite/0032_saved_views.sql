-- Addresses of lists under a name, and which columns of a list a user does not want to see.

CREATE TABLE saved_views (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  list TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  shared INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (user_id, list, name)
) STRICT;
CREATE INDEX saved_views_shared ON saved_views (list, name) WHERE shared = 1;

CREATE TABLE hidden_columns (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  list TEXT NOT NULL,
  names TEXT NOT NULL,
  PRIMARY KEY (user_id, list)
) STRICT;
