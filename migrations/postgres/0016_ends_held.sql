-- Renewals that were in flight when 0004 ran hold what happens at the end of their resources too,
-- as those begun since do.
INSERT INTO intent_things (thing, intent_id, held)
SELECT 'end:' || substr(t.thing, 10), t.intent_id, 1
FROM intent_things t JOIN intents i ON i.id = t.intent_id
WHERE i.kind = 'renew' AND i.stage IN ('confirmed', 'sent', 'unknown', 'no-effect')
  AND t.held = 1 AND t.thing LIKE 'resource:%'
ON CONFLICT DO NOTHING;
