using Analytics.Charting;
using Analytics.Semantics;
using Analytics.Tests.Charting;
using Analytics.Tests.Delivery;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Etl;

/// <summary>What is loaded is what the answer key says was sent.</summary>
public class SimulatedLoadTests(SimulatedWorkspace simulated) : IClassFixture<SimulatedWorkspace>
{
    /// <summary>Measures whose value is one indicator's number.</summary>
    static readonly Dictionary<string, string> Counts = new()
    {
        ["LIT-002"] = "cases_concluded/LIT-002", ["LIT-008"] = "cases_lost/LIT-008",
        ["LIT-024-C"] = "head_appearances/LIT-024-C", ["REV-005"] = "reconsiderations_concluded/REV-005",
        ["REV-009"] = "directly_corrected/REV-009", ["MED-001"] = "mediation_accepted/MED-001",
        ["MED-002"] = "mediation_succeeded/MED-002", ["NRM-001"] = "documents_issued/NRM-001",
        ["NRM-901"] = "documents_repealed/NRM-901", ["NRM-011"] = "documents_in_force/NRM-011",
        ["DEM-901"] = "resident_population/DEM-901",
    };

    public static TheoryData<string> Codes => [.. Counts.Keys];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    async Task<Dictionary<(string Area, int Year), long>> ValuesAsync(string code, Func<Query, Query>? change = null)
    {
        var table = await simulated.RowsAsync(Counts[code], change);
        return Enumerable.Range(0, table.RowCount).ToDictionary(
            row => (table.Text(row, "area_id")!, int.Parse(table.Text(row, "period_id")!, System.Globalization.CultureInfo.InvariantCulture)),
            row => (long)(double)table[row, "value"]!);
    }

    [Fact]
    public void Every_row_loads_beside_the_published_figures()
    {
        Assert.Empty(simulated.First.Load.Rejects);
        var facts = simulated.First.Load.Steps.ToDictionary(step => step.Job, step => step.Facts);
        Assert.Equal(new FactCounts(447, 0, 0, 0), facts["published-figures"]);
        // 193 reports of 11 numbers; 2 early districts tell 7 again in 11 years; 2 corrections tell 2.
        Assert.Equal(new FactCounts(193 * 11 + 2 * 11 * 7 + 2 * 2, 0, 0, 0), facts["simulated-panel"]);
    }

    [Theory, MemberData(nameof(Codes))]
    public async Task Current_numbers_are_the_truth_or_the_last_report(string code)
    {
        var last = simulated.Key.Truth.ToDictionary(y => (y.AreaId, y.Year), y => y.Counts[code]);
        var provisional = simulated.Key.Truth.Where(y => y.Year == simulated.Key.To
            && simulated.Key.Revisions.Any(r => r.AreaId == y.AreaId && r.Status == "final")).Select(y => (y.AreaId, y.Year)).ToHashSet();
        Assert.Equal(2, provisional.Count);
        var found = await ValuesAsync(code);
        Assert.Equal(last.Keys.Order(), found.Keys.Order());
        // The last year of districts that report early has no final number yet: at most a few in a hundred are missing.
        foreach (var (place, value) in found)
            if (provisional.Contains(place)) Assert.InRange(value, 0.85 * last[place] - 5, last[place]);
            else Assert.Equal(last[place], value);
    }

    [Theory, MemberData(nameof(Codes))]
    public async Task First_and_current_numbers_differ_exactly_where_the_key_says(string code)
    {
        var (first, current) = (await ValuesAsync(code, q => q with { Vintage = Vintage.First }), await ValuesAsync(code));
        Assert.Equal(
            simulated.Key.Revisions.Where(r => r.Code == code).Select(r => (r.AreaId, r.Year, r.First, r.Current)).Order(),
            current.Keys.Where(place => first[place] != current[place])
                .Select(place => (place.Area, place.Year, first[place], current[place])).Order());
    }

    [Fact]
    public void The_key_has_two_restated_figures_and_those_of_two_early_districts()
    {
        Assert.Equal(["LIT-008", "MED-002"], simulated.Key.Revisions.Where(r => r.Status == "restated").Select(r => r.Code).Order());
        Assert.Equal(2, simulated.Key.Revisions.Where(r => r.Status == "final").Select(r => r.AreaId).Distinct().Count());
    }

    [Fact]
    public async Task Both_vintages_of_a_restated_figure_are_there_with_their_files()
    {
        var one = simulated.Key.Revisions.Single(r => r.Status == "restated" && r.Code == "LIT-008");
        var all = await simulated.RowsAsync(Counts[one.Code], q => q with
        {
            Vintage = Vintage.All, Areas = [new(AreaId: one.AreaId)], From = $"{one.Year}", To = $"{one.Year}",
        });
        Assert.Equal([one.First, one.Current], Enumerable.Range(0, all.RowCount).Select(r => (long)(double)all[r, "value"]!).OrderDescending());
        var trace = await simulated.Workspace.TraceAsync($"simulated/{one.Year + 1}/{one.AreaId}/LIT-008/{one.AreaId}/{one.Year}", Token);
        Assert.Equal(("restated", $"inbox/simulated/{one.Year + 1}/{one.AreaId}.csv"), (trace.Text(0, "status"), trace.Text(0, "file")));
        Assert.StartsWith("【模拟数据", trace.Text(0, "title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_of_the_summer_after_a_year_late_reports_are_missing_and_a_year_later_there()
    {
        Assert.Equal(2, simulated.Key.Late.Count);
        foreach (var late in simulated.Key.Late)
        {
            var due = (await simulated.RowsAsync("loss_rate/LIT-010", q => q with { AsOf = new(late.Year + 1, 6, 30), From = $"{late.Year}", To = $"{late.Year}" }));
            var areas = Enumerable.Range(0, due.RowCount).Select(row => due.Text(row, "area_id")!);
            Assert.Equal(
                simulated.Key.Late.Where(l => l.Year == late.Year).Select(l => l.Place.AreaId).Order(),
                simulated.Key.Truth.Where(y => y.Year == late.Year).Select(y => y.AreaId).Except(areas).Order());
            var then = await simulated.RowsAsync("loss_rate/LIT-010", q => q with { AsOf = late.PublishedOn, From = $"{late.Year}", To = $"{late.Year}" });
            Assert.Contains(late.Place.AreaId, Enumerable.Range(0, then.RowCount).Select(row => then.Text(row, "area_id")));
        }
    }

    [Theory, MemberData(nameof(Codes))]
    public async Task Before_the_merger_the_parts_report_and_their_sum_is_the_whole(string code)
    {
        var (merger, found) = (simulated.Key.Merger, await ValuesAsync(code));
        Assert.Equal(["310106-1", "310108"], merger.PredecessorIds.Order());
        foreach (var whole in merger.Together)
        {
            string[] reporting = whole.Year <= merger.LastYearApart ? [.. merger.PredecessorIds] : [merger.SuccessorId];
            Assert.Equal(whole.Counts[code], reporting.Sum(area => found[(area, whole.Year)]));
            Assert.DoesNotContain(merger.PredecessorIds.Append(merger.SuccessorId).Except(reporting), area => found.ContainsKey((area, whole.Year)));
        }
    }

    [Fact]
    public async Task No_question_sees_simulated_data_unasked()
    {
        foreach (var measure in new[] { "loss_rate/LIT-010", "resident_population" })
        {
            var answer = await simulated.Workspace.QueryAsync(new Query { Measures = [measure] }, Token);
            Assert.DoesNotContain("simulated", Enumerable.Range(0, answer.Table.RowCount).Select(row => answer.Table.Text(row, "dataset")));
        }
        Assert.DoesNotContain("（模拟）", File.ReadAllText(Path.Combine(simulated.Workspace.OutputFolder, "index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Simulated_figures_have_a_page_of_their_own_whose_every_picture_says_so()
    {
        var folder = simulated.Workspace.OutputFolder;
        Assert.Contains("（模拟）", File.ReadAllText(Path.Combine(folder, "simulated.html")), StringComparison.Ordinal);
        var pictures = Directory.GetFiles(Path.Combine(folder, "charts"), "simulated-*.svg");
        Assert.Equal(18, pictures.Length);
        Assert.All(pictures, path => Assert.Contains(path.EndsWith(".zh.svg", StringComparison.Ordinal) ? "模拟数据，非真实统计" : "Simulated data, not real statistics",
            File.ReadAllText(path), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_says_what_documents_say_of_its_figures()
    {
        async Task<Scene> DrawAsync(string type, Query query) => await simulated.Workspace.DrawAsync(
            new ChartSpec { Type = type, Title = new("甲", "a") }, await simulated.Workspace.QueryAsync(query, Token), Token);
        var of = new Query { Measures = ["cases_concluded"], Datasets = ["simulated"], Levels = ["district"] };
        var all = await simulated.Workspace.QueryAsync(of, Token);
        var last = all.Table.Text(all.Table.RowCount - 1, "period_id")!;
        var dots = await DrawAsync("ranked-dots", of with { From = last, To = last });
        var statuses = Enumerable.Range(0, dots.Data!.RowCount).Select(row => dots.Data.Text(row, "说明")).ToArray();
        Assert.Contains("暂定数", statuses);
        Assert.Contains(statuses, status => status is null);
        var vintages = await DrawAsync("vintages", of with { Vintage = Vintage.All, Areas = [new(Name: "徐汇区")] });
        Assert.NotEmpty(vintages.Data());
        Assert.Empty(vintages.Warnings);
        var board = await DrawAsync("scoreboard", of with { Measures = ["cases_lost", "cases_concluded"] });
        foreach (var heading in new[] { "行政机关败诉案件数（件）", "一审行政案件审结数（件）" })
            Assert.Contains(board.Flat().OfType<TextMark>(), text => text.Text == heading);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task Removed_and_changed_files_are_revoked_corrected_and_leave_published_figures_alone()
    {
        using var folder = new Folder();
        foreach (var name in new[] { "2016/310104.csv", "2017/310104.csv" })
            folder.Write("inbox/simulated/" + name, File.ReadAllText(simulated.Folder["inbox/simulated/" + name]));
        var (workspace, file) = (BuiltWorkspace.Open(folder.Path), folder["inbox/simulated/2017/310104.csv"]);
        async Task<FactCounts> RunAsync(int day) =>
            (await workspace.RunAsync(BuiltWorkspace.Now.AddDays(day), null, Token)).Load.Steps.Single(s => s.Job == "simulated-panel").Facts;
        var rows = (await RunAsync(0)).New;
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("常住人口,", "常住人口,9", StringComparison.Ordinal));
        Assert.Equal(new FactCounts(0, rows - 1, 1, 0), await RunAsync(1));
        File.Delete(file);
        Assert.Equal(text.Split('\n').Length - 2, (await RunAsync(2)).Revoked);
        Directory.Delete(folder["inbox"], recursive: true);
        Assert.Equal(rows - (text.Split('\n').Length - 2), (await RunAsync(3)).Revoked);
        Assert.Equal(0, (await workspace.QueryAsync(new Query { Measures = ["cases_concluded"], Datasets = ["simulated"] }, Token)).Table.RowCount);
        Assert.True((await workspace.RunAsync(BuiltWorkspace.Now.AddDays(4), null, Token)).Load.IsUnchanged);
    }
}
