using Analytics.Semantics;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using static Analytics.Tests.Semantics.Composition.Bench;

namespace Analytics.Tests.Semantics.Composition;

public class WhyTests
{
    static readonly StarModel Cases = Model(Measure("n", Count()), Measure("won", Count("cases", Kind("won"))),
        Measure("sum", Sum()), Measure("level", Sum(overTime: OverTime.Last)),
        Measure("rate", new Ratio("won", "n", 100), "%"),
        Measure("north", new Filtered("rate", [new("region", ["N"])]), "%"),
        Measure("small", Count(), threshold: 3),
        Measure("persons", new Analytics.Semantics.Stars.Aggregate("cases", AggregateKind.Distinct, new("person"), null, [],
            null, null, OverTime.Add, [])));

    static readonly string[] Parts =
        ["entries", "exits", "volume", "mix", "rate", "revision", "boundary"];

    static Query Of(string measure, string why = "previous_year") =>
        new() { Measures = [measure], GroupBy = ["area"], From = "2024", To = "2024", Why = why };

    // before, after, change, entries, exits, volume, revision, boundary, contribution
    [Fact]
    public Task A_count_changes_by_who_came_who_went_and_who_stayed() => SaysAsync("""
        A 3 5 2 0 0 2 0 0 2
        B 2 0 -2 0 -2 0 0 0 -2
        C 0 4 4 4 0 0 0 0 4
        all [total] 5 9 4 4 -2 2 0 0 4
        """, Cases, """
        cases 2023-05-01 area=A *3
        cases 2023-05-01 area=B *2
        cases 2024-05-01 area=A *5
        cases 2024-05-01 area=C *4
        """, Of("n"));

    const string TwoAreas = """
        cases 2023-05-01 region=N area=A kind=won *10
        cases 2023-05-01 region=N area=A kind=lost *90
        cases 2023-05-01 region=N area=B kind=won *20
        cases 2023-05-01 region=N area=B kind=lost *80
        cases 2024-05-01 region=N area=A kind=won *30
        cases 2024-05-01 region=N area=A kind=lost *170
        cases 2024-05-01 region=N area=B kind=won *10
        cases 2024-05-01 region=N area=B kind=lost *40
        """;

    // 15 % and 16 %. Rate: 0.65 × 5 = 3.25. Mix, weights 0.5 to 0.8 and 0.5 to 0.2, from the middle of 15.5:
    // 0.3 × (12.5 - 15.5) = -0.9 and -0.3 × (20 - 15.5) = -1.35.
    const string Split = """
        A 10 15 5 0 0 -0.9 3.25 0 0 2.35
        B 20 20 0 0 0 -1.35 0 0 0 -1.35
        all [total] 15 16 1 0 0 -2.25 3.25 0 0 1
        """;

    [Fact]
    public Task A_ratio_changes_by_mix_and_rate() => SaysAsync(Split, Cases, TwoAreas, Of("rate", "-1 year"));

    [Fact]
    public Task A_filtered_ratio_is_split_by_its_own_rows() => SaysAsync(Split, Cases,
        TwoAreas + "\ncases 2024-05-01 region=S area=A kind=won *500", Of("north", "2023"));

    [Fact]
    public async Task Parts_of_a_ratio_are_in_points_and_say_what_they_are()
    {
        var result = await AskAsync(Cases, new TableCells(TwoAreas), Of("rate"));
        var columns = result.Table.Columns.ToDictionary(column => column.Name);
        Assert.Equal(("%", "百分点", "2023", "2024"), (columns["before"].Unit, columns["mix"].Unit,
            columns["before"].Title!.En, columns["after"].Title!.En));
        Assert.Equal("previous_year", result.Metadata!.Modes["why"]);
    }

    [Theory, InlineData("n"), InlineData("sum"), InlineData("rate")]
    public async Task Parts_add_up_to_the_change_and_members_to_the_whole(string measure)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var rows = string.Join('\n', Enumerable.Range(0, random.Next(2, 60)).Select(_ =>
                $"cases {2023 + random.Next(2)}-05-01 area={"ABCDE"[random.Next(5)]} kind={(random.Next(3) == 0 ? "won" : "lost")} {random.Next(1, 9)}")
                .Append("cases 2023-05-01 area=A kind=lost 1").Append("cases 2024-05-01 area=E kind=lost 1"));
            var table = (await AskAsync(Cases, new TableCells(rows), Of(measure))).Table;
            double At(int row, string column) => !table.Has(column) ? 0
                : Convert.ToDouble(table[row, column], System.Globalization.CultureInfo.InvariantCulture);
            var total = table.RowCount - 1;
            Assert.Equal(At(total, "change"), Parts.Sum(part => At(total, part)), 1e-12);
            Assert.All(Parts.Append("contribution"), part => Assert.Equal(At(total, part),
                Enumerable.Range(0, total).Sum(row => At(row, part)), 1e-12));
            if (measure != "rate")
                Assert.All(Enumerable.Range(0, total), row => Assert.Equal(At(row, "change"), At(row, "contribution")));
        }
    }

    [Theory]
    [InlineData("why-stock", "level"), InlineData("why-not-additive", "persons"), InlineData("measure-not-found", "m")]
    [InlineData("why-overlap", "n", "2024-03"), InlineData("comparison-unknown", "n", "last_year")]
    [InlineData("why-kept", "small")]
    public async Task What_has_no_parts_is_refused(string code, string measure, string why = "previous_year") =>
        Assert.Equal(code, (await Assert.ThrowsAsync<AnalyticsException>(() =>
            AskAsync(Cases, new TableCells(TwoAreas + "\ncases 2024-05-01 area=C"), Of(measure, why)))).Code);

    public static TheoryData<string, string> Wrong => new()
    {
        { "why-measures", """{"measures": ["n", "sum"], "group_by": "area", "from": "2024", "to": "2024"}""" },
        { "why-field", """{"measures": ["n"], "from": "2024", "to": "2024"}""" },
        { "why-range", """{"measures": ["n"], "group_by": "area", "from": "2024"}""" },
        { "why-with", """{"measures": ["n"], "group_by": "area", "from": "2024", "to": "2024", "limit": 3}""" },
        { "why-periods", """{"measures": ["n"], "group_by": "area", "from": "2024", "to": "2024", "grain": "month"}""" },
        { "why-nothing", """{"measures": ["rate"], "group_by": "area", "from": "2020", "to": "2020"}""" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_question_that_leaves_its_sides_open_is_refused(string code, string json) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<AnalyticsException>(() => AskAsync(Cases,
            new TableCells(TwoAreas), QueryJson.Parse(json) with { Why = "previous_year" }))).Code);
}
