-- Dimensions, facts, and the record of loads. Keys are made by the loader; 0 is the unknown member.
CREATE TABLE "dim_area" (
    "area_key" bigint NOT NULL,
    "area_id" text,
    "area_code" text,
    "territory_id" text,
    "name_zh" text,
    "name_en" text,
    "level" text,
    "parent_area_id" text,
    "valid_from_on" date,
    "valid_to_on" date,
    "change_event" text,
    "date_basis" text,
    "evidence" text,
    "note" text
);

CREATE TABLE "bridge_area_successor" (
    "area_key" bigint NOT NULL,
    "successor_area_key" bigint NOT NULL,
    "relation" text,
    "is_summable" boolean
);

CREATE TABLE "dim_reporting_group" (
    "reporting_group_key" bigint NOT NULL,
    "group_id" text,
    "name_zh" text,
    "name_en" text,
    "area_key" bigint NOT NULL,
    "note" text
);

CREATE TABLE "dim_period" (
    "period_key" bigint NOT NULL,
    "period_id" text,
    "kind" text,
    "start_on" date,
    "end_on" date,
    "year" integer,
    "label_zh" text,
    "label_en" text
);

CREATE TABLE "dim_indicator" (
    "indicator_key" bigint NOT NULL,
    "code" text,
    "name_zh" text,
    "name_en" text,
    "definition_zh" text,
    "numerator" text,
    "denominator" text,
    "unit" text,
    "direction" text,
    "periodicity" text,
    "theme" text,
    "variant_of" text,
    "source_title" text,
    "source_ref" text,
    "exclusions" text,
    "evidence" text
);

CREATE TABLE "dim_scope" (
    "scope_key" bigint NOT NULL,
    "scope_id" text,
    "body" text,
    "role" text,
    "instance" text,
    "tier" text,
    "population" text
);

CREATE TABLE "dim_source" (
    "source_key" bigint NOT NULL,
    "source_id" text,
    "series_id" text,
    "title" text,
    "publisher" text,
    "author_zh" text,
    "author_en" text,
    "is_repost" boolean,
    "area_name" text,
    "period_text" text,
    "url" text,
    "published_on" date,
    "published_precision" text,
    "document_kind" text
);

CREATE TABLE "dim_file" (
    "file_key" bigint NOT NULL,
    "path" text,
    "sha256" text,
    "bytes" bigint,
    "received_on" date
);

CREATE TABLE "dim_department" (
    "department_key" bigint NOT NULL,
    "department_id" text,
    "canonical" text,
    "aliases" text,
    "level" text,
    "valid_from_text" text,
    "valid_to_text" text,
    "successor" text,
    "kind" text,
    "is_collective" boolean,
    "date_basis" text,
    "note" text
);

CREATE TABLE "dim_framework_node" (
    "framework_node_key" bigint NOT NULL,
    "framework" text,
    "level1" text,
    "level2" text,
    "level3" text,
    "weight" numeric(18,6),
    "weight_unit" text,
    "source" text,
    "evidence" text,
    "note" text
);

CREATE TABLE "fact_observation" (
    "observation_key" bigint NOT NULL,
    "source_key" bigint NOT NULL,
    "epoch" bigint NOT NULL,
    "figure_id" text,
    "dataset" text,
    "indicator_key" bigint NOT NULL,
    "area_key" bigint NOT NULL,
    "reporting_group_key" bigint NOT NULL,
    "period_key" bigint NOT NULL,
    "scope_key" bigint NOT NULL,
    "series_id" text,
    "printed_text" text,
    "printed_unit" text,
    "bound" text,
    "value" numeric(18,6),
    "unit" text,
    "status" text,
    "published_on" date,
    "received_on" date,
    "is_revoked" boolean NOT NULL,
    "file_key" bigint NOT NULL,
    "row_number" bigint,
    "locator" text,
    "reported_name" text,
    "reported_code" text,
    "note" text,
    "row_hash" text
);

CREATE TABLE "load_batch" (
    "batch_id" text,
    "epoch" bigint NOT NULL
);

CREATE TABLE "schema_migration" (
    "number" integer NOT NULL,
    "name" text,
    "applied_epoch" bigint NOT NULL
);

INSERT INTO "dim_area" ("area_key", "area_id", "name_zh", "name_en")
VALUES (0, '', '未知', 'unknown');
INSERT INTO "dim_reporting_group" ("reporting_group_key", "group_id", "name_zh", "name_en", "area_key")
VALUES (0, '', '无', 'none', 0);
INSERT INTO "dim_period" ("period_key", "period_id", "kind", "label_zh", "label_en")
VALUES (0, 'unknown', 'unknown', '未知', 'unknown');
INSERT INTO "dim_indicator" ("indicator_key", "code", "name_zh", "name_en")
VALUES (0, '', '未知', 'unknown');
INSERT INTO "dim_scope" ("scope_key", "scope_id", "body", "role", "instance", "tier", "population")
VALUES (0, '', 'unstated', 'unstated', 'unstated', 'unstated', 'unstated');
INSERT INTO "dim_source" ("source_key", "source_id", "series_id", "title", "publisher")
VALUES (0, '', '', 'unknown', 'unknown');
INSERT INTO "dim_file" ("file_key", "path")
VALUES (0, '');
INSERT INTO "dim_department" ("department_key", "department_id", "canonical")
VALUES (0, '', '未知');
INSERT INTO "dim_framework_node" ("framework_node_key", "framework")
VALUES (0, '');
