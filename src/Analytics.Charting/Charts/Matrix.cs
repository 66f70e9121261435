using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

/// <summary>Rows and columns of a picture: areas against periods, or against measures where one period has
/// several.</summary>
/// <param name="Areas">Ids, in the order drawn.</param>
/// <param name="Names">Of the areas.</param>
/// <param name="Columns">Keys.</param>
/// <param name="Headings">Of the columns.</param>
sealed record Matrix(IReadOnlyList<string> Areas, IReadOnlyList<string> Names, IReadOnlyList<string> Columns,
    IReadOnlyList<string> Headings)
{
    /// <summary>Whether columns are measures, else periods.</summary>
    public bool IsByMeasure { get; private init; }

    ILookup<(string, string), Observation> _cells = Array.Empty<Observation>().ToLookup(o => ("", ""));

    /// <summary>A row of each measure that a cell should hold; none where measures are the columns.</summary>
    public IReadOnlyList<Observation> Measures { get; private init; } = [];

    public IEnumerable<Observation> Cell(int row, int column) => _cells[(Areas[row], Columns[column])];

    /// <summary>Some figure of an area, withheld or not; null where it has none.</summary>
    public Observation? Any(int row) => Columns.SelectMany(column => _cells[(Areas[row], column)]).FirstOrDefault();

    /// <summary>Of all rows, withheld ones too.</summary>
    /// <param name="canvas">Names a column whose rows do not.</param>
    /// <param name="data">At least one row.</param>
    /// <param name="order">Orders the areas; null keeps the table's order.</param>
    public static Matrix Of(Canvas canvas, Observations data, Comparison<IReadOnlyList<Observation>>? order = null)
    {
        Observation[] all = [.. data.Rows.Concat(data.Withheld).OrderBy(o => o.Row)];
        var isByMeasure = all.Select(o => o.Period).Distinct().Count() == 1 && all.Select(o => o.Measure).Distinct()
            .Count() > 1;
        string Key(Observation o) => isByMeasure ? o.Measure : o.Period;
        var columns = isByMeasure ? all.Select(Key).Distinct()
            : all.OrderBy(o => o.Start ?? DateOnly.MaxValue).ThenBy(o => o.End ?? DateOnly.MaxValue).Select(Key)
            .Distinct();
        var areas = all.GroupBy(o => o.AreaId, StringComparer.Ordinal).Select(area => area.ToArray()).ToList();
        // A stable order: areas alike keep the table's.
        if (order is not null)
            areas = [.. areas.Index().Order(Comparer<(int Index, Observation[] Item)>.Create((a, b) =>
                order(a.Item, b.Item) is var by and not 0 ? by : a.Index.CompareTo(b.Index))).Select(one => one.Item)];
        string[] keys = [.. columns];
        return new([.. areas.Select(area => area[0].AreaId)], [.. areas.Select(area => area[0].Area)], keys,
            [.. keys.Select(key => isByMeasure ? all.First(o => o.Measure == key).MeasureName : key)
                .Select(heading => heading.Length > 0 ? heading : canvas.Say("chart.not-stated"))])
        {
            IsByMeasure = isByMeasure, _cells = all.ToLookup(o => (o.AreaId, Key(o))),
            Measures = isByMeasure ? [] : [.. all.DistinctBy(o => o.Measure)],
        };
    }
}
