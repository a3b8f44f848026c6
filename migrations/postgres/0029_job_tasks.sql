-- Jobs of payments and of changes to resources. Each of their rows is about one order or resource, and
-- names the intent that does it: what it is about, its price and its intent are JSON. How many rows
-- are part of a job is kept, since a job that spends nothing has no sums.
ALTER TABLE bulk_jobs ADD COLUMN chosen BIGINT;
ALTER TABLE bulk_rows ADD COLUMN task TEXT;
