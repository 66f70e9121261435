using System.Globalization;
using Analytics.Delivery;
using Analytics.Pipelines.Contracts;
using Analytics.Tests.House;

namespace Analytics.Tests.Etl.Samples;

/// <summary>Samples that went through the whole program are in the warehouse what their keys say.</summary>
[Trait("Speed", "Slow")]
public sealed class SampleWorkspaceTests(SampleWorkspace samples) : IClassFixture<SampleWorkspace>
{
    static readonly ContractLibrary Contracts = ContractLibrary.Load(Clone.Root);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    IEnumerable<SampleKey> Keys => samples.Order.Select(SampleKey.Read);

    static IEnumerable<string> Expected(SampleKey key) => (
        from fact in key.Facts
        let column = Contracts[key.Contract!][fact.Field]
        where column.IsLoaded
        select string.Join(' ', fact.Area, fact.Period, column.Indicator, fact.Value, fact.Unit, fact.Bound, fact.At)).Order(StringComparer.Ordinal);

    [Fact]
    public async Task Facts_are_those_of_the_keys()
    {
        var wrong = new List<string>();
        foreach (var key in Keys.Where(key => key.Parts.Count == 0))
        {
            var (expected, found) = (Expected(key).ToArray(), (await samples.FactsAsync(samples.PathOf(key.Sample))).ToArray());
            wrong.AddRange(expected.Except(found).Select(fact => $"{key.Sample}: {fact} is not loaded"));
            wrong.AddRange(found.Except(expected).Select(fact => $"{key.Sample}: {fact} is loaded"));
            if (expected.Length != found.Length) wrong.Add($"{key.Sample}: {expected.Length} facts expected, {found.Length} found");
        }
        Findings.None(wrong);
    }

    [Fact]
    public async Task Documents_are_those_of_the_keys()
    {
        var found = await samples.QueryAsync("SELECT DISTINCT \"document_number\" AS \"number\" FROM \"fact_document\" WHERE NOT \"is_revoked\"");
        Assert.Equal(Keys.Where(key => key.Contract == "normative-register").SelectMany(key => key.Facts).Select(fact => fact.Area).Distinct()
            .Order(StringComparer.Ordinal), Enumerable.Range(0, found.RowCount).Select(row => found.Text(row, "number")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Files_are_loaded_refused_or_copies_with_every_row_accounted_for()
    {
        var files = await samples.QueryAsync("SELECT * FROM \"received_file\" ORDER BY \"path\"");
        var byPath = Enumerable.Range(0, files.RowCount).ToDictionary(row => files.Text(row, "path")!);
        var wrong = new List<string>();
        foreach (var key in Keys)
        {
            var row = byPath[samples.PathOf(key.Sample)];
            long Of(string column) => files.Whole(row, column)!.Value;
            var outcome = key.Parts.Count > 0 ? "archive" : key.Error is null ? "loaded" : "refused";
            if (files.Text(row, "outcome") != outcome) wrong.Add($"{key.Sample}: {files.Text(row, "outcome")}, expected {outcome}");
            if (Of("rows_read") != Of("rows_loaded") + Of("rows_rejected") + Of("rows_header") + Of("rows_total") + Of("rows_note"))
                wrong.Add($"{key.Sample}: rows do not add up");
            if (key.Account.Count > 0 && key is { Sheet: null, HiddenSheets.Count: 0 })
                wrong.AddRange(key.Account.Where(kind => kind.Value != Of("rows_" + kind.Key))
                    .Select(kind => $"{key.Sample}: {Of("rows_" + kind.Key)} rows {kind.Key}, expected {kind.Value}"));
            if (key.Contract != "normative-register" && Of("facts") != Expected(key).Count()) wrong.Add($"{key.Sample}: {Of("facts")} facts");
        }
        Findings.None(wrong);
    }

    [Fact]
    public async Task Rejects_in_the_warehouse_are_those_of_the_keys()
    {
        var found = await samples.Workspace.FindingsAsync(["reject"], Token);
        var byPath = Enumerable.Range(0, found.RowCount).ToLookup(row => found.Text(row, "path")!);
        Findings.None(
            from key in Keys
            where key.Account.Count > 0
            let expected = key.Rejects.Select(reject => $"{reject.At} {reject.Rule}").Order(StringComparer.Ordinal)
            let told = byPath[samples.PathOf(key.Sample)].Where(row => key.Sheet is null || found.Text(row, "sheet") == key.Sheet).Select(row =>
                $"{found.Text(row, "cell") ?? found.Whole(row, "row_number")!.Value.ToString(CultureInfo.InvariantCulture)} {found.Text(row, "rule")}")
                .Order(StringComparer.Ordinal)
            where !told.SequenceEqual(expected)
            select $"{key.Sample}: {string.Join(", ", told)}; expected {string.Join(", ", expected)}");
    }

    [Fact]
    public void Last_years_column_that_differs_from_last_years_file_is_found() => Findings.None(
        from key in Keys
        where key.After.Count > 0
        let told = samples.Reports[key.Sample].Outcome.Files.Single(file => file.Path == samples.PathOf(key.Sample)).Findings
            .Where(finding => finding.Severity == FindingSeverity.Warn).Select(finding => $"{finding.Place.Address} {finding.Rule}").Order(StringComparer.Ordinal)
        let expected = key.Warnings.Select(warning => $"{warning.At} {warning.Rule}").Order(StringComparer.Ordinal)
        where !told.SequenceEqual(expected)
        select $"{key.Sample}: {string.Join(", ", told)}; expected {string.Join(", ", expected)}");

    [Fact]
    public async Task A_restated_file_restates_what_its_key_lists_and_nothing_else()
    {
        foreach (var key in Keys.Where(key => key.Restated.Count > 0))
        {
            var report = samples.Reports[key.Sample];
            var contract = Contracts[key.Contract!];
            Assert.Equal(key.Restated.Select(r => $"{contract[r.Field].Indicator} {r.Before} → {r.After} {samples.PathOf(key.Sample)}"),
                report.Outcome.Restatements.Select(r => $"{r.IndicatorCode} {r.Before:0.######} → {r.After:0.######} {r.File}"));
            var figure = Assert.Single(report.Outcome.Restatements);
            var history = await samples.Workspace.HistoryAsync(figure.FigureId, Token);
            Assert.Superset(key.Restated.SelectMany(r => new[] { r.Before, r.After }).ToHashSet(), Values(history));
        }
        Assert.Empty(samples.Reports["qingpu-mediation-2022"].Outcome.Restatements);
    }

    static HashSet<string> Values(Analytics.Tables.Table history) => [.. Enumerable.Range(0, history.RowCount)
        .Select(row => ((decimal)history[row, "value"]!).ToString("0.######", CultureInfo.InvariantCulture))];

    [Fact]
    public async Task What_an_archive_holds_once_more_counts_once()
    {
        foreach (var key in Keys.Where(key => key.Parts.Count > 0))
            foreach (var part in key.Parts)
            {
                var inner = $"{samples.PathOf(key.Sample)}/{Path.GetFileName(samples.Files[part])}";
                var both = (await samples.FactsAsync(inner)).Count() + (await samples.FactsAsync(samples.PathOf(part))).Count();
                Assert.True(both == Expected(SampleKey.Read(part)).Count(), $"{inner}: {both} facts, {Expected(SampleKey.Read(part)).Count()} expected");
            }
    }

    [Fact]
    public async Task Sent_again_nothing_changes()
    {
        var before = await CountsAsync();
        var report = await samples.Workspace.ReceiveAsync([.. samples.Files.Values], new ReceiveOptions(), isDry: false, SampleWorkspace.Now.AddDays(1),
            null, Token);
        Assert.Equal(samples.Files.Count, report.Known.Count);
        Assert.True(report.Run!.Load.IsUnchanged);
        Assert.Equal(before, await CountsAsync());
    }

    async Task<string> CountsAsync()
    {
        var counts = await samples.QueryAsync("""
            SELECT (SELECT count(*) FROM "fact_observation") AS "facts", (SELECT count(*) FROM "fact_document") AS "documents",
                (SELECT count(*) FROM "received_file") AS "files", (SELECT count(*) FROM "received_finding") AS "findings"
            """);
        return string.Join(' ', counts.Whole(0, "facts"), counts.Whole(0, "documents"), counts.Whole(0, "files"), counts.Whole(0, "findings"));
    }

    [Fact]
    public async Task The_doctor_finds_nothing() =>
        Findings.None((await samples.Workspace.ExamineAsync(repair: false, Token)).Where(found => found.IsOpen)
            .Select(found => found.Describe(Analytics.Tables.Language.English)));
}
