# The list of resellers.
shell-resellers = Resellers
help-section-resellers = Who sells below your company: their customers and the budgets of those customers.
resellers-all = { $count ->
    [one] 1 reseller
   *[other] { $n } resellers
}
resellers-some = { $n } of { $all } resellers
resellers-none = No resellers yet
resellers-none-why = A reseller appears here when HUAWEI CLOUD lists at least one of its customers. Managers see only the resellers of the customers that an administrator has assigned to them.
resellers-caption = Resellers
resellers-search = Name, account or ID
resellers-name = Reseller
resellers-id = ID
resellers-customers = Customers
resellers-budgets = Total of budgets
resellers-associated = Associated
resellers-unread = { $count ->
    [one] 1 budget not loaded
   *[other] { $n } budgets not loaded
}
