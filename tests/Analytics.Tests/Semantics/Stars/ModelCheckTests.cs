using System.Data.Common;
using Analytics.DuckDb;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Tests.Semantics.Stars;

public class ModelCheckTests
{
    const string Yaml = """
        model: trial
        dimensions:
          area:
            table: areas
            key: id
            attributes: { name: name, region: region }
            hierarchies: { geography: [region, name] }
            succession: { table: successors, predecessor: old, successor: new, kind: kind, on: on_day }
          office:
            table: offices
            key: version
            attributes: { name: name }
            history: { member: member, valid_from: from_on, valid_to: to_on, to_is: last, facts_hold: member }
        facts:
          cases:
            table: cases
            key: id
            dates: { filed_on: filed_on }
            dimensions: { area: { key: area_id }, office: { key: office_id } }
            bridges: { topic: { table: topics, fact_key: case_id, column: topic, weight: share } }
          hearings: { table: hearings, dates: { held_on: held_on }, parents: { cases: case_id } }
        measures: [ { name: filed, fact: cases, count: rows, sql: "filed_on IS NOT NULL" } ]
        """;

    // Everything is well: 1 and 2 are areas, office O has two versions without a gap, weights are 1.
    const string Sound = """
        CREATE TABLE areas (id INTEGER, name TEXT, region TEXT);
        INSERT INTO areas VALUES (1, 'A', 'N'), (2, 'B', 'S');
        CREATE TABLE successors (old INTEGER, new INTEGER, kind TEXT, on_day DATE);
        INSERT INTO successors VALUES (1, 2, 'merge', DATE '2020-01-01');
        CREATE TABLE offices (version INTEGER, member TEXT, name TEXT, from_on DATE, to_on DATE);
        INSERT INTO offices VALUES (1, 'O', 'o', NULL, DATE '2019-12-31'), (2, 'O', 'p', DATE '2020-01-01', NULL);
        CREATE TABLE cases (id INTEGER, filed_on DATE, area_id INTEGER, office_id TEXT);
        INSERT INTO cases VALUES (10, DATE '2020-01-05', 1, 'O'), (11, DATE '2020-01-06', NULL, 'O');
        CREATE TABLE topics (case_id INTEGER, topic TEXT, share DECIMAL(4,2));
        INSERT INTO topics VALUES (10, 'x', 0.5), (10, 'y', 0.5), (11, 'x', 1);
        CREATE TABLE hearings (held_on DATE, case_id INTEGER);
        INSERT INTO hearings VALUES (DATE '2020-02-01', 10), (DATE '2020-02-02', 10);
        """;

    static async Task<IReadOnlyList<ModelFinding>> CheckAsync(string more, string yaml = Yaml)
    {
        using var db = new DuckDbConnection();
        db.Open();
        using (var setup = db.CreateCommand())
        {
            setup.CommandText = Sound + more;
            setup.ExecuteNonQuery();
        }
        return await ModelCheck.RunAsync(StarModel.Parse("m.yaml", yaml), (sql, _, _) => Task.FromResult(Ask(db, sql)),
            Engines.Default.Dialect, CancellationToken.None);
    }

    static Table Ask(DbConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null
                : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))]);
        return new Table([.. Enumerable.Range(0, reader.FieldCount)
            .Select(i => new Column(reader.GetName(i), ColumnKind.Text))], rows);
    }

    static async Task<(bool IsError, string Text)> OnlyAsync(string more, string yaml = Yaml)
    {
        var finding = Assert.Single(await CheckAsync(more, yaml));
        Assert.False(string.IsNullOrEmpty(finding.Describe(Language.Chinese)));
        return (finding.IsError, finding.Describe(Language.English));
    }

    [Fact]
    public async Task Rows_without_the_fact_whose_date_they_go_by_are_counted()
    {
        var found = await OnlyAsync("INSERT INTO hearings VALUES (DATE '2020-02-03', NULL)",
            Yaml.Replace("dates: { held_on: held_on }, ", "", StringComparison.Ordinal));
        Assert.Equal((false, "facts.hearings.parents.cases: 1 rows have no date. Questions over time leave them out; fill "
            + "it, or name another role under 'time'."), found);
    }

    [Fact]
    public async Task A_model_that_fits_its_tables_has_no_findings() => Assert.Empty(await CheckAsync(""));

    [Theory]
    [InlineData("INSERT INTO areas VALUES (2, 'C', 'S')", true, "dimensions.area.key: 1 values stand in more than one "
        + "row, such as 2. Name columns that tell rows apart.")]
    [InlineData("INSERT INTO areas VALUES (NULL, 'C', 'S')", true, "dimensions.area.key: the key is null in 1 rows. Take "
        + "only rows that have one, or another column.")]
    [InlineData("INSERT INTO areas VALUES (3, 'A', 'S'), (4, 'A', 'N')", false, "dimensions.area.hierarchies.geography: 1 "
        + "members of 'name' lie in more than one 'region', such as A. Make the attribute tell them apart, or correct "
        + "the data.")]
    [InlineData("INSERT INTO successors VALUES (2, 9, 'merge', DATE '2021-01-01')", true, "dimensions.area.succession."
        + "successor: 1 rows point to a member that is not there, such as 9. Add the member, or correct the row.")]
    [InlineData("INSERT INTO successors VALUES (2, 1, 'union', DATE '2021-01-01')", true, "dimensions.area.succession.kind: "
        + "1 rows are of an unknown kind, such as union; known are merge, rename, status, split, boundary.")]
    [InlineData("UPDATE offices SET to_on = DATE '2020-01-01' WHERE version = 1", true, "dimensions.office.history: versions "
        + "of 1 members overlap, such as O, so that a fact would have two. Correct the days, or look at 'to_is'.")]
    [InlineData("UPDATE offices SET to_on = DATE '2019-12-30' WHERE version = 1", false, "dimensions.office.history: "
        + "versions of 1 members leave days between them, such as O. Facts of these days are (unmatched).")]
    [InlineData("INSERT INTO cases VALUES (12, NULL, 1, 'O')", false, "facts.cases.dates.filed_on: 1 rows have no date. "
        + "Questions over time leave them out; fill it, or name another role under 'time'.")]
    [InlineData("INSERT INTO cases VALUES (11, DATE '2020-01-06', 2, 'O')", true, "facts.cases.key: 1 values stand in more "
        + "than one row, such as 11. Name columns that tell rows apart.")]
    [InlineData("UPDATE cases SET area_id = 7", false, "facts.cases.dimensions.area: 2 rows refer to what 'area' does not "
        + "have, such as 7. Answers show them as (unmatched).")]
    [InlineData("UPDATE cases SET office_id = 'Q' WHERE id = 10", false, "facts.cases.dimensions.office: 1 rows refer to "
        + "what 'office' does not have, such as Q. Answers show them as (unmatched).")]
    [InlineData("UPDATE topics SET share = 0.4 WHERE topic = 'y'", false, "facts.cases.bridges.topic.weight: the weights of "
        + "1 rows of the fact do not add up to 1, such as 10, so that members do not add up to the whole.")]
    [InlineData("INSERT INTO topics VALUES (19, 'x', 1)", false, "facts.cases.bridges.topic.fact_key: 1 rows refer to rows "
        + "that 'cases' does not have, such as 19. No answer counts them.")]
    [InlineData("INSERT INTO hearings VALUES (DATE '2020-03-01', 19)", false, "facts.hearings.parents.cases: 1 rows refer to "
        + "what 'cases' does not have, such as 19. Answers show them as (unmatched).")]
    public async Task What_the_tables_do_not_keep_is_counted(string change, bool isError, string text) =>
        Assert.Equal((isError, text), await OnlyAsync(change + ";"));

    [Fact]
    public async Task A_table_that_is_not_there_is_told_in_the_engines_words()
    {
        var (isError, text) = await OnlyAsync("", Yaml.Replace("table: hearings", "table: hearing", StringComparison.Ordinal));
        Assert.True(isError);
        Assert.StartsWith("facts.hearings: 'hearing' cannot be read: ", text, StringComparison.Ordinal);
        Assert.EndsWith("Correct the table's name or the query.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_expression_that_cannot_be_read_is_a_finding_and_hides_no_other()
    {
        var findings = await CheckAsync("UPDATE topics SET share = 0.4;", Yaml
            .Replace("sql: \"filed_on IS", "sql: \"filed IS", StringComparison.Ordinal)
            .Replace("held_on: held_on", "held_on: held", StringComparison.Ordinal));
        Assert.Equal(["measures.filed.sql", "facts.hearings.dates.held_on", "facts.cases.bridges.topic.weight"],
            findings.Select(finding => finding.Facts["place"]));
        Assert.Equal([true, true, false], findings.Select(finding => finding.IsError));
    }

    [Fact]
    public async Task Columns_that_cannot_be_compared_are_a_finding()
    {
        var findings = await CheckAsync("ALTER TABLE cases ALTER area_id TYPE TEXT; UPDATE cases SET area_id = 'north';");
        Assert.Contains("model-question-failed", findings.Select(finding => finding.Code));
    }
}
