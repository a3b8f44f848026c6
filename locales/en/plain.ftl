# Bare pages, when Partnerdesk itself could not answer.
plain-title = The request failed
plain-broken = An error occurred in Partnerdesk. Your action may or may not have been carried out. Check the result before you repeat it.
plain-late = The response took too long. Your action may still be in progress. Check the result before you repeat it.
plain-not-allowed = Your role does not include this. Nothing was done.
plain-foreign = This request did not come from a Partnerdesk page. Nothing was done.
plain-origin = Nothing was done, because the address of this page does not fit the settings of Partnerdesk. Your browser is at { $origin }, but Partnerdesk expects { $expected }. If your address is the right one, ask your Partnerdesk administrator to correct the setting { $setting }.
plain-below-path = Partnerdesk cannot be used below a path such as /desk. Give it a host name or a port of its own, and let the proxy pass addresses on unchanged.
plain-unreadable = This request could not be read. Nothing was done.
plain-busy = The Partnerdesk database is busy. Nothing was sent to HUAWEI CLOUD. Go back, wait a moment, then try again.
plain-request = Request ID { $id }
plain-home = Go to overview
plain-not-understood = A filter in this address is not understood, so no file was created. Go back to the list and choose the filter again.
plain-too-large = This form is larger than Partnerdesk accepts. Nothing was done. Go back: what you typed is still there; shorten it, then try again.
plain-method = This address cannot be used in this way. Nothing was done.
