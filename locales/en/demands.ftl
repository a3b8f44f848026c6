# What limits ask for beside a button, and how a request for approval ended.
demands-approval-by-day = With this, your total for today is above your limit for one day, so another person must approve it.
demands-approved = Approved by { $name }
demands-by-day = Required because your total for today is above your limit for one day.
demands-changed = { $name } wanted to approve it, but the price or the data had changed. Nothing was done.
demands-declined = Declined by { $name }
demands-end = Request
demands-expired = Expired: not approved within a day
demands-why = Reason for the request
demands-why-hint = The person who approves it reads this.
demands-why-maybe = Only needed if another person must approve it. That person reads this.
demands-withdrawn = Withdrawn
