WITH "asked" ("asked", "code", "numerator", "denominator", "body", "role", "instance", "tier", "population") AS (
VALUES (0, CAST($asked_0_0 AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text))
),
"version" AS (
SELECT f.*, i."code", row_number() OVER (
    PARTITION BY f."area_key", f."observation_key", f."source_key", f."figure_id"
    ORDER BY f."epoch" DESC NULLS LAST) AS "version",
    min(f."epoch") OVER (PARTITION BY f."area_key", f."observation_key", f."source_key") AS "first_epoch"
FROM "fact_observation" f
JOIN "dim_indicator" i ON i."indicator_key" = f."indicator_key"
WHERE f."epoch" <= CAST($epoch AS bigint)
  AND i."code" IN (CAST($code_0 AS text))
  AND f."dataset" IN (CAST($dataset_0 AS text))
),
"known" AS (
SELECT v."code", v."dataset", v."area_key", v."reporting_group_key", v."period_key", v."scope_key", v."source_key", v."figure_id", v."first_epoch", v."value",
    v."unit", v."bound",
    v."published_on", o."source_id", v."series_id", coalesce(o."is_repost", FALSE) AS "is_repost",
    coalesce(s."body", 'unstated') AS "body", coalesce(s."role", 'unstated') AS "role", coalesce(s."instance", 'unstated') AS "instance", coalesce(s."tier", 'unstated') AS "tier", coalesce(s."population", 'unstated') AS "population"
FROM "version" v
JOIN "dim_source" o ON o."source_key" = v."source_key"
JOIN "dim_scope" s ON s."scope_key" = v."scope_key"
JOIN "dim_area" a ON a."area_key" = v."area_key"
JOIN "dim_period" p ON p."period_key" = v."period_key"
WHERE v."version" = 1 AND NOT v."is_revoked" AND coalesce(v."status", '') <> 'planned'
  AND v."reporting_group_key" = 0
),
"figure" AS (
SELECT k.*, row_number() OVER (
    PARTITION BY k."code", k."dataset", k."area_key", k."reporting_group_key", k."period_key", k."scope_key", k."source_key"
    ORDER BY CASE WHEN k."bound" = 'exact' THEN 0 ELSE 1 END, k."figure_id") AS "turn"
FROM "known" k
),
"pair" AS (
SELECT q."asked", q."code", n."dataset", n."area_key", n."reporting_group_key", n."period_key", n."scope_key", n."source_key", n."source_id", n."series_id", n."is_repost",
    CASE WHEN n."published_on" IS NULL OR d."published_on" IS NULL THEN NULL
        WHEN d."published_on" > n."published_on" THEN d."published_on"
        ELSE n."published_on" END AS "published_on",
    CASE WHEN d."first_epoch" > n."first_epoch" THEN d."first_epoch" ELSE n."first_epoch" END AS "first_epoch",
    n."value" AS "events", n."bound" AS "events_bound",
    n."figure_id" AS "events_figure_id", d."value" AS "trials", d."bound" AS "trials_bound",
    d."figure_id" AS "trials_figure_id"
FROM "asked" q
JOIN "figure" n ON n."code" = q."numerator" AND n."turn" = 1
  AND (q."body" IS NULL OR q."body" = n."body")
  AND (q."role" IS NULL OR q."role" = n."role")
  AND (q."instance" IS NULL OR q."instance" = n."instance")
  AND (q."tier" IS NULL OR q."tier" = n."tier")
  AND (q."population" IS NULL OR q."population" = n."population")
JOIN "figure" d ON d."code" = q."denominator" AND d."turn" = 1 AND d."dataset" = n."dataset" AND d."area_key" = n."area_key" AND d."reporting_group_key" = n."reporting_group_key" AND d."period_key" = n."period_key" AND d."scope_key" = n."scope_key" AND d."source_key" = n."source_key"
),
"candidate" AS (
SELECT q."asked", f."dataset", f."area_key", f."reporting_group_key", f."period_key", f."scope_key", f."source_key", f."source_id", f."series_id", f."is_repost", f."published_on", f."first_epoch",
    f."value" AS "printed_value", f."unit" AS "printed_unit", f."bound" AS "printed_bound",
    f."figure_id", p."events",
    p."events_bound", p."events_figure_id", p."trials", p."trials_bound", p."trials_figure_id"
FROM "asked" q
JOIN "figure" f ON f."code" = q."code"
  AND (q."body" IS NULL OR q."body" = f."body")
  AND (q."role" IS NULL OR q."role" = f."role")
  AND (q."instance" IS NULL OR q."instance" = f."instance")
  AND (q."tier" IS NULL OR q."tier" = f."tier")
  AND (q."population" IS NULL OR q."population" = f."population")
LEFT JOIN "pair" p ON p."asked" = q."asked" AND f."turn" = 1 AND p."dataset" = f."dataset" AND p."area_key" = f."area_key" AND p."reporting_group_key" = f."reporting_group_key" AND p."period_key" = f."period_key" AND p."scope_key" = f."scope_key" AND p."source_key" = f."source_key"
UNION ALL
SELECT p."asked", p."dataset", p."area_key", p."reporting_group_key", p."period_key", p."scope_key", p."source_key", p."source_id", p."series_id", p."is_repost", p."published_on", p."first_epoch", NULL, NULL, NULL, NULL,
    p."events",
    p."events_bound", p."events_figure_id", p."trials", p."trials_bound", p."trials_figure_id"
FROM "pair" p
LEFT JOIN "figure" f ON f."code" = p."code" AND f."turn" = 1 AND f."dataset" = p."dataset" AND f."area_key" = p."area_key" AND f."reporting_group_key" = p."reporting_group_key" AND f."period_key" = p."period_key" AND f."scope_key" = p."scope_key" AND f."source_key" = p."source_key"
WHERE f."figure_id" IS NULL
),
"preferred" AS (
SELECT c.*, row_number() OVER (
    PARTITION BY c."asked", c."dataset", c."area_key", c."reporting_group_key", c."period_key", c."scope_key"
    ORDER BY CASE WHEN c."printed_bound" = 'exact' OR (c."events_bound" = 'exact' AND c."trials_bound" = 'exact') THEN 0 ELSE 1 END, CASE WHEN c."is_repost" THEN 1 ELSE 0 END, c."published_on" DESC NULLS LAST, c."first_epoch" DESC NULLS LAST, c."source_id" DESC NULLS LAST, coalesce(c."figure_id", c."events_figure_id")) AS "preference"
FROM "candidate" c
)
SELECT "asked", "dataset", "area_id", "name_zh", "name_en", "level", "group_id", "group_zh", "group_en", "scope_id", "period_id", "kind", "label_zh", "label_en", "start_on", "end_on", "source_id", "series_id", "published_on", "printed_value", "printed_unit", "printed_bound", "figure_id", "events", "events_bound", "events_figure_id", "trials", "trials_bound", "trials_figure_id", "preference"
FROM "preferred" r
JOIN "dim_area" a ON a."area_key" = r."area_key"
JOIN (SELECT "reporting_group_key" AS "group_key", "group_id", "name_zh" AS "group_zh",
    "name_en" AS "group_en" FROM "dim_reporting_group") g ON g."group_key" = r."reporting_group_key"
JOIN (SELECT "period_key" AS "labelled_period_key", "period_id", "kind", "start_on", "end_on", "label_zh",
    "label_en" FROM "dim_period") p ON p."labelled_period_key" = r."period_key"
JOIN (SELECT "scope_key" AS "labelled_scope_key", "scope_id" FROM "dim_scope") s
    ON s."labelled_scope_key" = r."scope_key"
ORDER BY "asked", "area_id", "group_id", "start_on" NULLS LAST, "end_on" NULLS LAST, "period_id", "scope_id",
    "dataset", "preference"
