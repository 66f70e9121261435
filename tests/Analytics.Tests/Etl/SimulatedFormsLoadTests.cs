using System.Globalization;
using System.Text;
using Analytics.Delivery;
using Analytics.Etl.Samples;
using Analytics.Etl.Simulated;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Received;
using Analytics.Tests.Delivery;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Etl;

/// <summary>The city, sent in five forms, meets its answer key exactly, and tells what the plain files tell.</summary>
public sealed class SimulatedFormsLoadTests : IDisposable
{
    readonly Folder _folder = new(), _plain = new();

    public void Dispose()
    {
        _folder.Dispose();
        _plain.Dispose();
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static Encoding Gb { get; } = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    sealed record Fact(string AreaId, int Year, string Code, decimal Value, string Unit, string Status, DateOnly PublishedOn, string Series, long Observation, string Path);

    static Task<RunReport> RunAsync(Folder folder, int day = 0) => BuiltWorkspace.Open(folder.Path).RunAsync(BuiltWorkspace.Now.AddDays(day), null, Token);

    // What stands: the latest vintage of each figure, if it is not revoked.
    static async Task<Fact[]> FactsAsync(Folder folder, string dataset = "simulated")
    {
        await using var reader = await Warehouse.Open(folder.Path, Engines.Default).OpenReaderAsync(Token);
        var rows = await reader.QueryAsync("""
            SELECT a."area_id", p."period_id", i."code", v."value", v."unit", v."status", v."published_on", v."series_id", v."observation_key", d."path"
            FROM (SELECT f.*, row_number() OVER (PARTITION BY "observation_key", "source_key", "figure_id" ORDER BY "epoch" DESC) AS "rank" FROM "fact_observation" f) v
            JOIN "dim_area" a ON a."area_key" = v."area_key" JOIN "dim_period" p ON p."period_key" = v."period_key"
            JOIN "dim_indicator" i ON i."indicator_key" = v."indicator_key" JOIN "dim_file" d ON d."file_key" = v."file_key"
            WHERE v."rank" = 1 AND NOT v."is_revoked" AND v."dataset" = $dataset
            """, new Dictionary<string, object?> { ["dataset"] = dataset }, null, Token);
        return [.. Enumerable.Range(0, rows.RowCount).Select(row => new Fact(rows.Text(row, "area_id")!, int.Parse(rows.Text(row, "period_id")!, CultureInfo.InvariantCulture),
            rows.Text(row, "code")!, (decimal)rows[row, "value"]!, rows.Text(row, "unit")!, rows.Text(row, "status")!, (DateOnly)rows[row, "published_on"]!,
            rows.Text(row, "series_id")!, (long)rows[row, "observation_key"]!, rows.Text(row, "path")!))];
    }

    static AnswerKey KeyOf(PanelArguments arguments) => AnswerKey.Parse(Encoding.UTF8.GetString(SimulatedPanel.Files(arguments, inForms: true)["answer-key.json"]));

    // One observation is told by reports of several days: the first of them and the last.
    static (Fact First, Fact Current)[] Told(Fact[] facts) => [.. facts.GroupBy(fact => fact.Observation)
        .Select(told => (told.MinBy(fact => fact.PublishedOn)!, told.MaxBy(fact => fact.PublishedOn)!))];

    static IEnumerable<string> Revisions(Fact[] facts) => Told(facts).Where(told => told.First.Value != told.Current.Value)
        .Select(told => string.Create(CultureInfo.InvariantCulture, $"{told.First.AreaId} {told.First.Year} {told.First.Code} {told.First.Value:0} {told.Current.Value:0} ")
            + $"{told.Current.Status} {told.First.PublishedOn:yyyy-MM-dd} {told.Current.PublishedOn:yyyy-MM-dd}").Order(StringComparer.Ordinal);

    static IEnumerable<string> Revisions(AnswerKey key) => key.Revisions.Select(r =>
        $"{r.AreaId} {r.Year} {r.Code} {r.First} {r.Current} {r.Status} {r.FirstPublishedOn:yyyy-MM-dd} {r.CurrentPublishedOn:yyyy-MM-dd}").Order(StringComparer.Ordinal);

    // Of the last year, two districts know a part only: the key's truth stands in no report yet.
    static void MeetsTheKey(Fact[] facts, AnswerKey key)
    {
        var current = Told(facts).ToDictionary(told => (told.Current.AreaId, told.Current.Year, told.Current.Code), told => told.Current);
        Assert.Equal(key.Truth.SelectMany(year => year.Counts.Keys.Select(code => (year.AreaId, year.Year, code))).Order(), current.Keys.Order());
        var open = current.Values.Where(fact => fact.Status == "provisional").ToArray();
        Assert.Equal((14, key.To, key.To), (open.Length, open.Min(fact => fact.Year), open.Max(fact => fact.Year)));
        Findings.None(from year in key.Truth
                      from count in year.Counts
                      let fact = current[(year.AreaId, year.Year, count.Key)]
                      where !open.Contains(fact) && fact.Value != count.Value
                      select $"{year.AreaId} {year.Year} {count.Key}: {count.Value}, found {fact.Value}");
        Assert.Equal(Revisions(key), Revisions(facts));
    }

    static IEnumerable<string> Lines(Fact[] facts) => facts.Select(fact => string.Create(CultureInfo.InvariantCulture,
        $"{fact.AreaId} {fact.Year} {fact.Code} {fact.Value:0.######} {fact.Unit} {fact.Status} {fact.PublishedOn:yyyy-MM-dd} {fact.Series} {fact.Observation}"))
        .Order(StringComparer.Ordinal);

    static RunStep StepOf(RunReport run, string job) => run.Load.Steps.Single(step => step.Job == job);

    [Theory, Trait("Speed", "Slow")]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_city_in_five_forms_meets_its_answer_key_and_the_plain_files(long seed)
    {
        var arguments = new PanelArguments(seed);
        SimulatedPanel.WriteForms(_folder["inbox/simulated-forms"], arguments);
        var run = await RunAsync(_folder);
        Assert.Empty(run.Load.Rejects);
        Assert.Equal(new FactCounts(2281, 0, 0, 0), StepOf(run, "received-simulated").Facts);
        Assert.Equal(193, run.Load.Outcome.Files.Count);
        Assert.All(run.Load.Outcome.Files, file => Assert.True(file is { Outcome: "loaded", Rows: { IsWhole: true, Rejected: 0 } }));
        Assert.Equal(2281, run.Load.Outcome.Files.Sum(file => file.Facts));
        Assert.All(run.Load.Outcome.Files.SelectMany(file => file.Findings), finding => Assert.Equal(FindingSeverity.Note, finding.Severity));
        Assert.Equal(10, run.Load.Outcome.Files.SelectMany(file => file.Forms).Distinct().Count());
        MeetsTheKey(await FactsAsync(_folder), KeyOf(arguments));

        SimulatedPanel.Write(_plain["inbox/simulated"], arguments);
        await RunAsync(_plain);
        Assert.Equal(Lines(await FactsAsync(_plain)), Lines(await FactsAsync(_folder)));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_changed_cell_differs_from_the_key_and_a_file_that_leaves_takes_its_figures_along()
    {
        var arguments = new PanelArguments(1, 2014, 2019);
        var inbox = _folder["inbox/simulated-forms"];
        SimulatedPanel.WriteForms(inbox, arguments);
        var office = SampleFiles.Write(Clone.Root, _folder["inbox/received"], SampleFiles.Names(Clone.Root).First(name => name.StartsWith("qingpu-mediation", StringComparison.Ordinal)));
        await RunAsync(_folder);
        var (before, real) = (await FactsAsync(_folder), await FactsAsync(_folder, "office"));
        Assert.NotEmpty(real);
        MeetsTheKey(before, KeyOf(arguments));

        Change(Path.Combine(inbox, "2017", "嘉定区2017年度报表.csv"));
        Assert.Equal(new FactCounts(0, 10, 1, 0), StepOf(await RunAsync(_folder, 1), "received-simulated").Facts);
        var changed = await FactsAsync(_folder);
        Assert.StartsWith("310114 2017 LIT-002 999 ", Assert.Single(Lines(changed).Except(Lines(before))), StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => MeetsTheKey(changed, KeyOf(arguments)));
        Assert.True((await RunAsync(_folder, 2)).Load.IsUnchanged);

        // The same numbers, said to be provisional now, are another vintage.
        var later = Path.Combine(inbox, "2018", "嘉定区2018年度报表.csv");
        File.WriteAllBytes(later, Gb.GetBytes(Gb.GetString(File.ReadAllBytes(later)).Replace("正式数", "初步数", StringComparison.Ordinal)));
        Assert.Equal(new FactCounts(0, 0, 11, 0), StepOf(await RunAsync(_folder, 3), "received-simulated").Facts);

        Directory.Delete(inbox, recursive: true);
        Assert.Equal(before.Length, StepOf(await RunAsync(_folder, 4), "received-simulated").Facts.Revoked);
        Assert.Empty(await FactsAsync(_folder));
        Assert.Equal(Lines(real), Lines(await FactsAsync(_folder, "office")));
        Assert.True(File.Exists(office));
    }

    // What stands behind the population, as another clerk might type it.
    static void Change(string file)
    {
        var text = Gb.GetString(File.ReadAllBytes(file));
        var at = text.IndexOf("\",", StringComparison.Ordinal) + 2;
        File.WriteAllBytes(file, Gb.GetBytes(text[..at] + "９９９" + text[text.IndexOf(',', at)..]));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_figure_told_twice_in_a_file_refuses_the_later_row_and_stops_nothing()
    {
        // 徐汇区 reports early under seed 1: final figures in one row, provisional ones in the next.
        var (name, bytes) = SimulatedFormsTests.Sent(new(1)).Single(sent => sent.Key == "2017/徐汇区2017年度报表.csv");
        _folder.Write("inbox/simulated-forms/" + name, "");
        await File.WriteAllBytesAsync(_folder["inbox/simulated-forms/" + name], bytes, Token);
        Change(_folder["inbox/simulated-forms/" + name]);
        var run = await RunAsync(_folder);
        Assert.Equal(("figure-twice", 4), (Assert.Single(run.Load.Rejects).Code, (int)Assert.Single(run.Load.Rejects).Row));
        Assert.True(Assert.Single(run.Load.Outcome.Files) is { Outcome: "loaded", Rows: { IsWhole: true, Rejected: 1, Loaded: 2 } });
        Assert.Equal(1 + 1 + 3 + 7, (await FactsAsync(_folder)).Length);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_file_in_the_wrong_inbox_is_refused_and_gives_nothing()
    {
        var arguments = new PanelArguments(1, 2014, 2019);
        foreach (var (name, bytes) in SimulatedFormsTests.Sent(arguments).Where(sent => sent.Key.StartsWith("2014/", StringComparison.Ordinal)))
        {
            _folder.Write("inbox/received/" + name, "");
            await File.WriteAllBytesAsync(_folder["inbox/received/" + name], bytes, Token);
        }
        SampleFiles.Write(Clone.Root, _folder["inbox/simulated-forms"], SampleFiles.Names(Clone.Root).First(name => name.StartsWith("qingpu-mediation", StringComparison.Ordinal)));
        var files = (await RunAsync(_folder)).Load.Outcome.Files;
        Assert.Equal(18, files.Count);
        Assert.All(files, file => Assert.Equal(("refused", 0L, true), (file.Outcome, file.Facts, file.Rows.IsWhole)));
        Assert.All(files, file => Assert.Contains(file.Path.StartsWith("inbox/received/", StringComparison.Ordinal) ? "simulated-in-office" : "not-simulated",
            file.Findings.Select(finding => finding.Rule)));
        Assert.Empty(await FactsAsync(_folder));
        Assert.Empty(await FactsAsync(_folder, "office"));
        await using var reader = await Warehouse.Open(_folder.Path, Engines.Default).OpenReaderAsync(Token);
        var unread = (await ReportingArrivals.ReadAsync(reader, new(2030, 1, 1), Token)).Unread;
        Assert.Equal(17, unread.Count);
        Assert.All(unread, file => Assert.StartsWith("inbox/received/", file.File, StringComparison.Ordinal));
    }
}
