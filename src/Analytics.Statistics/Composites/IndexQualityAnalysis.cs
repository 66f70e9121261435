using Analytics.Tables;

namespace Analytics.Statistics.Composites;

// Whether indicators hang together, and which of them an average really listens to.
sealed class IndexQualityAnalysis : CaseAnalysis
{
    public override string Name => "index-quality";

    protected override IReadOnlyList<string> CaseColumns => IndexSheet.Together;

    public override IReadOnlyList<Input> Inputs =>
        [IndexSheet.Unit, IndexSheet.Indicator, IndexSheet.Value, IndexSheet.Weight];

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<Output> Outputs =>
    [
        Key("indicator", true), Key("units"), Key("complete_units"), Key("skew_type2", true), Key("kurt_type2", true),
        Key("needs_treatment", true), Key("cronbach_alpha_std"), Key("cronbach_alpha_raw"), Key("pearson_lower", true),
        Key("spearman_lower", true), Key("kendall_lower", true), Key("pca_eigenvalues", true),
        Key("pca1_loading_abs", true), Key("pca1_weights_squared", true), Key("pca1_share"),
        Key("pearson_with_score", true), Key("pearson_squared", true), Key("correlation_ratio", true),
        Key("effective_weight", true),
    ];

    public override ResultShape Shape => ResultShape.Long;

    public override Guide Guide => new("""
        skewness G1 = g1 √(n(n-1))/(n-2), kurtosis G2 = ((n+1) g2 + 6)(n-1)/((n-2)(n-3)); to be treated where |G1| > 2
        and G2 > 3.5; alpha: standardised k r̄/(1 + (k-1) r̄), raw k/(k-1) (1 - Σ var/var(total)); correlations below
        the diagonal, column by column; components of the correlation matrix;
        against the arithmetic mean of the indicators
        with their weights: r, r², the share of its variance a parabola in the indicator takes up (correlation_ratio),
        and that share of the sum of all (effective_weight)
        """, "OECD/JRC (2008), Handbook, step 4; Cronbach (1951), Psychometrika 16:297-334; Paruolo, Saisana and "
        + "Saltelli (2013), JRSS A 176:609-634", new("""
        unit,indicator,value
        a,x,1
        b,x,2
        c,x,3
        d,x,4
        a,y,1
        b,y,3
        c,y,2
        d,y,4
        """, "",
        [
            new(1, "pearson_lower", "0.8"), new(1, "kendall_lower", "0.667"), new(0, "cronbach_alpha_std", "0.889"),
            new(0, "cronbach_alpha_raw", "0.889"), new(1, "pca_eigenvalues", "1.8"), new(2, "pca_eigenvalues", "0.2"),
            new(0, "pca1_share", "0.9"), new(1, "kurt_type2", "-1.2"), new(1, "pearson_squared", "0.9"),
            new(1, "effective_weight", "0.5"),
        ], "By hand: r = 1 - 6 · 2/(4 · 15) = 0.8; α = 1.6/1.8; eigenvalues 1 ± r; r with the mean √((1 + r)/2)"));

    protected override void Analyse(Sample sample, Results results)
    {
        var sheet = IndexSheet.Of(sample, this);
        var (values, columns, weights) = (sheet.Values, sheet.CompleteColumns(), sheet.WeightsFor(Name));
        results.Say("units", values.Length);
        results.Say("complete_units", columns.Length == 0 ? 0 : columns[0].Length);
        for (var i = 0; i < columns.Length; i++)
        {
            var present = values.Where(row => row[i] is not null).Select(row => row[i]!.Value).ToArray();
            var (skewness, kurtosis) = (Moments.Skewness(present), Moments.Kurtosis(present));
            var reason = present.Length > 1 && Moments.IsConstant(present) ? "constant" : "too_few";
            results.Say("indicator", sheet.Indicators[i].Name, i + 1);
            Said("skew_type2", skewness, i + 1, reason);
            Said("kurt_type2", kurtosis, i + 1, reason);
            results.Say("needs_treatment", kurtosis is null ? null : Treatment.IsNeeded(present), i + 1,
                kurtosis is null ? reason : null);
        }
        var why = columns.Length < 2 || columns[0].Length < 3 ? "too_few" : "constant";
        var correlated = Lower((a, b) => Correlation.Pearson(a, b), "pearson_lower");
        Lower((a, b) => Correlation.Spearman(a, b), "spearman_lower");
        Lower((a, b) => Correlation.Kendall(a, b), "kendall_lower");
        var (standard, raw) = Alpha(columns, correlated);
        Said("cronbach_alpha_std", standard, null, why);
        Said("cronbach_alpha_raw", raw, null, why);
        Components(columns.Length > 1 && columns[0].Length > 2 ? PrincipalComponents.Of(columns) : null);
        Influence();

        void Said(string key, double? value, object? index, string reason) =>
            results.Say(key, value, index, value is null ? reason : null);

        // Column by column below the diagonal.
        List<double?> Lower(Func<double[], double[], double?> of, string key)
        {
            var found = new List<double?>();
            for (var j = 0; j < columns.Length; j++)
                for (var i = j + 1; i < columns.Length; i++)
                {
                    found.Add(columns[i].Length < 3 ? null : of(columns[i], columns[j]));
                    Said(key, found[^1], found.Count, why);
                }
            return found;
        }

        void Components(PrincipalComponents? found)
        {
            var squared = found?.Weights(allAboveOne: false);
            for (var i = 0; i < columns.Length; i++)
            {
                Said("pca_eigenvalues", found?.Eigenvalues[i], i + 1, why);
                Said("pca1_loading_abs", found is null ? null : Math.Abs(found.Vectors[0][i]), i + 1, why);
                Said("pca1_weights_squared", squared?[i], i + 1, why);
            }
            Said("pca1_share", found?.Eigenvalues[0] / columns.Length, null, why);
        }

        void Influence()
        {
            var units = columns.Length == 0 ? 0 : columns[0].Length;
            var scores = Enumerable.Range(0, units).Select(u =>
                Aggregation.Arithmetic([.. columns.Select(c => (double?)c[u])], weights) ?? 0).ToArray();
            var ratios = columns.Select(c => Correlation.Ratio(c, scores)).ToArray();
            for (var i = 0; i < columns.Length; i++)
            {
                var r = units < 3 ? null : Correlation.Pearson(columns[i], scores);
                Said("pearson_with_score", r, i + 1, why);
                Said("pearson_squared", r * r, i + 1, why);
                var unknown = units < 4 ? "too_few" : "constant";
                Said("correlation_ratio", ratios[i], i + 1, unknown);
                Said("effective_weight", ratios.Sum() > 0 ? ratios[i] / ratios.Sum() : null, i + 1, unknown);
            }
        }
    }

    static (double? Standard, double? Raw) Alpha(double[][] columns, List<double?> correlations)
    {
        double k = columns.Length;
        if (k < 2 || columns[0].Length < 3) return (null, null);
        var totals = Enumerable.Range(0, columns[0].Length).Select(u => columns.Sum(c => c[u])).ToArray();
        double? standard = null;
        if (correlations.All(r => r is not null))
        {
            var mean = CompensatedSum.Of([.. correlations.Select(r => r!.Value)]) / correlations.Count;
            // Two indicators that mirror each other have no common part to compare with.
            if (1 + (k - 1) * mean > 1e-12) standard = k * mean / (1 + (k - 1) * mean);
        }
        var (parts, total) = (columns.Sum(c => Moments.Variance(c)), Moments.Variance(totals));
        return (standard, total > 1e-14 * parts ? k / (k - 1) * (1 - parts / total) : null);
    }

    static Output Key(string name, bool indexed = false) => new(name, ColumnKind.Scalar) { IsIndexed = indexed };
}
