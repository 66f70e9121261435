using System.Text;
using Analytics.Cli;
using Analytics.Tests.Etl;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Cli;

public sealed class SimulateCommandTests(SimulatedWorkspace simulated) : IClassFixture<SimulatedWorkspace>, IDisposable
{
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    async Task<(int Code, string Output, string Error)> CallAsync(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        string[] folder = args.Contains("--folder") ? [] : ["--folder", simulated.Folder.Path];
        var code = await CommandLine.RunAsync([.. args, .. folder], output, error);
        return (code, output.ToString(), error.ToString());
    }

    async Task<string> OutputAsync(params string[] args)
    {
        var (code, output, error) = await CallAsync(args);
        Assert.Equal((0, ""), (code, error));
        return output;
    }

    [Fact]
    public async Task It_writes_into_the_inbox_and_says_what_comes_next()
    {
        var told = await OutputAsync("simulate", "panel", "--seed", "3", "--from", "2015", "--to", "2020", "--folder", _folder.Path, "--lang", "en");
        Assert.Contains($"Simulated data are in {_folder["inbox/simulated"]}: 96 reports; 98 files written, 0 removed.\nNext: ", told, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["inbox/simulated/2020/310151.csv"]));
        var before = _folder.State();
        told = await OutputAsync("simulate", "panel", "--seed", "3", "--from", "2015", "--to", "2020", "--folder", _folder.Path, "--lang", "en");
        Assert.Contains("The 96 reports", told, StringComparison.Ordinal);
        Assert.Equal(before, _folder.State());
    }

    [Fact]
    public async Task It_writes_forms_of_districts_into_an_inbox_of_their_own()
    {
        var told = await OutputAsync("simulate", "panel", "--forms", "--seed", "3", "--from", "2015", "--to", "2020", "--folder", _folder.Path, "--lang", "en");
        Assert.Contains($"Simulated data are in {_folder["inbox/simulated-forms"]}: 96 reports; 98 files written, 0 removed.\nNext: ", told, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["inbox/simulated-forms/2020/崇明区2020年度报表.xls"]));
        Assert.False(Directory.Exists(_folder["inbox/simulated"]));
        var file = _folder["inbox/simulated-forms/2020/崇明区2020年度报表.xls"];
        Assert.Contains("simulated-traditional", await OutputAsync("etl", "inspect", file, "--folder", _folder.Path, "--lang", "en"), StringComparison.Ordinal);
        File.Copy(file, _folder["copy.xls"]);
        Assert.Contains("never loaded among real reports", await OutputAsync("etl", "inspect", _folder["copy.xls"], "--folder", _folder.Path, "--lang", "en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("simulate pannel", "simulate panel")]
    [InlineData("simulate", "WHAT")]
    [InlineData("simulate panel --seed -1", "-1")]
    [InlineData("simulate panel --seed x", "--seed")]
    [InlineData("simulate panel --from 2000", "2012")]
    [InlineData("simulate panel --to 2016", "2019")]
    [InlineData("simulate panel --sed 3", "--seed")]
    [InlineData("query loss_rate/LIT-010 --dataset simulatd", "simulated")]
    [InlineData("query loss_rate/LIT-010 --dataset office", "office")]
    [InlineData("query loss_rate/LIT-010 --dataset published --dataset simulated", "published")]
    public async Task A_mistake_gets_one_line_that_names_it(string words, string named)
    {
        foreach (var language in new[] { "zh", "en" })
        {
            var (code, output, error) = await CallAsync([.. words.Split(' '), "--lang", language]);
            Assert.Equal((1, ""), (code, output));
            Assert.Contains(named, Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_question_gets_simulated_rows_only_when_it_names_the_dataset()
    {
        Assert.Contains("simulated/2014/310106-1", await OutputAsync("query", "loss_rate/LIT-010", "--area", "静安区", "--dataset", "simulated"), StringComparison.Ordinal);
        Assert.DoesNotContain("simulated", await OutputAsync("query", "loss_rate/LIT-010"), StringComparison.Ordinal);
        Assert.Contains("百分点", await OutputAsync("analyze", "newcombe", "loss_rate/LIT-010", "--area", "浦东新区", "--from", "2024", "--dataset", "simulated"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_replaces_the_datasets_of_a_file()
    {
        var file = _folder.Write("q.json", """{"measures": ["loss_rate/LIT-010"], "areas": [{"area_id": "310104"}], "datasets": ["published"]}""");
        Assert.Contains("0 ", (await OutputAsync("query", "--json", file, "--lang", "en")).Split('\n')[^2], StringComparison.Ordinal);
        Assert.Contains("12 rows", await OutputAsync("query", "--json", file, "--dataset", "simulated", "--lang", "en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("points-over-time", "zh", "模拟数据，非真实统计")]
    [InlineData("ranked-dots", "zh", "模拟数据，非真实统计")]
    [InlineData("points-over-time", "en", "Simulated data, not real statistics")]
    [InlineData("ranked-dots", "en", "Simulated data, not real statistics")]
    public async Task A_picture_of_simulated_data_says_so_in_itself_and_in_its_source(string type, string language, string words)
    {
        var path = _folder["chart.svg"];
        await OutputAsync("chart", type, "loss_rate/LIT-010", "--dataset", "simulated", "--from", "2025", "--lang", language, "--out", path);
        var svg = File.ReadAllText(path, Encoding.UTF8);
        Assert.Contains($">{words}<", svg, StringComparison.Ordinal);
        Assert.Contains(language == "zh" ? "（模拟）" : "(simulated)", svg, StringComparison.Ordinal);
        await OutputAsync("chart", type, "loss_rate/LIT-010", "--lang", language, "--out", path);
        Assert.DoesNotContain(words, File.ReadAllText(path, Encoding.UTF8), StringComparison.Ordinal);
    }
}
