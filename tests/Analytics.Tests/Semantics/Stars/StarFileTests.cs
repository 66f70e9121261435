using System.Globalization;
using Analytics.Semantics;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Cells.Rows;
using Analytics.Semantics.Cells.Stars;
using Analytics.Semantics.Composition;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Semantics.Stars;

/// <summary>Runs every file of <c>tests/queries/stars</c> by two plans; the README above it describes the form.
/// </summary>
public sealed class StarFileTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files() => [.. Directory.EnumerateFiles(Clone.Full("tests/queries/stars"),
        "*.test").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public async Task The_answers_are_those_of_the_file(string file) =>
        Findings.None(await DifferencesAsync(Clone.Full($"tests/queries/stars/{file}")));

    const string Small = """
        == model
        model: small
        facts: { cases: { table: cases, grain: one case, key: id, dimensions: { kind: kind } } }
        measures: [{ name: n, fact: cases, count: rows }]
        == table cases
        id:whole kind:text
        1 a
        2 a

        """;

    [Fact]
    public async Task A_difference_is_said_with_file_and_line()
    {
        using var folder = new Folder();
        var path = folder.Write("wrong.test", Small + """
            == query
            {"measures": ["n"], "group_by": ["kind"]}
            == rows
            kind n
            a 3
            == states
            n
            empty
            == query
            {"measures": ["n"], "group_by": ["kindd"]}
            == rows
            """);
        var findings = await DifferencesAsync(path);
        Assert.Equal("wrong.test:13: n: expected 3, found 2", findings[0]);
        Assert.Contains("wrong.test:16: n: expected empty, found value", findings);
        Assert.StartsWith("wrong.test:17: field-not-found: ", findings[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("== query\n{}\n== rows\n", "wrong.test: expected one model.")]
    [InlineData(Small, "wrong.test: nothing is asked.")]
    [InlineData(Small + "== query\n{}\n", "wrong.test:9: expected query")]
    [InlineData(Small + "== states\n== query\n{}\n== rows\n", "wrong.test:9: expected query")]
    public void A_file_that_would_prove_nothing_is_refused(string text, string message)
    {
        using var folder = new Folder();
        var error = Assert.Throws<FormatException>(() => StarFile.Read(folder.Write("wrong.test", text)));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    static async Task<IReadOnlyList<string>> DifferencesAsync(string path)
    {
        var sections = StarFile.Read(path);
        await using var tables = await StarTables.OpenAsync(Token);
        foreach (var table in sections.Where(section => section.Word == "table"))
            await tables.AddAsync(table.Arguments[0], table.Grid(), Token);
        var own = sections.Single(section => section.Word == "model");
        var model = StarModel.Parse($"{own.File}/model.yaml", own.Text);
        var (findings, compared) = (new List<string>(), 0L);
        foreach (var (index, asked) in sections.Index().Where(section => section.Item.Word == "query"))
        {
            var cells = new VerifyingCells(new StarCells(model, tables.QueryAsync, Engines.Default.Dialect, null),
                new RowCells(model, tables.QueryAsync, Engines.Default.Dialect));
            findings.AddRange(await DifferencesAsync(cells, model, asked,
                [.. sections.Skip(index + 1).TakeWhile(section => section.Word != "query")]));
            compared += cells.Compared;
        }
        if (compared == 0) findings.Add($"{own.File}: no cell was made by two plans.");
        return findings;
    }

    static async Task<IEnumerable<string>> DifferencesAsync(VerifyingCells cells, StarModel model, Section asked,
        Section[] wanted)
    {
        var error = wanted.FirstOrDefault(section => section.Word == "error");
        try
        {
            var principal = asked.After("as") is { } role ? new Principal("clerk", [role]) : Principal.Outside;
            var result = await Composer.AnswerAsync(model, QueryJson.Parse(asked.Text, "query"), cells, principal, Token);
            if (error is not null)
                return [$"{error.At(error.Number)}: expected {error.Arguments[0]}, found\n{Show(result.Table)}"];
            return Warnings(asked, wanted, result.Warnings).Concat(Rows(wanted[0], result.Table))
                .Concat(wanted.Where(section => section.Word == "states").SelectMany(section => States(section, result)));
        }
        catch (AnalyticsException thrown)
        {
            return error is null ? [$"{asked.At(asked.Number)}: {thrown.Code}: {thrown.Message}"]
                : Errors(error, thrown);
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{asked.At(asked.Number)}: {thrown.Message}", thrown);
        }
    }

    static IEnumerable<string> Errors(Section wanted, AnalyticsException found)
    {
        if (found.Code != wanted.Arguments[0])
            yield return $"{wanted.At(wanted.Number)}: found {found.Code}: {found.Message}";
        else if (wanted.Lines.Count > 0 && string.Join(' ', wanted.Lines.Select(l => l.Text.Trim())) != found.Message)
            yield return $"{wanted.At(wanted.Lines[0].Number)}: found the text\n  {found.Message}";
    }

    // Without a warnings section no warning may be there.
    static IEnumerable<string> Warnings(Section asked, Section[] wanted, IReadOnlyList<LocalText> found)
    {
        var section = wanted.FirstOrDefault(one => one.Word == "warnings");
        var lines = section?.Lines ?? [];
        foreach (var line in lines.Where(line => found.All(text => text.En != line.Text)))
            yield return $"{asked.At(line.Number)}: this warning was not given.";
        foreach (var text in found.Where(text => lines.All(line => line.Text != text.En)))
            yield return $"{asked.At(section?.Number ?? asked.Number)}: a warning that is not listed:\n  {text.En}";
    }

    static IEnumerable<string> Rows(Section wanted, Table found)
    {
        var grid = wanted.Grid();
        if (grid.Columns.FirstOrDefault(name => !found.Has(name)) is { } unknown)
            return [$"{wanted.At(wanted.Number)}: the answer has no column '{unknown}'\n{Show(found)}"];
        var differences = Compare(wanted, grid, found.RowCount, (row, column) => found[row, column], Same).ToList();
        return differences.Count == 0 ? [] : differences.Append("found\n" + Show(found));
    }

    static IEnumerable<string> States(Section wanted, QueryResult result) => Compare(wanted, wanted.Grid(),
        result.States!.Count, (row, column) => result.States[row].TryGetValue(column, out var state) ? Word(state) : null,
        (expected, found) => expected == (string?)found);

    static IEnumerable<string> Compare(Section wanted, Grid grid, int count, Func<int, string, object?> cell,
        Func<string?, object?, bool> same) => grid.Rows.Take(count).SelectMany((row, index) => grid.Columns
            .Zip(row.Cells).Where(pair => !same(pair.Second, cell(index, pair.First)))
            .Select(pair => $"{wanted.At(row.Line)}: {pair.First}: expected {pair.Second ?? "-"}, found " +
                Semantics.Cells.Show(cell(index, pair.First))))
        .Concat(grid.Rows.Count == count ? []
            : [$"{wanted.At(wanted.Number)}: expected {grid.Rows.Count} rows, found {count}"]);

    // An exact number is held exactly, however many zeros its column prints; a mean of exact numbers to the digits written.
    static bool Same(string? expected, object? found) => found is decimal exact && exact.Scale < 20
        ? decimal.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == exact
        : found is decimal mean ? Semantics.Cells.Same(expected, (double)mean)
        : Semantics.Cells.Same(expected?.Replace("\\s", " ", StringComparison.Ordinal), found);

    static string Word(CellState state) => state == CellState.NotAvailable ? "not-available"
        : state.ToString().ToLowerInvariant();

    static string Show(Table table) => string.Join('\n', Enumerable.Range(0, table.RowCount)
        .Select(row => table.Columns.Select(column => Semantics.Cells.Show(table[row, column.Name])))
        .Prepend(table.Columns.Select(column => column.Name)).Select(cells => "  " + string.Join("  ", cells)));
}
