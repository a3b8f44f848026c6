# The page of search results.
search-title = Search
search-empty = Search for customers, orders, resources, notes, requests and error codes
search-empty-why = Enter a name, account, telephone number, or an ID of a customer, order, resource or request, or a part of it. Words can be in any order. Notes are found by their words. An error code such as CBC.99003105 is explained.
search-found = { $count ->
    [0] No results for “{ $text }”
    [one] 1 result for “{ $text }”
   *[other] { $n } results for “{ $text }”
}
search-nothing = No results
search-nothing-why = The search covers the customers you can see and the data loaded from HUAWEI CLOUD. Try a part of the name, or an ID. Of requests, only those that made a change are found.
search-customers = Customers
search-orders = Orders
search-resources = Resources
search-name = Name
search-id = ID
search-found-more = { $n } results for “{ $text }”, { $shown } shown
search-more-than = more than { $n }
search-code = Error code
search-code-code = Code
search-code-what = What it means
search-code-who = Who can fix it
search-code-next = What to do next
search-code-where = Where it occurs
search-code-calls = API calls with this code
search-code-entries = Activity entries with this code
search-entries = Activity
search-account = Account
search-order = Customer of the order
search-service = Service
search-customer = Customer
search-action = Action
search-person = By
search-status = Status
search-count-shown = { $n } matches, { $shown } shown
search-count = { $count ->
    [one] 1 match
   *[other] { $n } matches
}
search-show-list = { $count ->
    [one] Show in the list
   *[other] Show all { $n } in the list
}
search-notes = Notes
search-note = Note
