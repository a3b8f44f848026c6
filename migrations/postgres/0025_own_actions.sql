-- What this desk did, until a reading of HUAWEI CLOUD agrees with it.

-- When this desk paid an order that is still listed as waiting for payment.
ALTER TABLE orders ADD COLUMN paid_here BIGINT;
-- When this desk paid the renewal of a resource, the end it had then, and the end it is expected to have.
ALTER TABLE resources ADD COLUMN renewed_at BIGINT;
ALTER TABLE resources ADD COLUMN renewed_from BIGINT;
ALTER TABLE resources ADD COLUMN renewed_to BIGINT;
