# Who looks after which customers.
assignments-title = Customer assignments
assignments-means = Owners and helpers of customers, one by one, in bulk, by file or by rule.
assignments-people = People
assignments-person = Person
assignments-person-off = { $name } (disabled)
assignments-role = Role
assignments-owned = Owned
assignments-helped = Helped
assignments-action = Action
assignments-owner = Owner
assignments-helper = Helper
assignments-helpers = Helpers
assignments-kind = As
assignments-owner-hint = Answers for the customer. A customer has one owner; the owner before no longer looks after it.
assignments-helper-hint = Sees the customer and works on it beside the owner.
assignments-nobody = Nobody
assignments-choose-person = Choose a person
assignments-customer = Customer
assignments-customers = Customers
assignments-manager = HUAWEI CLOUD account manager
assignments-manager-hint = Login name of the account manager, as on the customer’s page.
assignments-unowned = { $count ->
    [0] Every customer has an owner
    [one] 1 customer has no owner
   *[other] { $n } customers have no owner
}
assignments-hand-over = Hand over customers
assignments-hand-over-one = Hand over
assignments-select = Select customers
assignments-rules = Rules
assignments-rules-mean = A rule makes a person the owner of every customer of a HUAWEI CLOUD account manager, now and whenever customers are loaded. A customer whose owner was set by hand keeps that owner.
assignments-rules-none = No rules yet.
assignments-by-rule = Owned by rule
assignments-rule-add = Add rule
assignments-rule-remove = Remove the rule for { $manager }
assignments-remove = Remove
assignments-of-rule = By the rule for { $manager }
assignments-rule-hint = Set by a rule. Choose another owner to overrule it, or remove the rule under Customer assignments.
assignments-at-once = Takes effect immediately: managers see only customers that they own or help with.
assignments-file = Assign by file
assignments-format = Format of the file
assignments-format-person = Name that the person signs in with. “user” and “owner” are also understood.
assignments-format-kind = owner or helper. Empty or without this column: owner.
assignments-preview = Preview
assignments-preview-means = You get a preview first. Nothing changes until you confirm it.
assignments-plan = { $count ->
    [0] Preview: nothing to assign
    [one] Preview: 1 assignment
   *[other] Preview: { $n } assignments
}
assignments-done = { $count ->
    [one] 1 assignment made
   *[other] { $n } assignments made
}
assignments-made-by = By { $name }
assignments-problems = { $count ->
    [one] 1 row cannot be used and is skipped. It is listed first.
   *[other] { $n } rows cannot be used and are skipped. They are listed first.
}
assignments-nothing = No row of this preview changes anything.
assignments-apply = { $count ->
    [one] Make 1 assignment
   *[other] Make { $n } assignments
}
assignments-back = Back to assignments
assignments-rows = Rows
assignments-rows-more = { $n } more rows are not shown.
assignments-owner-now = Current owner
assignments-effect = Effect
assignments-line = Line
assignments-state-assign = Assign
assignments-state-replace = Replace owner
assignments-state-already = Already so
assignments-state-already-owner = Already the owner
assignments-state-no-customer = Unknown customer
assignments-state-ambiguous = Several customers have this name
assignments-state-no-person = Unknown person
assignments-state-person-off = Person is disabled
assignments-state-wrong-kind = Neither owner nor helper
assignments-state-twice = Named more than once
assignments-state-cell-too-long = Cell is too long
assignments-state-id-rounded = ID was rounded by a spreadsheet
assignments-state-bad-row = Row cannot be read
