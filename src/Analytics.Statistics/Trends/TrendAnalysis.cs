using System.Text.Json;
using Analytics.Tables;

namespace Analytics.Statistics.Trends;

// One row an area, variant, scope and dataset, from rows over periods. Time is the middle of a period in years. Where
// every row with a value has counts they are used, else the values with their order alone.
sealed class TrendAnalysis : Analysis
{
    static readonly string[] Kept =
    [
        .. TableRows.Series, "variant_zh", "variant_en", "area_zh", "area_en", "area_level", "parent_zh",
        "parent_en", "group_zh",
        "group_en", "scope_zh", "scope_en",
    ];

    public override string Name => "trend";

    public override IReadOnlyList<Input> Inputs => [
        Shared.Events, Shared.Trials, new("period_start", ColumnKind.Date), new("period_end", ColumnKind.Date),
        Shared.Area, new("value", ColumnKind.Real) { IsOptional = true },
    ];

    public override IReadOnlyList<Parameter> Parameters =>
        [Shared.Confidence, new("across_breaks", ParameterKind.Flag, "false")];

    public override IReadOnlyList<Output> Outputs => [.. Found(null).Select(c => new Output(c.Name, c.Kind, c.Unit))];

    public override bool IsOverTime => true;

    public override ResultShape Shape => ResultShape.Table;

    public override Guide Guide => new("""
        logit p = a + b t by quasi-likelihood, φ = max(1, X²/(k - 2)); S = Σ sign(yⱼ - yᵢ);
        Sen: median of slopes of all pairs.
        Rising or falling: p(b) < α and p(S) < 2α in one direction; fewer than 5 points: too short
        """, "McCullagh and Nelder (1989), Generalized Linear Models; "
        + "Mann (1945), Econometrica 13:245-259; Sen (1968), JASA 63:1379-1389", new("""
        events,trials,period_start,period_end
        10,100,2018-01-01,2018-12-31
        20,100,2019-01-01,2019-12-31
        30,100,2020-01-01,2020-12-31
        40,100,2021-01-01,2021-12-31
        50,100,2022-01-01,2022-12-31
        """, "",
        [new(1, "points", "5"), new(1, "mk_s", "10"), new(1, "mk_p", "0.016667"), new(1, "sen_slope", "10.0"),
          new(1, "verdict", "rising")],
        "By hand: all 10 pairs rise; of the 120 orders of 5 points 2 are perfect"));

    protected override Table Execute(Table table, AnalysisOptions options)
    {
        Counts.Check(Name, table, options);
        foreach (var column in new[] { "period_start", "period_end" })
            if (!table.Has(column)) throw StatisticsErrors.ColumnMissing(Name, column, table);
        Column[] kept = [.. table.Columns.Where(c => Kept.Contains(c.Name))];
        var units = Enumerable.Range(0, table.RowCount).Select(row => UnitOf(table, row)).Distinct().ToArray();
        return new([.. kept, .. Found(units.Length == 1 ? units[0] : null)],
            [.. table.Groups(TableRows.Series).Select(rows => Row(table, rows, kept, options))]);
    }

    object?[] Row(Table table, int[] rows, Column[] kept, AnalysisOptions options)
    {
        var points = TrendPoints.Of(Name, table, rows);
        var trend = points.Trend(options.Confidence);
        return
        [
            .. kept.Select(c => table[rows[0], c.Name]), (long)trend.Points, points.First, points.Last,
            UnitOf(table, rows[0]), trend.Logistic?.Slope, trend.Logistic?.Phi, trend.Logistic?.P, trend.Sen?.Slope,
            trend.Sen?.Interval.Low, trend.Sen?.Interval.High, trend.Order?.S, trend.Order?.P, Code(trend.Verdict),
            Code(trend.Reason), points.Figures,
        ];
    }

    static string Code(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    // Rates change by points, whatever else by its own unit.
    static string UnitOf(Table table, int row)
    {
        var unit = table.Has("unit") ? table.Text(row, "unit") : Change.Percent;
        return (unit == Change.Percent ? Change.Points : unit) + "/年";
    }

    static Column[] Found(string? unit) =>
    [
        new("points", ColumnKind.Whole), new("first_on", ColumnKind.Date), new("last_on", ColumnKind.Date),
        new("sen_unit", ColumnKind.Text), new("slope", ColumnKind.Real), new("phi", ColumnKind.Real),
        new("p", ColumnKind.Real), new("sen_slope", ColumnKind.Real, unit), new("sen_low", ColumnKind.Real, unit),
        new("sen_high", ColumnKind.Real, unit), new("mk_s", ColumnKind.Whole), new("mk_p", ColumnKind.Real),
        new("verdict", ColumnKind.Text), new("reason", ColumnKind.Text), new("figure_ids", ColumnKind.Text),
    ];
}

// The points of one series in order of time.
sealed record TrendPoints(double[] Times, long[]? Events, long[]? Trials, double[] Values, DateOnly? First,
    DateOnly? Last, string? Figures)
{
    public static TrendPoints Of(string analysis, Table table, int[] rows)
    {
        var points = rows.Select(row => Point(analysis, table, row)).OfType<(int Row, double Time, DateOnly Start,
            DateOnly End, (long Events, long Trials)? Counts, double Value)>().OrderBy(p => p.Time).ToArray();
        for (var i = 1; i < points.Length; i++)
            if (points[i].Time == points[i - 1].Time)
                throw table.Repeated(analysis, points[i].Row);
        var areCounted = points.All(p => p.Counts is not null);
        var figures = points.Select(p => table.Has("figure_ids") ? table.Text(p.Row, "figure_ids") : null)
            .Where(f => f is not null).ToArray();
        return new([.. points.Select(p => p.Time)],
            areCounted ? [.. points.Select(p => p.Counts!.Value.Events)] : null,
            areCounted ? [.. points.Select(p => p.Counts!.Value.Trials)] : null, [.. points.Select(p => p.Value)],
            points.Length > 0 ? points[0].Start : null, points.Length > 0 ? points[^1].End : null,
            figures.Length > 0 ? string.Join('|', figures) : null);
    }

    public Trend Trend(double confidence) => Events is not null && Trials is not null
        ? Trends.Trend.Of(Times, Events, Trials, confidence) : Trends.Trend.Of(Times, Values, confidence);

    // Null where a row has no period, or neither trials nor an exact value.
    static (int, double, DateOnly, DateOnly, (long, long)?, double)? Point(string analysis, Table table, int row)
    {
        if (table[row, "period_start"] is not DateOnly start) return null;
        if (table[row, "period_end"] is not DateOnly end) return null;
        var time = Trends.Trend.TimeOf(start, end);
        if (Counts.Of(analysis, table, row) is (var events, > 0 and var trials))
            return (row, time, start, end, (events, trials), 100 * (events / (double)trials));
        if (table.Has("bound") && table.Text(row, "bound") is "at_least" or "at_most") return null;
        return table.Has("value") && table.Number(row, "value") is { } value
            ? (row, time, start, end, null, value) : null;
    }
}
