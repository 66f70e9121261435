using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Cli;

public partial class CommandTests
{
    [Theory]
    [InlineData("svg", "<svg")]
    [InlineData("png", "PNG")]
    [InlineData("html", "<!DOC")]
    public async Task A_chart_is_drawn_into_a_file(string ending, string begins)
    {
        using var folder = new Folder();
        var path = folder["chart." + ending];
        await OutputAsync("chart", "ranked-dots", "loss_rate/LIT-010", "--out", path);
        Assert.Contains(begins, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path))[..8], StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(folder.Path));
    }

    [Theory]
    [InlineData("spec", """{"type":"ranked-dots","title":null}""", "title")]
    [InlineData("spec", "{", "第1行")]
    [InlineData("grid", "area,column,row\na,1,-1", "第2行")]
    [InlineData("shapes", """{"features":[{"geometry":null}]}""", "features[0]")]
    public async Task A_flaw_of_a_file_for_a_chart_is_named_with_the_file(string option, string text, string place)
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["given.txt"], text, TestContext.Current.CancellationToken);
        var error = await ErrorAsync("chart", "ranked-dots", "loss_rate/LIT-010", "--" + option, folder["given.txt"], "--out", folder["chart.svg"]);
        Assert.StartsWith(folder["given.txt"] + "：", error, StringComparison.Ordinal);
        Assert.Contains(place, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Share lost")]
    [InlineData("--lang=zh", "败诉率")]
    [InlineData("--lang=en", "Share lost")]
    public async Task A_spec_keeps_its_language_unless_another_is_asked_for(string lang, string title)
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["spec.json"], """{"type":"ranked-dots","title":{"zh":"败诉率","en":"Share lost"},"language":"en"}""",
            TestContext.Current.CancellationToken);
        await OutputAsync(["chart", "ranked-dots", "loss_rate/LIT-010", "--spec", folder["spec.json"], "--out", folder["chart.svg"],
            .. lang.Length > 0 ? [lang] : Array.Empty<string>()]);
        Assert.Contains($">{title}</title>", await File.ReadAllTextAsync(folder["chart.svg"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_to_highlight_that_is_no_area_is_told()
    {
        using var folder = new Folder();
        var told = await OutputAsync("chart", "ranked-dots", "loss_rate/LIT-010", "--highlight", "上海区", "--highlight", "上海市", "--out", folder["chart.svg"]);
        var line = Assert.Single(told.Split('\n'), text => text.Contains("上海区", StringComparison.Ordinal));
        Assert.Contains("上海市", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("500")]
    public async Task A_horizon_out_of_range_is_refused(string horizon)
    {
        using var folder = new Folder();
        Assert.Contains(horizon, await ErrorAsync("chart", "forecast-fan", "loss_rate/LIT-010", "--horizon", horizon, "--out", folder["chart.svg"]), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["chart.svg"]));
    }
}
