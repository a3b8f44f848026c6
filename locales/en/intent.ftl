# Intents: what the pages of payments, renewals and changes share.
intent-check-due = Checking with HUAWEI CLOUD now.
intent-check-in = Next check with HUAWEI CLOUD in { $age }.
intent-history = History
intent-look-again = Refresh page
intent-quoted-at = Price checked
intent-step-at = At
intent-step-by = By
intent-step-desk = Partnerdesk
intent-step-stage = Status
intent-watching = This page updates itself.
intent-watching-lost = Partnerdesk does not respond. This page keeps trying.
