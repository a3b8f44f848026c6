# The page of search results.
search-title = Search
search-empty = Search for customers, orders and resources
search-empty-why = Enter a name, account, customer ID, order ID or resource ID, or a part of it.
search-found = { $count ->
    [0] No results for “{ $text }”
    [one] 1 result for “{ $text }”
   *[other] { $n } results for “{ $text }”
}
search-nothing = No results
search-nothing-why = The search covers the customers you can see and the data loaded from HUAWEI CLOUD. Try a part of the name, or an ID.
search-customers = Customers
search-orders = Orders
search-resources = Resources
search-name = Name
search-id = ID
search-in-list = Search in full list
