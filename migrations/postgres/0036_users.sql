-- Rules about people compare ids: a name may have been another person's before. NULL: the desk itself, or
-- nobody has that name any more. Entries of the audit log stay as they were written; from now on they bear
-- the id too.
ALTER TABLE intents ADD COLUMN created_by_id TEXT COLLATE "C";
ALTER TABLE intent_steps ADD COLUMN actor_id TEXT COLLATE "C";
ALTER TABLE bulk_jobs ADD COLUMN confirmed_by_id TEXT COLLATE "C";
ALTER TABLE bulk_jobs ADD COLUMN decided_by_id TEXT COLLATE "C";
ALTER TABLE audit_entries ADD COLUMN actor_id TEXT COLLATE "C";
CREATE INDEX audit_actor_id ON audit_entries (actor_id, opened_at, key);

UPDATE intents SET created_by_id = (SELECT u.id FROM users u WHERE u.name = intents.created_by);
UPDATE intent_steps SET actor_id = (SELECT u.id FROM users u WHERE u.name = intent_steps.actor)
  WHERE mover <> 'janitor';
UPDATE bulk_jobs SET confirmed_by_id = (SELECT u.id FROM users u WHERE u.name = bulk_jobs.confirmed_by),
  decided_by_id = (SELECT u.id FROM users u WHERE u.name = bulk_jobs.decided_by);

-- Links by which a user sets a password, once. Only a hash of what the link holds is stored. A user has at
-- most one that is open; the others were used, or another one took their place.
CREATE TABLE invitations (
  token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  made_by_id TEXT COLLATE "C",
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  replaced_at BIGINT
);
CREATE UNIQUE INDEX invitations_open ON invitations (user_id) WHERE used_at IS NULL AND replaced_at IS NULL;
CREATE INDEX invitations_expiry ON invitations (expires_at);

-- What a role may do other than by default, as an administrator decided.
CREATE TABLE role_rights (
  role TEXT COLLATE "C" NOT NULL,
  permission TEXT COLLATE "C" NOT NULL,
  granted BIGINT NOT NULL,
  PRIMARY KEY (role, permission)
);

-- Whose turn it is to change users: a transaction that does holds this row, so that two administrators
-- cannot switch each other off at the same moment.
CREATE TABLE user_turns (
  one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
  turn BIGINT NOT NULL
);
INSERT INTO user_turns (one, turn) VALUES (1, 0);
