-- Texts are compared in a new way (NFKC, full case folding). What they are searched and sorted by is
-- derived when a row is read anew with another content, so each is made to look as if it had one: a
-- blank after JSON changes nothing in it.

UPDATE customers SET body = body || ' ';
UPDATE resellers SET body = body || ' ';
UPDATE resources SET body = body || ' ';
