-- Resellers have a page of their own: what they are found and sorted by.

ALTER TABLE resellers ADD COLUMN search TEXT NOT NULL DEFAULT '';
ALTER TABLE resellers ADD COLUMN associated_key INTEGER NOT NULL DEFAULT -9223372036854775807;
UPDATE resellers SET
  search = sort_name || char(10) || LOWER(COALESCE(json_extract(body, '$.account_name'), ''))
    || char(10) || LOWER(id),
  associated_key = COALESCE(unixepoch(json_extract(body, '$.associated_at')), associated_key);
