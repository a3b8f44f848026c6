# What is known of HUAWEI CLOUD, and what could not be loaded.
mirror-part-customers = Customers
mirror-part-budgets = Budgets
mirror-part-orders = Orders
mirror-part-resources = Yearly/monthly resources
mirror-customers-unread = Your customers are being loaded from HUAWEI CLOUD for the first time
mirror-customers-failed = Your customers could not be loaded from HUAWEI CLOUD
mirror-unread = { $count ->
    [one] { $part }: not known for 1 of { $all } customers
   *[other] { $part }: not known for { $n } of { $all } customers
}
mirror-failed = { $count ->
    [one] { $part }: could not be updated for 1 of { $all } customers
   *[other] { $part }: could not be updated for { $n } of { $all } customers
}
mirror-part-failed = { $part }: could not be updated
mirror-of = { $count ->
    [one] { $part } of 1 customer:
   *[other] { $part } of { $n } customers:
}
mirror-agency-all = { $n } of { $all } customers fail in the same way and none could be loaded: the agency name set in Partnerdesk is probably wrong. A Partnerdesk administrator can correct it: setting PARTNERDESK_AGENCY. Otherwise each customer must create the agency in the HUAWEI CLOUD console.
mirror-tried-again = Partnerdesk tries again by itself, first after 30 seconds and then less often.
mirror-being-read = Partnerdesk loads them one after another. Reload this page in a moment.
mirror-at-least = at least { $n }
mirror-not-known = Not known: could not be loaded from HUAWEI CLOUD.
mirror-not-counted = { $count ->
    [one] 1 customer could not be included.
   *[other] { $n } customers could not be included.
}
mirror-none-known = Not known
mirror-none-matching = No matches among what is known
mirror-none-known-why = This does not mean that there are none. See above for what could not be loaded, and why.
mirror-status = Local copy
mirror-status-part = Data
mirror-status-read = Updated
mirror-status-customers = Customers
mirror-status-unread = Not known
mirror-status-failing = Update failed
mirror-status-code = Code
mirror-refresh = Refresh
