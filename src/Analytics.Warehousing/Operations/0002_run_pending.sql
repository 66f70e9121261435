-- A run about to publish. It is pending until "run" has its key: rows are never changed, the end is a row of its own.
CREATE TABLE "run_pending" (
    "run_key" bigint NOT NULL,
    "batch_id" text,
    "started_at" timestamp,
    "epoch" bigint NOT NULL,
    "inputs_fingerprint" text
);
