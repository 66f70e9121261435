using System.Globalization;
using Analytics.Semantics;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Tests.Semantics.Composition;

/// <summary>Rows written in a test, added up the plain way: fact, day (<c>-</c> for none), fields and a value.
/// A measure's filter may name any field; <c>kind</c> and the like.</summary>
sealed class TableCells : CellSource
{
    readonly List<(string Fact, DateOnly? Day, Dictionary<string, string> Fields, decimal Value)> _rows = [];

    /// <summary>Questions asked so far.</summary>
    public List<CellQuestion> Asked { get; } = [];

    /// <summary>Lines such as <c>cases 2024-01-05 area=A kind=x 3</c>, a number of equal rows after <c>*</c>.</summary>
    public TableCells(string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var times = line.IndexOf('*', StringComparison.Ordinal) is > 0 and var star
                ? int.Parse(line[(star + 1)..], CultureInfo.InvariantCulture) : 1;
            var words = line.Split('*')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var fields = words.Where(word => word.Contains('=', StringComparison.Ordinal)).Select(word => word.Split('='))
                .ToDictionary(pair => pair[0], pair => pair[1]);
            var value = words.Length > 2 && decimal.TryParse(words[^1], CultureInfo.InvariantCulture, out var number)
                ? number : 1;
            DateOnly? day = words[1] == "-" ? null : DateOnly.Parse(words[1], CultureInfo.InvariantCulture);
            for (var i = 0; i < times; i++) _rows.Add((words[0], day, fields, value));
        }
    }

    public override Task<CellBlock> FetchAsync(CellQuestion question, SourceModes modes, CancellationToken ct)
    {
        Asked.Add(question);
        var block = new CellBlock();
        block.Statements.Add(new SourceStatement($"question {Asked.Count}", new Dictionary<string, object?>()));
        foreach (var leaf in question.Leaves)
            foreach (var range in question.Ranges)
                foreach (var set in question.Sets)
                    foreach (var group in Rows(leaf, question.Filter, range).GroupBy(row => new MemberKey([.. question
                        .GroupBy.Select((field, i) => set.Contains(i) ? Member(row.Fields, field) : MemberValue.Total)])))
                        block.Put(leaf, range, group.Key, Value((Aggregate)leaf.Body, [.. group.Select(row =>
                            (row.Day, row.Value))]));
        return Task.FromResult(block);
    }

    public override Task<DateRange?> SpanAsync(Leaf leaf, RowFilter filter, SourceModes modes, CancellationToken ct)
    {
        var days = Rows(leaf, filter, DateRange.Always).Select(row => row.Day).OfType<DateOnly>().ToArray();
        return Task.FromResult<DateRange?>(days.Length == 0 ? null : new(days.Min(), days.Max().AddDays(1)));
    }

    public override Task<IReadOnlyDictionary<MemberValue, MemberFacts>> DescribeAsync(Field field,
        IReadOnlyCollection<MemberValue> members, SourceModes modes, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<MemberValue, MemberFacts>>(members.OrderBy(m => m.ToString(),
            StringComparer.Ordinal).Index().ToDictionary(m => m.Item, m => new MemberFacts(m.Index, null)));

    public override Task<RowTrace> TraceAsync(Leaf leaf, IReadOnlyList<(Field Field, MemberValue Member)> group,
        RowFilter filter, DateRange range, SourceModes modes, int limit, CancellationToken ct)
    {
        var rows = Rows(leaf, filter, range).Where(row => group.All(part => Member(row.Fields, part.Field) == part.Member))
            .ToArray();
        return Task.FromResult(new RowTrace(rows.Length, new Table([new("value", ColumnKind.Exact)],
            [.. rows.Take(limit).Select(row => new object?[] { row.Value })]), new("trace", new Dictionary<string, object?>())));
    }

    IEnumerable<(string Fact, DateOnly? Day, Dictionary<string, string> Fields, decimal Value)> Rows(Leaf leaf,
        RowFilter filter, DateRange range)
    {
        var body = (Aggregate)leaf.Body;
        return _rows.Where(row => row.Fact == body.Fact
            && (range == DateRange.Always || row.Day is { } day && range.Contains(day))
            && filter.Where.Concat(body.Where).All(one => Passes(row.Fields, one)) && Holds(row, body.Sql));
    }

    // Of SQL it knows what a rate within days says: that the field `after`, in days, is at most a number.
    static bool Holds((string, DateOnly?, Dictionary<string, string> Fields, decimal) row, Expression? sql) =>
        sql is not { } condition || row.Fields.TryGetValue("after", out var after)
        && int.Parse(after, CultureInfo.InvariantCulture)
            <= int.Parse(condition.Text[(condition.Text.LastIndexOf('+') + 1)..], CultureInfo.InvariantCulture);

    static bool Passes(Dictionary<string, string> fields, Filter filter)
    {
        var found = filter.Values.Contains(fields.GetValueOrDefault(filter.Field));
        return filter.Operator == FilterOperator.In ? found : !found;
    }

    static MemberValue Member(Dictionary<string, string> fields, Field field) =>
        !fields.TryGetValue(field.ToString(), out var value) ? MemberValue.Unknown
        : value == "?" ? MemberValue.Unmatched : MemberValue.Of(value);

    static Cell Value(Aggregate body, (DateOnly? Day, decimal Value)[] rows) => body switch
    {
        { OverTime: OverTime.Last } => Cell.Of(rows.Where(row => row.Day == rows.Max(r => r.Day)).Sum(r => r.Value)),
        { Kind: AggregateKind.Count } => Cell.Of((decimal)rows.Length),
        { Kind: AggregateKind.Distinct } => Cell.Of((decimal)rows.Select(row => row.Value).Distinct().Count()),
        { Kind: AggregateKind.Average } => Cell.Of((double)rows.Average(row => row.Value)),
        _ => Cell.Of(rows.Sum(row => row.Value)),
    };
}
