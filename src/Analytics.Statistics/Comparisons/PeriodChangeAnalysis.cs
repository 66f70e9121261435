using System.Globalization;
using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Statistics.Comparisons;

// Two periods of one unit: the later rate less the earlier, in points, with its ratio and test.
sealed class PeriodChangeAnalysis : CaseAnalysis
{
    public override bool IsOverTime => true;

    protected override IReadOnlyList<string> CaseColumns => [.. TableRows.Family.Where(c => c != "period_id")];

    public override string Name => "period-change";

    public override IReadOnlyList<Input> Inputs =>
    [
        Shared.Events, Shared.Trials, Shared.Unit,
        new("period", ColumnKind.Text, "period_id", "time", "t", "year", "idx"),
    ];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        Shared.Confidence, Shared.Direction, Shared.MinimumBase,
        new("compare", ParameterKind.Word, "first_last") { Choices = ["first_last", "consecutive"] },
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("unit", ColumnKind.Text), new("period_1", ColumnKind.Text), new("period_2", ColumnKind.Text),
        new("events_1", ColumnKind.Whole), new("trials_1", ColumnKind.Whole), new("events_2", ColumnKind.Whole),
        new("trials_2", ColumnKind.Whole), new("value_1", ColumnKind.Real, Change.Percent),
        new("value_2", ColumnKind.Real, Change.Percent), new("difference", ColumnKind.Real, Change.Points),
        new("low", ColumnKind.Real, Change.Points), new("high", ColumnKind.Real, Change.Points),
        new("relative_risk", ColumnKind.Scalar), new("relative_risk_low"), new("relative_risk_high"), new("z"),
        new("p"), new("p_is_exact", ColumnKind.Flag), new("mark", ColumnKind.Text),
    ];

    public override ResultShape Shape => ResultShape.Table;

    public override Guide Guide => new("""
        d = 100 (p₂ - p₁), Newcombe's limits; RR = p₂/p₁, limits of Katz; z pooled, Fisher exact where fewer than
        5 events or non-events are expected
        """, "Newcombe (1998), Statistics in Medicine 17:873-890; Katz et al. (1978), Biometrics 34:469-474", new("""
        district,period,events,trials
        a,2020,48,80
        a,2021,56,70
        b,2020,1,4
        b,2021,30,60
        """, "",
        [
            new(1, "difference", "20.00"), new(1, "low", "5.24"), new(1, "high", "33.39"),
            new(1, "relative_risk", "1.3333"), new(1, "mark", "higher_95"), new(2, "not_computable", "small_base"),
        ],
        "Newcombe (1998), table II, contrast a, in points; 0.8/0.6 by hand"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (all, units, periods) = (Counted.Of(Name, sample), sample.Names("unit"), sample.Texts("period"));
        // Without names of units the rows are one unit's periods.
        if (!sample.Has("unit")) Array.Fill(units, "");
        var isConsecutive = sample.Settings.Word("compare") == "consecutive";
        foreach (var unit in Enumerable.Range(0, sample.Count).GroupBy(i => units[i]))
        {
            int[] rows = InOrder([.. unit], periods);
            for (var i = 1; i < rows.Length; i++)
                if (periods[rows[i]] == periods[rows[i - 1]])
                    throw StatisticsErrors.RowRepeated(Name, sample.Rows[rows[i]] + 1, unit.Key, periods[rows[i]]);
            if (rows.Length < 2)
                results.Add([unit.Key, periods[rows[0]], null, .. Before(all[rows[0]]), .. new object?[14]], "too_few");
            else if (isConsecutive)
                for (var i = 1; i < rows.Length; i++) Add(rows[i - 1], rows[i]);
            else Add(rows[0], rows[^1]);
        }

        void Add(int from, int to) => results.Add([units[from], periods[from], periods[to], .. Before(all[from]),
            .. Before(all[to]), .. Compare(all[from], all[to], sample.Settings, out var reason)], reason);
    }

    static object?[] Before(Counted c) => c.Reason == "missing" ? [null, null] : [c.Events, c.Trials];

    static object?[] Compare(Counted first, Counted second, Settings settings, out string? reason)
    {
        var minimum = settings.Whole("minimum_base");
        var least = Math.Min(first.Trials, second.Trials);
        reason = first.Reason ?? second.Reason ?? (SmallBase.IsCountsOnly(least, minimum) ? SmallBase.Reason : null);
        if (reason is not null) return new object?[12];
        var (x1, n1, x2, n2) = (first.Events, first.Trials, second.Events, second.Trials);
        var level = settings.Number("confidence");
        var (points, interval) = PercentagePoints.Difference(x2, n2, x1, n1, level);
        var ratio = RiskRatio.Katz(x2, n2, x1, n1, level);
        var test = TwoProportions.Test(x2, n2, x1, n1);
        var isUnmarked = SmallBase.HasNoMark(least, minimum);
        reason = Reasons.Of((ratio.Value is null ? "zero_base" : null, ["relative_risk"]),
            (ratio.Interval is null ? "zero_cell" : null, ["relative_risk_low", "relative_risk_high"]),
            (test.Z is null ? "no_variation" : null, ["z"]), (isUnmarked ? SmallBase.Reason : null, ["mark"]));
        return
        [
            100 * (x1 / (double)n1), 100 * (x2 / (double)n2), points, interval.Low, interval.High, ratio.Value,
            ratio.Interval?.Low, ratio.Interval?.High, test.Z, test.P, test.IsExact, isUnmarked ? null
                : Standing.Of(test.P, points).Word(Directions.Of(settings.Word("direction"))),
        ];
    }

    // As numbers where all are, else as text: 2021-Q4 comes before 2022-Q1.
    static int[] InOrder(int[] rows, string[] periods)
    {
        var numbers = rows.Select(i => double.TryParse(periods[i], NumberStyles.Float, CultureInfo.InvariantCulture,
            out var number) ? number : (double?)null).ToArray();
        return Array.TrueForAll(numbers, n => n is not null)
            ? [.. rows.Zip(numbers).OrderBy(pair => pair.Second).Select(pair => pair.First)]
            : [.. rows.OrderBy(i => periods[i], StringComparer.Ordinal)];
    }
}
