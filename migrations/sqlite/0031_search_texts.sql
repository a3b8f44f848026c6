-- The texts that are searched are made by the program. When it makes them in another way than those that
-- are stored (words in any order, telephone numbers by their digits), it makes them anew at its start.
CREATE TABLE search_texts (version INTEGER NOT NULL) STRICT;
INSERT INTO search_texts (version) VALUES (0);

-- The audit log is searched by the ids of requests, ours and the vendor's, and by error codes.
CREATE INDEX audit_request ON audit_entries (request);
CREATE INDEX audit_completions_code ON audit_completions (code, entry_id) WHERE code IS NOT NULL;
CREATE INDEX audit_calls_request ON audit_calls (request_id, entry_id) WHERE request_id IS NOT NULL;
CREATE INDEX audit_calls_code ON audit_calls (code, entry_id) WHERE code IS NOT NULL;
