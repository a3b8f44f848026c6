# Budgets in bulk: the file, dry runs, jobs and their rows.
bulk-after = After
bulk-approve = { $count ->
    [one] Agree and set one budget: { $sums }
   *[other] Agree and set { $n } budgets: { $sums }
}
bulk-approved-by = Agreed to by
bulk-ask = { $count ->
    [one] Ask for approval of one budget: { $sums }
   *[other] Ask for approval of { $n } budgets: { $sums }
}
bulk-ask-means = Another person has to agree first: the budgets are raised by more than you may raise alone. Nothing is set until then.
bulk-before = Before
bulk-budgets = Budgets
bulk-cancel = Cancel the rest…
bulk-cancel-confirm = Cancel the rest
bulk-cancel-means = Budgets that are set already stay as they are; undoing them is a step of its own. Nothing further is sent.
bulk-cancel-title = Cancel what is left?
bulk-change = Change
bulk-compared-again = Before each budget is set it is read and compared again; one that has changed is left alone.
bulk-confirm = { $count ->
    [one] Set one budget: { $sums }
   *[other] Set { $n } budgets: { $sums }
}
bulk-confirm-means = They are set one after the other, within the partner’s rate. You can pause, cancel and undo.
bulk-confirmed-at = Confirmed
bulk-confirmed-by = Confirmed by
bulk-currency = Currency
bulk-decided-nobody = Nobody agreed in time
bulk-declined-by = Not approved by
bulk-declined-means = It was refused or taken back, or nobody agreed within a day. Nothing was set; a new dry run can be made at any time.
bulk-download = Results as CSV
bulk-download-dry = Rows as CSV
bulk-dry-at = Dry run
bulk-ended-at = Ended
bulk-file = From a file
bulk-file-choose = CSV file
bulk-file-dry = Show what would change
bulk-file-limits = At most { $megabytes } MB and { $rows } rows, UTF-8.
bulk-file-paste = Or paste the rows
bulk-file-paste-hint = With the line of column names. Used when no file is chosen; the same limits.
bulk-file-again = Choose the file { $name } again: files are not kept.
bulk-format = What the file looks like
bulk-format-again = A file exported from the list of budgets can be changed and handed in again: other columns are passed over. Commas, semicolons and tabs separate.
bulk-format-amount = The whole new budget, with a point before at most two decimals.
bulk-format-customer = Customer ID, account name or name, if only one customer is called so. The column may also be called customer_id.
bulk-format-example = Example of a file
bulk-format-freeze = manual, automatic, or empty: leave as it is. What happens when the budget is used up.
bulk-format-type = monthly, one-time, or empty: leave as it is.
bulk-jobs = Recent jobs
bulk-kind-file = From a file
bulk-kind-percent = Raise by { $value } %
bulk-kind-raise = Raise by { $value }
bulk-kind-set = Set to { $value }
bulk-kind-undo = Undo
bulk-known = What is known
bulk-left-out = { $count ->
    [one] One row is left out
   *[other] { $n } rows are left out
}
bulk-line = Row { $line }
bulk-none = No jobs yet
bulk-none-why = Select budgets in their list, or hand in a file. Every job stays here with its results.
bulk-note-changed = { $amount } stood instead; left alone.
bulk-note-lift = The freeze of the account is lifted as well.
bulk-note-not-done = The answer was lost, and the old budget still stands. Nothing was sent again.
bulk-note-stood = It stood so already; nothing was sent.
bulk-note-tried = { $count ->
    [one] Its budget could not be read once; tried again.
   *[other] Its budget could not be read { $count } times; tried again.
}
bulk-note-unknown = The answer was lost. The budget is read again until it is known; nothing is sent twice.
bulk-nothing = Nothing would change.
bulk-out-ambiguous = Several customers are called so
bulk-out-amount-empty = No amount
bulk-out-amount-not-a-number = Not an amount
bulk-out-amount-not-positive = The amount is not above zero
bulk-out-amount-too-large = More than 2,147,483,647
bulk-out-amount-too-precise = More than two decimals; nothing is rounded
bulk-out-frozen = The account is frozen: unfreeze it first
bulk-out-moved = What the job set no longer stands
bulk-out-no-budget = No budget stood; one cannot be raised or taken away
bulk-out-not-found = No such customer among yours
bulk-out-not-resale = Not a resale customer
bulk-out-same = Stands so already
bulk-out-twice = Several rows are about this customer
bulk-out-unread = Its budget could not be read
bulk-out-wrong-freeze = Freeze is neither manual nor automatic
bulk-out-wrong-type = Type is neither monthly nor one-time
bulk-password-why = Raises of this size ask for it again.
bulk-pause = Pause
bulk-paused-means = Nothing further is sent until you go on.
bulk-progress = { $ended } of { $n } rows have ended
bulk-progress-label = Progress
bulk-read-live = What stands was read from the partner { $age } ago.
bulk-read-mirror = { $count ->
    [one] What stands comes from the mirror for one of them, read { $age } ago.
   *[other] What stands comes from the mirror for { $n } of them; the oldest was read { $age } ago.
}
bulk-result = Result
bulk-resume = Go on
bulk-row-cancelled = Cancelled
bulk-row-changed = Changed meanwhile
bulk-row-done = Done
bulk-row-left-out = Left out
bulk-row-not-done = Not done
bulk-row-refused = Refused
bulk-row-sent = Sent
bulk-row-unknown = Not known yet
bulk-row-waiting = Waiting
bulk-row-would = Will change
bulk-rows = Results row by row
bulk-rows-dry = Row by row
bulk-select-instead = Select in the list
bulk-state = State
bulk-state-cancelled = Cancelled
bulk-state-declined = Not approved
bulk-state-done = Ended
bulk-state-draft = Dry run
bulk-state-paused = Paused
bulk-state-running = Running
bulk-state-waiting = Waits for approval
bulk-states = Rows by state
bulk-sum-after = Sum after
bulk-sum-before = Sum before
bulk-sums = Sums
bulk-title = Budgets in bulk
bulk-title-all = { $count ->
    [one] One budget is set
   *[other] All { $n } budgets are set
}
bulk-title-cancelled = Cancelled: { $done } of { $n } budgets are set
bulk-title-declined = { $count ->
    [one] Not approved: one budget stays as it was
   *[other] Not approved: { $n } budgets stay as they were
}
bulk-title-done = { $done } of { $n } budgets are set
bulk-title-draft = { $count ->
    [0] Dry run: nothing would change
    [one] Dry run: one budget will change
   *[other] Dry run: { $n } budgets will change
}
bulk-title-paused = Paused: { $done } of { $n } budgets are set
bulk-title-running = Setting budgets: { $done } of { $n }
bulk-title-waiting = { $count ->
    [one] Waits for approval: one budget will change
   *[other] Waits for approval: { $n } budgets will change
}
bulk-to-entry = Activity
bulk-undo = { $count ->
    [one] Undo one budget…
   *[other] Undo { $n } budgets…
}
bulk-undo-means = Shows first what would be set back. Only budgets that still stand as this job set them.
bulk-undoes = Undoes
bulk-undone-by = Undone by
bulk-unknown-means = { $count ->
    [one] The outcome of one budget is not known yet. It is read again; nothing is sent twice.
   *[other] The outcome of { $n } budgets is not known yet. They are read again; nothing is sent twice.
}
bulk-waiting-means = Another person who may set budgets and sees this job has to agree; whoever may finds it on the overview. Nothing has been set. After a day it is given up.
bulk-what = What
bulk-when = When
bulk-who = By
