-- Browsers in which a user has signed in: what others do with the user's name elsewhere does not slow
-- these down. Only a hash of what the browser's cookie holds is stored.

CREATE TABLE known_browsers (
  token_hash TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (token_hash, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_browsers_user ON known_browsers (user_id, seen_at);
CREATE INDEX known_browsers_seen ON known_browsers (seen_at);

-- What this desk's cookies are called after: browsers do not tell the ports of a host apart, so that two
-- desks on one host would sign each other out. Servers that share the database share the name.
CREATE TABLE desk_name (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  name TEXT NOT NULL
) STRICT;
INSERT INTO desk_name (one, name) VALUES (1, lower(hex(randomblob(4))));

-- Failures are counted under other keys from now on.
DELETE FROM sign_in_attempts;
