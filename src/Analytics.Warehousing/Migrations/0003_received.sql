-- Files that districts send: where in a file a figure stands, what became of each file, what was found in it, and the
-- register of normative documents. A job's state tells whether it must run again.
ALTER TABLE "fact_observation" ADD COLUMN "sheet" text;
ALTER TABLE "fact_observation" ADD COLUMN "cell" text;
ALTER TABLE "fact_observation" ADD COLUMN "byte_offset" bigint;

CREATE TABLE "job_state" (
    "job" text,
    "fingerprint" text
);

CREATE TABLE "received_file" (
    "path" text,
    "sha256" text,
    "bytes" bigint,
    "fingerprint" text,
    "outcome" text,
    "contracts" text,
    "forms" text,
    "rows_read" bigint NOT NULL,
    "rows_loaded" bigint NOT NULL,
    "rows_rejected" bigint NOT NULL,
    "rows_header" bigint NOT NULL,
    "rows_total" bigint NOT NULL,
    "rows_note" bigint NOT NULL,
    "rows_blank" bigint NOT NULL,
    "facts" bigint NOT NULL,
    "received_on" date,
    "epoch" bigint NOT NULL
);

CREATE TABLE "received_finding" (
    "finding_id" text,
    "path" text,
    "sheet" text,
    "row_number" bigint NOT NULL,
    "cell" text,
    "byte_offset" bigint,
    "record" text,
    "contract" text,
    "field" text,
    "header" text,
    "found" text,
    "rule" text,
    "severity" text,
    "sentence_zh" text,
    "sentence_en" text,
    "epoch" bigint NOT NULL
);

CREATE TABLE "fact_document" (
    "document_key" bigint NOT NULL,
    "epoch" bigint NOT NULL,
    "is_revoked" boolean NOT NULL,
    "dataset" text,
    "document_number" text,
    "title" text,
    "area_key" bigint NOT NULL,
    "department_key" bigint NOT NULL,
    "issuer" text,
    "issued_on" date,
    "effective_on" date,
    "expires_on" date,
    "reviewed_on" date,
    "filed_on" date,
    "status" text,
    "received_on" date,
    "file_key" bigint NOT NULL,
    "sheet" text,
    "row_number" bigint,
    "byte_offset" bigint,
    "row_hash" text
);
