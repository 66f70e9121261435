using Analytics.Semantics.Cells;
using Analytics.Statistics.Decompositions;

namespace Analytics.Semantics.Composition;

/// <summary>The counts of one measure by the members of one field, in two periods, as an answer has them.</summary>
sealed class CountedAnswer
{
    readonly CountedMeasure _measure;

    /// <summary>Reads the counts.</summary>
    /// <param name="draft">Of a question for <see cref="CountedMeasure.Names"/> with one comparison and a total.
    /// </param>
    /// <param name="measure">The measure.</param>
    /// <param name="isSure">Whether what is not available is refused, and members must add up to the total.</param>
    /// <exception cref="Tables.AnalyticsException"><c>why-kept</c>, <c>why-not-available</c>,
    /// <c>why-without-counts</c>, <c>why-not-the-sum</c>.</exception>
    public CountedAnswer(Draft draft, CountedMeasure measure, bool isSure)
    {
        (Draft, _measure, IsRatio) = (draft, measure, measure.Numerator is not null);
        if (draft.Rows.Any(row => row.Cells.Any(cell => cell.State == CellState.Suppressed)))
            throw WhyErrors.Kept(measure.Name);
        var refused = draft.Rows.SelectMany(row => row.Cells.Where(cell => cell.State == CellState.NotAvailable)
            .Select(cell => (Row: row, Reason: cell.Reason ?? ""))).ToArray();
        Refused = [.. refused.Select(one => one.Reason).Distinct()];
        if (isSure && refused is [var first, ..])
            throw first.Reason == "printed-rate" ? WhyErrors.WithoutCounts(measure.Name)
                : WhyErrors.NotAvailable(measure.Name, first.Row.Key.ToString(), first.Reason);
        foreach (var row in draft.Rows.Where(row => row.Kind == RowKind.Row))
        {
            if (CountsOf(row, ColumnRole.Compared) is { } before) Before[row.Key] = before;
            if (CountsOf(row, ColumnRole.Value) is { } after) After[row.Key] = after;
        }
        if (!isSure || draft.Rows.FirstOrDefault(row => row.Kind == RowKind.Total) is not { } total) return;
        CheckSum(Before.Values, CountsOf(total, ColumnRole.Compared));
        CheckSum(After.Values, CountsOf(total, ColumnRole.Value));
    }

    public Draft Draft { get; }

    /// <summary>Members that are there in the earlier period.</summary>
    public Dictionary<MemberKey, PartCounts> Before { get; } = [];

    /// <summary>Members that are there in the later one.</summary>
    public Dictionary<MemberKey, PartCounts> After { get; } = [];

    /// <summary>Why some cells are not available.</summary>
    public IReadOnlyList<string> Refused { get; }

    /// <summary>Whether counts are those of a ratio.</summary>
    public bool IsRatio { get; private set; }

    /// <summary>Whether a count is no exact number.</summary>
    public bool IsReal { get; private set; }

    PartCounts? CountsOf(AnswerRow row, ColumnRole role)
    {
        if (_measure is { Numerator: { } over, Denominator: { } under })
        {
            var (one, other) = (Column(over, role), Column(under, role));
            return !row.Nodes[one].IsPresent(row.At) && !row.Nodes[other].IsPresent(row.At) ? null
                : new(Number(row.Cells[one]), Number(row.Cells[other]));
        }
        var column = Column(_measure.Name, role);
        var cell = row.Cells[column];
        if (cell is { Numerator: { } events, Denominator: { } trials })
        {
            IsRatio = true;
            return new(events, trials);
        }
        if (!cell.HasValue || !row.Nodes[column].IsPresent(row.At)) return null;
        if (cell.Exact is null && (_measure.IsPublished || IsRatio)) throw WhyErrors.WithoutCounts(_measure.Name);
        return new(Number(cell));
    }

    decimal Number(Cell cell)
    {
        if (!cell.HasValue) return 0;
        if (cell.Exact is { } exact) return exact;
        IsReal = true;
        return (decimal)cell.Real;
    }

    int Column(string name, ColumnRole role) => Draft.Columns.Index()
        .First(column => column.Item.Asked.Name == name && column.Item.Role == role).Index;

    void CheckSum(IReadOnlyCollection<PartCounts> members, PartCounts? total)
    {
        Check(members.Sum(member => member.Numerator), total?.Numerator ?? 0);
        Check(members.Sum(member => member.Denominator), total?.Denominator ?? 0);

        void Check(decimal sum, decimal whole)
        {
            if (Math.Abs(sum - whole) > 1e-9m * Math.Max(1, Math.Abs(whole)))
                throw WhyErrors.NotTheSum(_measure.Name, Draft.Fields[0].Name, sum, whole);
        }
    }
}
