-- Resellers have a page of their own: what they are found and sorted by.

ALTER TABLE resellers ADD COLUMN search TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE resellers ADD COLUMN associated_key BIGINT NOT NULL DEFAULT -9223372036854775807;
UPDATE resellers SET
  search = sort_name || chr(10) || LOWER(COALESCE(body::json ->> 'account_name', ''))
    || chr(10) || LOWER(id),
  associated_key = COALESCE(
    FLOOR(EXTRACT(EPOCH FROM (body::json ->> 'associated_at')::timestamptz))::bigint, associated_key);
