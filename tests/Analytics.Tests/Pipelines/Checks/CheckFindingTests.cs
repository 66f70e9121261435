using Analytics.Pipelines;
using Analytics.Pipelines.Checks;
using Analytics.Tables;
using Analytics.Tests.Delivery;
using Analytics.Tests.Etl;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Pipelines.Checks;

/// <summary>The real figures under all rules.</summary>
public class CheckFindingTests(BuiltWorkspace built) : IClassFixture<BuiltWorkspace>
{
    const string Expected = "tests/expectations/checks/findings.csv";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static string Text(CheckReport report) => CsvWriter.Write(report.ToTable(report.Judged.Concat(report.NotCheckable)));

    /// <summary>Read the difference, judge what is new in seeds/published/check-verdicts.csv, then approve by running this
    /// test with ANALYTICS_APPROVE=1.</summary>
    [Fact]
    public async Task Everything_that_does_not_agree_stands_in_the_expectation()
    {
        var found = Text(await built.Workspace.CheckAsync(Token));
        if (Environment.GetEnvironmentVariable("ANALYTICS_APPROVE") == "1") File.WriteAllText(Clone.Full(Expected), found);
        Assert.Equal(Clone.Read(Expected), found);
    }

    [Fact]
    public async Task Every_finding_has_a_verdict_and_every_verdict_a_finding()
    {
        var report = await built.Workspace.CheckAsync(Token);
        Assert.Equal(report.Judged.Select(finding => finding.Key).Order(StringComparer.Ordinal),
            report.Verdicts.Keys.Order(StringComparer.Ordinal));
        Assert.All(report.Verdicts.Values, verdict =>
        {
            Assert.NotEmpty(verdict.Why.Zh);
            Assert.NotEmpty(verdict.Why.En);
            Assert.NotEqual(verdict.JudgementText.Zh, verdict.CauseText.En);
        });
    }

    [Fact]
    public async Task The_totals_are_those_of_the_figures() => Assert.Equal(
        new CheckTotals(449, Agreed: 163, Truncated: 3, Disagreed: 7, NotCheckable: 276), (await built.Workspace.CheckAsync(Token)).Totals);

    [Fact]
    public async Task Worked_cases_of_the_domain_agree()
    {
        var agreed = (await built.Workspace.CheckAsync(Token)).Confirmed.Select(finding => finding.Arithmetic.En).ToArray();
        Assert.All(new[]
        {
            "10,388 ÷ 10,876 × 100 = 95.5131", "79 + 21 + 42 = 142", "32 + 10 + 14 + 10 + 2 = 68", "9 + 47 = 56",
            "(579 + 15) − 11 = 583", "47.8 − 39.9 = 7.9",
        }, sum => Assert.Contains(sum, agreed));
    }

    [Fact]
    public async Task Notes_are_never_read()
    {
        using var content = new Folder();
        foreach (var file in Clone.Files.Where(f => f.StartsWith("seeds/", StringComparison.Ordinal)
            || Path.GetFileName(f) is "model.yaml" or "report.json"))
            content.Write(file, Clone.Read(file));
        // Words are added at every note's end; what note-phrases.csv takes from it as bound or scope stays.
        const string figures = "seeds/published/figures.csv";
        var lines = Clone.Read(figures).TrimEnd().Split("\r\n");
        content.Write(figures, string.Join("\r\n", lines.Select((line, i) =>
            i == 0 ? line : line.EndsWith('"') ? line[..^1] + " 1+1=3\"" : line + " 1+1=3")) + "\r\n");
        using var folder = new Folder();
        var workspace = BuiltWorkspace.Open(folder.Path, content.Path);
        await workspace.RunAsync(BuiltWorkspace.Now, null, Token);
        var noted = await workspace.TraceAsync("qp2017_fazhi/mediation_succeeded/310118/2017", Token);
        Assert.Equal(" 1+1=3", noted.Text(0, "note"));
        Assert.Equal(Text(await built.Workspace.CheckAsync(Token)), Text(await workspace.CheckAsync(Token)));
    }

    [Fact]
    public void Relations_name_indicators_that_exist_and_say_why()
    {
        CsvRow[] rows = [.. Seeds.Own(Relation.File)];
        var codes = Seeds.Own("seeds/domain/indicators.csv").Concat(Seeds.Own("seeds/published/indicators-added.csv"))
            .Select(row => row["code"]).ToHashSet(StringComparer.Ordinal);
        var sources = Seeds.Own("seeds/published/sources.csv").Select(row => row["source_id"]).Append("").ToHashSet(StringComparer.Ordinal);
        Findings.None(from relation in Relation.Read(Seeds.Own)
                      from term in relation.Parts.Concat(relation.Over).Append(relation.Result)
                      where !codes.Contains(term.Code) || !sources.Contains(relation.SourceId)
                      select $"{relation.Rule} {term}");
        Findings.None(rows.Where(row => row["reason"] is "").Select(row => $"{row.Row}"));
        Assert.Distinct(rows.Select(row => string.Join(',', row["rule"], row["result"], row["parts"], row["over"], row["source_id"])));
        Assert.Equal(rows.Select(row => row["rule"]).Order(StringComparer.Ordinal), rows.Select(row => row["rule"]));
    }

    [Theory]
    [InlineData("\nbalance,", "\nbalanc,", Relation.File, "check-rule-unknown", "balance")]
    [InlineData(",open,", ",perhaps,", Verdict.File, "check-verdict-invalid", "explained")]
    [InlineData(",truncation,", ",taste,", Verdict.File, "check-verdict-invalid", "rounding")]
    [InlineData("\nbalance,", "\nbalance,,", Relation.File, "check-row-refused", "6 fields")]
    public async Task A_wrong_rule_file_is_refused_by_name(string found, string replacement, string file, string code, string named)
    {
        using var content = new Folder();
        foreach (var seed in ReproductionCheck.Inputs.Append("etl/model.yaml"))
            content.Write(seed, Clone.Read(seed).Replace(found, seed == file ? replacement : found, StringComparison.Ordinal));
        var error = await Assert.ThrowsAsync<AnalyticsException>(() =>
            BuiltWorkspace.Open(built.Folder.Path, content.Path).CheckAsync(Token));
        Assert.Equal(code, error.Code);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }
}
