-- How often a stored intent was changed, so that a decision taken by a reading replaces nothing newer.

ALTER TABLE intents ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
