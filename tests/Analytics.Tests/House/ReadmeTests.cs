using System.Text.RegularExpressions;
using Analytics.Charting;
using Analytics.Cli;
using Analytics.Delivery;
using Analytics.Etl;
using Analytics.Etl.Samples;
using Analytics.Semantics;
using Analytics.Tests.Delivery;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.House;

public partial class ReadmeTests(BuiltWorkspace built) : IClassFixture<BuiltWorkspace>
{
    const string Samples = "samples";

    static readonly string Readme = Clone.Read("README.md").ReplaceLineEndings("\n");

    [GeneratedRegex("^```(?<kind>\\w+)\\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    static partial Regex Fence { get; }

    [GeneratedRegex("\\]\\((?<path>[^)]+)\\)|`(?<path>(?:src|etl|seeds|tests|notebooks)/[\\w./-]+)`")]
    static partial Regex Path { get; }

    static IEnumerable<string> Blocks(string kind) =>
        Fence.Matches(Readme).Where(m => m.Groups["kind"].Value == kind).Select(m => m.Groups["text"].Value);

    public static TheoryData<string> Commands => [.. Blocks("sh").SelectMany(block => block.Split('\n'))
        .Where(line => line.StartsWith("analytics ", StringComparison.Ordinal)).Select(line => line.Split('#')[0].Trim())];

    [Theory, MemberData(nameof(Commands))]
    public async Task Every_command_runs(string command)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToArray();
        var code = await CommandLine.RunAsync([.. words.Select((word, i) => i > 1 && word.StartsWith(Samples, StringComparison.Ordinal)
            ? SampleAt(word) : i > 0 && words[i - 1] == "--out" ? built.Folder[word] : word), "--folder", built.Folder.Path], output, error);
        Assert.Equal((0, ""), (code, error.ToString()));
        Assert.NotEmpty(output.ToString());
    }

    /// <summary>A sample file of the text, where its folder lies in the workspace; commands may run in any order.</summary>
    string SampleAt(string word)
    {
        if (!Directory.Exists(built.Folder[Samples])) SampleFiles.Write(Clone.Root, built.Folder[Samples]);
        return built.Folder[word];
    }

    [Fact]
    public void The_code_is_that_of_a_test()
    {
        var test = Clone.Read("tests/Analytics.Tests/House/ReadmeTests.cs");
        Assert.All(Assert.Single(Blocks("csharp")).Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Contains($"        {line}\n", test, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_code_runs()
    {
        using var temporary = new Folder();
        var (folder, ct) = (temporary.Path, TestContext.Current.CancellationToken);
        var workspace = Workspace.Open(folder, Jobs.All, Principal.Outside);
        await workspace.RunAsync(DateTimeOffset.UtcNow, null, ct);
        var query = new Query { Measures = ["mediation_success_rate/MED-003"] };
        var answer = await workspace.QueryAsync(query, ct);
        var spec = new ChartSpec { Type = "ranked-dots", Title = new("人民调解成功率", "Success rate of people's mediation") };
        var svg = Surfaces.Svg.Write(await workspace.DrawAsync(spec, answer, ct));
        Assert.Contains("青浦区", System.Text.Encoding.UTF8.GetString(svg), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_path_exists() => Findings.None(
        from match in Path.Matches(Readme)
        let path = match.Groups["path"].Value
        where !path.Contains('<') && !System.IO.Path.Exists(Clone.Full(path))
        select path);

    [Fact]
    public void Every_room_stands_in_it() => Findings.None(
        Rooms.All.Select(Rooms.NameOf).Where(name => name != "Analytics.Etl" && !Readme.Contains($"`src/{name}`", StringComparison.Ordinal)));
}
