namespace Analytics.Charting.Charts;

/// <summary>One quantity, such as an area's rate of a year, as printed again and again.</summary>
/// <param name="Key">Area, measure, variant, scope and period.</param>
/// <param name="Prints">With a value, in order of publication, one a day; may be none.</param>
/// <param name="Hidden">Withheld when published.</param>
/// <param name="IsDisputed">Whether two values were published on one day; the later row is kept.</param>
sealed record PrintedQuantity(string Key, IReadOnlyList<Observation> Prints, IReadOnlyList<Observation> Hidden,
    bool IsDisputed)
{
    /// <summary>What it is, as any of its rows says.</summary>
    public Observation Any => Prints.Count > 0 ? Prints[0] : Hidden[0];

    /// <summary>Times a value was printed that is not the one before.</summary>
    public int Revisions { get;
    } = Prints.Zip(Prints.Skip(1)).Count(pair => IsOther(pair.First.Value, pair.Second.Value));

    public bool IsRevised => Revisions > 0;

    /// <summary>The latest value less the first.</summary>
    public double Change => Prints.Count == 0 || !IsOther(Prints[0].Value, Prints[^1].Value) ? 0
        : Prints[^1].Value - Prints[0].Value;

    /// <summary>The farthest from the first value that any print lies.</summary>
    public double Reach => Prints.Count == 0 ? 0 : Prints.Max(o => Math.Abs(o.Value - Prints[0].Value));

    /// <summary>Whether it was withheld after it had been printed.</summary>
    public bool IsHiddenNow => Prints.Count > 0 && Hidden.Any(o => o.PublishedOn > Prints[^1].PublishedOn);

    /// <summary>The quantities of rows with a day of publication, in order of the table.</summary>
    public static IReadOnlyList<PrintedQuantity> Of(IEnumerable<Observation> rows) =>
    [
        .. rows.OrderBy(o => o.Row)
        .GroupBy(o => string.Join('\n', o.AreaId, o.Measure, o.Part, o.Variant, o.Scope, o.Period,
            o.Start, o.End), StringComparer.Ordinal).Select(Of),
    ];

    static PrintedQuantity Of(IGrouping<string, Observation> rows)
    {
        var days = rows.Where(o => !double.IsNaN(o.Value)).GroupBy(o => o.PublishedOn!.Value)
            .OrderBy(day => day.Key).ToArray();
        return new(rows.Key, [.. days.Select(day => day.Last())],
            [.. rows.Where(o => double.IsNaN(o.Value)).OrderBy(o => o.PublishedOn)],
            days.Any(day => day.Any(o => IsOther(o.Value, day.Last().Value))));
    }

    static bool IsOther(double a, double b) => Math.Abs(a - b) > 1e-9 * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));
}
