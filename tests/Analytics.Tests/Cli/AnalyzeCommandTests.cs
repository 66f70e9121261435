using System.Text;
using System.Text.Json;
using Analytics.Cli;
using Analytics.Statistics;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Cli;

public sealed class AnalyzeCommandTests : IDisposable
{
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    async Task<Ended> CallAsync(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await CommandLine.RunAsync([.. args, "--folder", _folder.Path], output, error);
        return new Ended(code, output.ToString(), error.ToString());
    }

    async Task<string> OutputAsync(params string[] args)
    {
        var ended = await CallAsync(args);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        return ended.Output;
    }

    async Task<string> ErrorAsync(params string[] args)
    {
        var ended = await CallAsync(args);
        Assert.Equal((1, ""), (ended.Code, ended.Output));
        return Assert.Single(ended.Error.TrimEnd('\n').Split('\n'));
    }

    string Data(string text, string name = "data.csv", Encoding? encoding = null)
    {
        var path = _folder[name];
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return path;
    }

    [Fact]
    public async Task A_method_runs_on_a_file_without_a_warehouse()
    {
        var csv = await OutputAsync("analyze", "wilson", "--data", Data("区,x,n\n甲,0,8\n乙,,8\n"), "--csv");
        Assert.Equal("区,x,n,low,high", string.Join(',', csv.Split('\n')[0].Split(',').Take(5)));
        Assert.StartsWith("甲,0,8,0,32.44", csv.Split('\n')[1], StringComparison.Ordinal);
        Assert.StartsWith("乙,,8,,", csv.Split('\n')[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_of_offices_are_read_in_their_encoding()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var path = Data("地区,events,trials\n浦东新区,12,40\n长宁区,9,45\n", "数据.csv", Encoding.GetEncoding("GB18030"));
        Assert.Contains("浦东新区", await OutputAsync("analyze", "wilson", "--data", path, "--csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_goes_to_a_file_in_full_precision()
    {
        var path = _folder["out/result.csv"];
        await OutputAsync("analyze", "wilson", "--data", Data("x,n\n12,40\n"), "--out", path);
        var cells = File.ReadAllLines(path)[1].Split(',');
        Assert.Equal(100 * Analytics.Statistics.Intervals.Wilson.Interval(12, 40).Low, double.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_result_in_json_says_method_parameters_and_reference()
    {
        using var json = JsonDocument.Parse(await OutputAsync("analyze", "wilson", "--data", Data("x,n\n12,40\n"), "--param", "confidence=0.9", "--json"));
        Assert.Equal("wilson", json.RootElement.GetProperty("method").GetString());
        Assert.Equal("0.9", json.RootElement.GetProperty("parameters").GetProperty("confidence").GetString());
        Assert.Contains("Wilson", json.RootElement.GetProperty("reference").GetString(), StringComparison.Ordinal);
        Assert.Equal(12, json.RootElement.GetProperty("rows")[0].GetProperty("x").GetInt64());
    }

    [Fact]
    public async Task The_list_in_json_is_enough_to_call_every_method()
    {
        using var json = JsonDocument.Parse(await OutputAsync("analyze", "--list", "--json"));
        var methods = json.RootElement.GetProperty("methods").EnumerateArray().ToArray();
        Assert.Equal(Analyses.All.Select(method => method.Name), methods.Select(method => method.GetProperty("name").GetString()));
        foreach (var method in methods)
        {
            var example = method.GetProperty("example");
            string[] parameters = [.. example.GetProperty("parameters").GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(p => new[] { "--param", p })];
            var path = Data(example.GetProperty("data").GetString()!);
            using var result = JsonDocument.Parse(await OutputAsync(["analyze", method.GetProperty("name").GetString()!, "--data", path, .. parameters, "--json"]));
            Assert.NotEqual(0, result.RootElement.GetProperty("rows").GetArrayLength());
        }
    }

    [Theory]
    [InlineData("zh", "不宜使用的情形"), InlineData("en", "When not to use it")]
    public async Task Help_of_a_method_explains_it(string language, string heading)
    {
        var told = await OutputAsync("analyze", "--help", "wilson", "--lang", language);
        Assert.StartsWith("wilson\n", told, StringComparison.Ordinal);
        Assert.Contains(heading, told, StringComparison.Ordinal);
        Assert.Contains("81,263", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x,n\n5,4\n", "", "5")]
    [InlineData("x,n\n一,4\n", "", "'一'")]
    [InlineData("x\n5\n", "", "'trials'")]
    [InlineData("x,n\n5,8\n", "--param confidens=0.9", "confidence")]
    [InlineData("x,n\n5,8\n", "--param confidence=1", "(0, 1)")]
    [InlineData("x,n\n5,8\n", "--param confidence", "NAME=VALUE")]
    [InlineData("x,n\n5,8\n", "--param confidence=0.9 --param confidence=0.8", "NAME=VALUE")]
    [InlineData("x,n\n5,8\n", "--by city", "city")]
    [InlineData("x,n\n5,8\n", "--out result.pdf", "result.pdf")]
    [InlineData("x,n,x\n5,8,5\n", "", "'x'")]
    [InlineData("x,n\n5,8,1\n", "", "C2")]
    [InlineData("", "", "data.csv")]
    public async Task A_mistake_in_data_or_parameters_is_named(string data, string options, string named) => Assert.Contains(named,
        await ErrorAsync(["analyze", "wilson", "--data", Data(data), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--lang", "en"]), StringComparison.Ordinal);
}
