using Analytics.Tables;

namespace Analytics.Statistics.Composites;

// Weights of indicators from their values alone.
abstract class DataWeightsAnalysis : CaseAnalysis
{
    protected override IReadOnlyList<string> CaseColumns => IndexSheet.Together;

    public override IReadOnlyList<Input> Inputs =>
        [IndexSheet.Unit, IndexSheet.Indicator, IndexSheet.Value, IndexSheet.Direction];

    public override ResultShape Shape => ResultShape.Table;
}

sealed class EntropyWeightsAnalysis : DataWeightsAnalysis
{
    public override string Name => "entropy-weights";

    public override IReadOnlyList<Parameter> Parameters =>
        [new("normalisation", ParameterKind.Word, "minmax") { Choices = ["minmax", "none"] }];

    public override IReadOnlyList<Output> Outputs =>
        [new("indicator", ColumnKind.Text), new("entropy"), new("divergence"), new("weight")];

    public override Guide Guide => new("""
        p(u) = x(u)/Σ x; entropy e = -Σ p ln p / ln n; divergence 1 - e; weight: divergence over the sum of all;
        x scaled to 0 to 1 by least and greatest first, unless normalisation is none
        """, "Shannon (1948), Bell System Technical Journal 27:379-423; Hwang and Yoon (1981), Multiple Attribute "
        + "Decision Making, section 3.3", new("""
        unit,indicator,value
        1,all,1
        2,all,1
        3,all,1
        4,all,1
        1,half,3
        2,half,3
        3,half,0
        4,half,0
        1,one,5
        2,one,0
        3,one,0
        4,one,0
        """, "normalisation=none",
        [
            new(1, "entropy", "1"), new(2, "entropy", "0.5000"), new(3, "entropy", "0"), new(1, "weight", "0"),
            new(2, "weight", "0.33333"), new(3, "weight", "0.66667"),
        ], "By hand: ln 4/ln 4, ln 2/ln 4 and 0; (0, ½, 1) over 3/2"));

    protected override void Analyse(Sample sample, Results results)
    {
        var sheet = IndexSheet.Of(sample, this);
        var values = sheet.Values;
        var columns = sheet.Indicators.Select((indicator, i) =>
        {
            var column = values.Select(row => row[i]).ToArray();
            if (sample.Settings.Word("normalisation") == "none")
                return column.All(v => v is null or >= 0) && indicator.LowerBetter is null or false ? column
                    : throw StatisticsErrors.Unsuitable(Name, sheet.FirstRow + 1, "entropy-negative");
            return Normalisation.MinMax(column, indicator.LowerBetter ?? false, 0, 1)
                ?? [.. column.Select(v => v is null ? null : (double?)1)];
        }).ToArray();
        var found = EntropyWeights.Of(columns);
        for (var i = 0; i < columns.Length; i++)
            results.Add([sheet.Indicators[i].Name, found?.Entropies[i] ?? 1, 1 - (found?.Entropies[i] ?? 1),
                found?.Weights[i]], found is null ? "weight=constant" : null);
    }
}

sealed class PcaWeightsAnalysis : DataWeightsAnalysis
{
    public override string Name => "pca-weights";

    public override IReadOnlyList<Parameter> Parameters =>
        [new("components", ParameterKind.Word, "first") { Choices = ["first", "above_one"] }];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("indicator", ColumnKind.Text), new("loading"), new("communality"), new("weight"), new("first_share"),
        new("components", ColumnKind.Whole),
    ];

    public override Guide Guide => new("""
        R v = λ v, R the correlations of the indicators over units that have them all, with the sign of their direction;
        loading: v of the first component; communality: Σ λ v² over the components used (the first, or all with
        λ > 1); weight: communality over the sum of all; first_share: λ of the first over the number of indicators
        """, "OECD/JRC (2008), Handbook, step 6 (weights by principal components)", new("""
        unit,indicator,value
        1,x,1
        2,x,2
        3,x,3
        4,x,4
        1,y,1
        2,y,3
        3,y,2
        4,y,4
        1,z,1
        2,z,0
        3,z,0
        4,z,1
        """, "",
        [
            new(1, "weight", "0.5000"), new(2, "weight", "0.5000"), new(3, "weight", "0.0000"),
            new(1, "communality", "0.9000"), new(1, "loading", "0.7071"), new(1, "first_share", "0.6000"),
        ], "By hand: x and y have r = 0.8, z is uncorrelated with both; eigenvalues 1.8, 1 and 0.2"));

    protected override void Analyse(Sample sample, Results results)
    {
        var sheet = IndexSheet.Of(sample, this);
        var columns = sheet.CompleteColumns().Zip(sheet.Indicators, (column, indicator) =>
            indicator.LowerBetter == true ? [.. column.Select(x => -x)] : column).ToArray();
        var enough = columns.Length > 0 && columns[0].Length > 2;
        var found = enough ? PrincipalComponents.Of(columns) : null;
        var above = sample.Settings.Word("components") == "above_one";
        var (weights, used) = (found?.Weights(above), found is null ? (int?)null
            : above ? found.CountAboveOne : 1);
        for (var i = 0; i < columns.Length; i++)
            results.Add([sheet.Indicators[i].Name, found?.Vectors[0][i], found is null ? null : Enumerable
                .Range(0, used!.Value).Sum(k => found.Eigenvalues[k] * found.Vectors[k][i] * found.Vectors[k][i]),
                weights?[i], found?.Eigenvalues[0] / columns.Length, used],
                found is not null ? null : enough ? "constant" : "too_few");
    }
}
