# The page of search results.
search-title = Search
search-empty = What are you looking for?
search-empty-why = Any name, account, customer ID, order ID or resource ID; a part of it is enough.
search-found = { $count ->
    [0] No match for “{ $text }”
    [one] One match for “{ $text }”
   *[other] { $n } matches for “{ $text }”
}
search-nothing = Nothing fits
search-nothing-why = The search covers the customers assigned to you and what was read from the partner. Try a part of the name, or an id.
search-customers = Customers
search-orders = Orders
search-resources = Resources
search-name = Name
search-id = ID
search-in-list = Search in the full list
