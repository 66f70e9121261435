-- Where a reject stands, in words for people, and how it ended: rows are never changed, the end is a row of its own.
ALTER TABLE "reject" ADD COLUMN "finding_id" text;
ALTER TABLE "reject" ADD COLUMN "sheet" text;
ALTER TABLE "reject" ADD COLUMN "cell" text;
ALTER TABLE "reject" ADD COLUMN "byte_offset" bigint;
ALTER TABLE "reject" ADD COLUMN "sentence_zh" text;
ALTER TABLE "reject" ADD COLUMN "sentence_en" text;

CREATE TABLE "reject_end" (
    "run_key" bigint NOT NULL,
    "finding_id" text,
    "outcome" text
);
