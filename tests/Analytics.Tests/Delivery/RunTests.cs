using Analytics.Delivery;
using Analytics.Tables;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Delivery;

public sealed class RunTests : IDisposable
{
    readonly Folder _content = new(), _workspace = new();

    public RunTests() => BuiltWorkspace.CopyContent(_content);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _content.Dispose();
        _workspace.Dispose();
    }

    Task<RunReport> RunAsync(int day = 0) => BuiltWorkspace.Open(_workspace.Path, _content.Path)
        .RunAsync(BuiltWorkspace.Now.AddDays(day), null, Token);

    void Edit(string file, string found, string replacement)
    {
        var text = File.ReadAllText(_content[file]);
        Assert.Contains(found, text, StringComparison.Ordinal);
        _content.Write(file, text.Replace(found, replacement, StringComparison.Ordinal));
    }

    async Task<AnalyticsException> FailureAsync() => await Assert.ThrowsAsync<AnalyticsException>(() => RunAsync());

    [Fact]
    public async Task A_second_run_on_unchanged_input_changes_no_file()
    {
        await RunAsync();
        var before = _workspace.State();
        var second = await RunAsync(day: 30);
        Assert.True(second.Load.IsUnchanged && second.Pages.IsUnchanged);
        Assert.Equal(before, _workspace.State());
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task Two_workspaces_of_one_input_have_equal_pages()
    {
        using var other = new Folder();
        await RunAsync();
        await BuiltWorkspace.Open(other.Path, _content.Path).RunAsync(BuiltWorkspace.Now, null, Token);
        Assert.Equal(
            File.ReadAllText(Path.Combine(_workspace.Path, "out/index.html")),
            File.ReadAllText(Path.Combine(other.Path, "out/index.html")));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_corrected_figure_changes_its_chart_and_keeps_its_history()
    {
        await RunAsync();
        Edit("seeds/published/figures.csv", "mediation_succeeded,10388,", "mediation_succeeded,10389,");
        Assert.Equal(1, (await RunAsync(day: 1)).Load.Steps.Sum(step => step.Facts.Corrected));
        var history = await BuiltWorkspace.Open(_workspace.Path, _content.Path)
            .TraceAsync("qp2017_fazhi/mediation_succeeded/310118/2017", Token);
        Assert.Equal(["10388", "10389"], Enumerable.Range(0, history.RowCount).Select(row => history.Text(row, "printed_text")));
        Assert.Contains("10,389 / 10,876", File.ReadAllText(Path.Combine(_workspace.Path, "out/index.html")), StringComparison.Ordinal);
    }

    async Task<IEnumerable<(string, string, long)>> HistoryAsync(string figure)
    {
        var history = await BuiltWorkspace.Open(_workspace.Path, _content.Path).HistoryAsync(figure, Token);
        return Enumerable.Range(0, history.RowCount).Select(row =>
            (history.Text(row, "standing")!, history.Text(row, "printed_text")!, history.Whole(row, "epoch")!.Value));
    }

    [Fact]
    public async Task A_series_restates_itself_and_another_series_conflicts()
    {
        var text = File.ReadAllText(_content["seeds/published/figures.csv"]);
        var quoted = text.Split("\r\n").Single(line => line.StartsWith("bjtz2022_fuyi,", StringComparison.Ordinal)
            && line.Contains("2021-01-01", StringComparison.Ordinal) && line.Contains(",reconsideration_applied,281,", StringComparison.Ordinal));
        Edit("seeds/published/figures.csv", quoted, quoted.Replace(",281,", ",290,", StringComparison.Ordinal));
        var court = text.Split("\r\n").Single(line => line.StartsWith("bj2014_xingshen,", StringComparison.Ordinal)
            && line.Contains(",litigation_lost_rate,12.7,", StringComparison.Ordinal));
        Edit("seeds/published/figures.csv", court, court.Replace(",12.7,", ",13.9,", StringComparison.Ordinal));
        await RunAsync();
        Assert.Equal([("holds", "290", 1L), ("restated", "281", 1L)], await HistoryAsync("bjtz2021_fuyi/reconsideration_applied/110112/2021"));
        Assert.Equal([("holds", "12.7", 1L), ("conflict", "13.9", 1L)], await HistoryAsync("bj2014_xingshen/litigation_lost_rate/110000/2014"));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_correction_and_a_revocation_stay_in_the_history()
    {
        await RunAsync();
        var line = File.ReadAllText(_content["seeds/published/figures.csv"]).Split("\r\n").Single(
            one => one.StartsWith("cm2022_xxgk_qu,", StringComparison.Ordinal) && one.Contains(",normative_docs_in_force,", StringComparison.Ordinal));
        Edit("seeds/published/figures.csv", line, line.Replace(",50,", ",51,", StringComparison.Ordinal));
        await RunAsync(day: 1);
        Edit("seeds/published/figures.csv", line.Replace(",50,", ",51,", StringComparison.Ordinal) + "\r\n", "");
        await RunAsync(day: 2);
        Assert.Equal([("corrected", "50", 1L), ("corrected", "51", 2L), ("revoked", "51", 3L)],
            await HistoryAsync("cm2022_xxgk_qu/normative_docs_in_force/310151/2022"));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_clock_that_jumped_back_disturbs_neither_order_nor_answers()
    {
        const string figure = "qp2017_fazhi/mediation_succeeded/310118/2017";
        var days = new[] { 0, -400, -30 };
        foreach (var (load, day) in days.Index())
        {
            if (load > 0) Edit("seeds/published/figures.csv", $"mediation_succeeded,{10387 + load},", $"mediation_succeeded,{10388 + load},");
            Assert.Equal(load + 1, (await RunAsync(day)).Load.Version.Epoch);
        }
        var workspace = BuiltWorkspace.Open(_workspace.Path, _content.Path);
        var history = await workspace.TraceAsync(figure, Token);
        Assert.Equal([(1L, "10388"), (2L, "10389"), (3L, "10390")], Enumerable.Range(0, history.RowCount)
            .Select(row => (history.Whole(row, "epoch")!.Value, history.Text(row, "printed_text")!)));
        Assert.Equal(days.Select(day => DateOnly.FromDateTime(BuiltWorkspace.Now.AddDays(day).UtcDateTime)),
            Enumerable.Range(0, history.RowCount).Select(row => (DateOnly)history[row, "received_on"]!));
        Assert.Contains("10,390 / 10,876", File.ReadAllText(_workspace["out/index.html"]), StringComparison.Ordinal);
        Assert.Empty(await workspace.ExamineAsync(repair: false, Token));
    }

    [Fact]
    public async Task A_wrong_cell_is_reported_and_the_rest_is_drawn()
    {
        Edit("seeds/published/figures.csv", "mediation_succeeded,10388,", "mediation_succeeded,1万388,");
        var report = await RunAsync();
        var reject = Assert.Single(report.Load.Rejects);
        Assert.Equal(("seeds/published/figures.csv", 23L, "value", "1万388", "number-invalid"),
            (reject.File, reject.Row, reject.Column, reject.Found, reject.Code));
        Assert.Equal(446, report.Load.Steps.Single(step => step.Job == "published-figures").Facts.New);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_chart_that_is_taken_out_takes_its_files_along_and_leaves_those_of_others()
    {
        await RunAsync();
        var own = _workspace.Write("out/mine.txt", "notes");
        Edit("etl/Mediation/report.json", "\"mediation-accepted\"", "\"disputes\"");
        await RunAsync();
        Assert.False(File.Exists(_workspace["out/charts/mediation-accepted.zh.svg"]));
        Assert.True(File.Exists(_workspace["out/charts/disputes.zh.svg"]));
        Assert.Equal("notes", File.ReadAllText(own));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_page_that_was_edited_or_deleted_is_made_again()
    {
        await RunAsync();
        var page = File.ReadAllText(_workspace["out/index.html"]);
        _workspace.Write("out/index.html", "edited");
        File.Delete(_workspace["out/data/loss-rate-unstated.csv"]);
        var second = await RunAsync();
        Assert.True(second.Load.IsUnchanged && !second.Pages.IsUnchanged);
        Assert.Equal(page, File.ReadAllText(_workspace["out/index.html"]));
        Assert.True(File.Exists(_workspace["out/data/loss-rate-unstated.csv"]));
    }

    [Theory]
    [InlineData("\"loss_rate/LIT-010\"", "\"loss_rat/LIT-010\"", "measure-not-found", "loss_rate")]
    [InlineData("\"ranked-dots\"", "\"ranked-dot\"", "chart-type-unknown", "ranked-dots")]
    [InlineData("\"id\": \"loss-rate-of-concluded\"", "\"id\": \"a b\"", "report-invalid", "a b")]
    [InlineData("\"id\": \"loss-rate-unstated\"", "\"id\": \"loss-rate-of-concluded\"", "report-invalid", "twice")]
    [InlineData("\"intro\": {", "\"introduction\": {", "report-invalid", "introduction")]
    [InlineData("\"subtitle\":", "\"subtitel\":", "report-entry", "charts[0].chart")]
    [InlineData("\"charts\": [", "\"charts\": ", "report-invalid", "report.json:")]
    public async Task A_wrong_report_is_refused_by_name(string found, string replacement, string code, string named)
    {
        Edit("etl/Litigation/report.json", found, replacement);
        var error = await FailureAsync();
        Assert.Equal(code, error.Code);
        Assert.Contains(named, error.Describe(Language.English), StringComparison.Ordinal);
        Assert.False(File.Exists(_workspace["out/index.html"]));
    }

    [Fact]
    public async Task An_input_that_is_missing_leaves_version_and_pages()
    {
        await RunAsync();
        var before = _workspace.State();
        File.Delete(_content["seeds/published/units.csv"]);
        Assert.Equal("input-missing", (await FailureAsync()).Code);
        Assert.Equal(Kept(before), Kept(_workspace.State()));

        // That a run failed is recorded, by whom it was written too.
        static IEnumerable<object> Kept(IEnumerable<(string Path, DateTime, string)> state) => [.. state
            .Where(file => !file.Path.Contains("/operations/", StringComparison.Ordinal)
                && !Path.GetFileName(file.Path).StartsWith(".writer", StringComparison.Ordinal)).Cast<object>()];
    }

    [Fact]
    public async Task Text_from_the_data_never_becomes_markup_nor_a_script()
    {
        Edit("seeds/published/sources.csv", "qp2017_fazhi,青浦区2017年法治政府建设年度报告,上海市青浦区人民政府,青浦区,2017,,",
            "qp2017_fazhi,<script>alert(1)</script>,上海市青浦区人民政府,青浦区,2017,javascript:alert(1),");
        await RunAsync();
        var page = File.ReadAllText(_workspace["out/index.html"]);
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript:", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_folder_that_cannot_be_written_is_named()
    {
        _workspace.Write("out", "a file where the folder belongs");
        var error = await FailureAsync();
        Assert.Equal("output-unwritable", error.Code);
        Assert.Contains(_workspace["out"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_content_folder_without_models_is_refused()
    {
        using var empty = new Folder();
        Assert.Equal("content-missing", Assert.Throws<AnalyticsException>(
            () => BuiltWorkspace.Open(_workspace.Path, empty.Path)).Code);
    }
}
