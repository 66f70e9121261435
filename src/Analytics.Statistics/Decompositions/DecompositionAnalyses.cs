using Analytics.Tables;

namespace Analytics.Statistics.Decompositions;

static class DecompositionsAnalyses
{
    public static IReadOnlyList<Analysis> All =>
    [
        new DecompositionAnalysis(), new DecompositionNestedAnalysis(), new DecompositionUnitsAnalysis(),
        new DirectStandardisationAnalysis(), new IndirectStandardisationAnalysis(),
    ];
}

/// A case is one whole: a city in two periods, a row a unit.
abstract class TwoPeriodsAnalysis : CaseAnalysis
{
    protected static Input CaseType { get; } =
        new("case_type", ColumnKind.Text, "category", "case_type_id") { IsOptional = true };

    protected static Input[] Counts { get; } =
    [
        new("x0", ColumnKind.Real, "events0", "events_before") { Min = 0 },
        new("n0", ColumnKind.Real, "trials0", "trials_before") { Min = 0 },
        new("x1", ColumnKind.Real, "events1", "events_after") { Min = 0 },
        new("n1", ColumnKind.Real, "trials1", "trials_after") { Min = 0 },
    ];

    /// Rows once each by what names them; a period without trials is one the unit is absent in.
    protected TwoPeriodCounts[] Read(Sample sample, IEnumerable<string> names)
    {
        var seen = new HashSet<string>();
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
            if (!seen.Add(name)) throw StatisticsErrors.Unsuitable(Name, sample.Rows[i] + 1, "unit_repeated");
        var (x0, n0) = (sample.RealsOrNull("x0"), sample.RealsOrNull("n0"));
        var (x1, n1) = (sample.RealsOrNull("x1"), sample.RealsOrNull("n1"));
        return [.. Enumerable.Range(0, sample.Count).Select(i => new TwoPeriodCounts(Events(x0[i], n0[i], "x0", i),
            n0[i] ?? 0, Events(x1[i], n1[i], "x1", i), n1[i] ?? 0))];

        double Events(double? events, double? trials, string column, int row) =>
            events > 0 && !(trials > 0)
                ? throw StatisticsErrors.CountsInvalid(Name, sample.Rows[row] + 1, (long)events, 0)
                : events ?? (trials > 0 ? throw StatisticsErrors.CellEmpty(Name, sample.Rows[row] + 1, column) : 0);
    }
}

sealed class DecompositionAnalysis : TwoPeriodsAnalysis
{
    public override string Name => "decomposition";

    public override IReadOnlyList<Input> Inputs => [Shared.Unit, .. Counts, CaseType];

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("rate0"), new("rate1"), new("change"), new("within_kitagawa"), new("mix_kitagawa"),
        new("within_base_weights"), new("mix_base_rates"), new("interaction"), new("lmdi_within"), new("lmdi_mix"),
        new("within_se_binomial"), new("n_units_rate_up", ColumnKind.Whole), new("n_units_rate_down", ColumnKind.Whole),
        new("simpson_reversal", ColumnKind.Flag), new("within_types_kitagawa"), new("mix_types_kitagawa"),
    ];

    public override ResultShape Shape => ResultShape.Long;

    public override Guide Guide => new("""
        w shares of trials, r rates of units, R of all; change = R1 - R0
        within_kitagawa = Σ (w0 + w1)/2 (r1 - r0); mix_kitagawa = Σ (w1 - w0)((r0 + r1)/2 - (R0 + R1)/2)
        within_base_weights = Σ w0 (r1 - r0); mix_base_rates = Σ (w1 - w0)(r0 - R0); interaction = Σ (w1 - w0)(r1 - r0)
        LMDI, where all have events: L = (w1 r1 - w0 r0)/ln(w1 r1/(w0 r0)); Σ L ln(r1/r0) and Σ L ln(w1/w0)
        With case types, units are their sums: within_kitagawa = within_types_kitagawa + mix_types_kitagawa
        """, "Kitagawa (1955), JASA 50:1168-1194; Ang (2005), Energy Policy 33:867-871; Simpson (1951), "
        + "JRSS B 13:238-241", new("""
        unit,x0,n0,x1,n1
        A,10,100,30,200
        B,20,100,10,50
        """, "",
        [
            new(0, "rate0", "0.15"), new(0, "rate1", "0.16"), new(0, "change", "0.01"),
            new(0, "within_kitagawa", "0.0325"), new(0, "mix_kitagawa", "-0.0225"),
            new(0, "within_base_weights", "0.025"), new(0, "mix_base_rates", "-0.03"), new(0, "interaction", "0.015"),
            new(0, "n_units_rate_up", "1"), new(0, "simpson_reversal", "false"),
        ], "By hand: weights 0.5, 0.5 and 0.8, 0.2; 0.65 · 0.05 = 0.0325; 0.3 · 0.125 - 0.3 · 0.2 = -0.0225"));

    protected override void Analyse(Sample sample, Results results)
    {
        var units = sample.Names("unit");
        var types = sample.Has("case_type") ? sample.Names("case_type") : null;
        var counts = Read(sample, units.Select((unit, i) => unit + '\u0001' + types?[i]));
        var nested = NestedRateChange.Of([.. units.Select((unit, i) => (unit, i)).GroupBy(u => u.unit, u => counts[u.i])
            .Select(cells => (IReadOnlyList<TwoPeriodCounts>)[.. cells])]);
        if (nested is null)
        {
            foreach (var output in Outputs) results.Say(output.Name, null, null, "no_trials");
            return;
        }
        var found = nested.Units;
        object?[] values =
        [
            found.Rate0, found.Rate1, found.Change, found.Within, found.Mix, found.WithinBase, found.MixBase,
            found.Interaction, found.LmdiWithin, found.LmdiMix, found.WithinError, found.Up, found.Down,
            found.IsReversal, types is null ? null : nested.Within, types is null ? null : nested.CellMix,
        ];
        for (var i = 0; i < values.Length; i++)
            results.Say(Outputs[i].Name, values[i], null, values[i] is null ? "not_applicable" : null);
    }
}

sealed class DecompositionUnitsAnalysis : TwoPeriodsAnalysis
{
    public override string Name => "decomposition-units";

    public override IReadOnlyList<Input> Inputs => [Shared.Unit, .. Counts];

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("w0"), new("w1"), new("rate0"), new("rate1"), new("within_kitagawa"), new("mix_kitagawa"),
        new("mix_kitagawa_uncentred"), new("within_base"), new("mix_base"), new("interaction"),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        within_kitagawa = (w0 + w1)/2 (r1 - r0); mix_kitagawa = (w1 - w0)((r0 + r1)/2 - (R0 + R1)/2), R of all
        uncentred: without R; within_base = w0 (r1 - r0); mix_base = (w1 - w0)(r0 - R0)
        interaction = (w1 - w0)(r1 - r0)
        A unit absent in one period takes its rate of the other: all its effect is mix
        """, "Kitagawa (1955), JASA 50:1168-1194", new("""
        unit,x0,n0,x1,n1
        A,10,100,30,200
        B,20,100,10,50
        """, "",
        [
            new(1, "w1", "0.8"), new(1, "within_kitagawa", "0.0325"), new(1, "mix_kitagawa", "-0.009"),
            new(2, "within_kitagawa", "0"), new(2, "mix_kitagawa", "-0.0135"), new(2, "mix_base", "-0.015"),
            new(1, "mix_kitagawa_uncentred", "0.0375"), new(1, "interaction", "0.015"),
        ], "By hand: 0.3 (0.125 - 0.155) = -0.009 and -0.3 (0.2 - 0.155) = -0.0135"));

    protected override void Analyse(Sample sample, Results results)
    {
        var found = RateChange.Of(Read(sample, sample.Names("unit")));
        for (var i = 0; i < sample.Count; i++)
            if (found?.Units[i] is { Rate0: not null } u)
                results.Set(i, [
                    u.Weight0, u.Weight1, u.Rate0, u.Rate1, u.Within, u.Mix, u.MixUncentred, u.WithinBase, u.MixBase,
                    u.Interaction,
                ]);
            else
                results.Set(i, new object?[Outputs.Count], "no_trials");
    }
}
