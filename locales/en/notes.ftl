# Notes on customers, orders, resources and payments, and follow-ups.
notes-title = { $count ->
    [0] Notes
    [one] 1 note
   *[other] { $n } notes
}
notes-none = No notes yet.
notes-show-all = Show all { $n } notes
notes-write = New note
notes-write-hint = Everybody who sees this customer can read it. At most 4,000 characters. It cannot be edited later, only withdrawn.
notes-save = Save note
notes-to-form = Write a note
notes-mention = Mention
notes-mention-hint = Shown on that person’s overview until they open or dismiss it.
notes-nobody = Nobody
notes-add-follow-up = Add a follow-up
notes-for = Person
notes-for-hint = Shown on that person’s overview from 7 days before it is due until it is done.
notes-due = Due
notes-follow-up = Follow-up for
notes-mentions = mentions { $name }
notes-on-customer = Customer
notes-on-order = Order
notes-on-resource = Resource
notes-on-payment = Payment
notes-on-order-of = Order { $id }
notes-on-resource-of = Resource { $name }
notes-gone = { $what } (no longer listed)
notes-withdrawn = Withdrawn by its author.
notes-withdraw = Withdraw
notes-withdraw-means = The text is deleted for everybody, and its follow-up ends. This cannot be undone.
notes-withdraw-do = Withdraw note
notes-mark-done = Mark as done
notes-reopen = Reopen
notes-pass-on = Pass on
notes-pass-on-to = Pass on to
notes-pass-on-do = Pass on follow-up
notes-done-by = Done by { $name }, { $when }
notes-overdue-since = Overdue: { $day }
notes-due-now = Due today
notes-due-on = Due { $day }
notes-not-seen-by = Cannot see this customer
notes-due-overdue = Overdue
notes-due-today = Due today
notes-due-week = Due within 7 days
notes-due-later = Due later
notes-state-open = Open
notes-state-done = Done
notes-mentions-you = Notes that mention you.
notes-mention-by = { $name } on { $customer }, { $when }
notes-dismiss = Dismiss
notes-for-nobody = { $count ->
    [one] 1 open follow-up is for a person who does not see the customer. Pass it on.
   *[other] { $n } open follow-ups are for people who do not see the customer. Pass them on.
}
notes-for-nobody-view = View
notes-own-near = { $count ->
    [one] 1 follow-up due within 7 days
   *[other] { $n } follow-ups due within 7 days
}
notes-own-late = { $count ->
    [one] 1 overdue follow-up
   *[other] { $n } overdue follow-ups
}
notes-own-both = Follow-ups: { $late } overdue, { $near } due within 7 days
notes-own-all = View my follow-ups
shell-follow-ups = Follow-ups
help-section-follow-ups = What somebody still has to do for a customer, and until when. Yours are on the overview too.
follow-ups-all = { $count ->
    [one] 1 follow-up
   *[other] { $n } follow-ups
}
follow-ups-some = { $count ->
    [one] { $n } of 1 follow-up
   *[other] { $n } of { $all } follow-ups
}
follow-ups-none = No follow-ups yet
follow-ups-none-why = Write a note on the page of a customer, an order, a resource or a payment, and add a follow-up: a person and a day.
follow-ups-caption = Follow-ups, open ones first
follow-ups-search = Words of the note
follow-ups-views = Views of this list
follow-ups-view-mine = My open ones
follow-ups-view-open = All open
follow-ups-view-nobody = Needs another person
follow-ups-view-done = Done
follow-ups-view-all = All
follow-ups-note = Note
follow-ups-customer = Customer
follow-ups-due = Due
follow-ups-person = Person
follow-ups-written = Written by
follow-ups-action = Action
follow-ups-filter-person = Person
follow-ups-any-person = Any person
follow-ups-filter-person-me = Me
follow-ups-filter-person-nobody = Needs another person
follow-ups-filter-state = Status
follow-ups-any-state = Open and done
follow-ups-filter-due = Due
follow-ups-any-due = Any due day
follow-ups-filter-customer = Customer
