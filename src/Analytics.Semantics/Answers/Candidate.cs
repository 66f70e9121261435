using Analytics.Semantics.Compilation;
using Analytics.Semantics.Models;
using Analytics.Tables;

namespace Analytics.Semantics.Answers;

/// <summary>One source's value for one asked quantity, its rate divided.</summary>
sealed class Candidate
{
    readonly Table _table;
    readonly int _row;

    public Candidate(Table table, int row, IReadOnlyList<AskedVariant> asked)
    {
        (_table, _row) = (table, row);
        AskedIndex = (int)table.Whole(row, "asked")!.Value;
        (Measure, Variant) = asked[AskedIndex];
        var (events, trials) = (Exact("events"), Exact("trials"));
        HasCounts = events is not null && trials is not null
            && (Printed is null || (Text("events_bound") == "exact" && Text("trials_bound") == "exact"));
        (Events, Trials) = HasCounts ? (WholeOf(events), WholeOf(trials)) : (null, null);
        Value = !HasCounts ? (double?)Printed
            : trials == 0 ? null : 100 * (double)events!.Value / (double)trials!.Value;
        Bound = HasCounts ? BoundOfShare(Text("events_bound"), Text("trials_bound")) : Text("printed_bound") ?? "exact";
    }

    public int AskedIndex { get; }

    public Measure Measure { get; }

    public Variant Variant { get; }

    public bool HasCounts { get; }

    public long? Events { get; }

    public long? Trials { get; }

    public double? Value { get; }

    public string Bound { get; }

    public decimal? Printed => Exact("printed_value");

    public string Unit => Measure.Kind == MeasureKind.Rate ? "%" : Text("printed_unit") ?? Variant.Unit;

    /// <summary>Whether it is the sum of several areas' figures, in an area view.</summary>
    public bool IsSummed => _table.Has("summed") && _table[_row, "summed"] is true;

    /// <summary>Why an area view has no figure here; null where it has one.</summary>
    public string? Refused => _table.Has("refused") ? Text("refused") : null;

    public bool IsPreferred => _table.Whole(_row, "preference") == 1;

    public DateOnly? PublishedOn => Day("published_on");

    public string SourceId => Text("source_id") ?? "";

    public string FigureIds => string.Join('|', (HasCounts
        ? new[] { Text("events_figure_id"), Text("trials_figure_id"), Text("figure_id") }
        : [Text("figure_id")]).Where(id => id is not null));

    /// <summary>Equal for candidates of one quantity.</summary>
    public (int, string?, string?, string?, string?, string?) Quantity => (AskedIndex, Text("dataset"),
        Text("area_id"), Text("group_id"), Text("period_id"), Text("scope_id"));

    public string? Text(string column) => _table.Text(_row, column);

    public DateOnly? Day(string column) => (DateOnly?)_table[_row, column];

    /// <summary>Whether another printed value, even of the same source, cannot be true beside this one. A value of the
    /// same series that this one restates does not count, nor, where vintages were asked for, one that restates it.
    /// </summary>
    public bool Contradicts(Candidate other, Vintage vintage)
    {
        if (Bound == "about" || other.Bound == "about") return false;
        if (Restates(other) || (vintage != Vintage.Current && other.Restates(this))) return false;
        var (mine, theirs) = PrintedExactly is { } a && other.PrintedExactly is { } b
            ? ((double)a, (double)b) : (Value, other.Value);
        if (mine is not { } m || theirs is not { } t) return false;
        var slack = Measure.Kind is MeasureKind.Rate or MeasureKind.Change ? BoundedValue.Rounding : 0;
        return new BoundedValue(m, Bound).Contradicts(new BoundedValue(t, other.Bound), slack);
    }

    /// <summary>Whether the printed rate is not the one its own counts give, rounded to the digits printed.</summary>
    public bool PrintedDiffers => HasCounts && Bound == "exact" && PrintedExactly is { } printed && Value is { } value
        && Math.Abs((double)printed - value) > HalfOfLastDigit(printed);

    decimal? PrintedExactly => Text("printed_bound") == "exact" ? Printed : null;

    bool Restates(Candidate other) =>
        Text("series_id") is { Length: > 0 } series && series == other.Text("series_id")
        && PublishedOn is { } mine && other.PublishedOn is { } theirs && theirs < mine;

    // Without trailing zeros, for the store pads decimals.
    static double HalfOfLastDigit(decimal printed)
    {
        var half = 0.5000001;
        for (; printed != decimal.Truncate(printed); printed *= 10) half /= 10;
        return half;
    }

    static long? WholeOf(decimal? value) =>
        value is { } v && v == decimal.Truncate(v) && v >= 0 ? (long)v : null;

    static string BoundOfShare(string? events, string? trials) => (events, trials) switch
    {
        ("exact", "exact") => "exact",
        ("at_least", "exact" or "at_most") or ("exact", "at_most") => "at_least",
        ("at_most", "exact" or "at_least") or ("exact", "at_least") => "at_most",
        _ => "about",
    };

    public decimal? Exact(string column) => (decimal?)_table[_row, column];
}
