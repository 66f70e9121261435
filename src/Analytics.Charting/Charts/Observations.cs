using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>A table's rows read for drawing.</summary>
/// <param name="Rows">Those with a value, in the table's order.</param>
/// <param name="Format">How their values are printed.</param>
sealed record Observations(IReadOnlyList<Observation> Rows, ValueFormat Format)
{
    /// <summary>Remarks under the picture: what is withheld, provisional, partial, late or simulated.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Rows whose value is withheld, in the table's order.</summary>
    public IReadOnlyList<Observation> Withheld { get; init; } = [];

    public bool IsSimulated => Rows.Concat(Withheld).Any(o => o.Dataset == "simulated");

    public static Observations Read(ChartSpec spec, Table table, Canvas canvas) => Read(spec, table, canvas, false);

    /// <summary>As <see cref="Read(ChartSpec, Table, Canvas)"/>, but rows without a value stay, with no number as
    /// theirs, and units may differ: for pictures of whether there is something, not of how much.</summary>
    public static Observations ReadAll(ChartSpec spec, Table table, Canvas canvas) => Read(spec, table, canvas, true);

    static Observations Read(ChartSpec spec, Table table, Canvas canvas, bool isAll)
    {
        var columns = spec.Columns;
        foreach (var needed in (string[])[columns.Value, columns.AreaId, columns.AreaZh])
            if (!table.Has(needed)) throw ChartErrors.ColumnMissing(needed, table);
        var drawn = Enumerable.Range(0, table.RowCount)
            .Where(r => table.Number(r, columns.Value) is not null).ToArray();
        var empty = Enumerable.Range(0, table.RowCount).Except(drawn)
            .ToLookup(r => isAll || Cell(table, r, columns.Status).Split('|').Contains("suppressed"));
        if (empty[false].Any()) canvas.Warn("chart.valueless", ("count", empty[false].Count()));
        var units = drawn.Select(r => Cell(table, r, columns.Unit))
            .Where(u => u.Length > 0).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (units.Length > 1 && !isAll) throw ChartErrors.UnitsMixed(units);
        var unit = spec.Unit?.In(spec.Language) ?? units.FirstOrDefault() ?? "";
        // A printed change in % is no share: it may be negative or above 100.
        var isRate = (units.FirstOrDefault() ?? unit) == "%"
            && !drawn.Any(r => Cell(table, r, columns.NoIntervalReason) == "change");
        int[] kept = [.. drawn.Concat(empty[true]).Order()];
        var all = Distinguish([.. kept.Select((r, i) =>
            ReadRow(spec, table, r, isAll ? IsRateRow(spec, table, r) : isRate) with { Row = i })],
                spec.Language == Language.English);
        if (all.Select(o => o.Measure).Distinct().Skip(1).Any())
            all = [.. all.Select(o => o with { Topic = o.MeasureName })];
        Observation[] rows = [.. all.Where(o => !double.IsNaN(o.Value))],
            withheld = [.. all.Where(o => double.IsNaN(o.Value))];
        var format = new ValueFormat(unit, isRate, spec.Language,
            [.. rows.Where(o => !o.IsPrintedRate).Select(o => o.Value)]);
        canvas.Data = ObservationTable.Of(canvas, format, rows, withheld);
        WarnOfUnnamed(canvas, spec, all);
        return new(rows, format) { Withheld = withheld, Notes = [.. NotesOn(canvas, rows, withheld)] };
    }

    // A name to bring out that no area has would leave the picture as it is, without a word.
    static void WarnOfUnnamed(Canvas canvas, ChartSpec spec, Observation[] rows)
    {
        if (rows.Length == 0) return;
        foreach (var name in spec.Highlight.Where(name => !Array.Exists(rows, o => o.IsNamed(name))))
            canvas.Warn("chart.highlight.unknown", ("name", name), ("nearest", Names.Nearest(name, rows
                .SelectMany(o => new[] { o.Area, o.AreaZh, o.AreaEn, o.AreaId }).Where(known => known.Length > 0)
                .Distinct())));
    }

    /// <summary>Those of some rows, with remarks on them alone.</summary>
    public Observations Only(Canvas canvas, Func<Observation, bool> isKept)
    {
        Observation[] rows = [.. Rows.Where(isKept)], withheld = [.. Withheld.Where(isKept)];
        return this with { Rows = rows, Withheld = withheld, Notes = [.. NotesOn(canvas, rows, withheld)] };
    }

    /// <summary>The values an axis must hold: points, limits and the reference.</summary>
    public IReadOnlyCollection<double> Extent(ChartSpec spec) =>
    [
        .. Rows.Select(o => o.Value), .. Rows.Select(o => o.Low).OfType<double>(),
        .. Rows.Select(o => o.High).OfType<double>(),
        .. spec.Reference is { } reference ? [reference.Value] : Array.Empty<double>(),
    ];

    // One line a state, with the areas it holds for where they are few.
    static IEnumerable<string> NotesOn(Canvas canvas, Observation[] rows, Observation[] withheld)
    {
        foreach (var status in (string[])["provisional", "partial", "late"])
            if (Named(rows.Where(o => o.Status.Contains(status))) is { Count: > 0 } facts)
                yield return canvas.Say("chart.note." + status, [.. facts]);
        // Rows that merely lack a value are not withheld.
        if (Named(withheld.Where(o => o.Status.Contains("suppressed"))) is { Count: > 0 } hidden)
            yield return canvas.Say("chart.note.suppressed", [.. hidden]);

        static IReadOnlyList<(string, object?)> Named(IEnumerable<Observation> those)
        {
            var names = those.Select(o => o.Period.Length > 0 ? $"{o.Area} {o.Period}" : o.Area).Distinct().ToArray();
            return names.Length == 0 ? []
                : [("count", names.Length), ("areas", names.Length > 4 ? [.. names[..4], "…"] : names)];
        }
    }

    static bool IsRateRow(ChartSpec spec, Table table, int row) => Cell(table, row, spec.Columns.Unit) == "%"
        && Cell(table, row, spec.Columns.NoIntervalReason) != "change";

    static Observation ReadRow(ChartSpec spec, Table table, int row, bool isRate)
    {
        var c = spec.Columns;
        var english = spec.Language == Language.English;
        string Local(string zh, string en) =>
            english && Cell(table, row, en) is { Length: > 0 } name ? name : Cell(table, row, zh);
        var (areaId, area, group) = (Cell(table, row, c.AreaId), Local(c.AreaZh, c.AreaEn),
            Local(c.GroupZh, c.GroupEn));
        var groupId = Cell(table, row, c.GroupId);
        if (group.Length == 0) group = groupId;
        if (area.Length == 0)
            area = areaId.Length > 0 ? areaId : TextCatalog.BuiltIn.Format("chart.not-stated", spec.Language);
        var (variant, period, bound) = (Cell(table, row, c.Variant), Cell(table, row, c.PeriodId),
            Cell(table, row, c.Bound));
        var reason = Cell(table, row, c.NoIntervalReason);
        var figures = Cell(table, row, c.FigureIds).Split('|', StringSplitOptions.RemoveEmptyEntries);
        return new Observation
        {
            AreaId = groupId.Length > 0 ? $"{areaId}/{groupId}" : areaId,
            Area = group.Length > 0 ? $"{area}·{group}" : area,
            AreaZh = Cell(table, row, c.AreaZh),
            AreaEn = Cell(table, row, c.AreaEn),
            Level = Cell(table, row, c.AreaLevel),
            Parent = Local(c.ParentZh, c.ParentEn),
            Variant = variant,
            // An empty name is one that tells nothing apart; the code stands in where there are no names at all.
            VariantName = table.Has(c.VariantZh) ? Local(c.VariantZh, c.VariantEn) : variant,
            Scope = Cell(table, row, c.ScopeId),
            ScopeWords = Local(c.ScopeZh, c.ScopeEn) is { Length: > 0 } words ? words
                : PartsOf(Cell(table, row, c.ScopeId), english),
            Period = Local(c.PeriodZh, c.PeriodEn) is { Length: > 0 } label ? label : period,
            Start = table.Has(c.PeriodStart) ? (DateOnly?)table[row, c.PeriodStart] : null,
            End = table.Has(c.PeriodEnd) ? (DateOnly?)table[row, c.PeriodEnd] : null,
            Value = table.Number(row, c.Value) ?? double.NaN,
            Low = Number(table, row, c.Low),
            High = Number(table, row, c.High),
            Bound = bound.Length > 0 ? bound : "exact",
            Events = Number(table, row, c.Events) is { } x ? (long)x : null,
            Trials = Number(table, row, c.Trials) is { } n ? (long)n : null,
            Reason = reason.Length > 0 ? reason : null,
            IsPrintedRate = reason == "rate-only" || (isRate && Cell(table, row, c.Basis) == "printed"),
            Figures = figures.Length > 0 ? figures : [$"{variant}/{areaId}/{period}"],
            Alternatives = (long)(Number(table, row, c.Alternatives) ?? 0),
            Dataset = Cell(table, row, c.Dataset),
            Unit = Cell(table, row, c.Unit),
            Measure = Cell(table, row, c.Measure),
            MeasureName = Local(c.MeasureZh, c.MeasureEn) is { Length: > 0 } measure ? measure
                : Cell(table, row, c.Measure),
            Part = Cell(table, row, c.Part),
            PartName = Local(c.PartZh, c.PartEn) is { Length: > 0 } part ? part : Cell(table, row, c.Part),
            PublishedOn = table.Has(c.PublishedOn) ? table[row, c.PublishedOn] as DateOnly? : null,
            Status = Cell(table, row, c.Status).Split('|', StringSplitOptions.RemoveEmptyEntries),
        };
    }

    // body=x;role=y reads x, y.
    static string PartsOf(string scope, bool english) => string.Join(english ? ", " : "、",
        scope.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part[(part.IndexOf('=') + 1)..]));

    // Two areas of one name get the area above in front; where that is the same too, all but the latest the year up to
    // which there are figures of it: territories that were given up keep their names.
    static Observation[] Distinguish(Observation[] rows, bool english)
    {
        var named = rows.GroupBy(o => o.Area, StringComparer.Ordinal)
            .Where(g => g.Select(o => o.AreaId).Distinct().Skip(1).Any());
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in named)
        {
            var areas = name.GroupBy(o => o.AreaId, StringComparer.Ordinal).ToArray();
            if (name.Select(o => o.Parent).Distinct().Skip(1).Any())
                foreach (var area in areas.Where(area => area.First().Parent.Length > 0))
                    names[area.Key] = english ? $"{name.Key}, {area.First().Parent}" : area.First().Parent + name.Key;
            foreach (var same in areas.GroupBy(area => area.First().Parent).Where(same => same.Skip(1).Any()))
                foreach (var (area, mark) in Marks([.. same], english))
                    names[area] = names.GetValueOrDefault(area, name.Key) + (english ? $" ({mark})" : $"（{mark}）");
        }
        return names.Count == 0 ? rows
            : [.. rows.Select(o => names.TryGetValue(o.AreaId, out var name) ? o with { Area = name } : o)];
    }

    // Where the years do not tell areas apart, ids do.
    static IEnumerable<(string Area, string Mark)> Marks(IGrouping<string, Observation>[] areas, bool english)
    {
        var ends = areas.Select(area => (Area: area.Key, End: area.Max(o => o.End)?.Year)).OrderByDescending(a => a.End)
            .ToArray();
        var isTold = ends.Select(a => a.End).Distinct().Count() == ends.Length && ends.All(a => a.End is not null);
        return isTold ? ends.Skip(1).Select(a => (a.Area, english ? $"to {a.End}" : $"至{a.End}年"))
            : ends.Select(a => (a.Area, a.Area));
    }

    static string Cell(Table table, int row, string column) => table.Has(column) ? table.Text(row, column) ?? "" : "";

    static double? Number(Table table, int row, string column) => table.Has(column) ? table.Number(row, column) : null;
}
