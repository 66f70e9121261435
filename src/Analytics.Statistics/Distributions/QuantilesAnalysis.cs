using System.Globalization;
using Analytics.Tables;

namespace Analytics.Statistics.Distributions;

// Quantiles of a case's values, a row a probability.
sealed class QuantilesAnalysis : CaseAnalysis
{
    static readonly int[] Types = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    public override string Name => "quantiles";

    public override IReadOnlyList<Input> Inputs => [new("value", ColumnKind.Real, "x", "y")];

    public override IReadOnlyList<Parameter> Parameters =>
        [new("p", ParameterKind.Word, "0,0.1,0.2,0.25,0.5,0.75,0.9,1") { Aliases = ["probabilities"] }];

    public override IReadOnlyList<Output> Outputs =>
        [new("p"), .. Types.Select(type => new Output($"type{type.ToString(CultureInfo.InvariantCulture)}"))];

    public override ResultShape Shape => ResultShape.Table;

    public override Guide Guide => new("""
        between order statistics at the rank m + p n, m of type 4: 0; 5: 1/2; 6: p; 7: 1 - p;
        8: (p + 1)/3; 9: p/4 + 3/8;
        steps: 1 the inverse of the distribution function, 2 the same with means at its jumps, 3 the nearest even rank
        """, "Hyndman and Fan (1996), American Statistician 50:361-365", new("""
        value
        1
        2
        3
        4
        """, "p=0.25,0.5",
        [
            new(1, "type1", "1"), new(1, "type2", "1.5"), new(1, "type6", "1.25"), new(1, "type7", "1.75"),
            new(2, "type2", "2.5"), new(2, "type7", "2.5"), new(1, "type5", "1.5"), new(1, "type8", "1.416667"),
        ],
        "By hand from the ranks: type 8 at 1/3 + 0.25 · 4 1/3 = 1.416667"));

    protected override void Analyse(Sample sample, Results results)
    {
        double[] sorted = [.. sample.RealsOrNull("value").Where(v => v is not null).Select(v => v!.Value).Order()];
        foreach (var p in Probabilities(sample.Settings.Word("p")))
            if (sorted.Length == 0) results.Add([p, .. new object?[Types.Length]], "too_few");
            else results.Add([p, .. Types.Select(type => (object?)Quantiles.Of(sorted, p, type))]);
    }

    double[] Probabilities(string text) => [.. text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries
        | StringSplitOptions.TrimEntries).Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var p) && p is >= 0 and <= 1
                ? p : throw StatisticsErrors.ParameterInvalid(Name, "p", text, "[0, 1], [0, 1], …"))];
}
