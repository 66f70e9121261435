using System.Text.Json.Nodes;
using Analytics.Delivery.Notebooks;
using Analytics.Tests.House;

namespace Analytics.Tests.Delivery;

public class NotebookPageTests(BuiltWorkspace built) : IClassFixture<BuiltWorkspace>
{
    async Task<string> PageAsync(params (string Type, string Source)[] cells) => NotebookPage.Write(await NotebookRunner.RunAsync(
        Notebook.Parse(new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select((cell, i) => new JsonObject
            {
                ["cell_type"] = cell.Type, ["id"] = $"c{i}", ["metadata"] = new JsonObject(), ["source"] = cell.Source,
            })]),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["language"] = "C#", ["name"] = ".net-csharp" } },
            ["nbformat"] = 4, ["nbformat_minor"] = 5,
        }.ToJsonString(), "question.ipynb"), built.Workspace, TestContext.Current.CancellationToken));

    [Fact]
    public async Task Words_become_paragraphs_and_the_first_heading_the_title()
    {
        var page = await PageAsync(("markdown", "# 率 Rate\n\n**bold** & more"));
        Assert.Contains("<title>率 Rate</title>", page, StringComparison.Ordinal);
        Assert.Contains("<strong>bold</strong> &amp; more", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_words_code_and_printed_text_stays_text()
    {
        var page = await PageAsync(("markdown", "<script>alert(1)</script>"), ("code", "Console.WriteLine(\"<script>alert(2)</script>\");"));
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(2)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_become_tables_and_pictures_stand_inline()
    {
        var page = await PageAsync(("code", """
            var rates = await workspace.QueryAsync(new Query { Measures = ["direct_correction_rate/REV-010"] }, ct);
            display(rates);
            await workspace.DrawAsync(new ChartSpec { Type = "points-over-time", Title = new("率", "Rate") }, rates, ct)
            """));
        Assert.Contains("<table", page, StringComparison.Ordinal);
        Assert.Contains("<svg ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_cell_shows_its_failure() => Assert.Contains("class=\"failed\"",
        await PageAsync(("code", "throw new InvalidOperationException(\"no\");")), StringComparison.Ordinal);

    [Fact]
    public async Task Pages_of_the_notebooks_in_the_clone_are_whole()
    {
        foreach (var file in Clone.Files.Where(f => f.EndsWith(".ipynb", StringComparison.Ordinal)))
        {
            var run = await NotebookRunner.RunAsync(Notebook.Parse(Clone.Read(file), file), built.Workspace,
                TestContext.Current.CancellationToken);
            var page = NotebookPage.Write(run);
            Assert.DoesNotContain("class=\"failed\"", page, StringComparison.Ordinal);
            Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
        }
    }
}
