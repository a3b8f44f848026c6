-- Text and 64-bit integers only: exact decimals and JSON are text, instants are whole seconds
-- since 1970 (UTC), yes and no are 1 and 0. A column named *_key is made for sorting: amounts in
-- 1/10000 of their unit, the ends of the integer range where a value is absent.

-- The mirror: what the partner last told.

CREATE TABLE resellers (
  id TEXT NOT NULL PRIMARY KEY,
  sort_name TEXT NOT NULL,
  body TEXT NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE customers (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  reseller_id TEXT,
  resale INTEGER NOT NULL,
  frozen INTEGER,
  account_manager TEXT,
  display_name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  search TEXT NOT NULL,
  associated_key INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  -- 0: never read.
  resources_read_at INTEGER NOT NULL DEFAULT 0,
  waiting_orders INTEGER NOT NULL DEFAULT 0,
  expiry_key INTEGER NOT NULL DEFAULT 9223372036854775807,
  -- NULL: the partner never told this customer's budget.
  budget_read_at INTEGER,
  budget_amount TEXT,
  budget_used TEXT,
  budget_currency TEXT,
  budget_kind TEXT,
  budget_level TEXT,
  -- The reading that spending is counted from.
  budget_base_used TEXT,
  budget_base_at INTEGER,
  amount_key INTEGER NOT NULL DEFAULT -9223372036854775807,
  used_key INTEGER NOT NULL DEFAULT -9223372036854775807,
  left_key INTEGER NOT NULL DEFAULT 9223372036854775807,
  percent_key INTEGER NOT NULL DEFAULT -9223372036854775807,
  runs_out_key INTEGER NOT NULL DEFAULT 9223372036854775807,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX customers_name ON customers (sort_name, id);
CREATE INDEX customers_associated ON customers (associated_key, id);
CREATE INDEX customers_used ON customers (used_key, id);
CREATE INDEX customers_left ON customers (left_key, id);
CREATE INDEX customers_waiting ON customers (waiting_orders, id);
CREATE INDEX customers_expiry ON customers (expiry_key, id);
CREATE INDEX customers_frozen ON customers (frozen, sort_name, id);
CREATE INDEX customers_level ON customers (budget_level, sort_name, id);
CREATE INDEX customers_reseller ON customers (reseller_id, sort_name, id);
CREATE INDEX customers_manager ON customers (account_manager);
CREATE INDEX customers_stale ON customers (resources_read_at, id);
CREATE INDEX budgets_percent ON customers (percent_key, id)
  WHERE resale = 1 AND budget_read_at IS NOT NULL;
CREATE INDEX budgets_name ON customers (sort_name, id)
  WHERE resale = 1 AND budget_read_at IS NOT NULL;
CREATE INDEX budgets_amount ON customers (amount_key, id)
  WHERE resale = 1 AND budget_read_at IS NOT NULL;
CREATE INDEX budgets_used ON customers (used_key, id)
  WHERE resale = 1 AND budget_read_at IS NOT NULL;
CREATE INDEX budgets_left ON customers (left_key, id)
  WHERE resale = 1 AND budget_read_at IS NOT NULL;
CREATE INDEX budgets_runs_out ON customers (runs_out_key, id)
  WHERE resale = 1 AND budget_read_at IS NOT NULL;
CREATE INDEX budgets_level ON customers (budget_level, percent_key, id)
  WHERE resale = 1 AND budget_read_at IS NOT NULL;

CREATE TABLE orders (
  key INTEGER PRIMARY KEY,
  -- In lower case: ids are compared without regard to case.
  id TEXT NOT NULL UNIQUE,
  wire_id TEXT NOT NULL,
  customer_id TEXT NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  -- In lower case, to sort by.
  customer_name TEXT NOT NULL,
  status INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  currency TEXT,
  amount TEXT,
  amount_key INTEGER NOT NULL,
  created_key INTEGER NOT NULL,
  deadline_key INTEGER NOT NULL,
  pay_until INTEGER,
  seen_at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX orders_created ON orders (created_key, id);
CREATE INDEX orders_deadline ON orders (deadline_key, id);
CREATE INDEX orders_amount ON orders (amount_key, id);
CREATE INDEX orders_customer ON orders (customer_id, created_key, id);
CREATE INDEX orders_customer_name ON orders (customer_name, customer_id, id);
CREATE INDEX orders_status_created ON orders (status, created_key, id);
CREATE INDEX orders_status_deadline ON orders (status, deadline_key, id);
CREATE INDEX orders_waiting ON orders (status, currency, amount, customer_id) WHERE status = 6;
CREATE INDEX orders_kind ON orders (kind, created_key, id);

CREATE TABLE resources (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  customer_id TEXT NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  -- In lower case, to sort by.
  customer_name TEXT NOT NULL,
  parent_id TEXT,
  is_main INTEGER NOT NULL,
  status INTEGER,
  auto_renews INTEGER NOT NULL,
  expires_key INTEGER NOT NULL,
  service_code TEXT,
  service_name TEXT,
  sort_service TEXT NOT NULL,
  display_name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  search TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX resources_customer ON resources (customer_id, expires_key, id);
CREATE INDEX resources_customer_name ON resources (customer_name, customer_id, id) WHERE is_main = 1;
CREATE INDEX resources_parent ON resources (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX resources_expires ON resources (expires_key, id) WHERE is_main = 1;
CREATE INDEX resources_service ON resources (sort_service, id) WHERE is_main = 1;
CREATE INDEX resources_name ON resources (sort_name, id) WHERE is_main = 1;
CREATE INDEX resources_code ON resources (service_code, expires_key, id) WHERE is_main = 1;
CREATE INDEX resources_auto ON resources (auto_renews, expires_key, id) WHERE is_main = 1;

CREATE TABLE sync_marks (
  key TEXT NOT NULL PRIMARY KEY,
  tried_at INTEGER NOT NULL,
  ok_at INTEGER,
  failing INTEGER NOT NULL DEFAULT 0,
  code TEXT
) STRICT;

CREATE TABLE sync_cursors (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE leases (
  name TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT;

-- Users and what they look after.

CREATE TABLE users (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  active INTEGER NOT NULL,
  password_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  signed_in_at INTEGER
) STRICT;

-- No reference to customers: an assignment outlives the mirror's memory of one.
CREATE TABLE assignments (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  customer_id TEXT NOT NULL,
  PRIMARY KEY (user_id, customer_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_attempts (
  key TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_attempts_key ON sign_in_attempts (key, at);
CREATE INDEX sign_in_attempts_at ON sign_in_attempts (at);

CREATE TABLE sessions (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT,
  data TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Stored intentions.

CREATE TABLE payments (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  order_id TEXT NOT NULL,
  order_key TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  amount TEXT NOT NULL,
  currency TEXT NOT NULL,
  state TEXT NOT NULL,
  order_status INTEGER,
  failure TEXT,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  checked_at INTEGER,
  settled_at INTEGER,
  audit_id TEXT NOT NULL
) STRICT;
-- At most one payment of an order at a time.
CREATE UNIQUE INDEX payments_live ON payments (order_key) WHERE state IN ('confirmed', 'sent', 'unknown');
CREATE INDEX payments_order ON payments (order_key, created_at);
CREATE INDEX payments_state ON payments (state, created_at);

CREATE TABLE renewals (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  customer_id TEXT NOT NULL,
  resources TEXT NOT NULL,
  period TEXT NOT NULL,
  amount TEXT NOT NULL,
  currency TEXT NOT NULL,
  state TEXT NOT NULL,
  orders TEXT NOT NULL,
  failures TEXT NOT NULL,
  failure TEXT,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  audit_id TEXT NOT NULL
) STRICT;
CREATE INDEX renewals_customer ON renewals (customer_id, created_at);
CREATE INDEX renewals_state ON renewals (state, created_at);

-- At most one renewal of a resource at a time.
CREATE TABLE renewal_locks (
  resource_id TEXT NOT NULL PRIMARY KEY,
  renewal_id TEXT NOT NULL REFERENCES renewals (id)
) STRICT;
CREATE INDEX renewal_locks_renewal ON renewal_locks (renewal_id);
