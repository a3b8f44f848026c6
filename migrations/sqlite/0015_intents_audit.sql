-- From an entry of the audit log to what it began.
CREATE INDEX intents_audit ON intents (audit_id);
