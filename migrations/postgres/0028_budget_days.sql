-- The readings of budgets, a row for each day in GMT+8: what a forecast is built on and charts draw.
-- Amounts are exact decimals as text.

CREATE TABLE budget_days (
  customer_id TEXT COLLATE "C" NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  -- The begin of the day.
  day BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  first_used TEXT COLLATE "C" NOT NULL,
  last_at BIGINT NOT NULL,
  last_used TEXT COLLATE "C" NOT NULL,
  readings BIGINT NOT NULL,
  amount TEXT COLLATE "C",
  PRIMARY KEY (customer_id, day)
);
CREATE INDEX budget_days_day ON budget_days (day);

-- Forecasts of monthly budgets ran past their reset: none until the next reading.
UPDATE customers SET runs_out_key = 9223372036854775807 WHERE budget_kind = 'MONTHLY';

-- The purchase that a raise was asked for, so that its approval leads on to it.
ALTER TABLE bulk_jobs ADD COLUMN raise_for TEXT COLLATE "C";
