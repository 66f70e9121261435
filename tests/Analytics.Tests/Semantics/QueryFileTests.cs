using Analytics.Semantics;
using Analytics.Semantics.Models;
using Analytics.Tables;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Semantics;

/// <summary>Runs every file of <c>tests/queries</c> on every engine, each question by two plans; see its README for the
/// form.</summary>
public sealed class QueryFileTests
{
    static readonly Dictionary<string, object?> NoParameters = [];

    const string AcrossBreak = "values before and after are not directly comparable.";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Files()
    {
        var data = new TheoryData<string, string>();
        var files = Directory.EnumerateFiles(Clone.Full("tests/queries"), "*.test").Order(StringComparer.Ordinal);
        foreach (var engine in Engines.All)
            foreach (var path in files) data.Add(engine.Name, Path.GetFileName(path));
        return data;
    }

    [Theory, MemberData(nameof(Files))]
    public async Task The_answers_are_those_of_the_file(string engine, string file) => Findings.None(
        await DifferencesAsync(Engines.All.Single(e => e.Name == engine), Clone.Full($"tests/queries/{file}")));

    [Fact]
    public async Task A_difference_is_said_with_file_and_line()
    {
        using var folder = new Folder();
        var path = folder.Write("wrong.test", """
            == facts
            source  code     area  period  value
            a       LIT-008  1     2017    17
            == query
            {"measures": ["cases_lost"]}
            == rows
            area_id  value
            1        18
            == query
            {"measures": ["cases_lots"]}
            == rows
            """);
        var findings = await DifferencesAsync(Engines.Default, path);
        Assert.Equal("wrong.test:8: value: expected 18, found 17", findings[0]);
        Assert.StartsWith("wrong.test:9: measure-not-found: ", findings[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("== facts\nsource\n", "wrong.test: nothing is asked.")]
    [InlineData("== qery\n", "wrong.test:1: '== qery', expected == areas | successors | sources")]
    [InlineData("== query\n{}\n", "wrong.test:1: expected query or sql")]
    [InlineData("== rows\n", "wrong.test:1: expected query or sql")]
    public void A_file_that_would_prove_nothing_is_refused(string text, string message)
    {
        using var folder = new Folder();
        var error = Assert.Throws<FormatException>(() => QueryFile.Read(folder.Write("wrong.test", text)));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    static async Task<IReadOnlyList<string>> DifferencesAsync(Engine engine, string path)
    {
        using var folder = new Folder();
        var sections = QueryFile.Read(path);
        var warehouse = Warehouse.Open(folder.Path, engine);
        var (facts, model) = (new QueryFacts(warehouse, sections), ModelOf(sections));
        var readers = new List<WarehouseReader>();
        var findings = new List<string>();
        try
        {
            for (var i = 0; i < sections.Count; i++)
            {
                var section = sections[i];
                if (section.Word == "facts")
                {
                    await facts.LoadAsync(section, Token);
                    readers.Add(await warehouse.OpenReaderAsync(Token));
                }
                else if (section.Word is "query" or "sql")
                {
                    Section[] wanted =
                        [.. sections.Skip(i + 1).TakeWhile(s => s.Word is "rows" or "error" or "warnings")];
                    var reader = section.After("at") is { } epoch ? readers[int.Parse(epoch, null) - 1] : readers[^1];
                    findings.AddRange(Differences(section, wanted, await RunAsync(reader, model, section)));
                }
            }
        }
        finally
        {
            foreach (var reader in readers) await reader.DisposeAsync();
        }
        return findings;
    }

    static SemanticModel ModelOf(IReadOnlyList<Section> sections)
    {
        if (sections.FirstOrDefault(section => section.Word == "model") is not { } own)
            return SemanticModel.Load(Clone.Full("etl"));
        return SemanticModel.Parse(
            ("model.yaml", Clone.Read("etl/model.yaml")), ($"{own.File}/model.yaml", own.Text));
    }

    static async Task<Found> RunAsync(WarehouseReader reader, SemanticModel model, Section section)
    {
        try
        {
            if (section.Word == "sql")
                return new Found(await reader.QueryAsync(section.Text, NoParameters, null, Token), [], null);
            var principal = section.After("as") is { } role ? new Principal("clerk", [role]) : Principal.Outside;
            var query = QueryJson.Parse(section.Text, "query");
            var result = await QueryEngine.RunAsync(reader, model, query, principal, VerificationData.Of(reader), Token);
            if (result.VerifiedValues is null && result.Metadata?.Verified != true)
                throw new FormatException("One plan alone answered.");
            // Invented figures cross breaks of real series; only files about breaks look at that.
            return new Found(result.Table, [.. result.Warnings.Select(warning => warning.En)
                .Where(text => section.Arguments.Contains("breaks") || !text.EndsWith(AcrossBreak,
                    StringComparison.Ordinal))], null);
        }
        catch (AnalyticsException error)
        {
            return new Found(null, [], error);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{section.At(section.Number)}: {error.Message}", error);
        }
    }

    static IEnumerable<string> Differences(Section asked, Section[] wanted, Found found)
    {
        var error = wanted.FirstOrDefault(section => section.Word == "error");
        if (found.Error is { } thrown)
            return error is null ? [$"{asked.At(asked.Number)}: {thrown.Code}: {thrown.Message}"]
                : Errors(error, thrown);
        if (error is not null)
            return [$"{error.At(error.Number)}: expected {error.Arguments[0]}, found\n{Show(found.Table!, null)}"];
        var rows = wanted.FirstOrDefault(section => section.Word == "rows");
        return Warnings(asked, wanted.FirstOrDefault(section => section.Word == "warnings"), found.Warnings)
            .Concat(rows is null ? [] : Rows(rows, found.Table!));
    }

    static IEnumerable<string> Errors(Section wanted, AnalyticsException found)
    {
        if (found.Code != wanted.Arguments.FirstOrDefault())
            yield return $"{wanted.At(wanted.Number)}: found {found.Code}: {found.Message}";
        else if (wanted.Lines.Count > 0 && string.Join(' ', wanted.Lines.Select(l => l.Text.Trim())) != found.Message)
            yield return $"{wanted.At(wanted.Lines[0].Number)}: found the text\n  {found.Message}";
    }

    // Without a warnings section no warning may be there.
    static IEnumerable<string> Warnings(Section asked, Section? wanted, IReadOnlyList<string> found)
    {
        var lines = wanted?.Lines ?? [];
        foreach (var line in lines.Where(line => !found.Contains(line.Text)))
            yield return $"{asked.At(line.Number)}: this warning was not given.";
        foreach (var text in found.Where(text => lines.All(line => line.Text != text)))
            yield return $"{asked.At(wanted?.Number ?? asked.Number)}: a warning that is not listed:\n  {text}";
    }

    static IEnumerable<string> Rows(Section wanted, Table found)
    {
        var grid = wanted.Grid();
        if (grid.Columns.FirstOrDefault(name => !found.Has(name)) is { } unknown)
            return [$"{wanted.At(wanted.Number)}: the answer has no column '{unknown}'."];
        var differences = grid.Rows.Take(found.RowCount).SelectMany((row, index) => grid.Columns.Zip(row.Cells)
            .Where(cell => !Cells.Same(cell.Second, found[index, cell.First]))
            .Select(cell => $"{wanted.At(row.Line)}: {cell.First}: expected {cell.Second ?? "-"}, " +
                $"found {Cells.Show(found[index, cell.First])}")).ToList();
        if (grid.Rows.Count != found.RowCount)
            differences.Add($"{wanted.At(wanted.Number)}: expected {grid.Rows.Count} rows, found {found.RowCount}");
        return differences.Count == 0 ? [] : differences.Append("found\n" + Show(found, grid.Columns));
    }

    static string Show(Table table, IReadOnlyList<string>? columns)
    {
        columns = columns is { Count: > 0 } ? columns : ["variant", "area_id", "period_id", "value"];
        return string.Join('\n', Enumerable.Range(0, table.RowCount)
            .Select(row => columns.Select(column => table.Has(column) ? Cells.Show(table[row, column]) : "?"))
            .Prepend(columns).Select(cells => "  " + string.Join("  ", cells)));
    }

    sealed record Found(Table? Table, IReadOnlyList<string> Warnings, AnalyticsException? Error);
}
