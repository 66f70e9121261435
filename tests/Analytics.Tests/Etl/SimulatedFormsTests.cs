using System.Text;
using Analytics.Etl;
using Analytics.Etl.Received;
using Analytics.Etl.Samples;
using Analytics.Etl.Simulated;
using Analytics.Etl.Simulated.Layouts;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Received;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Etl;

/// <summary>Five layouts of districts are read back to what the simulated city reports, figure by figure.</summary>
public sealed class SimulatedFormsTests : IDisposable
{
    static readonly PanelArguments Short = new(1, 2014, 2019);

    static readonly ReceivedReader Simulated = new ReceivedJob(SimulatedForms.Origin).ReadRules(Clone.Root),
        Office = new ReceivedJob(ReceivedOrigin.Office).ReadRules(Clone.Root);

    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static IReadOnlyList<PanelReport> Reports(PanelArguments arguments) => PanelReports.Of(PanelTruth.Of(arguments), arguments);

    internal static IEnumerable<KeyValuePair<string, byte[]>> Sent(PanelArguments arguments) =>
        SimulatedPanel.Files(arguments, inForms: true).Where(file => file.Key.Contains('/', StringComparison.Ordinal));

    async Task<FileReading> ReadAsync(ReceivedReader reader, string name, byte[] bytes)
    {
        _folder.Write(name, "");
        await File.WriteAllBytesAsync(_folder[name], bytes, Token);
        return Assert.Single(await reader.ReadAsync(_folder[name], $"inbox/simulated-forms/{name}", null, Token));
    }

    static IEnumerable<string> Said(FileReading reading) =>
        from sheet in reading.Sheets
        from record in sheet.Accepted
        from column in sheet.Contract!.Columns
        where column.IsLoaded && record[column.Name] is not null
        select Line(record["area"]!.Member!.Id, record["period"]!.Period!.Start.Year, column.Indicator!,
            (long)record[column.Name]!.Number!.Value, record["figure_status"]!.Text!, record["reported_on"]!.Day!.Value);

    static IEnumerable<string> Said(PanelReport report) => report.Figures.Select(figure =>
        Line(report.Area.AreaId, figure.Year, figure.Code, figure.Value, figure.Status, report.PublishedOn));

    static string Line(string area, int year, string code, long value, string status, DateOnly day) =>
        $"{area} {year} {code} {value} {status} {day:yyyy-MM-dd}";

    async Task All_reports_are_read_back(PanelArguments arguments)
    {
        foreach (var report in Reports(arguments))
        {
            var reading = await ReadAsync(Simulated, PanelLayouts.NameOf(report), PanelLayouts.Write(report));
            Assert.Equal(Said(report).Order(StringComparer.Ordinal), Said(reading).Order(StringComparer.Ordinal));
            Assert.Empty(reading.Findings.Where(finding => finding.Severity != FindingSeverity.Note).Select(finding => $"{finding.Place.Address} {finding.Sentence.En}"));
            Assert.True(reading.Rows.IsWhole);
        }
    }

    [Fact]
    public Task Every_file_is_read_to_the_figures_of_its_report() => All_reports_are_read_back(Short);

    [Theory, Trait("Speed", "Slow")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(77)]
    public Task Every_file_of_other_seeds_and_longer_panels_too(long seed) => All_reports_are_read_back(new(seed, 2012, 2026));

    [Fact]
    public void Each_layout_is_that_of_three_or_four_areas_whatever_the_seed()
    {
        var areas = SimulatedCity.All.SelectMany(territory => territory.Reports).DistinctBy(area => area.AreaId).ToArray();
        Assert.Equal([4, 4, 4, 4, 3], PanelLayouts.All.Select(layout => areas.Count(area => PanelLayouts.Of(area) == layout)));
        Assert.Equal(Sent(Short).Select(file => file.Key), Sent(Short with { Seed = 9 }).Select(file => file.Key));
    }

    [Fact]
    public void Files_are_of_the_kinds_they_claim_and_of_one_more()
    {
        static int Count(string ending, params byte[] magic) => Sent(Short)
            .Count(file => file.Key.EndsWith(ending, StringComparison.Ordinal) && file.Value.AsSpan().StartsWith(magic));
        Assert.Equal(Count(".xlsx"), Count(".xlsx", (byte)'P', (byte)'K'));
        Assert.Equal(Count(".tsv"), Count(".tsv", 0xFF, 0xFE));
        Assert.Equal(Count(".xls"), Count(".xls", 0xD0, 0xCF, 0x11, 0xE0) + Count(".xls", "<html>"u8.ToArray()));
        Assert.All(Sent(Short).Where(file => file.Key.EndsWith(".csv", StringComparison.Ordinal)), file =>
            Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, true).GetString(file.Value)));
    }

    [Fact]
    public void Two_writings_give_the_same_bytes_and_change_no_file()
    {
        Assert.All(SimulatedPanel.Files(Short, inForms: true).Zip(SimulatedPanel.Files(Short, inForms: true)), pair =>
            Assert.True(pair.First.Key == pair.Second.Key && pair.First.Value.AsSpan().SequenceEqual(pair.Second.Value)));
        Assert.Equal(new PanelFiles(97, 99, 0), SimulatedPanel.WriteForms(_folder.Path, Short));
        var before = _folder.State();
        Assert.Equal(new PanelFiles(97, 0, 0), SimulatedPanel.WriteForms(_folder.Path, Short));
        Assert.Equal(before, _folder.State());
        Assert.Equal(SimulatedPanel.Files(Short)["answer-key.json"], File.ReadAllBytes(_folder["answer-key.json"]));
        Assert.Contains("analytics simulate panel --forms --seed 1 ", File.ReadAllText(_folder["README.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_sheet_says_in_title_and_note_that_it_is_simulated()
    {
        foreach (var report in Reports(Short))
            foreach (var sheet in PanelLayouts.Of(report.Area).Sheets(report).Where(sheet => sheet.Rows.Count > 0))
            {
                Assert.Matches("模拟数据，非真实统计|模擬數據，非真實統計", sheet.Rows[0][0].Text);
                Assert.Contains(sheet.Rows.Skip(sheet.Rows.Count - 2), row => row.Any(cell => cell.Text.Contains("模拟数据，非真实统计", StringComparison.Ordinal)
                    || cell.Text.Contains("模擬數據，非真實統計", StringComparison.Ordinal)));
            }
    }

    [Fact]
    public async Task No_file_of_the_city_is_read_among_real_ones()
    {
        foreach (var (name, bytes) in Sent(Short).Where(file => file.Key.StartsWith("2015/", StringComparison.Ordinal))
            .Append(new("2015/plain.csv", SimulatedPanel.Files(Short)["2015/310104.csv"])))
        {
            var reading = await ReadAsync(Office, name, bytes);
            Assert.All(reading.Findings.Where(finding => finding.Severity == FindingSeverity.Reject), finding => Assert.Equal("simulated-in-office", finding.Rule));
            Assert.Contains(reading.Findings, finding => finding.Severity == FindingSeverity.Reject && finding.Sentence.En.Contains("simulated-forms", StringComparison.Ordinal));
            Assert.Empty(Said(reading));
            Assert.True(reading.Rows is { IsWhole: true, Loaded: 0, Rejected: > 0 });
        }
    }

    public static TheoryData<string> Real => [.. SampleFiles.Names(Clone.Root).Where(name => !name.StartsWith("break-", StringComparison.Ordinal)
        && !name.Contains("archive", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Real))]
    public async Task No_real_file_is_read_among_those_of_the_city(string sample)
    {
        var path = SampleFiles.Write(Clone.Root, _folder.Path, sample);
        var reading = Assert.Single(await Simulated.ReadAsync(path, "inbox/simulated-forms/x", null, Token));
        Assert.Equal(["not-simulated"], reading.Findings.Where(finding => finding.Severity == FindingSeverity.Reject).Select(finding => finding.Rule).Distinct());
        Assert.Empty(reading.Forms);
        Assert.DoesNotContain((await Office.ReadAsync(path, "inbox/received/x", null, Token)).SelectMany(read => read.Findings), finding => finding.Rule == "simulated-in-office");
    }

    [Fact]
    public void Either_job_knows_its_own_forms_and_contracts_alone()
    {
        Assert.All(Simulated.Forms, form => Assert.StartsWith("etl/Simulated/forms/", form.File, StringComparison.Ordinal));
        Assert.DoesNotContain(Office.Forms, form => form.File.StartsWith("etl/Simulated/", StringComparison.Ordinal));
        Assert.Equal(10, Simulated.Forms.Count);
        Assert.Equal(["simulated-report"], Simulated.Contracts.All.Select(contract => contract.Name));
        Assert.False(Office.Contracts.Has("simulated-report"));
        Assert.Equal(["received", "received-simulated"], Jobs.All.OfType<ReceivingJob>().Select(job => job.Name));
    }

    [Theory]
    [InlineData(0, 0, 4, 5, "total-differs")]
    [InlineData(1, 0, 2, 6, null)]
    [InlineData(2, 0, 2, 6, null)]
    [InlineData(3, 0, 2, 6, "loss-of-concluded")]
    [InlineData(4, 1, 5, 3, null)]
    public async Task One_changed_cell_makes_one_figure_differ_from_the_report(int layout, int sheet, int row, int column, string? rule)
    {
        var report = Reports(Short).First(report => PanelLayouts.Of(report.Area) == PanelLayouts.All[layout]
            && report.Figures.All(figure => figure.Status == "final") && report.Figures.Single(figure => figure.Code == "LIT-008").Value > 1);
        var sheets = PanelLayouts.All[layout].Sheets(report).ToArray();
        var rows = sheets[sheet].Rows.Select(cells => cells.ToArray()).ToArray();
        rows[row][column] = rows[row][column] with { Text = "1" };
        sheets[sheet] = sheets[sheet] with { Rows = rows };
        var bytes = SampleFiles.Bytes("", new Sample("x", "x", PanelLayouts.All[layout].KindOf(report), PanelLayouts.All[layout].Encoding, sheets, null, [], null, 0, [], 1));
        var reading = await ReadAsync(Simulated, PanelLayouts.NameOf(report), bytes);
        Assert.Contains(" LIT-008 1 ", Assert.Single(Said(reading).Except(Said(report))), StringComparison.Ordinal);
        Assert.Contains(" LIT-008 ", Assert.Single(Said(report).Except(Said(reading))), StringComparison.Ordinal);
        Assert.Equal(rule is null ? [] : [rule], reading.Findings.Where(finding => finding.Severity == FindingSeverity.Warn).Select(finding => finding.Rule));
    }
}
