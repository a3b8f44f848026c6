-- The second factor of users: the secret that their authenticator app shares with the desk, and the last step
-- of 30 seconds whose code was used, so that none counts twice. `codes_mark` is a hash of all ten recovery
-- codes together: by it the browser that made them may show them until they are kept.
CREATE TABLE second_factors (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  secret TEXT NOT NULL,
  since INTEGER NOT NULL,
  last_step INTEGER NOT NULL,
  codes_mark TEXT NOT NULL
) STRICT;

-- Recovery codes, each as an argon2id hash with a salt of the user's. Used ones stay, so that one that is
-- entered twice is told from one that never was.
CREATE TABLE recovery_codes (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  code_hash TEXT NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (user_id, code_hash)
) STRICT;

-- A set-up that waits for its first code, for the session that began it.
CREATE TABLE second_factor_set_ups (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  session_hash TEXT NOT NULL,
  secret TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX second_factor_set_ups_expiry ON second_factor_set_ups (expires_at);

-- Sign-ins after a right password that wait for a code, and where they lead. Only a hash of what the browser
-- holds is stored. `password_mark` is a hash of the stored password: once it changes, the sign-in is over.
CREATE TABLE pending_sign_ins (
  token_hash TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  password_mark TEXT NOT NULL,
  next TEXT NOT NULL,
  unsent TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX pending_sign_ins_user ON pending_sign_ins (user_id, expires_at);
CREATE INDEX pending_sign_ins_expiry ON pending_sign_ins (expires_at);

-- The roles that require a second factor, as an administrator decided.
CREATE TABLE second_factor_roles (
  role TEXT NOT NULL PRIMARY KEY
) STRICT;
