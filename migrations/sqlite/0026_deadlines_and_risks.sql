-- Payment deadlines are in the details of an order only, which are read in the background: when they
-- were read, and when they are read next (0: as soon as possible).
ALTER TABLE orders ADD COLUMN details_read_at INTEGER;
ALTER TABLE orders ADD COLUMN details_due_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX orders_details ON orders (details_due_at, deadline_key, id) WHERE status = 6;

-- Whether we may act for a customer: 1 when the last try worked, 0 when it has no agency for us, NULL
-- when that was never tried.
ALTER TABLE customers ADD COLUMN has_agency INTEGER;

-- The estimated day on which the data of an expired or frozen resource is deleted. It is derived when
-- a row is read anew with another content, so each is made to look as if it had one: a blank after JSON
-- changes nothing in it.
ALTER TABLE resources ADD COLUMN deletion_key INTEGER NOT NULL DEFAULT 9223372036854775807;
CREATE INDEX resources_deletion ON resources (deletion_key, id) WHERE is_main = 1;
CREATE INDEX resources_status ON resources (status, expires_key, id) WHERE is_main = 1;
UPDATE resources SET body = body || ' ';
