using System.Text.Json.Nodes;
using System.Xml.Linq;
using Analytics.Delivery.Notebooks;
using Analytics.Tables;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Delivery;

public class NotebookTests(BuiltWorkspace built) : IClassFixture<BuiltWorkspace>
{
    const string Drawn = """
        var rates = await workspace.QueryAsync(new Query { Measures = ["direct_correction_rate/REV-010"] }, ct);
        await workspace.DrawAsync(new ChartSpec { Type = "points-over-time", Title = new("率", "Rate") }, rates, ct)
        """;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Stored => [.. Clone.Files.Where(f => f.EndsWith(".ipynb", StringComparison.Ordinal))];

    /// <summary>A notebook of code cells, as an editor saves it before it ever ran.</summary>
    internal static string Of(params string[] cells) => new JsonObject
    {
        ["cells"] = new JsonArray([.. cells.Select((source, i) => new JsonObject
        {
            ["cell_type"] = "code", ["id"] = $"c{i}", ["metadata"] = new JsonObject(), ["source"] = source,
        })]),
        ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["language"] = "C#", ["name"] = ".net-csharp" } },
        ["nbformat"] = 4, ["nbformat_minor"] = 5,
    }.ToJsonString();

    Task<NotebookRun> RunAsync(string json) =>
        NotebookRunner.RunAsync(Notebook.Parse(json, "question.ipynb"), built.Workspace, Token);

    /// <summary>The outputs of a notebook's cells, all in one list.</summary>
    async Task<JsonNode[]> OutputsAsync(params string[] cells)
    {
        var run = await RunAsync(Of(cells));
        Assert.Null(run.Failure?.Message);
        return OutputsOf(run.Notebook);
    }

    static JsonNode[] OutputsOf(Notebook notebook) => [.. JsonNode.Parse(notebook.ToJson())!["cells"]!.AsArray()
        .SelectMany(cell => cell!["outputs"]!.AsArray()).Select(output => output!)];

    static string Text(JsonNode? lines) => string.Concat(lines!.AsArray().Select(line => (string)line!));

    async Task<string> PlainAsync(string cell) => Text(Assert.Single(await OutputsAsync(cell))["data"]!["text/plain"]);

    async Task<AnalyticsException> FailureAsync(params string[] cells) => (await RunAsync(Of(cells))).Failure!;

    [Theory, MemberData(nameof(Stored))]
    public async Task Stored_outputs_are_those_of_a_fresh_run(string file)
    {
        var run = await RunAsync(Clone.Read(file));
        Assert.Null(run.Failure?.Message);
        Findings.None(run.Drifts.Select(drift => $"{file} [{drift.Cell}]\n  {drift.Stored[0]}\n  {drift.Found[0]}"));
        Assert.Equal(Clone.Read(file), run.Notebook.ToJson());
    }

    [Fact]
    public void The_workspace_lists_the_notebooks_of_its_content() =>
        Assert.Equal(Stored.Select(row => Clone.Full(row.Data)), built.Workspace.Notebooks);

    [Fact]
    public async Task A_second_run_changes_no_byte()
    {
        var first = await RunAsync(Of("Console.WriteLine(1);", Drawn));
        var second = await RunAsync(first.Notebook.ToJson());
        Assert.Equal(first.Notebook.ToJson(), second.Notebook.ToJson());
        Assert.Empty(second.Drifts);
        Assert.Equal([1, 2], first.Drifts.Select(drift => drift.Cell));
    }

    [Fact]
    public async Task A_drift_is_found_and_named_by_cell()
    {
        var stored = (await RunAsync(Of("1 + 1", "2 + 2", "3 + 3"))).Notebook.ToJson();
        var drift = Assert.Single((await RunAsync(stored.Replace("\"4\"", "\"5\"", StringComparison.Ordinal))).Drifts);
        Assert.Equal(2, drift.Cell);
        Assert.Equal(["\"5\""], drift.Stored);
        Assert.Equal(["\"4\""], drift.Found);
    }

    [Fact]
    public async Task What_differs_in_a_long_line_is_shown()
    {
        var stored = (await RunAsync(Of("new string('a', 300) + 'x' + new string('b', 300)"))).Notebook.ToJson();
        var drift = Assert.Single((await RunAsync(stored.Replace("axb", "ayb", StringComparison.Ordinal))).Drifts);
        Assert.Contains("ayb", Assert.Single(drift.Stored), StringComparison.Ordinal);
        Assert.Contains("axb", Assert.Single(drift.Found), StringComparison.Ordinal);
        Assert.True(drift.Found[0].Length <= 102, drift.Found[0]);
    }

    [Fact]
    public async Task Cells_share_a_growing_state() =>
        Assert.Equal("42", Text((await OutputsAsync("int Twice(int x) => 2 * x;", "var half = 21;", "Twice(half)"))[0]["data"]!["text/plain"]));

    [Fact]
    public async Task Printed_text_and_values_keep_their_order()
    {
        var outputs = await OutputsAsync("Console.WriteLine(\"一\"); display(2); Console.Write(3);\n4");
        Assert.Equal(["stream", "display_data", "stream", "execute_result"], outputs.Select(o => (string)o["output_type"]!));
        Assert.Equal("一\n", Text(outputs[0]["text"]));
        Assert.Equal(1, (int)outputs[3]["execution_count"]!);
    }

    [Fact]
    public async Task Notebooks_that_run_side_by_side_do_not_print_into_each_other()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => RunAsync(Of($"Console.Write({i}); await Task.Yield(); Console.Write({i});"))));
        Assert.Equal(["00", "11", "22"], runs.Select(run => Text(Assert.Single(OutputsOf(run.Notebook))["text"])));
    }

    [Fact]
    public async Task A_scene_stores_a_picture_and_its_description()
    {
        var data = Assert.Single(await OutputsAsync(Drawn))["data"]!;
        Assert.Equal("svg", XDocument.Parse(Text(data["image/svg+xml"])).Root!.Name.LocalName);
        Assert.StartsWith("率\n", Text(data["text/plain"]), StringComparison.Ordinal);
        Assert.Contains("北京市通州区司法局", Text(data["image/svg+xml"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_stores_its_rows_and_its_warnings()
    {
        var data = Assert.Single(await OutputsAsync("""
            await workspace.QueryAsync(new Query { Measures = ["loss_rate"], Variants = VariantPolicy.Mixed,
                Areas = [new AreaReference(Name: "上海市")] }, ct)
            """))["data"]!;
        var plain = Text(data["text/plain"]);
        Assert.StartsWith("地区 (Area)", plain, StringComparison.Ordinal);
        Assert.Contains("4.07%", plain, StringComparison.Ordinal);
        Assert.Contains("209 / 5,129", plain, StringComparison.Ordinal);
        Assert.Contains("\nNote: ", plain, StringComparison.Ordinal);
        Assert.Contains("<td>209 / 5,129</td>", Text(data["text/html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_table_says_how_many_rows_it_has() => Assert.Contains("120 rows in all, the first 50 are shown", await PlainAsync(
        "new Table([new Column(\"n\", ColumnKind.Whole)], [.. Enumerable.Range(0, 120).Select(i => new object[] { (long)i })])"), StringComparison.Ordinal);

    [Theory]
    [InlineData("1.0 / 3", "0.3333")]
    [InlineData("1e-9", "1E-09")]
    [InlineData("new DateOnly(2022, 7, 1)", "2022-07-01")]
    [InlineData("new LocalText(\"区\", \"district\")", "区\ndistrict")]
    [InlineData("new[] { 1.5, 2 }", "1.5\n2")]
    [InlineData("\"<b>\"", "<b>")]
    [InlineData("new double?[] { null }", "–")]
    public async Task A_value_is_shown(string cell, string plain) => Assert.Equal(plain, await PlainAsync(cell));

    [Fact]
    public async Task A_cell_without_a_value_or_without_code_has_no_output()
    {
        var run = await RunAsync(Of("var x = 1;", "  \n", "string.Empty is null ? \"\" : null"));
        Assert.Equal((2, 0), (run.Cells, OutputsOf(run.Notebook).Length));
        Assert.Equal([1, null, 2], JsonNode.Parse(run.Notebook.ToJson())!["cells"]!.AsArray().Select(c => (int?)c!["execution_count"]));
    }

    [Theory]
    [InlineData("var a = 1;\n\nint.Parse(\"1万\");", 3, "1万")]
    [InlineData("var a = 1;\nvar b = a + c;", 2, "CS0103")]
    [InlineData("\nvar rows = workspace.QueryAsync(new Query { Measures = [\"loss_rat\"] }, ct).Result;", 2, "loss_rate")]
    [InlineData("await Analytics.Delivery.Notebooks.NotebookRunner.RunAsync(null, workspace, ct)", 1, "A cell cannot run a notebook")]
    [InlineData("await workspace.QueryAsync(\n    new Query { Measures = [\"loss_rat\"] }, ct)", 1, "loss_rate")]
    public async Task A_failing_cell_is_named_with_file_cell_and_line(string cell, int line, string named)
    {
        var run = await RunAsync(Of("1", cell, "Console.WriteLine(\"never\");"));
        Assert.Equal("notebook-cell-failed", run.Failure!.Code);
        foreach (var language in new[] { Language.Chinese, Language.English })
        {
            var told = run.Failure.Describe(language);
            Assert.StartsWith("question.ipynb ", told, StringComparison.Ordinal);
            Assert.Contains("[2]", told, StringComparison.Ordinal);
            Assert.Contains(language == Language.Chinese ? $"第 {line} 行" : $"line {line}:", told, StringComparison.Ordinal);
            Assert.Contains(named, told, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', told);
        }
        var error = OutputsOf(run.Notebook)[^1];
        Assert.Equal("error", (string)error["output_type"]!);
        Assert.StartsWith($"cell [2], line {line}: ", (string)error["evalue"]!, StringComparison.Ordinal);
        Assert.Equal(2, run.Cells);
    }

    [Fact]
    public async Task A_failure_inside_a_function_of_another_cell_is_told_where_it_was_called() => Assert.Contains("[2], line 2:",
        (await FailureAsync("void Fail(string why)\n{\n\n    throw new InvalidOperationException(why);\n}", "\nFail(\"so\");")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Analytics.Warehousing.Warehouse.Open(workspace.Folder, null);")]
    [InlineData("Workspace.Open(workspace.Folder, [], new Principal(\"me\", [\"office\"]))")]
    [InlineData("QueryEngine.RunAsync(null, workspace.Model, null, new Principal(\"me\", [\"office\"]), ct)")]
    [InlineData("#r \"Analytics.Warehousing\"")]
    [InlineData("#load \"other.csx\"")]
    public async Task A_cell_finds_no_way_around_the_workspace(string cell) =>
        Assert.IsType<Microsoft.CodeAnalysis.Scripting.CompilationErrorException>((await FailureAsync(cell)).InnerException);

    [Fact]
    public async Task No_path_of_the_machine_gets_into_outputs()
    {
        var run = await RunAsync(Of("Console.WriteLine(workspace.Folder);", "workspace.OutputFolder", "workspace.Notebooks[0]",
            "System.IO.File.ReadAllText(workspace.Folder + \"/none\")"));
        Assert.Equal(4, run.Failure!.Facts["cell"]);
        Assert.DoesNotContain(Clone.Root, run.Notebook.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain(built.Folder.Path, run.Notebook.ToJson(), StringComparison.Ordinal);
        Assert.Equal(".\n", Text(OutputsOf(run.Notebook)[0]["text"]));
        Assert.Equal("./out", Text(OutputsOf(run.Notebook)[1]["data"]!["text/plain"]));
    }

    [Theory]
    [InlineData("no json", "line 1")]
    [InlineData("[]", "no JSON object")]
    [InlineData("""{"nbformat": 3}""", "nbformat is 3")]
    [InlineData("""{"nbformat": 4, "cells": []}""", "language is missing")]
    [InlineData("""{"nbformat": 4, "metadata": {"kernelspec": {"language": "python"}}, "cells": []}""", "python")]
    [InlineData("""{"nbformat": 4, "metadata": {"kernelspec": {"language": "C#"}}}""", "cells")]
    [InlineData("""{"nbformat": 4, "metadata": {"kernelspec": {"language": "C#"}}, "cells": [{"cell_type": "sql"}]}""", "cells[0]")]
    [InlineData("""{"nbformat": 4, "metadata": {"kernelspec": {"language": "C#"}}, "cells": [{"cell_type": "code", "source": [[]]}]}""", "cells[0]")]
    [InlineData("""{"nbformat": 4, "nbformat": 4}""", "nbformat")]
    public void What_is_no_notebook_is_refused_by_name(string json, string named)
    {
        var error = Assert.Throws<AnalyticsException>(() => Notebook.Parse(json, "other.json"));
        Assert.Equal("notebook-invalid", error.Code);
        Assert.StartsWith("other.json ", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_written_as_jupyter_writes_it_and_keeps_what_it_does_not_know()
    {
        const string saved = """
            {
             "cells": [
              {
               "cell_type": "markdown",
               "id": "a",
               "metadata": {
                "tags": [
                 "题",
                 1.50
                ]
               },
               "source": [
                "𠮷 \"<&>\" \\ \u001b\t\n",
                "é"
               ]
              }
             ],
             "metadata": {
              "kernelspec": {
               "language": "C#"
              },
              "x": {}
             },
             "nbformat": 4,
             "nbformat_minor": 5
            }

            """;
        Assert.Equal(saved.ReplaceLineEndings("\n"), Notebook.Parse(saved, "a.ipynb").ToJson());
    }

    [Fact]
    public async Task A_workspace_without_data_says_to_run_first()
    {
        using var empty = new Folder();
        var error = await Assert.ThrowsAsync<AnalyticsException>(() =>
            NotebookRunner.RunAsync(Notebook.Parse(Of("1"), "a.ipynb"), BuiltWorkspace.Open(empty.Path), Token));
        Assert.Equal("warehouse-empty", error.Code);
        Assert.Contains("analytics run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_run_is_no_failure_of_a_cell()
    {
        using var stop = new CancellationTokenSource();
        var run = NotebookRunner.RunAsync(Notebook.Parse(Of("await Task.Delay(-1, ct);"), "a.ipynb"), built.Workspace, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }
}
