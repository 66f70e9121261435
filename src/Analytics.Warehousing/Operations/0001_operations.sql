-- Runs, rejects, decisions and logs: never part of a data version.
CREATE TABLE "schema_migration" (
    "number" integer NOT NULL,
    "name" text,
    "applied_epoch" bigint NOT NULL
);

CREATE TABLE "run" (
    "run_key" bigint NOT NULL,
    "batch_id" text,
    "started_at" timestamp,
    "epoch" bigint,
    "outcome" text,
    "inputs_fingerprint" text
);

CREATE TABLE "run_step" (
    "run_key" bigint NOT NULL,
    "job" text,
    "read_rows" bigint NOT NULL,
    "new_rows" bigint NOT NULL,
    "unchanged_rows" bigint NOT NULL,
    "corrected_rows" bigint NOT NULL,
    "revoked_rows" bigint NOT NULL,
    "rejected_rows" bigint NOT NULL,
    "duration_ms" bigint NOT NULL
);

CREATE TABLE "reject" (
    "run_key" bigint NOT NULL,
    "job" text,
    "file" text,
    "row_number" bigint NOT NULL,
    "column_name" text,
    "found" text,
    "expected" text,
    "code" text
);

CREATE TABLE "decision" (
    "decision_key" bigint NOT NULL,
    "decided_at" timestamp,
    "decided_by" text,
    "subject" text,
    "decision" text,
    "reason" text
);

CREATE TABLE "log" (
    "run_key" bigint NOT NULL,
    "logged_at" timestamp,
    "level" text,
    "message" text
);
