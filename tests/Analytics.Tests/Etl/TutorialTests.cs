using Analytics.Cli;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Etl;

public class TutorialTests
{
    const string Path = "etl/README.md";

    static readonly string Text = Clone.Read(Path).ReplaceLineEndings("\n");

    static readonly IReadOnlyList<TutorialBlock> Blocks = Tutorial.Read(Text);

    static readonly string[] TakesFiles = ["inspect", "load", "preview", "samples"];

    /// <summary>What the tutorial asks the reader to copy.</summary>
    static void Copy(Folder folder)
    {
        foreach (var file in Clone.Files.Where(file => file.StartsWith("seeds/", StringComparison.Ordinal)
            || file.StartsWith("etl/", StringComparison.Ordinal) && System.IO.Path.GetExtension(file) is ".yaml" or ".json"))
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(folder[file])!);
            File.Copy(Clone.Full(file), folder[file]);
        }
    }

    /// <summary>A command as typed in the folder, by the alias that the tutorial gives.</summary>
    static async Task<string> TypeAsync(Folder folder, string command)
    {
        var words = Tutorial.WordsOf(command);
        Assert.Equal("analytics", words[0]);
        var isOnFiles = words[1] == "etl" && TakesFiles.Contains(words[2]);
        var full = words.Skip(1).Select((word, i) => words[i] == "--draft" || isOnFiles && i > 1 && !word.StartsWith('-') ? folder[word] : word);
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await CommandLine.RunAsync([.. full, "--content", folder.Path, "--folder", folder.Path, "--lang", "en"], output, error);
        Assert.True(code == 0, $"{command}\n{error}");
        return output.ToString().Replace(folder.Path + System.IO.Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task What_it_says_is_printed_is_printed()
    {
        using var folder = new Folder();
        Copy(folder);
        var printed = "";
        foreach (var block in Blocks)
        {
            string? difference = null;
            if (block.Kind == "text") difference = Tutorial.Difference(block.Text, printed);
            else if (block.IsShown) difference = Tutorial.Difference(block.Text, await File.ReadAllTextAsync(folder[block.File], TestContext.Current.CancellationToken));
            else if (block.File.Length > 0) folder.Write(block.File, (File.Exists(folder[block.File]) && block.Kind == "csv" ? Clone.Read(block.File) : "") + block.Text);
            else foreach (var command in block.Text.Split('\n').Where(line => line.StartsWith("analytics ", StringComparison.Ordinal)))
                printed = await TypeAsync(folder, command.Split(" #")[0]);
            Assert.True(difference is null, $"{Path}:{block.Line}\n{difference}");
        }
    }

    [Fact]
    public void It_adds_nothing_but_YAML_and_data() => Assert.All(Blocks, block => Assert.Contains(block.Kind, new[] { "csv", "sh", "text", "yaml" }));

    [Fact]
    public void It_tells_the_whole_way_of_a_file()
    {
        foreach (var step in new[] { "etl inspect", "--draft", "etl preview", "etl load", "--dry-run", "query", "--role office", "etl correct", "etl samples" })
            Assert.Contains(Blocks, block => block.Kind == "sh" && block.Text.Contains(step, StringComparison.Ordinal));
    }

    [Fact]
    public void The_readme_leads_to_it() => Assert.Contains("(etl/README.md)", Clone.Read("README.md"), StringComparison.Ordinal);

    [Theory]
    [InlineData("a\nb", "a\nb\n", true)]
    [InlineData("a\n…\nd", "a\nb\nc\nd", true)]
    [InlineData("a …: d", "a b (c): d", true)]
    [InlineData("…", "", true)]
    [InlineData("a", "a\nb", false)]
    [InlineData("a\nb", "a", false)]
    [InlineData("a…\n…\nc", "ab\nc\nd", false)]
    public void A_text_is_compared_line_by_line_but_for_what_it_leaves_out(string told, string found, bool same) =>
        Assert.Equal(same, Tutorial.Difference(told, found) is null);
}
