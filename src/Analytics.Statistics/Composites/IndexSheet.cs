using Analytics.Tables;

namespace Analytics.Statistics.Composites;

// Inputs of the analyses of indices, and their rows as a sheet of units by indicators, both in order of first row.
sealed record IndexSheet(string[] Units, Indicator[] Indicators, IndexCell[][] Cells, int FirstRow)
{
    // Fourth powers of greater numbers cannot be held.
    public const double Most = 1e75;

    public static readonly Input Unit = new("unit", ColumnKind.Text, "area_id", "area", "district");

    public static readonly Input Indicator = new("indicator", ColumnKind.Text, "measure", "indicator_code");

    public static readonly Input Weight = new("weight", ColumnKind.Real)
    {
        IsOptional = true, Min = 0, Max = Most,
    };

    public static readonly Input Value = new("value", ColumnKind.Real, "y") { Min = -Most, Max = Most };

    public static readonly Input Direction = new("direction", ColumnKind.Text) { IsOptional = true };

    // What a whole index is made from.
    public static readonly IReadOnlyList<Input> Whole =
    [
        Unit, Indicator, Value with { IsOptional = true }, Shared.Events with { IsOptional = true },
        Shared.Trials with { IsOptional = true }, new("se", ColumnKind.Real) { IsOptional = true, Min = 0, Max = Most },
        Direction, Weight, new("goalpost_low", ColumnKind.Real) { IsOptional = true, Min = -Most, Max = Most },
        new("goalpost_high", ColumnKind.Real) { IsOptional = true, Min = -Most, Max = Most },
        new("pillar", ColumnKind.Text, "group_zh", "theme")
        {
            IsOptional = true,
        },
    ];

    // An index has its indicators in rows of one case.
    public static readonly string[] Together = ["scope_id", "group_id", "period_id", "area_level"];

    /// Values by unit and indicator, null where there is none.
    public double?[][] Values => [.. Cells.Select(row => row.Select(cell => cell.Value).ToArray())];

    /// Weights as given, with a sum above 0; 1 each where there are none at all.
    public double[] WeightsFor(string analysis)
    {
        if (Indicators.Any(i => i.Weight is not null) && Indicators.Any(i => i.Weight is null))
            throw StatisticsErrors.Unsuitable(analysis, FirstRow + 1, "index-weights-missing");
        double[] weights = [.. Indicators.Select(i => i.Weight ?? 1)];
        return weights.Sum() > 0 || weights.Length == 0 ? weights
            : throw StatisticsErrors.Unsuitable(analysis, FirstRow + 1, "index-weights-zero");
    }

    /// Columns of the units that have all indicators.
    public double[][] CompleteColumns()
    {
        var complete = Values.Where(row => row.All(v => v is not null)).ToArray();
        return [.. Indicators.Select((_, i) => complete.Select(row => row[i]!.Value).ToArray())];
    }

    /// <param name="sample">The case.</param>
    /// <param name="analysis">Reads the inputs it declares, and has its name in errors.</param>
    /// <param name="minimumBase">Rates of fewer trials count as absent.</param>
    /// <param name="only">Rows of the sample, from 0; all where null.</param>
    public static IndexSheet Of(Sample sample, Analysis analysis, long minimumBase = 0, IEnumerable<int>? only = null)
    {
        var local = (only ?? Enumerable.Range(0, sample.Count)).ToArray();
        var (units, indicators) = (sample.TextsOrNull("unit"), sample.TextsOrNull("indicator"));
        string Needed(string?[] texts, int i, string column) =>
            texts[i] ?? throw StatisticsErrors.CellEmpty(analysis.Name, sample.Rows[i] + 1, column);
        var (unitOf, indicatorOf) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        foreach (var i in local)
        {
            unitOf.TryAdd(Needed(units, i, "unit"), unitOf.Count);
            indicatorOf.TryAdd(Needed(indicators, i, "indicator"), indicatorOf.Count);
        }
        var found = new Indicator[indicatorOf.Count];
        foreach (var (name, i) in indicatorOf) found[i] = new(name);
        var cells = unitOf.Select(_ => new IndexCell[found.Length]).ToArray();
        var filled = new HashSet<(int, int)>();
        bool Reads(string column) => analysis.Inputs.Any(input => input.Name == column);
        double?[] Numbers(string column) => Reads(column) ? sample.RealsOrNull(column) : new double?[sample.Count];
        string?[] Texts(string column) => Reads(column) ? sample.TextsOrNull(column) : new string?[sample.Count];
        long?[] Counts(string column) => Reads(column) ? sample.WholesOrNull(column) : new long?[sample.Count];
        var (values, errors, weights) = (Numbers("value"), Numbers("se"), Numbers("weight"));
        var (x, n) = (Counts("events"), Counts("trials"));
        var (directions, pillars) = (Texts("direction"), Texts("pillar"));
        var (lows, highs) = (Numbers("goalpost_low"), Numbers("goalpost_high"));
        foreach (var i in local)
        {
            var (u, k) = (unitOf[units[i]!], indicatorOf[indicators[i]!]);
            if (!filled.Add((u, k))) throw Wrong("index-repeated", i);
            cells[u][k] = Cell(i);
            var before = found[k];
            found[k] = before with
            {
                LowerBetter = Agreed(before.LowerBetter, LowerBetter(i), i),
                Weight = Agreed(before.Weight, weights[i], i), Pillar = AgreedText(before.Pillar, pillars[i], i),
                Low = Agreed(before.Low, lows[i], i), High = Agreed(before.High, highs[i], i),
            };
            if (found[k].High <= found[k].Low) throw Wrong("index-goalposts", i);
        }
        return new(Named(unitOf), found, cells, sample.Count == 0 ? 0 : sample.Rows[0]);

        IndexCell Cell(int i)
        {
            if (x[i] is { } events && n[i] is { } trials)
                return events > trials
                    ? throw StatisticsErrors.CountsInvalid(analysis.Name, sample.Rows[i] + 1, events, trials)
                    : trials < Math.Max(1, minimumBase) ? default : IndexCell.OfCounts(events, trials);
            return values[i] is { } value ? IndexCell.OfValue(value, errors[i] ?? 0) : default;
        }

        bool? LowerBetter(int i) => directions[i] switch
        {
            null => null,
            "1" or "higher_better" => false,
            "-1" or "lower_better" => true,
            _ => throw Wrong("index-direction", i),
        };

        T? Agreed<T>(T? before, T? now, int i) where T : struct => before is null || now is null
            || EqualityComparer<T>.Default.Equals(before.Value, now.Value) ? before ?? now
            : throw Wrong("index-indicator-varies", i);

        string? AgreedText(string? before, string? now, int i) => before is null || now is null || before == now
            ? before ?? now : throw Wrong("index-indicator-varies", i);

        Exception Wrong(string problem, int i) =>
            StatisticsErrors.Unsuitable(analysis.Name, sample.Rows[i] + 1, problem);
    }

    static string[] Named(Dictionary<string, int> places) => [.. places.OrderBy(p => p.Value).Select(p => p.Key)];
}
