using Analytics.Tables;

namespace Analytics.Statistics.Decompositions;

/// A case is what is standardised alike: rows are strata of units.
abstract class StandardisationAnalysis : CaseAnalysis
{
    protected static Input StratumName { get; } = new("stratum", ColumnKind.Text, "case_type", "category");

    public override IReadOnlyList<Parameter> Parameters => [Shared.Confidence];

    public override ResultShape Shape => ResultShape.Table;

    /// Units in order of their first row, each with its rows by stratum.
    protected (string Unit, Dictionary<string, int> Rows)[] Units(Sample sample)
    {
        var (units, strata) = (sample.Names("unit"), sample.Texts("stratum"));
        return [.. units.Select((unit, row) => (unit, row)).GroupBy(u => u.unit, u => u.row).Select(rows =>
        {
            var byStratum = new Dictionary<string, int>();
            foreach (var row in rows)
                if (!byStratum.TryAdd(strata[row], row))
                    throw StatisticsErrors.Unsuitable(Name, sample.Rows[row] + 1, "stratum_repeated");
            return (rows.Key, byStratum);
        })];
    }

    protected (long[] Events, long[] Trials) Counts(Sample sample)
    {
        var (x, n) = (sample.WholesOrNull("events"), sample.WholesOrNull("trials"));
        for (var i = 0; i < sample.Count; i++)
            if ((x[i] ?? 0) > (n[i] ?? 0))
                throw StatisticsErrors.CountsInvalid(Name, sample.Rows[i] + 1, x[i] ?? 0, n[i] ?? 0);
            else if (n[i] > 0 && x[i] is null)
                throw StatisticsErrors.CellEmpty(Name, sample.Rows[i] + 1, "events");
        return ([.. x.Select(v => v ?? 0)], [.. n.Select(v => v ?? 0)]);
    }

    /// What the rows say of a stratum, the same wherever they do.
    protected Dictionary<string, double> Standard(Sample sample, string input)
    {
        var (strata, said, standard) = (sample.Texts("stratum"), sample.Reals(input), new Dictionary<string, double>());
        for (var i = 0; i < said.Length; i++)
            if (!standard.TryAdd(strata[i], said[i]) && standard[strata[i]] != said[i])
                throw StatisticsErrors.Unsuitable(Name, sample.Rows[i] + 1, "standard_differs");
        return standard;
    }
}

sealed class DirectStandardisationAnalysis : StandardisationAnalysis
{
    public override string Name => "direct-standardisation";

    public override IReadOnlyList<Input> Inputs =>
    [
        Shared.Unit with { IsOptional = false }, StratumName, Shared.Events, Shared.Trials,
        new("std_weight", ColumnKind.Real, "weight", "standard_weight") { Min = 0 },
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("unit", ColumnKind.Text), new("crude"), new("standardised"), new("se"), new("lo"), new("hi"),
        new("log_lo"), new("log_hi"),
    ];

    public override Guide Guide => new("""
        standardised = Σ W p, p = x/n of a stratum, W the standard's weights made to add up to 1
        se = √(Σ W² p (1 - p)/n)
        lo, hi = standardised ± z se, within 0 and 1; log_lo, log_hi = standardised · exp(± z se/standardised)
        A stratum of weight without trials leaves the unit without a standardised rate
        """, "Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 19.2", new("""
        unit,stratum,x,n,std_weight
        A,land,20,100,1
        A,other,10,100,3
        B,land,10,100,1
        B,other,0,0,3
        """, "",
        [
            new(1, "crude", "0.15"), new(1, "standardised", "0.125"), new(1, "se", "0.02462"), new(1, "lo", "0.0767"),
            new(1, "hi", "0.1733"), new(2, "crude", "0.1"), new(2, "not_computable",
            "standardised=no_trials; se=no_trials; lo=no_trials; hi=no_trials; log_lo=no_trials; log_hi=no_trials"),
        ], "By hand: 0.25 · 0.2 + 0.75 · 0.1; √(0.0625 · 0.0016 + 0.5625 · 0.0009)"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (x, n) = Counts(sample);
        var weights = Standard(sample, "std_weight");
        if (!(weights.Values.Sum() > 0))
            throw StatisticsErrors.Unsuitable(Name, sample.Rows[0] + 1, "weights_zero");
        var z = SpecialFunctions.TwoSidedNormal(sample.Settings.Number("confidence"));
        foreach (var (unit, rows) in Units(sample))
        {
            var found = DirectRate.Of([.. weights.Select(w => rows.TryGetValue(w.Key, out var row)
                ? new Stratum(x[row], n[row], w.Value) : new(0, 0, w.Value))]);
            if (found is not (_, { } rate, { } error))
            {
                var why = weights.Any(w => w.Value > 0 && !rows.ContainsKey(w.Key)) ? "missing" : "no_trials";
                string[] empty = ["standardised", "se", "lo", "hi", "log_lo", "log_hi"];
                if (found.Crude is null) empty = ["crude", .. empty];
                results.Add([unit, found.Crude, null, null, null, null, null, null], string.Join("; ",
                    empty.Select(column => $"{column}={(column == "crude" ? "no_trials" : why)}")));
                continue;
            }
            var spread = rate > 0 ? Math.Exp(z * error / rate) : 0;
            results.Add([
                unit, found.Crude, rate, error, Math.Max(0, rate - z * error), Math.Min(1, rate + z * error),
                rate > 0 && double.IsFinite(spread) ? rate / spread : null,
                rate > 0 && double.IsFinite(spread) ? rate * spread : null,
            ], rate > 0 && double.IsFinite(spread) ? null : "log_lo=not_applicable; log_hi=not_applicable");
        }
    }
}

sealed class IndirectStandardisationAnalysis : StandardisationAnalysis
{
    public override string Name => "indirect-standardisation";

    public override IReadOnlyList<Input> Inputs =>
    [
        Shared.Unit with { IsOptional = false }, StratumName, Shared.Events, Shared.Trials,
        new("std_rate", ColumnKind.Real, "standard_rate", "reference_rate") { IsOptional = true, Min = 0 },
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("unit", ColumnKind.Text), new("observed", ColumnKind.Whole), new("expected"), new("ratio"), new("exact_lo"),
        new("exact_hi"), new("byar_lo"), new("byar_hi"), new("standardised"),
    ];

    public override Guide Guide => new("""
        expected = Σ n P over strata, P the standard's rate, of all units together unless given
        ratio = observed/expected
        exact: Poisson limits of the observed over the expected
        Byar: O (1 - 1/(9 O) - z/(3 √O))³ and the same of O + 1 with + z
        standardised = ratio times the rate of all units together, where these are the standard
        """, "Breslow and Day (1987), Statistical Methods in Cancer Research II, 2.3; Garwood (1936), "
        + "Biometrika 28:437-442", new("""
        unit,stratum,x,n,std_rate
        A,land,6,20,0.1
        A,other,4,60,0.05
        B,land,2,10,0.1
        """, "",
        [
            new(1, "observed", "10"), new(1, "expected", "5"), new(1, "ratio", "2"), new(1, "exact_lo", "0.959"),
            new(1, "exact_hi", "3.678"), new(1, "byar_lo", "0.957"), new(1, "byar_hi", "3.678"), new(2, "ratio", "2"),
        ], "By hand: 20 · 0.1 + 60 · 0.05; exact limits of 10 events are 4.795 and 18.390 (Garwood 1936), Byar's 10 · "
        + "0.78229³ and 11 · 1.18689³"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (x, n) = Counts(sample);
        var (strata, units) = (sample.Texts("stratum"), Units(sample));
        var confidence = sample.Settings.Number("confidence");
        var rates = sample.Has("std_rate") ? Standard(sample, "std_rate") : strata.Select((s, row) => (s, row))
            .GroupBy(s => s.s, s => s.row).ToDictionary(rows => rows.Key, rows =>
                rows.Sum(row => n[row]) is > 0 and var all ? rows.Sum(row => x[row]) / (double)all : 0);
        // Of a standard from elsewhere the rates alone are known.
        double? overall = !sample.Has("std_rate") && n.Sum() > 0 ? x.Sum() / (double)n.Sum() : null;
        foreach (var (unit, rows) in units)
        {
            var found = IndirectRatio.Of([.. rows.Values.Order().Select(row =>
                new Stratum(x[row], n[row], rates[strata[row]]))]);
            var (exact, byar) = (found.Exact(confidence), found.Byar(confidence));
            results.Add([
                unit, found.Observed, found.Expected, found.Ratio, exact?.Low, exact?.High, byar?.Low, byar?.High,
                found.Ratio * overall,
            ], found.Ratio is null ? rows.Values.All(row => n[row] == 0) ? "no_trials" : "zero_base"
                : overall is null ? "standardised=not_applicable" : null);
        }
    }
}
