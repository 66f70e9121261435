using System.Text.Json;

namespace Analytics.Statistics.Composites;

// What analyses of whole indices have in common: one long table of units and indicators, and the choices.
abstract class IndexAnalysis : CaseAnalysis
{
    protected override IReadOnlyList<string> CaseColumns => IndexSheet.Together;

    public override IReadOnlyList<Input> Inputs => IndexSheet.Whole;

    public override ResultShape Shape => ResultShape.Table;

    protected static IReadOnlyList<Parameter> Choices { get; } =
    [
        Choice("normalisation", "minmax", Scalings.Keys), Choice("weights", null, Weightings.Keys),
        Choice("aggregation", "arithmetic", Averagings.Keys),
        new("power", ParameterKind.Number, "0.5") { Min = -100, Max = 100 },
        Choice("treatment", "none", ["none", "winsorise", "log"]),
        Choice("missing", "none", ["none", "drop", "mean", "median"]),
        new("threshold", ParameterKind.Number, "0.6") { Min = 0, Max = 1 }, Shared.MinimumBase,
    ];

    protected static IReadOnlyList<Parameter> Variations(string vary, string runs, int most) =>
    [
        new("vary", ParameterKind.Word, vary), new("weight_spread", ParameterKind.Number, "0.25") { Min = 0, Max = 1 },
        new("concentration", ParameterKind.Number) { Min = 0, Max = 1e9, IsOpen = true },
        new("runs", ParameterKind.Whole, runs) { Min = 1, Max = most }, Shared.Seed,
    ];

    protected static IReadOnlyList<Parameter> Alternatives { get; } =
        [new("normalisations", ParameterKind.Word), new("aggregations", ParameterKind.Word)];

    protected static Dictionary<string, Scaling> Scalings => new()
    {
        ["goalposts"] = Scaling.Goalposts, ["minmax"] = Scaling.MinMax, ["z"] = Scaling.Z, ["rank"] = Scaling.Rank,
        ["percentile"] = Scaling.Percentile,
    };

    static Dictionary<string, Weighting> Weightings => new()
    {
        ["equal"] = Weighting.Equal, ["given"] = Weighting.Given, ["entropy"] = Weighting.Entropy,
        ["pca"] = Weighting.Pca,
    };

    static Dictionary<string, Averaging> Averagings => new()
    {
        ["arithmetic"] = Averaging.Arithmetic, ["geometric"] = Averaging.Geometric,
        ["generalised"] = Averaging.Generalised, ["copeland"] = Averaging.Copeland,
    };

    static Dictionary<string, IndexSources> Sources => new()
    {
        ["sampling"] = IndexSources.Sampling, ["weights"] = IndexSources.Weights,
        ["normalisation"] = IndexSources.Normalisation, ["aggregation"] = IndexSources.Aggregation,
    };

    protected static string WordOf(IndexSources source) => Sources.Single(pair => pair.Value == source).Key;

    protected sealed override void Analyse(Sample sample, Results results)
    {
        var settings = sample.Settings;
        var sheet = IndexSheet.Of(sample, this, settings.Whole("minimum_base"));
        // Given weights are not passed over in silence.
        var weights = settings.WordOrNull("weights")
            ?? (sheet.Indicators.Any(i => i.Weight is not null) ? "given" : "equal");
        var method = new IndexMethod
        {
            Filling = Word<Filling>(settings.Word("missing")), MinimumCoverage = settings.Number("threshold"),
            Treating = Word<Treating>(settings.Word("treatment")), Scaling = Scalings[settings.Word("normalisation")],
            Weighting = Weightings[weights], Averaging = Averagings[settings.Word("aggregation")],
            Power = settings.Number("power"),
        };
        if (method.Weighting == Weighting.Given && sheet.WeightsFor(Name).Length > 0
            && sheet.Indicators[0].Weight is null)
            throw StatisticsErrors.Unsuitable(Name, sheet.FirstRow + 1, "index-weights-missing");
        CheckPosts(sheet, method, [method.Scaling]);
        Analyse(sheet, method, settings, results);
    }

    protected abstract void Analyse(IndexSheet sheet, IndexMethod method, Settings settings, Results results);

    protected IndexVariation Variation(IndexSheet sheet, IndexMethod method, Settings settings)
    {
        var alternatives = Parameters.Any(p => p.Name == "normalisations");
        var variation = new IndexVariation
        {
            Sources = List(settings, "vary", Sources)!.Aggregate(IndexSources.None, (all, source) => all | source),
            Scalings = alternatives ? List(settings, "normalisations", Scalings)
                ?? [.. new[] { method.Scaling, Scaling.MinMax, Scaling.Z }.Distinct()] : [],
            Averagings = alternatives ? List(settings, "aggregations", Averagings)
                ?? [.. new[] { method.Averaging, Averaging.Arithmetic, Averaging.Geometric }.Distinct()] : [],
            Spread = settings.Number("weight_spread"), Concentration = settings.NumberOrNull("concentration"),
            Runs = (int)settings.Whole("runs"), Seed = (int)settings.Whole("seed"),
        };
        CheckPosts(sheet, method, variation.Scalings);
        return variation;
    }

    protected static string ReasonOf(CompositeIndex index, IndexMethod method, int unit) =>
        !index.Included[unit] ? method.Filling == Filling.None ? "missing" : "low_coverage"
        : index.Problem ?? "nonpositive_value";

    void CheckPosts(IndexSheet sheet, IndexMethod method, IEnumerable<Scaling> scalings)
    {
        if (!scalings.Contains(Scaling.Goalposts)) return;
        if (sheet.Indicators.Any(i => i.Low is null || i.High is null))
            throw StatisticsErrors.Unsuitable(Name, sheet.FirstRow + 1, "index-goalposts");
        if (method.Treating == Treating.Log)
            throw StatisticsErrors.Unsuitable(Name, sheet.FirstRow + 1, "index-log-goalposts");
    }

    // Words with commas between.
    IReadOnlyList<T>? List<T>(Settings settings, string parameter, Dictionary<string, T> known)
    {
        if (settings.WordOrNull(parameter) is not { } text) return null;
        var words = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && words.All(known.ContainsKey) ? [.. words.Distinct().Select(word => known[word])]
            : throw StatisticsErrors.ParameterInvalid(Name, parameter, text, string.Join(',', known.Keys));
    }

    static T Word<T>(string word) where T : struct, Enum =>
        Enum.GetValues<T>().Single(v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()) == word);

    static Parameter Choice(string name, string? chosen, IEnumerable<string> words) =>
        new(name, ParameterKind.Word, chosen) { Choices = [.. words] };
}
