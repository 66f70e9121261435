using Analytics.Semantics;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Cells.Figures;
using Analytics.Semantics.Compilation;
using Analytics.Semantics.Models;
using Analytics.Semantics.Stars;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Semantics.Figures;

/// <summary>Hand-written figures in a warehouse of their own, and questions for cells of them.</summary>
sealed class FigureCase : IAsyncDisposable
{
    static readonly Lazy<SemanticModel> House = new(() => SemanticModel.Load(Clone.Full("etl")));

    readonly Folder _folder = new();
    WarehouseReader _reader = null!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public Query Query { get; set; } = new() { Measures = ["cases_lost"] };

    public string View { get; set; } = AreaViews.AsReported;

    public CellBlock Block { get; private set; } = new();

    /// <summary>A case with the areas of the seeds and these facts: <c>code area period value</c> and more columns,
    /// named in the first line.</summary>
    public static async Task<FigureCase> OfAsync(string facts)
    {
        var made = new FigureCase();
        var lines = facts.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Section[] sections =
        [
            new("case", 1, "areas", ["of", "the", "seeds"], []),
            new("case", 2, "facts", [], [.. lines.Select((line, i) => new Line(i + 3,
                (i == 0 ? "source  " : "a  ") + line))]),
        ];
        var warehouse = Warehouse.Open(made._folder.Path, Engines.Default);
        await new QueryFacts(warehouse, sections).LoadAsync(sections[1], Token);
        made._reader = await warehouse.OpenReaderAsync(Token);
        return made;
    }

    public FigureCells Cells => new(_reader, House.Value, Query, Principal.Outside);

    /// <summary>One cell of everything, or of a group, in a range of years or of days.</summary>
    public async Task<Cell?> CellAsync(string measure, string range, params (string Field, string Member)[] group)
    {
        var question = Question(measure, [.. group.Select(part => part.Field)], range);
        Block = await Cells.FetchAsync(question, Modes(question), Token);
        var key = new MemberKey([.. group.Select(part => MemberValue.Of(part.Member))]);
        return Block.Of(question.Leaves[0], question.Ranges[0]).TryGetValue(key, out var cell) ? cell : null;
    }

    public Task<IReadOnlyList<UnlikeCell>> UnlikeAsync(string measure, params string[] ranges)
    {
        var question = Question(measure, ["area"], ranges);
        return Cells.UnlikeAsync(question, Modes(question), Token);
    }

    public SourceModes Modes(CellQuestion question) => new(false, Vintage.Current, null, View, null,
        new DateRange(question.Ranges.Min(range => range.Start), question.Ranges.Max(range => range.End)));

    public static CellQuestion Question(string measure, string[] fields, params string[] ranges) => new(
        [new Leaf(new Figure(measure.Split('/')[0], measure.Contains('/') ? measure.Split('/')[1] : null), null)],
        [.. fields.Select(FigureFields.Named)], [[.. Enumerable.Range(0, fields.Length)]], RowFilter.None,
        [.. ranges.Select(Range)]);

    /// <summary><c>2017</c>, <c>2015..2017</c>, <c>2021-08..2022-07</c>.</summary>
    public static DateRange Range(string text)
    {
        var ends = text.Split("..");
        return new(PeriodBounds.Parse(ends[0], text).Start, PeriodBounds.Parse(ends[^1], text).End.AddDays(1));
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        _folder.Dispose();
    }
}
