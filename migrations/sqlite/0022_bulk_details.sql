-- What a job in bulk shows besides amounts: how its file was read, how percentages were rounded, what
-- was used, and what happened at the end of each budget before. The last is not told by the partner
-- API, so this desk keeps what it set itself.

ALTER TABLE bulk_jobs ADD COLUMN file_format TEXT;
ALTER TABLE bulk_jobs ADD COLUMN rounding TEXT;
ALTER TABLE bulk_rows ADD COLUMN used_before TEXT;
ALTER TABLE bulk_rows ADD COLUMN behaviour_before INTEGER;
ALTER TABLE customers ADD COLUMN freeze_behaviour INTEGER;
