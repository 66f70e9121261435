using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Analytics.Etl.Reference;
using Analytics.Etl.Simulated;
using Analytics.Tables;
using Analytics.Tests.Statistics;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Etl;

public sealed class SimulatedPanelTests : IDisposable
{
    static readonly PanelArguments Usual = new();
    static readonly IReadOnlyDictionary<string, byte[]> Files = SimulatedPanel.Files(Usual);
    static readonly AnswerKey Key = AnswerKey.Parse(Encoding.UTF8.GetString(Files["answer-key.json"]));
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    static IEnumerable<KeyValuePair<string, byte[]>> Reports => Files.Where(f => f.Key.EndsWith(".csv", StringComparison.Ordinal));

    /// <summary>Equal on every machine and version of .NET: when the model is meant to change, so may this.</summary>
    [Fact]
    public void The_usual_panel_has_the_same_bytes_everywhere()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in Files.Where(file => file.Key != "README.md"))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(bytes);
        }
        Assert.Equal("3db94f9781ed5ce5b466d722c358cf641b5577d667a12bf4fbc29b31d08cfde4", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The written model is all there is: who programs it again gets the same counts.</summary>
    [Fact]
    public void Counts_are_those_of_another_program()
    {
        foreach (var row in Reference.Rows("simulated-panel.csv"))
        {
            var year = PanelTruth.Of(Usual with { Seed = row.Count("seed") }).Years
                .Single(y => y.Territory.Id == row["territory"] && y.Year == row.Count("year"));
            Assert.All(row.Keys.Skip(3), code => Assert.Equal(row.Count(code), year.Counts[code]));
        }
    }

    [Fact]
    public void Another_seed_gives_other_numbers_and_another_year_keeps_the_counts_of_the_others()
    {
        Assert.NotEqual(Files["answer-key.json"], SimulatedPanel.Files(Usual with { Seed = 2 })["answer-key.json"]);
        var longer = PanelTruth.Of(Usual with { To = 2026 });
        foreach (var year in PanelTruth.Of(Usual).Years)
            Assert.Equal(year.Counts["LIT-002"], longer.Years.Single(y => (y.Territory, y.Year) == (year.Territory, year.Year)).Counts["LIT-002"]);
    }

    [Fact]
    public void Every_area_valid_at_the_end_of_a_year_sends_one_report()
    {
        var areas = Areas.Read(Seeds.Own);
        for (var year = Usual.From; year <= Usual.To; year++)
            Assert.Equal(
                areas.All.Where(a => a.ParentId == "310000" && a.IsValidOn(new(year, 12, 31))).Select(a => $"{year}/{a.Id}.csv").Order(StringComparer.Ordinal),
                Reports.Select(report => report.Key).Where(name => name.StartsWith($"{year}/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Words_and_units_of_the_files_are_those_of_the_indicators()
    {
        var listed = new[] { "domain/indicators", "published/indicators-added", "simulated/indicators" }
            .SelectMany(file => Seeds.Own($"seeds/{file}.csv")).ToDictionary(row => row["code"]);
        Assert.All(SimulatedIndicators.All, indicator => Assert.Equal(listed[indicator.Code]["unit"], indicator.Unit));
        Assert.Distinct(SimulatedIndicators.All.Select(indicator => indicator.Name));
    }

    [Fact]
    public void Documents_in_force_are_those_before_with_the_new_less_the_ended()
    {
        foreach (var years in PanelTruth.Of(Usual).Years.GroupBy(year => year.Territory))
        {
            long inForce = years.Key.Documents;
            foreach (var year in years)
                Assert.Equal(inForce = inForce + year.Counts["NRM-001"] - year.Counts["NRM-901"], year.Counts["NRM-011"]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_report_has_more_events_than_trials(long seed)
    {
        var arguments = Usual with { Seed = seed };
        foreach (var report in PanelReports.Of(PanelTruth.Of(arguments), arguments))
            foreach (var told in report.Figures.GroupBy(figure => figure.Year))
            {
                var values = told.ToDictionary(figure => figure.Code, figure => figure.Value);
                Assert.All(PanelModel.Rates.Where(rate => values.ContainsKey(rate.Events)), rate =>
                    Assert.InRange(values[rate.Events], 0, values[rate.Trials]));
            }
    }

    [Fact]
    public void Districts_differ_by_an_order_of_magnitude() => Assert.InRange(
        (double)Key.Truth.Where(y => y.Year == 2025).Max(y => y.Counts["LIT-002"]) / Key.Truth.Where(y => y.Year == 2025).Min(y => y.Counts["LIT-002"]), 10, 20);

    [Fact]
    public void Parts_never_meet_in_one_district() => Assert.All(Enumerable.Range(0, 50), seed =>
    {
        var roles = PanelRoles.Of(Usual with { Seed = seed });
        Territory[] cast = [roles.Outlier, roles.Changed, .. roles.Early, .. roles.Late.Select(l => l.Territory), .. roles.Wrong.Select(w => w.Territory)];
        Assert.Distinct(cast);
        Assert.All(cast, territory => Assert.True(territory.IsSteady));
        Assert.InRange(roles.ChangeYear, Usual.From + 2, Usual.To - 1);
        Assert.All(roles.Wrong, wrong => Assert.InRange(wrong.CorrectedBy, wrong.Year + 1, Usual.To));
    });

    [Fact]
    public void Every_file_says_that_it_is_simulated()
    {
        Assert.All(Files.Values, bytes => Assert.Contains("模拟数据", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal));
        Assert.All(Reports, report => Assert.All(Encoding.UTF8.GetString(report.Value).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1),
            line => Assert.StartsWith("模拟数据,", line, StringComparison.Ordinal)));
    }

    [Fact]
    public void Some_districts_send_a_byte_order_mark_and_some_CRLF()
    {
        Assert.InRange(Reports.Count(r => r.Value.AsSpan().StartsWith(Encoding.UTF8.Preamble)), 1, Reports.Count() - 1);
        Assert.InRange(Reports.Count(r => r.Value.Contains((byte)'\r')), 1, Reports.Count() - 1);
    }

    [Fact]
    public void The_written_model_has_the_numbers_of_the_model()
    {
        var readme = Encoding.UTF8.GetString(Files["README.md"]);
        Assert.All(PanelModel.Rates, rate => Assert.Contains(string.Create(CultureInfo.InvariantCulture,
            $"| {rate.Events} / {rate.Trials} | {rate.Level} | {rate.Trend} | {rate.EffectSpread} | {rate.Overdispersion} |"), readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Writing_again_changes_no_file_and_other_arguments_replace_ours_alone()
    {
        var notes = _folder.Write("2014/notes.csv", "of another");
        Assert.Equal(new PanelFiles(193, 195, 0), SimulatedPanel.Write(_folder.Path, Usual));
        var before = _folder.State();
        Assert.Equal(new PanelFiles(193, 0, 0), SimulatedPanel.Write(_folder.Path, Usual));
        Assert.Equal(before, _folder.State());
        var (from2015, written) = (Usual with { From = 2015 }, SimulatedPanel.Write(_folder.Path, Usual with { From = 2015 }));
        Assert.Equal((176, 17), (written.Reports, written.Removed));
        Assert.Equal([notes], Directory.GetFiles(_folder["2014"]));
        Assert.Equal("of another", File.ReadAllText(notes));
        Assert.Equal(SimulatedPanel.Files(from2015).Keys.Append("2014/notes.csv").Append("manifest.json").Order(StringComparer.Ordinal),
            _folder.State().Select(f => Path.GetRelativePath(_folder.Path, f.Item1).Replace('\\', '/')).Order(StringComparer.Ordinal));
        SimulatedPanel.Write(_folder.Path, Usual);
        Assert.Equal(before.Select(f => (f.Item1, f.Item3)), _folder.State().Select(f => (f.Item1, f.Item3)));
    }

    [Theory]
    [InlineData("2014/310104.csv", "a district's own")]
    [InlineData("README.md", "notes")]
    [InlineData("manifest.json", "{\"files\": []}")]
    [InlineData("manifest.json", "not json")]
    public void A_file_of_others_stops_the_writing_before_it_begins(string name, string text)
    {
        _folder.Write(name, text);
        var before = _folder.State();
        var error = Assert.Throws<AnalyticsException>(() => SimulatedPanel.Write(_folder.Path, Usual));
        Assert.Equal("simulated-file-foreign", error.Code);
        Assert.Equal(before, _folder.State());
    }

    [Fact]
    public void A_manifest_removes_nothing_outside_the_folder()
    {
        var outside = _folder.Write("outside.csv", "kept");
        _folder.Write("in/manifest.json", """{"made_by": "analytics simulate panel", "files": ["../outside.csv"]}""");
        SimulatedPanel.Write(_folder["in"], Usual);
        Assert.Equal("kept", File.ReadAllText(outside));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named() => Assert.Equal("simulated-folder-unusable",
        Assert.Throws<AnalyticsException>(() => SimulatedPanel.Write(Path.Combine(_folder.Write("file", ""), "inbox"), Usual)).Code);

    [Theory]
    [InlineData(-1, 2014, 2025, "seed")]
    [InlineData(1, 2011, 2025, "from")]
    [InlineData(1, 2046, 2050, "from")]
    [InlineData(1, 2014, 2018, "to")]
    [InlineData(1, 2025, 2014, "to")]
    [InlineData(1, 2014, 2051, "to")]
    public void Bad_arguments_are_refused_by_name(long seed, int from, int to, string name)
    {
        var error = Assert.Throws<AnalyticsException>(() => SimulatedPanel.Write(_folder["inbox"], new(seed, from, to)));
        Assert.Equal(("simulated-argument-invalid", name), (error.Code, error.Facts["name"]));
        Assert.Empty(_folder.State());
    }

    [Theory]
    [InlineData(2012, 2050)]
    [InlineData(2045, 2050)]
    [InlineData(2015, 2020)]
    public void The_longest_and_the_shortest_panels_can_be_made(int from, int to)
    {
        var key = AnswerKey.Parse(Encoding.UTF8.GetString(SimulatedPanel.Files(new(1, from, to))["answer-key.json"]));
        Assert.Equal((from, to), (key.Truth.Min(y => y.Year), key.Truth.Max(y => y.Year)));
    }
}
