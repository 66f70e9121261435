using System.Globalization;
using Analytics.Tables;

namespace Analytics.Statistics.Composites;

// Results of a model run elsewhere on Saltelli's design become shares of variance.
sealed class SobolAnalysis : CaseAnalysis
{
    // More sources than these columns are told by the parameter.
    const int MostNamed = 8;

    public override string Name => "sobol";

    public override IReadOnlyList<Input> Inputs =>
    [
        new("y", ColumnKind.Real, "value") { Min = -IndexSheet.Most, Max = IndexSheet.Most },
        new("row", ColumnKind.Whole) { IsOptional = true },
        .. Enumerable.Range(1, MostNamed).Select(i => new Input(Point(i), ColumnKind.Real) { IsOptional = true }),
    ];

    public override IReadOnlyList<Parameter> Parameters =>
        [new("sources", ParameterKind.Whole) { Min = 1, Max = 1000, Aliases = ["d"] }];

    public override IReadOnlyList<Output> Outputs =>
    [
        Key("S1_saltelli2010", true), Key("ST_jansen", true), Key("S1_jansen", true), Key("variance"), Key("N"),
        Key("d"),
    ];

    public override ResultShape Shape => ResultShape.Long;

    public override Guide Guide => new("""
        rows: the N of sample A, the N of B, then for each source the N of A with this source from B;
        S1 = mean(yB (yAB - yA))/V, ST = mean((yA - yAB)²)/(2V), V the variance of yA and yB together;
        S1 after Jansen: 1 - mean((yB - yAB)²)/(2V)
        """, "Saltelli et al. (2010), Computer Physics Communications 181:259-270; Jansen (1999), ibid. 117:35-43",
        new("""
        u1,u2,y
        0,0,0
        1,1,3
        1,0,1
        0,1,2
        1,0,1
        0,1,2
        0,0,0
        1,1,3
        """, "",
        [
            new(0, "N", "2"), new(0, "d", "2"), new(0, "variance", "1.6667"), new(1, "S1_saltelli2010", "-0.3"),
            new(1, "ST_jansen", "0.3"), new(2, "S1_jansen", "0.7"), new(2, "ST_jansen", "0.0"),
        ], "By hand, y = u1 + 2 u2: V of 0, 3, 1, 2 is 5/3; source 1: (1·1 + 2·(-1))/2/V, (1 + 1)/2/2V; source 2 has "
            + "the same value in both samples: no total, 1 - (1 + 1)/2/2V"));

    protected override void Analyse(Sample sample, Results results)
    {
        var y = sample.Reals("y");
        var rows = sample.WholesOrNull("row");
        if (rows.All(r => r is not null)) y = [.. y.Zip(rows).OrderBy(p => p.Second).Select(p => p.First)];
        var d = (int)(sample.Settings.WholeOrNull("sources") ?? Named(sample));
        if (d == 0 || y.Length % (d + 2) != 0 || y.Length == 0)
            throw StatisticsErrors.Unsuitable(Name, sample.Rows[0] + 1, "sobol-rows");
        var n = y.Length / (d + 2);
        var found = Sobol.Indices(y.AsSpan(0, n), y.AsSpan(n, n),
            [.. Enumerable.Range(2, d).Select(k => y[(k * n)..((k + 1) * n)])]);
        var reason = n < 2 ? "too_few" : "no_variation";
        for (var i = 0; i < d; i++)
        {
            Say("S1_saltelli2010", found?.First[i], i + 1);
            Say("ST_jansen", found?.Total[i], i + 1);
            Say("S1_jansen", found?.FirstJansen[i], i + 1);
        }
        Say("variance", found?.Variance, null);
        results.Say("N", n);
        results.Say("d", d);

        void Say(string key, double? value, object? index) =>
            results.Say(key, value, index, value is null ? reason : null);
    }

    // Columns u1, u2, … hold the points; those without a value belong to other cases.
    static int Named(Sample sample) => Enumerable.Range(1, MostNamed)
        .TakeWhile(i => sample.RealsOrNull(Point(i)).Any(u => u is not null)).Count();

    static string Point(int source) => "u" + source.ToString(CultureInfo.InvariantCulture);

    static Output Key(string name, bool indexed = false) => new(name, ColumnKind.Scalar) { IsIndexed = indexed };
}
