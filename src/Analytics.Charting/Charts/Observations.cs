using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>A table's rows read for drawing.</summary>
/// <param name="Rows">Those with a value, in the table's order.</param>
/// <param name="Format">How their values are printed.</param>
sealed record Observations(IReadOnlyList<Observation> Rows, ValueFormat Format)
{
    public static Observations Read(ChartSpec spec, Table table, Canvas canvas)
    {
        var columns = spec.Columns;
        foreach (var needed in (string[])[columns.Value, columns.AreaId, columns.AreaZh])
            if (!table.Has(needed)) throw ChartErrors.ColumnMissing(needed, table);
        var drawn = Enumerable.Range(0, table.RowCount)
            .Where(r => table.Number(r, columns.Value) is not null).ToArray();
        if (drawn.Length < table.RowCount) canvas.Warn("chart.valueless", ("count", table.RowCount - drawn.Length));
        var units = drawn.Select(r => Cell(table, r, columns.Unit))
            .Where(u => u.Length > 0).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (units.Length > 1) throw ChartErrors.UnitsMixed(units);
        var unit = spec.Unit?.In(spec.Language) ?? units.FirstOrDefault() ?? "";
        // A printed change in % is no share: it may be negative or above 100.
        var isRate = (units.FirstOrDefault() ?? unit) == "%"
            && !drawn.Any(r => Cell(table, r, columns.NoIntervalReason) == "change");
        var rows = drawn.Select(r => ReadRow(spec, table, r, isRate)).ToArray();
        var values = rows.Where(o => !o.IsPrintedRate).Select(o => o.Value).ToArray();
        return new(Distinguish(rows, spec.Language == Language.English),
            new ValueFormat(unit, isRate, spec.Language, values));
    }

    /// <summary>The values an axis must hold: points, limits and the reference.</summary>
    public IReadOnlyCollection<double> Extent(ChartSpec spec) =>
    [
        .. Rows.Select(o => o.Value), .. Rows.Select(o => o.Low).OfType<double>(),
            .. Rows.Select(o => o.High).OfType<double>(),
        .. spec.Reference is { } reference ? [reference.Value] : Array.Empty<double>(),
    ];

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
        var (variant, period, bound) = (Cell(table, row, c.Variant), Cell(table, row, c.PeriodId),
            Cell(table, row, c.Bound));
        var reason = Cell(table, row, c.NoIntervalReason);
        var figures = Cell(table, row, c.FigureIds).Split('|', StringSplitOptions.RemoveEmptyEntries);
        return new Observation
        {
            AreaId = groupId.Length > 0 ? $"{areaId}/{groupId}" : areaId,
            Area = group.Length > 0 ? $"{area}·{group}" : area,
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
            Value = table.Number(row, c.Value)!.Value,
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
        };
    }

    // body=x;role=y reads x, y.
    static string PartsOf(string scope, bool english) => string.Join(english ? ", " : "、",
        scope.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part[(part.IndexOf('=') + 1)..]));

    // Two areas of one name get the area above in front.
    static Observation[] Distinguish(Observation[] rows, bool english)
    {
        var shared = rows.GroupBy(o => o.Area, StringComparer.Ordinal)
            .Where(g => g.Select(o => o.AreaId).Distinct().Count() > 1)
                .Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return [.. rows.Select(o => shared.Contains(o.Area) && o.Parent.Length > 0
            ? o with { Area = english ? $"{o.Area}, {o.Parent}" : $"{o.Parent}{o.Area}" } : o)];
    }

    static string Cell(Table table, int row, string column) => table.Has(column) ? table.Text(row, column) ?? "" : "";

    static double? Number(Table table, int row, string column) => table.Has(column) ? table.Number(row, column) : null;
}
