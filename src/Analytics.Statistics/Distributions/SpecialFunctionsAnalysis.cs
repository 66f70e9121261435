using Analytics.Tables;

namespace Analytics.Statistics.Distributions;

// One function value a row, called as in R, so that a machine and this room's functions can be checked from outside.
sealed class SpecialFunctionsAnalysis : CaseAnalysis
{
    public override string Name => "special-functions";

    public override IReadOnlyList<Input> Inputs =>
    [
        new("fn", ColumnKind.Text, "function"), new("a1", ColumnKind.Real),
        new("a2", ColumnKind.Real) { IsOptional = true }, new("a3", ColumnKind.Real) { IsOptional = true },
        new("a4", ColumnKind.Real) { IsOptional = true },
    ];

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<Output> Outputs => [new("value", ColumnKind.Scalar)];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        d mass or density, p probability up to a1, q its inverse, with the arguments in R's order;
        _upper: beyond a1; _upper_ge: a1 or more
        """, "Abramowitz and Stegun (1964), Handbook of Mathematical Functions", new("""
        fn,a1,a2,a3
        pnorm,1.96,,
        qt,0.975,10,
        qchisq,0.95,3,
        pbinom,2,5,0.5
        """, "",
        [new(1, "value", "0.97500"), new(2, "value", "2.228"), new(3, "value", "7.815"), new(4, "value", "0.5")],
        "Tables 26.1, 26.10 and 26.8 there; 16 of 32 by hand"));

    protected override void Analyse(Sample sample, Results results)
    {
        var names = sample.Texts("fn");
        var first = sample.Reals("a1");
        double?[][] more = [sample.RealsOrNull("a2"), sample.RealsOrNull("a3"), sample.RealsOrNull("a4")];
        for (var i = 0; i < names.Length; i++)
        {
            if (!Functions.TryGetValue(names[i], out var function))
                throw StatisticsErrors.CellInvalid(Name, sample.Rows[i] + 1, "fn", names[i],
                    string.Join(" | ", Functions.Keys));
            double[] given = [first[i], .. more.Select(column => column[i]).TakeWhile(a => a is not null)
                .Select(a => a!.Value)];
            var reason = given.Length != function.Arguments ? "missing"
                : function.IsDefined(given) ? null : "not_applicable";
            var value = reason is null ? function.At(given) : (double?)null;
            results.Set(i, [value is double.NaN ? null : value], value is double.NaN ? "not_applicable" : reason);
        }
    }

    sealed record Function(int Arguments, Func<double[], bool> IsDefined, Func<double[], double> At);

    static readonly SortedDictionary<string, Function> Functions = new(StringComparer.Ordinal)
    {
        ["pnorm"] = new(1, _ => true, a => SpecialFunctions.NormalCdf(a[0])),
        ["pnorm_upper"] = new(1, _ => true, a => SpecialFunctions.NormalCdf(-a[0])),
        ["qnorm"] = new(1, Share, a => SpecialFunctions.NormalQuantile(a[0])),
        ["pt"] = new(2, a => a[1] > 0, a => SpecialFunctions.StudentCdf(a[0], a[1])),
        ["qt"] = new(2, a => Share(a) && a[1] > 0, a => SpecialFunctions.StudentQuantile(a[0], a[1])),
        ["pchisq"] = new(2, a => a[1] > 0, a => SpecialFunctions.GammaLower(a[0] / 2, a[1] / 2)),
        ["pchisq_upper"] = new(2, a => a[1] > 0, a => SpecialFunctions.GammaUpper(a[0] / 2, a[1] / 2)),
        ["qchisq"] = new(2, a => Share(a) && a[1] > 0, a => SpecialFunctions.ChiSquaredQuantile(a[0], a[1])),
        ["pf_upper"] = new(3, a => a[1] > 0 && a[2] > 0, a => SpecialFunctions.FisherUpper(a[0], a[1], a[2])),
        ["qf"] = new(3, a => Share(a) && a[1] > 0 && a[2] > 0,
            a => SpecialFunctions.FisherQuantile(a[0], a[1], a[2])),
        ["pbeta"] = new(3, a => a[1] > 0 && a[2] > 0, a => SpecialFunctions.BetaRegularized(a[0], a[1], a[2])),
        ["qbeta"] = new(3, a => Share(a) && a[1] > 0 && a[2] > 0,
            a => SpecialFunctions.BetaQuantile(a[0], a[1], a[2])),
        ["lbeta"] = new(2, a => a[0] > 0 && a[1] > 0, a => SpecialFunctions.LogBeta(a[0], a[1])),
        ["lgamma"] = new(1, a => a[0] > 0, a => SpecialFunctions.LogGamma(a[0])),
        ["digamma"] = new(1, a => a[0] > 0, a => SpecialFunctions.Digamma(a[0])),
        ["pgamma_lower_regularised"] = new(2, a => a[1] > 0, a => SpecialFunctions.GammaLower(a[0], a[1])),
        ["pgamma_upper_regularised"] = new(2, a => a[1] > 0, a => SpecialFunctions.GammaUpper(a[0], a[1])),
        ["qgamma"] = new(2, a => Share(a) && a[1] > 0, a => SpecialFunctions.GammaQuantile(a[0], a[1])),
        ["dbinom"] = new(3, Binomial, a => SpecialFunctions.BinomialMass((long)a[0], (long)a[1], a[2])),
        ["pbinom"] = new(3, Binomial, a => SpecialFunctions.BinomialCdf((long)a[0], (long)a[1], a[2])),
        ["pbinom_upper_ge"] = new(3, Binomial, a => SpecialFunctions.BinomialUpper((long)a[0], (long)a[1], a[2])),
        ["qbinom"] = new(3, a => Share(a) && Whole(a[1]) && a[2] is >= 0 and <= 1,
            a => SpecialFunctions.BinomialQuantile(a[0], (long)a[1], a[2])),
        ["dhyper"] = new(4, a => Array.TrueForAll(a, Whole) && a[3] <= a[1] + a[2],
            a => SpecialFunctions.HypergeometricMass((long)a[0], (long)a[1], (long)a[2], (long)a[3])),
        ["phyper"] = new(4, a => Array.TrueForAll(a, Whole) && a[3] <= a[1] + a[2],
            a => SpecialFunctions.HypergeometricCdf((long)a[0], (long)a[1], (long)a[2], (long)a[3])),
        ["ptukey"] = new(3, a => a[1] >= 2 && a[2] >= 2,
            a => SpecialFunctions.StudentizedRangeCdf(a[0], a[1], a[2])),
    };

    static bool Share(double[] a) => a[0] is >= 0 and <= 1;

    static bool Whole(double a) => a >= 0 && a <= 1L << 52 && a == Math.Floor(a);

    static bool Binomial(double[] a) => Math.Abs(a[0]) <= 1L << 52 && a[0] == Math.Floor(a[0]) && Whole(a[1])
        && a[2] is >= 0 and <= 1;
}
