# The list of customers.
customers-title = Customers
customers-all = { $count ->
    [one] One customer
   *[other] { $n } customers
}
customers-some = { $n } of { $all } customers
customers-exhausted = { $count ->
    [0] No customer has used up its budget
    [one] One customer has used up its budget
   *[other] { $n } customers have used up their budget
}
customers-over90 = { $count ->
    [0] No customer is over 90 % of its budget
    [one] One customer is over 90 % of its budget
   *[other] { $n } customers are over 90 % of their budget
}
customers-none = No customers yet
customers-none-why = Customers appear here as soon as they are associated with your company and have been read from the partner API. An account manager sees those assigned by an administrator.
customers-caption = Customers
customers-name = Customer
customers-used = Budget used
customers-left = Left
customers-waiting = Orders to pay
customers-expires = Next expiry
customers-state = State
customers-active = Active
customers-search = Name, account, e-mail, telephone or ID
customers-budget = Budget
customers-any-budget = Any budget
customers-frozen = Freeze
customers-any-frozen = Frozen or not
customers-reseller = Reseller
customers-any-reseller = Any reseller
