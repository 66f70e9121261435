using System.Globalization;
using Analytics.Tables;

namespace Analytics.Statistics.Composites;

// Judgements of pairs, one a row; the reciprocals are added.
sealed class AhpAnalysis : CaseAnalysis
{
    public override string Name => "ahp";

    public override IReadOnlyList<Input> Inputs =>
    [
        new("i", ColumnKind.Text, "row_item"), new("j", ColumnKind.Text, "column_item"),
        new("judgement", ColumnKind.Text, "value"),
    ];

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("item", ColumnKind.Text), new("weight"), new("weight_geometric"), new("lambda_max"),
        new("consistency_index"), new("consistency_ratio"), new("is_consistent", ColumnKind.Flag),
    ];

    public override ResultShape Shape => ResultShape.Table;

    public override Guide Guide => new("""
        A w = λ w with a(i,j) how many times i matters more than j and a(j,i) = 1/a(i,j); geometric: Π a(i,j)^(1/n);
        both scaled to add up to 1; consistency index (λ - n)/(n - 1), ratio: over the index of random judgements
        (0.58 0.90 1.12 1.24 1.32 1.41 1.45 1.49 1.51 1.48 1.56 1.57 1.59 for 3 to 15 items), consistent below 0.1
        """, "Saaty (1980), The Analytic Hierarchy Process, McGraw-Hill", new("""
        i,j,judgement
        coffee,wine,9
        coffee,tea,5
        coffee,beer,2
        coffee,sodas,1
        coffee,milk,1
        coffee,water,1/2
        wine,tea,1/3
        wine,beer,1/9
        wine,sodas,1/9
        wine,milk,1/9
        wine,water,1/9
        tea,beer,1/3
        tea,sodas,1/4
        tea,milk,1/3
        tea,water,1/9
        beer,sodas,1/2
        beer,milk,1
        beer,water,1/3
        sodas,milk,2
        sodas,water,1/2
        milk,water,1/3
        """, "",
        [
            new(1, "weight", "0.177"), new(2, "weight", "0.019"), new(3, "weight", "0.042"), new(4, "weight", "0.116"),
            new(5, "weight", "0.190"), new(6, "weight", "0.129"), new(7, "weight", "0.327"),
            new(1, "consistency_ratio", "0.022"), new(1, "is_consistent", "true"),
        ], "Saaty (2008), International Journal of Services Sciences 1:83-98, table 3"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (left, right, said) = (sample.Texts("i"), sample.Texts("j"), sample.Texts("judgement"));
        string[] items = [.. left.Concat(right).Distinct()];
        var first = items.Select((item, place) => (item, place)).ToDictionary(p => p.item, p => p.place);
        var order = items.OrderBy(item => Array.IndexOf(left, item) is var at && at < 0 ? int.MaxValue : at)
            .ThenBy(item => first[item]).ToArray();
        var place = order.Select((item, i) => (item, i)).ToDictionary(p => p.item, p => p.i);
        var matrix = new double[order.Length, order.Length];
        for (var k = 0; k < order.Length; k++) matrix[k, k] = 1;
        for (var row = 0; row < left.Length; row++)
        {
            if (Parsed(said[row]) is not { } judgement)
                throw StatisticsErrors.CellInvalid(Name, sample.Rows[row] + 1, "judgement", said[row], "> 0, 3, 1/3");
            var (a, b) = (place[left[row]], place[right[row]]);
            if (matrix[a, b] != 0 && Math.Abs(matrix[a, b] / judgement - 1) > 0.05)
                throw StatisticsErrors.Unsuitable(Name, sample.Rows[row] + 1, "ahp-contradiction");
            // Of a reciprocal with few digits, 0.333, the other side is the exact one.
            if (matrix[a, b] == 0 || judgement > 1) (matrix[a, b], matrix[b, a]) = (judgement, 1 / judgement);
        }
        if (Enumerable.Range(0, order.Length).Any(a => Enumerable.Range(0, order.Length).Any(b => matrix[a, b] == 0)))
            throw StatisticsErrors.Unsuitable(Name, sample.Rows[0] + 1, "ahp-incomplete");
        var found = AnalyticHierarchy.Of(matrix);
        for (var k = 0; k < order.Length; k++)
            results.Add([order[k], found.Weights[k], found.GeometricWeights[k], found.LambdaMax, found.ConsistencyIndex,
                found.ConsistencyRatio, found.IsConsistent], found.ConsistencyRatio is null
                ? "consistency_ratio=not_applicable; is_consistent=not_applicable" : null);
    }

    // A number or a fraction, within the range in which reciprocals and powers hold their digits.
    static double? Parsed(string text)
    {
        var parts = text.Split('/');
        if (parts.Length > 2) return null;
        var value = 1.0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return null;
            value = i == 0 ? number : value / number;
        }
        return value is > 1e-9 and < 1e9 ? value : null;
    }
}
