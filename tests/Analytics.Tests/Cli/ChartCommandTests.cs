using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Charting;
using Analytics.Cli;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Cli;

public sealed class ChartCommandTests : IDisposable
{
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    async Task<string> OutputAsync(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await CommandLine.RunAsync([.. args, "--folder", _folder.Path], output, error);
        Assert.Equal((0, ""), (code, error.ToString()));
        return output.ToString();
    }

    [Fact]
    public async Task Every_type_is_listed_with_its_purpose()
    {
        var lines = (await OutputAsync("chart", "--list")).Split('\n');
        Assert.All(ChartTypes.All, type => Assert.Contains(lines, line =>
            line.StartsWith(type.Name + " ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_schema_of_a_spec_names_types_and_themes()
    {
        using var schema = JsonDocument.Parse(await OutputAsync("chart", "--schema"));
        var properties = schema.RootElement.GetProperty("properties");
        Assert.Equal(ChartTypes.All.Select(type => type.Name),
            properties.GetProperty("type").GetProperty("enum").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(4000, properties.GetProperty("width").GetProperty("maximum").GetDouble());
        Assert.Contains("dark", properties.GetProperty("theme").GetRawText(), StringComparison.Ordinal);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task The_gallery_opens_from_disk_and_leads_to_no_missing_file()
    {
        await OutputAsync("chart", "gallery", "--out", _folder["gallery"]);
        var page = await File.ReadAllTextAsync(_folder["gallery/index.html"], TestContext.Current.CancellationToken);
        Assert.All(ChartTypes.All, type => Assert.Contains($"<section id=\"{type.Name}\">", page, StringComparison.Ordinal));
        string[] leads = [.. Regex.Matches(page, "(?:src|href)=\"([^\"#]+)\"").Select(match => match.Groups[1].Value)];
        Assert.True(leads.Length >= 4 * Gallery.All.Count);
        Assert.All(leads, lead => Assert.True(File.Exists(Path.Combine(_folder["gallery"], lead)), lead));
        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
