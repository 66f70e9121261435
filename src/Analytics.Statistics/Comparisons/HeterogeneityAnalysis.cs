using Analytics.Tables;

namespace Analytics.Statistics.Comparisons;

// One row a family of areas. Families without counts have none.
sealed class HeterogeneityAnalysis : Analysis
{
    static readonly string[] Kept =
    [
        "measure", "variant", "variant_zh", "variant_en", "area_level", "group_id", "group_zh", "group_en", "scope_id",
        "scope_zh", "scope_en", "period_id", "period_zh", "period_en", "period_start", "period_end", "dataset",
    ];

    static readonly Column[] Found =
    [
        new("areas", ColumnKind.Whole), new("events", ColumnKind.Whole), new("trials", ColumnKind.Whole),
        new("pooled_value", ColumnKind.Real, Change.Percent), new("chi2", ColumnKind.Real),
        new("df", ColumnKind.Whole), new("p", ColumnKind.Real), new("phi", ColumnKind.Real),
        new("deviance", ColumnKind.Real), new("p_deviance", ColumnKind.Real), new("i2", ColumnKind.Real),
    ];

    public override string Name => "heterogeneity";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, Shared.Area];

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<Output> Outputs => [.. Found.Select(c => new Output(c.Name, c.Kind, c.Unit))];

    public override ResultShape Shape => ResultShape.Table;

    public override Guide Guide => new("""
        X² = Σ (x - nP)² / (n P (1 - P)), P all events over all trials; φ = X²/df; I² = max(0, (X² - df)/X²)
        """, "Higgins and Thompson (2002), Statistics in Medicine 21:1539-1558", new("""
        area,events,trials
        a,60,100
        b,30,100
        """, "",
        [new(1, "chi2", "18.181818"), new(1, "df", "1"), new(1, "pooled_value", "45.0"), new(1, "i2", "0.945")],
        "By hand: 2 · 15² / (100 · 0.45 · 0.55)"));

    protected override Table Execute(Table table, AnalysisOptions options)
    {
        Counts.Check(Name, table, options);
        Column[] kept = [.. table.Columns.Where(c => Kept.Contains(c.Name))];
        var rows = new List<object?[]>();
        foreach (var family in table.Groups(TableRows.Family))
        {
            table.CheckOnce(Name, family, "area_id");
            var (counted, events, trials) = Counts.With(Name, table, family);
            if (counted.Length == 0) continue;
            var h = Heterogeneity.Of(events, trials);
            rows.Add([
                .. kept.Select(c => table[family[0], c.Name]), (long)counted.Length, events.Sum(), trials.Sum(),
                100 * Heterogeneity.Pooled(events, trials), h.ChiSquared, (long)h.Freedom, h.P, h.Phi, h.Deviance,
                h.DevianceP, h.ISquared,
            ]);
        }
        return new([.. kept, .. Found], rows);
    }
}
