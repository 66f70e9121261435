using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

/// <summary>What one bar, or one part of a bar, stands for.</summary>
/// <param name="Row">The figure; null where several are summed.</param>
/// <param name="Value">Its value, or their sum; null where it is withheld.</param>
/// <param name="All">The figures summed.</param>
/// <param name="IsOpen">Whether something of it is withheld or missing.</param>
sealed record BarCell(Observation? Row, double? Value, IReadOnlyList<Observation> All, bool IsOpen)
{
    static readonly string[] Open = ["at_least"];

    /// <summary>The bounds of what it is made of; what is open is at least what is known of it.</summary>
    public IEnumerable<string> Bounds => BoundsOf(this);

    /// <summary>As <see cref="Bounds"/>, of a cell that may be missing.</summary>
    public static IEnumerable<string> BoundsOf(BarCell? cell) => cell is null ? Open
        : cell.All.Where(o => !double.IsNaN(o.Value)).Select(o => o.Bound).Concat(cell.IsOpen ? Open : []);

    /// <summary>The sign before a sum of such bounds, which is as exact as the least exact of them.</summary>
    public static string Sign(IEnumerable<string> bounds) =>
        bounds.Where(bound => bound != "exact").Distinct().ToArray() switch
        {
            [] => "", ["at_least"] => "≥", ["at_most"] => "≤", _ => "≈",
        };
}

/// <summary>Bars at one place of the axis.</summary>
/// <param name="Name">Beside or under them.</param>
/// <param name="Cells">By series; null where there is no figure.</param>
sealed record BarGroup(string Name, IReadOnlyList<BarCell?> Cells)
{
    public double Sum => Cells.Sum(cell => cell?.Value ?? 0);

    /// <summary>Whether a part of it is withheld or missing.</summary>
    public bool IsOpen => Cells.Any(cell => cell is null or { IsOpen: true });
}

/// <summary>Rows as groups of bars: places are areas, or the periods of one area; series are parts, measures or
/// periods.
/// </summary>
/// <param name="Groups">Areas from great to small, periods in order.</param>
/// <param name="Series">Names of the series; one without a name where there is only one.</param>
/// <param name="IsOverTime">Whether places are periods.</param>
/// <param name="Notes">Remarks under the picture.</param>
sealed record BarGroups(IReadOnlyList<BarGroup> Groups, IReadOnlyList<string> Series, bool IsOverTime,
    IReadOnlyList<string> Notes)
{
    /// <summary>Areas that are named, more are summed or left out; periods drawn, earlier ones are left out.</summary>
    const int MostGroups = 48, MostSeries = 6, MostPeriods = 120;

    /// <summary>What areas may take of the height in pixels.</summary>
    const double MostHeight = 1800;

    /// <summary>The groups of the rows.</summary>
    /// <param name="canvas">Takes warnings.</param>
    /// <param name="columns">Name the parts in errors.</param>
    /// <param name="data">At least one row.</param>
    /// <param name="thickness">Of a group of so many series in pixels.</param>
    public static BarGroups Of(Canvas canvas, ChartColumns columns, Observations data, Func<int, double> thickness)
    {
        Observation[] all = [.. data.Rows.Concat(data.Withheld).OrderBy(o => o.Row)];
        var hasParts = all.Any(o => o.Part.Length > 0);
        var isByMeasure = !hasParts && all.Select(o => o.Measure).Distinct().Count() > 1;
        var areas = all.Select(o => o.AreaId).Distinct().Count();
        var periods = all.OrderBy(o => o.Start ?? DateOnly.MaxValue).Select(o => o.Period).Distinct().ToArray();
        Refuse(columns.Variant, all.Select(o => (hasParts || isByMeasure ? o.Part + o.Measure : "") + "/" + o.Variant),
            hasParts || isByMeasure);
        if (hasParts) Refuse(columns.Measure, all.Select(o => o.Measure), false);
        Refuse(columns.ScopeId, all.Select(o => o.Scope), false);
        Refuse(columns.Dataset, all.Select(o => o.Dataset), false);
        // Areas and periods at once: periods are the series, unless parts are.
        var isOverTime = areas == 1 && periods.Length > 1;
        if (areas > 1 && periods.Length > 1 && (hasParts || isByMeasure || periods.Length > MostSeries))
            throw ChartErrors.ComparisonMixed(columns.PeriodId, periods);
        Func<Observation, string> seriesOf = hasParts ? o => o.PartName : isByMeasure ? o => o.MeasureName
            : areas > 1 && periods.Length > 1 ? o => o.Period : _ => "";
        string[] series = areas > 1 && periods.Length > 1 ? periods : [.. all.Select(seriesOf).Distinct()];
        if (series.Length > MostSeries)
            throw ChartErrors.ComparisonMixed(hasParts ? columns.Part : columns.Measure, series);
        var groups = all.GroupBy(o => isOverTime ? o.Period : o.AreaId, StringComparer.Ordinal)
            .Select(g => new BarGroup(
            isOverTime ? g.Key : g.First().Area, [.. series.Select(name => CellOf(g.Where(o => seriesOf(o) == name)))]))
                .ToArray();
        groups = isOverTime ? [.. periods.Select(period => groups.First(g => g.Name == period))]
            : [.. groups.Index().OrderByDescending(g => g.Item.Sum).ThenBy(g => g.Index).Select(g => g.Item)];
        var bars = isOverTime ? Latest(canvas, groups, series)
            : Limited(canvas, data, groups, series,
                Math.Min(MostGroups, (int)(MostHeight / thickness(series.Length))));
        // A place holds one figure a series; what stands twice is not hidden.
        var notes = bars.Notes.ToList();
        Alike.NoteTwice(canvas, notes,
            all.Except(groups.SelectMany(g => g.Cells).OfType<BarCell>().SelectMany(cell => cell.All)));
        return bars with
        {
            Notes = notes,
            // Of several series one without a name needs one to be told from the others.
            Series = bars.Series.Count == 1 ? bars.Series : [.. bars.Series.Select(Named)],
            Groups = [.. bars.Groups.Select(g => g with { Name = Named(g.Name) })],
        };

        string Named(string name) => name.Length > 0 ? name : canvas.Say("chart.not-stated");
    }

    static BarGroups Latest(Canvas canvas, BarGroup[] groups, string[] series)
    {
        if (groups.Length <= MostPeriods) return new(groups, series, true, []);
        (string, object?)[] facts = [("shown", MostPeriods), ("left", groups.Length - MostPeriods)];
        canvas.Warn("chart.bars.earlier", facts);
        return new(groups[^MostPeriods..], series, true, [canvas.Say("chart.bars.earlier", facts)]);
    }

    static BarCell? CellOf(IEnumerable<Observation> rows)
    {
        var all = rows.ToArray();
        var isHidden = all.Length > 0 && double.IsNaN(all[0].Value);
        return all.Length == 0 ? null : new(all[0], isHidden ? null : all[0].Value, [all[0]], isHidden);
    }

    // Counts beyond the most are summed; what cannot be is left out.
    static BarGroups Limited(Canvas canvas, Observations data, BarGroup[] groups, string[] series, int most)
    {
        if (groups.Length <= most) return new(groups, series, false, []);
        var left = groups[most..];
        if (data.Format.IsRate || !Unit.AreAdditive(data.Rows))
        {
            (string, object?)[] counted = [("shown", most), ("left", left.Length)];
            canvas.Warn("chart.bars.left", counted);
            return new(groups[..most], series, false, [canvas.Say("chart.bars.left", counted)]);
        }
        BarCell[] cells = [.. series.Select((_, i) => SumOf([.. left.Select(g => g.Cells[i])]))];
        var others = new BarGroup(canvas.Say("chart.bars.others", ("count", left.Length)), cells);
        var sign = BarCell.Sign(cells.SelectMany(cell => cell.Bounds));
        (string, object?)[] facts = [("shown", most), ("left", left.Length),
            ("sum", sign + data.Format.Short(others.Sum))];
        canvas.Warn("chart.bars.summed", facts);
        // A sum that dwarfs every bar is said, not drawn.
        return new(others.Sum > 2 * groups[0].Sum ? groups[..most] : [.. groups[..most], others], series, false,
            [canvas.Say("chart.bars.summed", facts)]);
    }

    static BarCell SumOf(BarCell?[] cells) => new(null, cells.Sum(cell => cell?.Value ?? 0),
        [.. cells.SelectMany(cell => cell?.All ?? [])], cells.Any(cell => cell is null or { IsOpen: true }));

    static void Refuse(string column, IEnumerable<string> values, bool isWithinSeries)
    {
        var all = values.Distinct().ToArray();
        var several = isWithinSeries ? all.GroupBy(v => v[..v.LastIndexOf('/')]).Where(g => g.Count() > 1)
            .SelectMany(g => g).ToArray()
            : all.Length > 1 ? all : [];
        if (several.Length > 1)
            throw ChartErrors.ComparisonMixed(column, several.Select(v => v[(v.LastIndexOf('/') + 1)..]));
    }
}
