using Analytics.Statistics.Distributions;

namespace Analytics.Charting.Charts;

/// <summary>The values of one box.</summary>
/// <param name="Name">What stands beside it.</param>
/// <param name="Rows">At least one, from low to high.</param>
sealed record BoxGroup(string Name, IReadOnlyList<Observation> Rows)
{
    /// <summary>Fewer values than this have no quartiles worth a box.</summary>
    public const int Enough = 5;

    /// <summary>Up to this many are all shown as dots.</summary>
    public const int MostDots = 40;

    readonly double[] _values = [.. Rows.Select(o => o.Value)];

    /// <summary>Quantiles by definition 7 of Hyndman and Fan, as R and Excel have them.</summary>
    public double Quantile(double p) => Quantiles.Of(_values, p);

    public double Median => Quantile(0.5);

    public bool HasBox => Rows.Count >= Enough;

    /// <summary>The furthest values within one and a half quartile distances of the box (Tukey 1977).</summary>
    public (double Low, double High) Whiskers
    {
        get
        {
            var (from, to) = Fences;
            return (_values.First(value => value >= from), _values.Last(value => value <= to));
        }
    }

    public bool IsOutlier(Observation o) => HasBox && Fences is var (from, to) && (o.Value < from || o.Value > to);

    /// <summary>How far from the median, in quartile distances, by which names are given out.</summary>
    public double Outlyingness(Observation o) =>
        Math.Abs(o.Value - Median) / Math.Max(1e-9, Quantile(0.75) - Quantile(0.25));

    (double From, double To) Fences
    {
        get
        {
            var (low, high) = (Quantile(0.25), Quantile(0.75));
            var slack = 1e-9 * Math.Max(1, Math.Abs(high));
            return (low - 1.5 * (high - low) - slack, high + 1.5 * (high - low) + slack);
        }
    }
}

/// <summary>How rows are put into boxes: by the one thing in which they differ.</summary>
/// <param name="Groups">In the order drawn.</param>
/// <param name="IsTime">Whether they follow one another in time.</param>
/// <param name="LeftOut">How many groups there was no room for.</param>
sealed record BoxGroups(IReadOnlyList<BoxGroup> Groups, bool IsTime, int LeftOut)
{
    const int Most = 40;

    /// <summary>By parts, else measures, else periods, else levels of areas, else areas above; else all are
    /// one.</summary>
    /// <exception cref="Tables.AnalyticsException"><c>chart-comparison-mixed</c>: they differ in something else
    /// too.</exception>
    public static BoxGroups Of(ChartColumns columns, IReadOnlyList<Observation> rows)
    {
        bool Differ(Func<Observation, string> of) => rows.Any(o => of(o) != of(rows[0]));
        (string Column, Func<Observation, string> Key, Func<Observation, string> Name)[] ways =
        [
            (columns.Part, o => o.Part, o => o.PartName), (columns.Measure, o => o.Measure, o => o.MeasureName),
            (columns.PeriodId, o => o.Period, o => o.Period), (columns.AreaLevel, o => o.Level, o => o.Level),
            ("", o => o.Parent, o => o.Parent),
        ];
        var way = Array.FindIndex(ways, w => Differ(w.Key));
        Alike.Check(columns, rows, way < 0 ? [] : [ways[way].Column]);
        var groups = rows.GroupBy(way < 0 ? _ => "" : ways[way].Key, StringComparer.Ordinal)
            .Select(g => (First: g.First(), Group:
            new BoxGroup(way < 0 ? "" : ways[way].Name(g.First()),
                [.. g.OrderBy(o => o.Value).ThenBy(o => o.AreaId, StringComparer.Ordinal)]))).ToArray();
        var (isTime, isParent) = (way == 2, way == 4);
        if (isTime) groups = [.. groups.OrderBy(g => g.First.Start ?? DateOnly.MaxValue).ThenBy(g => g.First.End)];
        if (isParent || groups.Length > Most && !isTime) groups = [.. groups.OrderByDescending(g => g.Group.Median)];
        // The latest periods; else as many from each end.
        var left = Math.Max(0, groups.Length - Most);
        if (left > 0) groups = isTime ? groups[left..] : [.. groups[..(Most / 2)], .. groups[^(Most / 2)..]];
        return new([.. groups.Select(g => g.Group)], isTime, left);
    }
}
