# Intents: what the pages of payments, renewals and the like share.
intent-check-due = The partner is being asked again.
intent-check-in = The partner is asked again in { $age }.
intent-history = History
intent-look-again = Look again
intent-quoted-at = Price read
intent-step-at = Since
intent-step-by = Moved by
intent-step-desk = The desk
intent-step-stage = Stage
intent-watching = This page keeps itself up to date.
intent-watching-lost = This desk does not answer; the page keeps trying.
