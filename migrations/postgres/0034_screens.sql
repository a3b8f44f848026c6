-- Rows without a value come last in every list, whatever the direction. These are the orders that the
-- value itself does not serve: what is blank first, then as before.

CREATE INDEX customers_associated_blank ON customers (
  (CAST(CASE WHEN associated_key = -9223372036854775807 THEN 1 ELSE 0 END AS BIGINT)), associated_key, id
);
CREATE INDEX customers_percent_blank ON customers (
  (CAST(CASE WHEN percent_key = -9223372036854775807 THEN 1 ELSE 0 END AS BIGINT)), percent_key, id
);
CREATE INDEX customers_left_blank ON customers (
  (CAST(CASE WHEN left_key = 9223372036854775807 THEN 0 ELSE 1 END AS BIGINT)), left_key, id
);
CREATE INDEX customers_expiry_blank ON customers (
  (CAST(CASE WHEN expiry_key = 9223372036854775807 THEN 0 ELSE 1 END AS BIGINT)), expiry_key, id
);
CREATE INDEX customers_waiting_blank ON customers (
  (CAST(CASE WHEN waiting_orders = 0 THEN 1 ELSE 0 END AS BIGINT)), waiting_orders, id
);
CREATE INDEX budgets_percent_blank ON customers (
  (CAST(CASE WHEN percent_key = -9223372036854775807 THEN 1 ELSE 0 END AS BIGINT)), percent_key, id
) WHERE resale = 1 AND budget_read_at IS NOT NULL;
CREATE INDEX budgets_amount_blank ON customers (
  (CAST(CASE WHEN amount_key = -9223372036854775807 THEN 1 ELSE 0 END AS BIGINT)), amount_key, id
) WHERE resale = 1 AND budget_read_at IS NOT NULL;
CREATE INDEX budgets_used_blank ON customers (
  (CAST(CASE WHEN used_key = -9223372036854775807 THEN 1 ELSE 0 END AS BIGINT)), used_key, id
) WHERE resale = 1 AND budget_read_at IS NOT NULL;
CREATE INDEX budgets_left_blank ON customers (
  (CAST(CASE WHEN left_key = 9223372036854775807 THEN 0 ELSE 1 END AS BIGINT)), left_key, id
) WHERE resale = 1 AND budget_read_at IS NOT NULL;
CREATE INDEX budgets_runs_out_blank ON customers (
  (CAST(CASE WHEN runs_out_key = 9223372036854775807 THEN 0 ELSE 1 END AS BIGINT)), runs_out_key, id
) WHERE resale = 1 AND budget_read_at IS NOT NULL;
CREATE INDEX orders_created_blank ON orders (
  (CAST(CASE WHEN created_key = -9223372036854775807 THEN 1 ELSE 0 END AS BIGINT)), created_key, id
);
CREATE INDEX orders_amount_blank ON orders (
  (CAST(CASE WHEN amount_key = -9223372036854775807 THEN 1 ELSE 0 END AS BIGINT)), amount_key, id
);
CREATE INDEX orders_deadline_blank ON orders (
  (CAST(CASE WHEN deadline_key = 9223372036854775807 THEN 0 ELSE 1 END AS BIGINT)), deadline_key, id
);
CREATE INDEX resources_expires_blank ON resources (
  (CAST(CASE WHEN expires_key = 9223372036854775807 THEN 0 ELSE 1 END AS BIGINT)), expires_key, id
) WHERE is_main = 1;
CREATE INDEX resources_deletion_blank ON resources (
  (CAST(CASE WHEN deletion_key = 9223372036854775807 THEN 0 ELSE 1 END AS BIGINT)), deletion_key, id
) WHERE is_main = 1;
CREATE INDEX resources_service_blank ON resources (
  (CAST(CASE WHEN sort_service = '' THEN 1 ELSE 0 END AS BIGINT)), sort_service, id
) WHERE is_main = 1;

-- The list of customers is sorted by the share of the budget, which it shows, and no longer by the amount.
DROP INDEX customers_used;
CREATE INDEX customers_percent ON customers (percent_key, id);

-- Sorted by what is shown: nothing is used of a budget that is not set, one that is used up does not run
-- out any more, and an order that does not wait for payment has no deadline.
UPDATE customers SET used_key = -9223372036854775807 WHERE budget_level = 'unset';
UPDATE customers SET runs_out_key = 9223372036854775807 WHERE budget_level = 'exhausted';
UPDATE orders SET deadline_key = 9223372036854775807 WHERE status <> 6;

-- How each user wants the desk: kept across sign-ins and browsers. What was never chosen is NULL.
ALTER TABLE users ADD COLUMN language TEXT;
ALTER TABLE users ADD COLUMN theme TEXT;
ALTER TABLE users ADD COLUMN density TEXT;
ALTER TABLE users ADD COLUMN zone TEXT;
