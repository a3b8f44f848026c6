-- The same tables as for SQLite, in the same words where they can be.
--
-- Text (ordered by its bytes) and 64-bit integers only: exact decimals and JSON are text, instants are whole seconds
-- since 1970 (UTC), yes and no are 1 and 0. A column named *_key is made for sorting: amounts in
-- 1/10000 of their unit, the ends of the integer range where a value is absent.

-- The mirror: what the partner last told.

CREATE TABLE resellers (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  sort_name TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  seen_at BIGINT NOT NULL
);

CREATE TABLE customers (
  id TEXT COLLATE "C" NOT NULL UNIQUE,
  reseller_id TEXT COLLATE "C",
  resale BIGINT NOT NULL,
  frozen BIGINT,
  account_manager TEXT COLLATE "C",
  display_name TEXT COLLATE "C" NOT NULL,
  sort_name TEXT COLLATE "C" NOT NULL,
  search TEXT COLLATE "C" NOT NULL,
  associated_key BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  -- 0: never read.
  resources_read_at BIGINT NOT NULL DEFAULT 0,
  waiting_orders BIGINT NOT NULL DEFAULT 0,
  expiry_key BIGINT NOT NULL DEFAULT 9223372036854775807,
  -- NULL: the partner never told this customer's budget.
  budget_read_at BIGINT,
  budget_amount TEXT COLLATE "C",
  budget_used TEXT COLLATE "C",
  budget_currency TEXT COLLATE "C",
  budget_kind TEXT COLLATE "C",
  budget_level TEXT COLLATE "C",
  -- The reading that spending is counted from.
  budget_base_used TEXT COLLATE "C",
  budget_base_at BIGINT,
  amount_key BIGINT NOT NULL DEFAULT -9223372036854775807,
  used_key BIGINT NOT NULL DEFAULT -9223372036854775807,
  left_key BIGINT NOT NULL DEFAULT 9223372036854775807,
  percent_key BIGINT NOT NULL DEFAULT -9223372036854775807,
  runs_out_key BIGINT NOT NULL DEFAULT 9223372036854775807,
  body TEXT COLLATE "C" NOT NULL
);
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
  -- In lower case: ids are compared without regard to case.
  id TEXT COLLATE "C" NOT NULL UNIQUE,
  wire_id TEXT COLLATE "C" NOT NULL,
  customer_id TEXT COLLATE "C" NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  -- In lower case, to sort by.
  customer_name TEXT COLLATE "C" NOT NULL,
  status BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  currency TEXT COLLATE "C",
  amount TEXT COLLATE "C",
  amount_key BIGINT NOT NULL,
  created_key BIGINT NOT NULL,
  deadline_key BIGINT NOT NULL,
  pay_until BIGINT,
  seen_at BIGINT NOT NULL,
  body TEXT COLLATE "C" NOT NULL
);
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
  id TEXT COLLATE "C" NOT NULL UNIQUE,
  customer_id TEXT COLLATE "C" NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  -- In lower case, to sort by.
  customer_name TEXT COLLATE "C" NOT NULL,
  parent_id TEXT COLLATE "C",
  is_main BIGINT NOT NULL,
  status BIGINT,
  auto_renews BIGINT NOT NULL,
  expires_key BIGINT NOT NULL,
  service_code TEXT COLLATE "C",
  service_name TEXT COLLATE "C",
  sort_service TEXT COLLATE "C" NOT NULL,
  display_name TEXT COLLATE "C" NOT NULL,
  sort_name TEXT COLLATE "C" NOT NULL,
  search TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL
);
CREATE INDEX resources_customer ON resources (customer_id, expires_key, id);
CREATE INDEX resources_customer_name ON resources (customer_name, customer_id, id) WHERE is_main = 1;
CREATE INDEX resources_parent ON resources (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX resources_expires ON resources (expires_key, id) WHERE is_main = 1;
CREATE INDEX resources_service ON resources (sort_service, id) WHERE is_main = 1;
CREATE INDEX resources_name ON resources (sort_name, id) WHERE is_main = 1;
CREATE INDEX resources_code ON resources (service_code, expires_key, id) WHERE is_main = 1;
CREATE INDEX resources_auto ON resources (auto_renews, expires_key, id) WHERE is_main = 1;

CREATE TABLE sync_marks (
  key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  tried_at BIGINT NOT NULL,
  ok_at BIGINT,
  failing BIGINT NOT NULL DEFAULT 0,
  code TEXT COLLATE "C"
);

CREATE TABLE sync_cursors (
  key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  value TEXT COLLATE "C" NOT NULL
);

CREATE TABLE leases (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  holder TEXT COLLATE "C" NOT NULL,
  until BIGINT NOT NULL
);

-- Users and what they look after.

CREATE TABLE users (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  name_key TEXT COLLATE "C" NOT NULL UNIQUE,
  role TEXT COLLATE "C" NOT NULL,
  active BIGINT NOT NULL,
  password_hash TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  signed_in_at BIGINT
);

-- No reference to customers: an assignment outlives the mirror's memory of one.
CREATE TABLE assignments (
  user_id TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  customer_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (user_id, customer_id)
);

CREATE TABLE sign_in_attempts (
  key TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX sign_in_attempts_key ON sign_in_attempts (key, at);
CREATE INDEX sign_in_attempts_at ON sign_in_attempts (at);

CREATE TABLE sessions (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  user_id TEXT COLLATE "C",
  data TEXT COLLATE "C" NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Stored intentions.

CREATE TABLE payments (
  key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT COLLATE "C" NOT NULL UNIQUE,
  order_id TEXT COLLATE "C" NOT NULL,
  order_key TEXT COLLATE "C" NOT NULL,
  customer_id TEXT COLLATE "C" NOT NULL,
  amount TEXT COLLATE "C" NOT NULL,
  currency TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  order_status BIGINT,
  failure TEXT COLLATE "C",
  created_by TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  sent_at BIGINT,
  checked_at BIGINT,
  settled_at BIGINT,
  audit_id TEXT COLLATE "C" NOT NULL
);
-- At most one payment of an order at a time.
CREATE UNIQUE INDEX payments_live ON payments (order_key) WHERE state IN ('confirmed', 'sent', 'unknown');
CREATE INDEX payments_order ON payments (order_key, created_at);
CREATE INDEX payments_state ON payments (state, created_at);

CREATE TABLE renewals (
  key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT COLLATE "C" NOT NULL UNIQUE,
  customer_id TEXT COLLATE "C" NOT NULL,
  resources TEXT COLLATE "C" NOT NULL,
  period TEXT COLLATE "C" NOT NULL,
  amount TEXT COLLATE "C" NOT NULL,
  currency TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  orders TEXT COLLATE "C" NOT NULL,
  failures TEXT COLLATE "C" NOT NULL,
  failure TEXT COLLATE "C",
  created_by TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  audit_id TEXT COLLATE "C" NOT NULL
);
CREATE INDEX renewals_customer ON renewals (customer_id, created_at);
CREATE INDEX renewals_state ON renewals (state, created_at);

-- At most one renewal of a resource at a time.
CREATE TABLE renewal_locks (
  resource_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  renewal_id TEXT COLLATE "C" NOT NULL REFERENCES renewals (id)
);
CREATE INDEX renewal_locks_renewal ON renewal_locks (renewal_id);
