# Words of the parts that every page is made of.
ui-active-filters = Active filters
ui-after = After:
ui-before = Before:
ui-clear-filters = Clear filters
ui-close = Close
ui-copied = Copied
ui-copy = Copy { $id }
ui-crumbs = You are here
ui-export = Export CSV
ui-filter = Apply filters
ui-first-page = Go to first page
ui-filtered-out = No matches
ui-filtered-out-of = { $count ->
    [one] The filters hide the only entry.
   *[other] The filters hide all { $n } entries.
}
ui-search-too-long = The search text is too long
ui-search-too-long-why = The search did not run: the text has more than { $most } characters. Enter a shorter part of the name or ID.
ui-meter = Share of the budget used
ui-never-read = Not loaded from HUAWEI CLOUD yet
ui-never-read-failing = Loading from HUAWEI CLOUD failed; no data yet
ui-none = none
ui-not-allowed = Not allowed for your role
ui-not-allowed-why = Your role does not include this. A Partnerdesk administrator can change your role.
ui-page-after = Next
ui-page-before = Previous
ui-pages = Pages
ui-past-end = The list has fewer pages. There is nothing on this page.
ui-range = { $first }–{ $last } of { $total }
ui-read-ago = Updated { $age } ago
ui-read-failing = Update failed; last updated { $age } ago
ui-select = Select
ui-select-all = Select all on this page
ui-week-from = week from
ui-without-filter = Remove filter:
ui-misread = Filter not understood
ui-misread-direction = Sort direction
ui-misread-page = Page number
ui-misread-search = Search
ui-misread-sort = Sort
ui-misread-title = Filter not understood
ui-misread-what = Part of this address is not understood. No rows are shown, and nothing can be exported or changed in bulk.
ui-misread-without = Open the list without it
ui-export-workbook = Export Excel
ui-selected-elsewhere = on other pages: #
ui-selection-clear = Clear selection
ui-comma = ,{" "}
