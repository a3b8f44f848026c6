# Words that every page uses.
app-name = Partnerdesk
customers-count = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
data-age = As of { $when }
