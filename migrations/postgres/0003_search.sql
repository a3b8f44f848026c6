-- Search for any part of a text: indexes of trigrams where the server has the extension and this
-- user may create it. Without them the same statements are answered by comparing row by row.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX customers_search ON customers USING gin (search gin_trgm_ops);
  CREATE INDEX orders_search ON orders USING gin (id gin_trgm_ops);
  CREATE INDEX resources_search ON resources USING gin (search gin_trgm_ops);
  CREATE INDEX audit_search ON audit_entries USING gin (search gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'searching without an index of trigrams: %', SQLERRM;
END $$;
