-- Editions of assessment frameworks, their nodes tied to them, and duties. A new column is nullable: engines differ in
-- adding others to tables with rows.
CREATE TABLE "dim_framework" (
    "framework_key" bigint NOT NULL,
    "framework_id" text,
    "framework" text,
    "title_zh" text,
    "title_en" text,
    "family" text,
    "edition" text,
    "year" integer,
    "evidence" text
);

ALTER TABLE "dim_framework_node" ADD COLUMN "framework_key" bigint;
UPDATE "dim_framework_node" SET "framework_key" = 0;

CREATE TABLE "dim_duty" (
    "duty_key" bigint NOT NULL,
    "duty_id" text,
    "title_zh" text,
    "title_en" text,
    "indicator_code" text,
    "comparison" text,
    "threshold" numeric(18,6),
    "unit" text,
    "is_flow" boolean,
    "recurrence" text,
    "due_month" integer,
    "due_day" integer,
    "due_on" date,
    "due_earliest_on" date,
    "levels" text,
    "within_area_id" text,
    "body_zh" text,
    "body_en" text,
    "valid_from_on" date,
    "valid_to_on" date,
    "source" text,
    "evidence" text,
    "note" text
);

INSERT INTO "dim_framework" ("framework_key", "framework_id", "framework", "title_zh", "title_en")
VALUES (0, '', '', '未知', 'unknown');
INSERT INTO "dim_duty" ("duty_key", "duty_id", "title_zh", "title_en")
VALUES (0, '', '未知', 'unknown');
