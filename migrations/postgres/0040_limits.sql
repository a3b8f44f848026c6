-- Limits that administrators set here, for a role (its code) or for a person (the user's id). Those of the
-- environment are not stored: they stay upper bounds.
CREATE TABLE own_limits (
  kind TEXT COLLATE "C" NOT NULL,
  holder TEXT COLLATE "C" NOT NULL,
  pool TEXT COLLATE "C" NOT NULL,
  asks TEXT COLLATE "C" NOT NULL,
  span TEXT COLLATE "C" NOT NULL,
  currency TEXT COLLATE "C" NOT NULL,
  amount TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (kind, holder, pool, asks, span)
);

-- Grows with every change of a limit: what was allowed under an earlier one is decided again.
CREATE TABLE limit_revision (
  one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
  revision BIGINT NOT NULL
);
INSERT INTO limit_revision (one, revision) VALUES (1, 0);

-- Changes of limits that an administrator proposed, with what became of them. At most one waits per role or
-- person; the limits before and after are JSON.
CREATE TABLE limit_proposals (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  holder TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  limits_before TEXT COLLATE "C" NOT NULL,
  limits_after TEXT COLLATE "C" NOT NULL,
  proposed_by TEXT COLLATE "C" NOT NULL,
  proposed_by_id TEXT COLLATE "C" NOT NULL,
  proposed_at BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  decided_by TEXT COLLATE "C",
  decided_by_id TEXT COLLATE "C",
  decided_at BIGINT
);
CREATE UNIQUE INDEX limit_proposals_waiting ON limit_proposals (kind, holder) WHERE state = 'waiting';
CREATE INDEX limit_proposals_decided ON limit_proposals (decided_at);
