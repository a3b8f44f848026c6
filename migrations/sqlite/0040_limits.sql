-- Limits that administrators set here, for a role (its code) or for a person (the user's id). Those of the
-- environment are not stored: they stay upper bounds.
CREATE TABLE own_limits (
  kind TEXT NOT NULL,
  holder TEXT NOT NULL,
  pool TEXT NOT NULL,
  asks TEXT NOT NULL,
  span TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount TEXT NOT NULL,
  PRIMARY KEY (kind, holder, pool, asks, span)
) STRICT;

-- Grows with every change of a limit: what was allowed under an earlier one is decided again.
CREATE TABLE limit_revision (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  revision INTEGER NOT NULL
) STRICT;
INSERT INTO limit_revision (one, revision) VALUES (1, 0);

-- Changes of limits that an administrator proposed, with what became of them. At most one waits per role or
-- person; the limits before and after are JSON.
CREATE TABLE limit_proposals (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  holder TEXT NOT NULL,
  name TEXT NOT NULL,
  limits_before TEXT NOT NULL,
  limits_after TEXT NOT NULL,
  proposed_by TEXT NOT NULL,
  proposed_by_id TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  decided_by TEXT,
  decided_by_id TEXT,
  decided_at INTEGER
) STRICT;
CREATE UNIQUE INDEX limit_proposals_waiting ON limit_proposals (kind, holder) WHERE state = 'waiting';
CREATE INDEX limit_proposals_decided ON limit_proposals (decided_at);
