-- Addresses of lists under a name, and which columns of a list a user does not want to see.

CREATE TABLE saved_views (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  list TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  query TEXT COLLATE "C" NOT NULL,
  shared BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (user_id, list, name)
);
CREATE INDEX saved_views_shared ON saved_views (list, name) WHERE shared = 1;

CREATE TABLE hidden_columns (
  user_id TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  list TEXT COLLATE "C" NOT NULL,
  names TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (user_id, list)
);
