using Analytics.Cli;
using Analytics.Tests.Delivery;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Cli;

public sealed class NotebookCommandTests(BuiltWorkspace built) : IClassFixture<BuiltWorkspace>, IDisposable
{
    readonly Folder _files = new();

    public void Dispose() => _files.Dispose();

    /// <summary>The program called as <c>notebook</c> in English; exit code, output and error.</summary>
    async Task<(int Code, string Output, string Error)> CallAsync(string action, params string[] files)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await CommandLine.RunAsync(["notebook", action, .. files, "--lang", "en", "--folder", built.Folder.Path,
            "--content", Clone.Root], output, error);
        return (code, output.ToString(), error.ToString());
    }

    string Write(string name, params string[] cells) => _files.Write(name, NotebookTests.Of(cells));

    [Fact]
    public async Task Every_notebook_of_the_content_is_checked_where_none_is_named()
    {
        var before = built.Folder.State();
        var (code, output, error) = await CallAsync("check");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(NotebookTests.Stored.Count, output.Split("As stored: ").Length - 1);
        Assert.Equal(before, built.Folder.State());
    }

    [Fact]
    public async Task What_a_run_wrote_is_as_stored_and_a_second_run_touches_nothing()
    {
        var file = Write("a.ipynb", "6 * 7");
        Assert.Equal((0, $"Wrote {file} (1 cells run).\n", ""), await CallAsync("run", file));
        var before = _files.State();
        Assert.Equal((0, $"As stored: {file} (1 cells run).\n", ""), await CallAsync("check", file));
        Assert.Equal((0, $"Unchanged: {file} (1 cells run).\n", ""), await CallAsync("run", file));
        Assert.Equal(before, _files.State());
    }

    [Fact]
    public async Task A_page_is_made_of_a_notebook()
    {
        var (file, page) = (Write("a.ipynb", "6 * 7"), Path.Combine(built.Workspace.OutputFolder, "notebooks", "a.html"));
        Assert.Equal((0, $"Wrote {page}\n", ""), await CallAsync("html", file));
        Assert.Contains("<pre>42</pre>", File.ReadAllText(page), StringComparison.Ordinal);
        File.Delete(page);
    }

    [Fact]
    public async Task A_drift_is_shown_by_cell_and_ends_with_code_1()
    {
        var file = Write("a.ipynb", "1", "6 * 7");
        await CallAsync("run", file);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"42\"", "\"43\"", StringComparison.Ordinal));
        var before = _files.State();
        var (code, output, error) = await CallAsync("check", file);
        Assert.Equal((1, $"Differs: {file} cell [2]\n  stored \"43\"\n  now    \"42\"\n"), (code, output));
        Assert.Contains(file, Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equal(before, _files.State());
    }

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    public async Task A_failing_cell_is_one_line(string action)
    {
        var file = Write("a.ipynb", "1", "\nint.Parse(\"1万\")");
        var (code, _, error) = await CallAsync(action, file);
        Assert.Equal(1, code);
        Assert.Equal($"{file} cell [2], line 2: FormatException: The input string '1万' was not in a correct format.\n", error);
    }

    [Fact]
    public async Task Several_failing_notebooks_are_all_named()
    {
        var (first, second) = (Write("a.ipynb", "throw null;"), Write("b.ipynb", "x"));
        var (code, _, error) = await CallAsync("check", first, second);
        Assert.Equal(1, code);
        Assert.StartsWith($"2 notebooks failed: {first} cell [1], line 1: ", error, StringComparison.Ordinal);
        Assert.Contains($"{second} cell [1], line 1: CS0103", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("chek", null, "notebook check")]
    [InlineData("run", null, "FILE")]
    [InlineData("run", "missing.ipynb", "missing.ipynb")]
    [InlineData("check", "table.csv", "table.csv")]
    public async Task A_mistake_is_named(string action, string? name, string named)
    {
        _files.Write("table.csv", "a,b\n");
        var (code, output, error) = await CallAsync(action, name is null ? [] : [_files[name]]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(named, Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_content_without_notebooks_says_so()
    {
        _files.Write("etl/model.yaml", Clone.Read("etl/model.yaml"));
        _files.Write("seeds/note.txt", "");
        var error = new StringWriter { NewLine = "\n" };
        Assert.Equal(1, await CommandLine.RunAsync(["notebook", "check", "--folder", built.Folder.Path, "--content", _files.Path],
            TextWriter.Null, error));
        Assert.Contains("notebooks", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_data_it_says_to_run_first()
    {
        var (error, file) = (new StringWriter { NewLine = "\n" }, Write("a.ipynb", "1"));
        Assert.Equal(1, await CommandLine.RunAsync(["notebook", "run", file, "--folder", _files["empty"]], TextWriter.Null, error));
        Assert.Contains("analytics run", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(NotebookTests.Of("1"), File.ReadAllText(file));
    }
}
