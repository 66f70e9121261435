using Analytics.Tables;

namespace Analytics.Statistics.Surveys;

// Means, proportions and totals of a sample survey. Which columns are answers depends on the table.
sealed class SurveyAnalysis : CaseAnalysis
{
    public override string Name => "survey";

    public static IReadOnlyList<Input> Columns { get; } =
    [
        new("y", ColumnKind.Text, "value", "answer") { IsOptional = true },
        new("weight", ColumnKind.Real, "w", "weights", "pw") { IsOptional = true, Max = 1e15 },
        new("stratum", ColumnKind.Text, "strata", "district") { IsOptional = true },
        new("psu", ColumnKind.Text, "cluster", "cluster_id", "psu_id") { IsOptional = true },
        new("fpc", ColumnKind.Real, "population") { IsOptional = true, Max = 1e15 },
    ];

    public override IReadOnlyList<Input> Inputs => Columns;

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Shared.Confidence,
        new("design", ParameterKind.Word, "stratified") { Choices = ["stratified", "weights"] },
        new("variables", ParameterKind.Word), new("by", ParameterKind.Word), new("margins", ParameterKind.Word),
        new("lonely", ParameterKind.Word, "none") { Choices = ["none", "adjust", "certainty"] },
    ];

    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("n", ColumnKind.Whole), new("strata", ColumnKind.Whole), new("clusters", ColumnKind.Whole),
        new("strata_lonely", ColumnKind.Whole), new("degf", ColumnKind.Whole), new("kish_deff"), new("kish_neff"),
        new("{variable}.n", ColumnKind.Whole), new("{variable}.missing", ColumnKind.Whole), new("{variable}.mean"),
        new("{variable}.se"), new("{variable}.deff"), new("ci_{form}.lo{level}"), new("ci_{form}.hi{level}"),
        new("total"), new("total_se"), new("by.{domain}.n", ColumnKind.Whole), new("by.{domain}.mean"),
        new("by.{domain}.se"), new("by.{domain}.lo{level}"), new("by.{domain}.hi{level}"),
        new("smallest_group", ColumnKind.Whole), new("weight") { IsIndexed = true },
    ];

    public override ResultShape Shape => ResultShape.Long;

    public override Guide Guide => new("""
        mean = Σ w y / Σ w; u = w (y - mean) / Σ w, summed by cluster to z
        variance = Σ strata (1 - m/M) m/(m - 1) Σ (z - mean of z)², m clusters drawn of M
        deff = variance / ((1 - n/N) S²/n); degrees of freedom: clusters - strata
        post-stratified, raked: w adjusted to the margins, y less what they explain of it
        limits: logit p ± t se/(p (1 - p)) (ci_logit, ci_xlogit);
        sin²(asin √p ± t se/(2 √(p (1 - p)))) (ci_asin);
        Clopper-Pearson at the effective size (ci_beta); mean ± t se (ci_mean)
        Kish: deff = n Σw²/(Σw)², neff = n / deff
        """,
        "Cochran (1977), Sampling Techniques, ch. 5; Särndal, Swensson and Wretman (1992), Model Assisted Survey "
        + "Sampling, ch. 5 to 7; Korn and Graubard (1998), Survey Methodology 24:193-201; Deming and Stephan (1940), "
        + "Ann. Math. Stat. 11:427-444; Kish (1965), Survey Sampling, 11.2", new("""
        stratum,fpc,y
        a,10,1
        a,10,2
        a,10,3
        b,30,4
        b,30,8
        """, "",
        [
            new(0, "y.mean", "5"), new(0, "y.se", "1.4542"), new(0, "total", "200"), new(0, "degf", "3"),
            new(0, "by.a.mean", "2"), new(0, "by.b.mean", "6"), new(0, "kish_deff", "1.5104"),
        ], "By hand: mean = (10·2 + 30·6)/40 = 5; variance = (1/4)² (1 - 3/10) 1/3 + (3/4)² (1 - 2/30) 8/2 = 2.114583; "
            + "Σw = 40, Σw² = 3 (10/3)² + 2·15² = 483.33, 5·483.33/1600 = 1.5104"));

    // Any column may hold answers, a group or a margin: what is not of the design is read as text.
    protected override Table Prepared(Table table)
    {
        var columns = table.Columns.Select(c => Inputs.Any(i => i.Name == c.Name) ? c
            : c with { Kind = ColumnKind.Text }).ToArray();
        return new Table(columns, [.. Enumerable.Range(0, table.RowCount).Select(row => (object?[])[.. columns
            .Select(c => c.Kind == ColumnKind.Text ? CellText.Of(table[row, c.Name]) : table[row, c.Name])])]);
    }

    protected override void Analyse(Sample sample, Results results)
    {
        var candidates = Candidates(sample);
        var margins = SurveyMargins.Of(Name, sample.Settings.WordOrNull("margins"));
        var domains = Domains(sample, candidates);
        string[] used = [.. margins.Variables.SelectMany(v => v.Variable.Split('*')), .. domains.Columns];
        var variables = SurveyVariables.Of(Name, sample, [.. candidates.Where(c => !used.Contains(c) || c == "y")]);
        var drawn = SurveySample.Of(Name, sample);
        var known = margins.For(Name, sample, drawn.Weights.Sum(), candidates);
        var design = known.Length switch
        {
            0 => drawn,
            1 => drawn.PostStratify(known[0]),
            _ => drawn.Rake(known, epsilon: 1e-10),
        };
        results.Say("n", sample.Count);
        results.Say("strata", drawn.Strata);
        results.Say("clusters", drawn.Clusters);
        results.Say("strata_lonely", drawn.LonelyStrata);
        results.Say("degf", drawn.Freedom);
        if (design is null)
        {
            foreach (var key in new[] { "mean", "se", "deff" })
                foreach (var (name, _) in variables) results.Say($"{name}.{key}", null, reason: "no_convergence");
            return;
        }
        var kish = KishEffect.Of(design.Weights);
        results.Say("kish_deff", kish);
        results.Say("kish_neff", sample.Count / kish);
        for (var i = 0; i < variables.Count; i++)
            new SurveyKeys(results, design, variables[i].Answers, sample.Settings.Number("confidence"),
                i == 0 ? "" : variables[i].Name + ".").All(variables[i].Name, domains.Names);
        if (known.Length == 0) return;
        results.Say("smallest_group", known.Min(margin => margin.Groups.GroupBy(g => g).Min(g => g.Count())));
        results.SayAll("weight", design.Weights);
    }

    // Of each respondent, null where nothing is said; strata, where no column is named.
    (string[] Columns, string?[]? Names) Domains(Sample sample,
        string[] candidates)
    {
        var by = sample.Settings.WordOrNull("by");
        if (by is null && !sample.Has("stratum")) return ([], null);
        var columns = (by ?? "stratum").Split('*', StringSplitOptions.TrimEntries);
        var cells = columns.Select(column => SurveyColumns.Find(sample, column)
            ?? throw StatisticsErrors.ParameterInvalid(Name, "by", column, string.Join(" | ", candidates))).ToArray();
        return (columns, [.. Enumerable.Range(0, sample.Count).Select(i => cells.Any(c => c[i] is null) ? null
            : string.Join('*', cells.Select(c => c[i])))]);
    }

    // Whatever is not the design, a case or an identifier may be an answer.
    string[] Candidates(Sample sample)
    {
        string[] known = [.. TableRows.Family, "case_id", "id", .. Inputs.Skip(1).Select(i => i.Name),
            .. Parameters.SelectMany(p => p.Aliases.Append(p.Name))];
        string[] others = [.. sample.Columns.Where(name => name != "y" && !known.Contains(name)
            && !name.EndsWith("_id", StringComparison.Ordinal))];
        return sample.Has("y") ? ["y", .. others] : others;
    }
}
