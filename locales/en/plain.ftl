# Bare pages, when the desk itself could not answer.
plain-title = That did not work
plain-broken = Something broke on our side. What you did may or may not have been done: look at it again before you repeat it.
plain-late = The answer took too long. What you did goes on: look at it again before you repeat it.
plain-not-allowed = Your role does not include this, so nothing was done.
plain-foreign = This request did not come from a page of this desk, so nothing was done.
plain-unreadable = This request could not be read, so nothing was done.
plain-request = Request { $id }
plain-home = To the overview
