-- From where the right password came that no code has followed yet; empty where that is not known.
ALTER TABLE pending_sign_ins ADD COLUMN address TEXT NOT NULL DEFAULT '';
