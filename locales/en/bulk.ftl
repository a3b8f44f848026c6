# Budgets in bulk: the file, previews, jobs and their rows.
bulk-after = After
bulk-approve = { $count ->
    [one] Approve and set 1 budget: { $sums }
   *[other] Approve and set { $n } budgets: { $sums }
}
bulk-approved-by = Approved by
bulk-ask = { $count ->
    [one] Request approval for 1 budget: { $sums }
   *[other] Request approval for { $n } budgets: { $sums }
}
bulk-ask-means = Another person must approve this, because the total increase is above your limit. Nothing is set until then.
bulk-before = Before
bulk-budgets = Budgets
bulk-cancel = Cancel remaining…
bulk-cancel-confirm = Cancel remaining
bulk-cancel-means = Budgets that are already set stay as they are; you can undo them afterwards. No more budgets are set.
bulk-cancel-title = Cancel the remaining budgets?
bulk-change = Change
bulk-compared-again = Each budget is loaded and compared again just before it is set. A budget that has changed is skipped.
bulk-confirm = { $count ->
    [one] Set 1 budget: { $sums }
   *[other] Set { $n } budgets: { $sums }
}
bulk-confirm-means = The budgets are set one after another, within the rate limits of HUAWEI CLOUD. You can pause, cancel and undo.
bulk-confirmed-at = Confirmed
bulk-confirmed-by = Confirmed by
bulk-currency = Currency
bulk-decided-nobody = Not approved in time
bulk-declined-by = Declined by
bulk-declined-means = The request was declined or withdrawn, or nobody approved it within a day. Nothing was set. You can create a new preview at any time.
bulk-download = Download results (CSV)
bulk-download-dry = Download rows (CSV)
bulk-dry-at = Preview created
bulk-ended-at = Finished
bulk-file = Upload a file
bulk-file-choose = CSV or Excel file (.xlsx)
bulk-file-dry = Preview changes
bulk-file-limits = At most { $megabytes } MB and { $rows } rows.
bulk-file-paste = Or paste the rows
bulk-file-paste-hint = Include the header row. Used only if no file is selected. The same limits apply.
bulk-file-again = Files are not kept. Select the file { $name } again.
bulk-format = File format
bulk-format-again = You can edit a file exported from the budget list or from a job and upload it again. Its name, account name and currency must match the customer; other columns are ignored. Separate columns with commas, semicolons or tabs, or use an Excel workbook with one sheet. Titles above the column names are skipped.
bulk-format-amount = The new total budget: 1500, 1,500.50 or 1.500,50. An amount like 1.500 is not accepted, because it can mean two amounts.
bulk-format-customer = Customer ID, account name, or name if the name is unique. The column can also be named customer_id.
bulk-format-example = Example file
bulk-format-freeze = What happens when the budget is used up: manual (restrict purchases only), automatic (freeze the account), or empty (keep the current setting).
bulk-format-type = monthly, one-time, or empty (keep the current type).
bulk-jobs = Recent jobs
bulk-kind-file = From a file
bulk-kind-percent = Increase by { $value }%
bulk-kind-raise = Increase by { $value }
bulk-kind-set = Set to { $value }
bulk-kind-undo = Undo
bulk-known = Details
bulk-left-out = { $count ->
    [one] 1 row is skipped
   *[other] { $n } rows are skipped
}
bulk-line = Row { $line }
bulk-none = No jobs yet
bulk-none-why = Select customers in the budget list, orders in the order list, or resources in the renewal list, or upload a file. Every job is kept here with its results.
bulk-note-changed = The budget was { $amount } by then and was not changed.
bulk-note-lift = The account is also unfrozen.
bulk-note-not-done = The response was lost and the old budget is still active. Nothing was resent.
bulk-note-stood = The budget already had this value. Nothing was sent.
bulk-note-tried = { $count ->
    [one] Its budget could not be loaded once. Partnerdesk tries again.
   *[other] Its budget could not be loaded { $count } times. Partnerdesk tries again.
}
bulk-note-unknown = The response was lost. Partnerdesk checks the budget until the outcome is certain. Nothing is sent twice.
bulk-nothing = No changes.
bulk-out-ambiguous = Several customers have this name
bulk-out-amount-empty = No amount
bulk-out-amount-not-a-number = Not an amount
bulk-out-amount-not-positive = The amount is not above 0
bulk-out-amount-too-large = More than 2,147,483,647
bulk-out-amount-too-precise = More decimals than the currency has, or more than two
bulk-out-cell-too-long = A cell has more than { $most } characters
bulk-out-frozen = The account is frozen: unfreeze it first
bulk-out-moved = The budget has changed since this job
bulk-out-no-budget = There was no budget: it cannot be increased or removed
bulk-out-not-found = Not found among your customers
bulk-out-not-resale = Not a resale customer
bulk-out-same = Already at this value
bulk-out-twice = Several rows for this customer
bulk-out-unread = Its budget could not be loaded
bulk-out-wrong-freeze = The freeze column must be manual or automatic
bulk-out-wrong-type = The type column must be monthly or one-time
bulk-password-why = Required for budget increases of this size.
bulk-pause = Pause
bulk-paused-means = Nothing is sent until you resume.
bulk-progress = { $skipped ->
    [0] { $ended } of { $n } processed
   *[other] { $ended } of { $n } processed, { $skipped } skipped
}
bulk-progress-label = Progress
bulk-read-live = Current budgets loaded from HUAWEI CLOUD { $age } ago.
bulk-read-mirror = { $count ->
    [one] 1 current budget could not be loaded; its last known value is { $age } old.
   *[other] { $n } current budgets could not be loaded; the oldest of their last known values is { $age } old.
}
bulk-result = Result
bulk-resume = Resume
bulk-row-cancelled = Canceled
bulk-row-changed = Changed since preview
bulk-row-done = Set
bulk-row-left-out = Skipped
bulk-row-not-done = Not set
bulk-row-refused = Rejected
bulk-row-sent = Sent
bulk-row-unknown = Outcome unknown
bulk-row-waiting = Waiting
bulk-row-would = Will change
bulk-rows = Results by row
bulk-rows-dry = Preview by row
bulk-select-instead = Select customers instead
bulk-state = Status
bulk-state-cancelled = Canceled
bulk-state-declined = Not approved
bulk-state-done = Finished
bulk-state-draft = Preview
bulk-state-paused = Paused
bulk-state-running = Running
bulk-state-waiting = Awaiting approval
bulk-states = Rows by status
bulk-sum-after = Total after
bulk-sum-before = Total before
bulk-sums = Totals
bulk-title = Bulk jobs
bulk-title-all = { $count ->
    [one] 1 budget set
   *[other] All { $n } budgets set
}
bulk-title-cancelled = Canceled: { $done } of { $n } budgets set
bulk-title-declined = { $count ->
    [one] Not approved: 1 budget was not changed
   *[other] Not approved: { $n } budgets were not changed
}
bulk-title-done = { $done } of { $n } budgets set
bulk-title-draft = { $count ->
    [0] Preview: no changes
    [one] Preview: 1 of { $all } budgets will change
   *[other] Preview: { $n } of { $all } budgets will change
}
bulk-title-paused = Paused: { $done } of { $n } budgets set
bulk-title-running = Setting budgets: { $done } of { $n } set
bulk-title-waiting = { $count ->
    [one] Awaiting approval: 1 of { $all } budgets will change
   *[other] Awaiting approval: { $n } of { $all } budgets will change
}
bulk-to-entry = View activity
bulk-undo = { $count ->
    [one] Undo 1 budget…
   *[other] Undo { $n } budgets…
}
bulk-undo-means = Opens a preview first. Only budgets that still have the value set by this job are restored.
bulk-undoes = Undoes job
bulk-undone-by = Undone by job
bulk-unknown-means = { $count ->
    [one] The outcome of 1 budget is unknown. Partnerdesk checks it again; nothing is sent twice.
   *[other] The outcome of { $n } budgets is unknown. Partnerdesk checks them again; nothing is sent twice.
}
bulk-used = Used: { $used } ({ $share })
bulk-waiting-means = Another person who can set budgets and see all these customers must approve this. They find it on the overview. Nothing has been set. The request expires after a day.
bulk-what = Job
bulk-when = Time
bulk-who = By
budgets-bulk-filter-job = Bulk job
budgets-bulk-filter-state = Status
bulk-cuts = { $count ->
    [one] 1 budget is cut below its used amount or by more than half. Check it before you confirm.
   *[other] { $n } budgets are cut below their used amount or by more than half. Check them before you confirm.
}
bulk-cut-half = Cut by more than half
bulk-cut-used = Below the used amount of { $used }: the customer will not be able to buy
bulk-freeze = When the budget is used up: { $before } → { $after }
bulk-freeze-unknown = current setting not reported
bulk-kind-percent-rounded = Increase by { $value }%, rounded up ({ $to })
bulk-out-amount-ambiguous = Ambiguous amount: the separator can mark thousands or decimals
bulk-out-formula = The row contains a formula: paste its result as a value
bulk-out-id-rounded = The spreadsheet changed this ID to a number and lost its last digits: format the column as text and enter the ID again
bulk-out-other-account = The account name in the file belongs to another customer than the ID
bulk-out-other-currency = The currency in the file is not the currency of this budget
bulk-out-other-name = The name in the file is not the name of the customer with this ID
bulk-out-line-break = A cell goes on in the next line: close its quotation mark, or remove the line break
bulk-out-row-too-long = The row has more cells than there are columns: put amounts with commas in quotation marks
bulk-read-text = File read as { $encoding } text separated by { $separator }, column names in line { $header }.
bulk-read-workbook = { $hidden ->
    [0] Excel sheet “{ $sheet }” read, column names in row { $header }.
    [one] Excel sheet “{ $sheet }” read, column names in row { $header }. 1 hidden sheet was not read.
   *[other] Excel sheet “{ $sheet }” read, column names in row { $header }. { $hidden } hidden sheets were not read.
}
bulk-rounded = Rounded up from { $exact }
bulk-separator-comma = commas
bulk-separator-semicolon = semicolons
bulk-separator-tab = tabs
bulk-freezes = { $count ->
    [one] 1 row also changes what happens when the budget is used up.
   *[other] { $n } rows also change what happens when the budget is used up.
}
bulk-kind-pay = { $count ->
    [one] Pay 1 order
   *[other] Pay { $n } orders
}
bulk-out-no-price = No price is reported
bulk-out-not-live = It could not be loaded from HUAWEI CLOUD just now
bulk-out-not-payable = Does not await payment
bulk-out-over-budget = The customer’s budget does not cover it
bulk-out-under-way = Another payment or change of it is in progress
bulk-change-cancel-means = Resources that are already changed stay changed. No more resources are changed.
bulk-change-cancel-title = Cancel the remaining changes?
bulk-change-charged-at = First charge on { $when } (est.)
bulk-change-charged-at-once = Ends before the next 03:00 GMT+8: charged at once
bulk-change-confirm = { $what }, up to { $sums }
bulk-change-confirm-means = The resources are changed one after another. You can pause and cancel; each change has its own page.
bulk-change-means = What happens
bulk-change-read = Resources and prices loaded from HUAWEI CLOUD { $age } ago. Each resource is checked again just before it is changed; if its price or expiry has changed, it is skipped.
bulk-change-resets = A renewal order of it is still open: paying that order may restore the old setting
bulk-change-resources = Resources
bulk-change-row-done = Changed
bulk-change-row-not-done = Not changed
bulk-change-title-cancelled = Canceled: { $done } of { $n } resources changed
bulk-change-title-done = { $count ->
    [one] { $done } of 1 resource changed
   *[other] { $done } of { $n } resources changed
}
bulk-change-title-paused = Paused: { $done } of { $n } resources changed
bulk-change-title-running = Changing resources: { $done } of { $n } changed
bulk-change-to-change = View change
bulk-change-unknown-means = { $count ->
    [one] The outcome of 1 change is unknown. Partnerdesk checks it again; nothing is sent twice.
   *[other] The outcome of { $n } changes is unknown. Partnerdesk checks them again; nothing is sent twice.
}
bulk-change-waiting-means = Another person who can order and pay, and who can see all these customers, must approve this. They find it on the overview. Nothing has been changed. The request expires after a day.
bulk-pay-cancel-means = Orders that are already paid stay paid. No more orders are paid.
bulk-pay-cancel-title = Cancel the remaining payments?
bulk-pay-confirm = { $count ->
    [one] Pay 1 order, { $sums }
   *[other] Pay { $n } orders, { $sums }
}
bulk-pay-confirm-means = The orders are paid one after another, each once. You can pause and cancel; each payment has its own page.
bulk-pay-left = Budget left: { $left }
bulk-pay-orders = Orders
bulk-pay-read = Orders and budgets loaded from HUAWEI CLOUD { $age } ago, most urgent first. Each order is loaded again just before it is paid; if its price has changed, it is not paid.
bulk-pay-resets = Paying it may restore an old setting for what happens on expiry
bulk-pay-row-done = Paid
bulk-pay-row-not-done = Not paid
bulk-pay-row-would = Will be paid
bulk-pay-short = The customer’s budget is short by { $short }, after the orders above
bulk-pay-title-cancelled = Canceled: { $done } of { $n } orders paid
bulk-pay-title-done = { $count ->
    [one] { $done } of 1 order paid
   *[other] { $done } of { $n } orders paid
}
bulk-pay-title-paused = Paused: { $done } of { $n } orders paid
bulk-pay-title-running = Paying orders: { $done } of { $n } paid
bulk-pay-to-payment = View payment
bulk-pay-unknown-means = { $count ->
    [one] The outcome of 1 payment is unknown. Partnerdesk checks the order again; nothing is paid twice.
   *[other] The outcome of { $n } payments is unknown. Partnerdesk checks the orders again; nothing is paid twice.
}
bulk-pay-waiting-means = Another person who can pay and who can see all these customers must approve this. They find it on the overview. Nothing has been paid. The request expires after a day.
bulk-task-approve = Approve: { $what }
bulk-task-ask = Request approval: { $what }
bulk-task-ask-means = Another person must approve this, because the total is above your limit. Nothing is paid or changed until then.
bulk-task-declined-means = The request was declined or withdrawn, or nobody approved it within a day. Nothing was paid or changed. You can create a new preview at any time.
bulk-task-moved = The price is now { $amount }. Nothing was sent.
bulk-task-note-tried = { $count ->
    [one] It could not be checked once. Partnerdesk tries again.
   *[other] It could not be checked { $count } times. Partnerdesk tries again.
}
bulk-task-note-unknown = The response was lost. Partnerdesk checks until the outcome is certain. Nothing is sent twice.
bulk-task-price = Net price
bulk-task-row-changed = Not sent
bulk-task-stopped = The desk stopped before it was sent. Nothing was sent.
bulk-task-sum = Total
bulk-task-title-declined = Not approved: { $what }
bulk-task-title-draft = Preview: { $what } ({ $n } of { $all } selected)
bulk-task-title-nothing = Preview: nothing can be done
bulk-task-title-waiting = Awaiting approval: { $what }
bulk-of-job = Bulk job
bulk-count = Rows
bulk-stranded = { $name }, who started this job, was disabled or may not do this any more. The job cannot go on: cancel it, or enable the user first.
