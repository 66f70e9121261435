using Analytics.Tables;

namespace Analytics.Statistics;

// What analyses do with the rows of a table.
static class TableRows
{
    /// <summary>What areas that may be compared have in common: the city's own row, of another level, is not among its
    /// districts.</summary>
    public static readonly string[] Family =
        ["measure", "variant", "scope_id", "group_id", "period_id", "dataset", "area_level"];

    /// <summary>What the points of one series have in common.</summary>
    public static readonly string[] Series =
        ["measure", "variant", "area_id", "area", "group_id", "scope_id", "dataset"];

    /// <summary>The columns that tell cases apart.</summary>
    /// <param name="analysis">Named in errors.</param>
    /// <param name="table">The data.</param>
    /// <param name="by">What the caller says: columns, <c>area</c> or <c>period</c>.</param>
    /// <param name="usual">Of an answer of the model, where nobody says.</param>
    public static string[] CaseColumns(string analysis, Table table, IReadOnlyList<string> by,
        IReadOnlyList<string> usual)
    {
        if (by.Count == 0) return table.Has("case_id") ? ["case_id"] : [.. usual.Where(table.Has)];
        return [.. by.SelectMany(one => one switch
        {
            _ when table.Has(one) => [one],
            "area" when table.Has("area_id") => Series.Where(table.Has),
            "period" when table.Has("period_id") => Family.Where(table.Has),
            _ => throw StatisticsErrors.ColumnMissing(analysis, one, table),
        }).Distinct()];
    }

    /// <summary>The table with columns added at its end; those of the same names are replaced.</summary>
    public static Table Widen(this Table table, IReadOnlyList<Column> added, Func<int, object?[]> cells)
    {
        var kept = table.Columns.Where(c => added.All(a => a.Name != c.Name)).ToArray();
        return new([.. kept, .. added], [.. Enumerable.Range(0, table.RowCount)
            .Select(row => (object?[])[.. kept.Select(c => table[row, c.Name]), .. cells(row)])]);
    }

    /// <summary>Row numbers that agree in those of the columns the table has, in order of the first of each.</summary>
    public static int[][] Groups(this Table table, params string[] columns)
    {
        var present = columns.Where(table.Has).ToArray();
        return [.. Enumerable.Range(0, table.RowCount)
            .GroupBy(row => string.Join('\u0001', present.Select(c => table[row, c])))
            .Select(group => group.ToArray())];
    }

    /// <summary>An area that stands twice in a family would be compared with itself.</summary>
    public static void CheckOnce(this Table table, string analysis, int[] rows, string column)
    {
        if (!table.Has(column)) return;
        var seen = new HashSet<object?>();
        foreach (var row in rows)
            if (!seen.Add(table[row, column]))
                throw table.Repeated(analysis, row);
    }

    public static AnalyticsException Repeated(this Table table, string analysis, int row) =>
        StatisticsErrors.RowRepeated(analysis, row + 1, table.Cell(row, "area_zh", "area_id"),
            table.Cell(row, "period_zh", "period_id"));

    static string? Cell(this Table table, int row, params string[] columns) =>
        columns.Where(table.Has).Select(c => table.Text(row, c)).FirstOrDefault(text => text is not null);
}

static class Counts
{
    public static void Check(string analysis, Table table, AnalysisOptions options)
    {
        if (options.Confidence is not (> 0 and < 1)) throw StatisticsErrors.ConfidenceInvalid(options.Confidence);
        if (options.Target is not (null or (>= 0 and <= 100)))
            throw StatisticsErrors.TargetInvalid(analysis, options.Target);
        foreach (var column in new[] { "events", "trials" })
            if (table.Columns.All(c => c.Name != column || c.Kind != ColumnKind.Whole))
                throw StatisticsErrors.ColumnMissing(analysis, column, table);
    }

    public static (long Events, long Trials)? Of(string analysis, Table table, int row)
    {
        if (table.Whole(row, "events") is not { } events || table.Whole(row, "trials") is not { } trials) return null;
        if (events < 0 || events > trials) throw StatisticsErrors.CountsInvalid(analysis, row + 1, events, trials);
        return (events, trials);
    }

    /// <summary>The rows that have trials, with their counts.</summary>
    public static (int[] Rows, long[] Events, long[] Trials) With(string analysis, Table table, int[] rows)
    {
        var counted = rows.Select(row => (Row: row, Counts: Of(analysis, table, row)))
            .Where(r => r.Counts is (_, > 0)).ToArray();
        return ([.. counted.Select(r => r.Row)], [.. counted.Select(r => r.Counts!.Value.Events)],
            [.. counted.Select(r => r.Counts!.Value.Trials)]);
    }
}
