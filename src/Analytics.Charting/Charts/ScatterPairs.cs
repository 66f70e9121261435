using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>An area with its two values.</summary>
/// <param name="Row">In the picture's data.</param>
/// <param name="X">Along the bottom.</param>
/// <param name="Y">Up the side.</param>
sealed record ScatterPair(int Row, Observation X, Observation Y)
{
    public string Area => X.Area;

    public IReadOnlyList<string> Figures { get; } = [.. X.Figures.Concat(Y.Figures).Distinct()];

    /// <summary>What its marker says: printed if either is, of a small base if either is.</summary>
    public Observation State => X with
    {
        IsPrintedRate = X.IsPrintedRate || Y.IsPrintedRate,
        Trials = X.Trials is { } a && Y.Trials is { } b ? Math.Min(a, b) : X.Trials ?? Y.Trials,
        Low = null, High = null, Bound = X.Bound != "exact" ? X.Bound : Y.Bound,
        Reason = X.Bound != "exact" || Y.Bound != "exact" ? "bound" : null,
        Alternatives = X.Alternatives + Y.Alternatives,
    };
}

/// <summary>One of the two measures.</summary>
/// <param name="Name">For people.</param>
/// <param name="Data">Its rows.</param>
sealed record ScatterSide(string Name, Observations Data)
{
    public ValueFormat Format => Data.Format;

    public string Title(Canvas canvas) => !Format.HasAxisUnit ? Name
        : canvas.Language == Language.Chinese ? $"{Name}（{Format.Unit}）" : $"{Name} ({Format.Unit})";
}

/// <summary>Two measures of a long table, area by area. Each has a unit of its own.</summary>
/// <param name="X">Along the bottom.</param>
/// <param name="Y">Up the side.</param>
/// <param name="Pairs">Areas with both, in the order of the first measure's rows.</param>
/// <param name="Lacking">Areas with one of them alone, none of which is withheld.</param>
/// <param name="Twice">Rows of a measure whose area is drawn with another row of it.</param>
sealed record ScatterPairs(ScatterSide X, ScatterSide Y, IReadOnlyList<ScatterPair> Pairs,
    IReadOnlyList<string> Lacking, IReadOnlyList<Observation> Twice)
{
    /// <summary>Null where the rows hold fewer than two measures.</summary>
    /// <exception cref="AnalyticsException"><c>chart-measure-absent</c>, or <c>chart-comparison-mixed</c> within a
    /// measure.
    /// </exception>
    public static ScatterPairs? Of(ChartSpec spec, Table table, Canvas canvas)
    {
        var columns = spec.Columns;
        if (!table.Has(columns.Measure)) return null;
        var rows = Enumerable.Range(0, table.RowCount).ToLookup(r => table.Text(r, columns.Measure) ?? "");
        string[] known = [.. rows.Select(g => g.Key)];
        var x = spec.X is null ? known.FirstOrDefault(key => key != Find(spec.Y)) : Find(spec.X);
        var y = spec.Y is null ? known.FirstOrDefault(key => key != x) : Find(spec.Y);
        if (x is null || y is null || x == y) return null;
        var (a, b) = (Side(x), Side(y));
        var (firsts, others) = (First(a.Data.Rows), First(b.Data.Rows));
        var pairs = firsts.Values.Where(o => others.ContainsKey(o.AreaId))
            .Select((o, i) => new ScatterPair(i, o, others[o.AreaId])).ToArray();
        var settled = pairs.Select(p => p.X.AreaId)
            .Concat(a.Data.Withheld.Concat(b.Data.Withheld).Select(o => o.AreaId))
            .ToHashSet(StringComparer.Ordinal);
        string[] lacking = [.. a.Data.Rows.Concat(b.Data.Rows).Where(o => !settled.Contains(o.AreaId))
            .Select(o => o.Area).Distinct()];
        canvas.Data = DataOf(canvas, a, b, pairs);
        return new(a, b, pairs, lacking,
            [.. a.Data.Rows.Except(firsts.Values), .. b.Data.Rows.Except(others.Values)]);

        string? Find(string? name) => name is null ? null
            : known.FirstOrDefault(key => key == name || rows[key].Any(r =>
            table.Has(columns.MeasureZh) && table.Text(r, columns.MeasureZh) == name
                || table.Has(columns.MeasureEn) && table.Text(r, columns.MeasureEn) == name))
            ?? throw ChartErrors.MeasureAbsent(name, known);

        ScatterSide Side(string measure)
        {
            var part = new Table(table.Columns, [.. rows[measure].Select(r =>
                (object?[])[.. table.Columns.Select(c => table[r, c.Name])])]);
            var data = Observations.Read(spec with { Unit = null }, part, canvas);
            if (data.Rows.Count > 0) Alike.Check(columns, data.Rows);
            var name = data.Rows.Concat(data.Withheld).FirstOrDefault()?.MeasureName;
            return new(string.IsNullOrEmpty(name) ? measure : name, data);
        }

        static Dictionary<string, Observation> First(IEnumerable<Observation> those)
        {
            var found = new Dictionary<string, Observation>(StringComparer.Ordinal);
            foreach (var o in those) found.TryAdd(o.AreaId, o);
            return found;
        }
    }

    // A row an area, both values side by side, headed by the measures' names.
    static Table DataOf(Canvas canvas, ScatterSide x, ScatterSide y, ScatterPair[] pairs)
    {
        (string Heading, ColumnKind Kind, Func<ScatterPair, object?> Of)[] all =
        [
            (canvas.Say("chart.column.area"), ColumnKind.Text, p => p.Area),
            .. Values(x, p => p.X), .. Values(y, p => p.Y),
            (canvas.Say("chart.column.figures"), ColumnKind.Text, p => string.Join(" ", p.Figures)),
        ];
        var used = all.Where(c => pairs.Length == 0 || pairs.Any(p => c.Of(p) is not null))
            .DistinctBy(c => c.Heading).ToArray();
        return new([.. used.Select(c => new Column(c.Heading, c.Kind))],
            [.. pairs.Select(p => (object?[])[.. used.Select(c => c.Of(p))])]);

        IEnumerable<(string, ColumnKind, Func<ScatterPair, object?>)> Values(ScatterSide side, Func<ScatterPair,
            Observation> of)
        {
            string Heading(string key) => $"{side.Name} · {canvas.Say("chart.column." + key)}";
            yield return (side.Format.Unit.Length > 0 ? $"{side.Name} ({side.Format.Unit})" : side.Name,
                ColumnKind.Real, p => of(p).Value);
            yield return (Heading("low"), ColumnKind.Real, p => of(p).Low);
            yield return (Heading("high"), ColumnKind.Real, p => of(p).High);
            yield return (Heading("events"), ColumnKind.Whole, p => of(p).Events);
            yield return (Heading("trials"), ColumnKind.Whole, p => of(p).Trials);
        }
    }
}
