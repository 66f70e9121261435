using System.Globalization;
using Analytics.Tables;

namespace Analytics.Statistics.Hierarchies;

sealed class ReconciliationAnalysis : CaseAnalysis
{
    public override string Name => "hierarchical-reconciliation";

    public override IReadOnlyList<Input> Inputs =>
    [
        new("members", ColumnKind.Text), new("base", ColumnKind.Real, "forecast"),
        new("variance", ColumnKind.Real) { IsOptional = true, Min = 0 },
        new("covariance", ColumnKind.Text) { IsOptional = true },
        new("residuals", ColumnKind.Text) { IsOptional = true },
    ];

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("bottom_up"), new("ols"), new("wls_struct"), new("wls_var"), new("mint_full"), new("mint_full_var"),
        new("mint_shrink"),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        ỹ = S (S′W⁻¹S)⁻¹ S′W⁻¹ ŷ, S: which members a node sums. W: identity (ols), number of members (wls_struct),
        variances (wls_var), covariances, or variances where none are given (mint_full; mint_full_var is the diagonal of
        S (S′W⁻¹S)⁻¹ S′), covariances of the residuals shrunk by λ = Σ Var(r)/Σ r² (mint_shrink). A row is a node;
        members: labels joined by ';', each with a row of its own, the last that has it alone. covariance: a row of the
        matrix, residuals: past one-step errors, both joined by ';'
        """, "Wickramasuriya, Athanasopoulos and Hyndman (2019), JASA 114:804-819; shrinking: Schäfer and Strimmer "
        + "(2005), Statistical Applications in Genetics and Molecular Biology 4:32", new("""
        node,members,base,variance
        city,a;b,112,2
        a,a,60,1
        b,b,40,3
        """, "",
        [
            new(1, "bottom_up", "100.0"), new(1, "ols", "108.000000"), new(2, "ols", "64.000000"),
            new(1, "wls_struct", "106.000000"), new(2, "wls_struct", "63.000000"), new(1, "wls_var", "108.000000"),
            new(2, "wls_var", "62.000000"), new(3, "wls_var", "46.000000"), new(3, "mint_full", "46.000000"),
            new(1, "mint_full_var", "1.333333"),
        ], "By hand: the surplus of 12 is shared as the variances are: 1:1:1, 2:1:1 and 2:1:3; 2 - 2²/6 = 1.333"));

    protected override void Analyse(Sample sample, Results results)
    {
        if (sample.RealsOrNull("base").Any(value => value is null))
        {
            for (var i = 0; i < sample.Count; i++) results.Set(i, new object?[Outputs.Count], "missing");
            return;
        }
        var (hierarchy, forecasts) = (HierarchyOf(sample), sample.Reals("base"));
        var variances = sample.RealsOrNull("variance");
        var hasVariances = variances.All(v => v is not null);
        double[] own = [.. variances.Select(v => v ?? 0)];
        var matrix = Lists(sample, "covariance", square: true);
        var residuals = Lists(sample, "residuals", square: false);

        var weighted = hasVariances ? Reconciliation.WlsVariance(hierarchy, own) : null;
        var full = matrix is null ? weighted : Reconciliation.MinT(hierarchy, Square(matrix));
        var shrunk = residuals is null ? null : ShrunkCovariance.Of(residuals);
        double[]?[] found =
        [
            Reconciliation.BottomUp(hierarchy, forecasts), Reconciliation.Ols(hierarchy).Of(forecasts),
            Reconciliation.WlsStructural(hierarchy).Of(forecasts), weighted?.Of(forecasts), full?.Of(forecasts),
            full is null ? null : [.. full.Variances],
            shrunk is null ? null : Reconciliation.MinT(hierarchy, shrunk.Covariance)?.Of(forecasts),
        ];
        string?[] why =
        [
            null, null, null, hasVariances ? "no_variation" : "missing", Full(), Full(),
            residuals is null ? "missing" : residuals[0].Length < 2 ? "too_few" : "no_variation",
        ];
        var reason = string.Join("; ", Outputs.Select((o, k) => (o.Name, k)).Where(o => found[o.k] is null)
            .Select(o => $"{o.Name}={why[o.k]}"));
        for (var i = 0; i < sample.Count; i++)
            results.Set(i, [.. found.Select(values => (object?)values?[i])], reason.Length == 0 ? null : reason);

        string Full() => matrix is not null ? "not_positive_definite" : hasVariances ? "no_variation" : "missing";
    }

    Hierarchy HierarchyOf(Sample sample)
    {
        string[][] members = [.. sample.Texts("members").Select(text => Split(text))];
        var own = members.Where(m => m.Length == 1).Select(m => m[0]).ToHashSet();
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i].Length == 0) throw StatisticsErrors.CellEmpty(Name, sample.Rows[i] + 1, "members");
            if (members[i].Distinct().Count() < members[i].Length)
                throw StatisticsErrors.Unsuitable(Name, sample.Rows[i] + 1, "hierarchy_member_repeated");
            if (!members[i].All(own.Contains))
                throw StatisticsErrors.Unsuitable(Name, sample.Rows[i] + 1, "hierarchy_member_unknown");
        }
        return Hierarchy.Of(members);
    }

    // Numbers of every row; null where the column is empty or absent.
    double[][]? Lists(Sample sample, string column, bool square)
    {
        var texts = sample.TextsOrNull(column);
        if (texts.All(text => text is null)) return null;
        double[][] rows = [.. texts.Select((text, i) => Split(text
            ?? throw StatisticsErrors.CellEmpty(Name, sample.Rows[i] + 1, column)).Select(number =>
            double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && double.IsFinite(value) ? value
                : throw StatisticsErrors.CellInvalid(Name, sample.Rows[i] + 1, column, number, "real")).ToArray())];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length != (square ? rows.Length : rows[0].Length))
                throw StatisticsErrors.Unsuitable(Name, sample.Rows[i] + 1, "hierarchy_list_length");
            for (var j = 0; square && j < i; j++)
                if (Math.Abs(rows[i][j] - rows[j][i]) > 1e-9 * (Math.Abs(rows[i][j]) + Math.Abs(rows[j][i])))
                    throw StatisticsErrors.Unsuitable(Name, sample.Rows[i] + 1, "hierarchy_asymmetric");
        }
        return rows;
    }

    static string[] Split(string text) =>
        text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    static double[,] Square(double[][] rows)
    {
        var matrix = new double[rows.Length, rows.Length];
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j < rows.Length; j++) matrix[i, j] = rows[i][j];
        return matrix;
    }
}
