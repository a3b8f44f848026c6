# The list of customers.
customers-title = Customers
customers-all = { $count ->
    [one] 1 customer
   *[other] { $n } customers
}
customers-some = { $n } of { $all } customers
customers-exhausted = { $count ->
    [0] No customers are out of budget
    [one] 1 customer is out of budget
   *[other] { $n } customers are out of budget
}
customers-over90 = { $count ->
    [0] No customers have used 90% to 100% of their budget
    [one] 1 customer has used 90% to 100% of its budget
   *[other] { $n } customers have used 90% to 100% of their budget
}
customers-none = No customers yet
customers-none-why = Customers appear here after they are associated with your company and loaded from HUAWEI CLOUD. Managers see only the customers that an administrator has assigned to them.
customers-caption = Customers
customers-name = Customer
customers-used = Budget used
customers-left = Remaining
customers-waiting = Pending payment
customers-expires = Next expiry
customers-state = Status
customers-active = Active
customers-search = Name, account, email, phone or ID
customers-any-budget = Any budget
customers-any-frozen = Any account status
customers-any-reseller = Any reseller
customers-filter-budget = Budget
customers-filter-frozen = Account status
customers-filter-frozen-account-and-resources = { badge-frozen-resources }
customers-filter-reseller = Reseller
customers-any-manager = Any account manager
customers-filter-manager = Account manager
