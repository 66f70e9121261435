using System.Globalization;
using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Statistics.Surveys;

// What one variable says under which key. The keys of the first have no prefix.
readonly struct SurveyKeys(Results results, SurveyDesign design, double?[] answers, double confidence, string prefix)
{
    readonly string _level = CellText.Of(Math.Round(100 * confidence, 10))!;

    // Answers 0 and 1.
    readonly bool _isProportion = answers.All(a => a is null or 0 or 1) && answers.Any(a => a is not null);

    public void All(string name, string?[]? domains)
    {
        var found = design.Mean(answers);
        results.Say(name + ".n", found.Count);
        results.Say(name + ".missing", answers.Length - found.Count);
        Say(name + ".mean", found.Value, found.NotComputable);
        Say(name + ".se", found.StandardError, found.NotComputable);
        Say(name + ".deff", found.DesignEffect, found.NotComputable ?? "no_variation");
        if (_isProportion)
            foreach (var form in new[] { "logit", "beta", "xlogit", "asin" }) Limits($"ci_{form}.", form, found);
        Limits("ci_mean.", "mean", found);
        var total = design.Total(answers);
        Say(prefix + "total", total.Value, total.NotComputable);
        Say(prefix + "total_se", total.StandardError, total.NotComputable);
        string[] levels = [.. (domains ?? []).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        foreach (var domain in levels)
        {
            var inside = design.Mean(answers, i => domains![i] == domain);
            results.Say($"{prefix}by.{domain}.n", inside.Count);
            Say($"{prefix}by.{domain}.mean", inside.Value, inside.NotComputable);
            Say($"{prefix}by.{domain}.se", inside.StandardError, inside.NotComputable);
            Limits($"by.{domain}.", _isProportion ? "logit" : "mean", inside);
        }
    }

    void Limits(string key, string form, SurveyEstimate found)
    {
        var (p, error, freedom) = (found.Value, found.StandardError, found.Freedom);
        var reason = found.NotComputable ?? (freedom < 1 ? "too_few" : null)
            ?? (form is "logit" or "xlogit" or "asin" && p is not (> 0 and < 1) ? "no_variation" : null);
        Interval? limits = reason is not null ? null : form switch
        {
            "beta" when found.Count > 1 => SurveyLimits.Beta(p!.Value, error!.Value, found.Count, freedom, confidence),
            "asin" => SurveyLimits.ArcSine(p!.Value, error!.Value, freedom, confidence),
            "mean" => SurveyLimits.Mean(p!.Value, error!.Value, freedom, confidence),
            _ => SurveyLimits.Logit(p!.Value, error!.Value, freedom, confidence),
        };
        Say($"{prefix}{key}lo{_level}", limits?.Low, reason);
        Say($"{prefix}{key}hi{_level}", limits?.High, reason);
    }

    // What overflows has no value.
    void Say(string key, double? value, string? reason) => results.Say(key,
        value is { } number && double.IsFinite(number) ? value : null,
        reason: value is { } finite && double.IsFinite(finite) ? null : reason ?? "unbounded");
}

// The design of one case, with every refusal naming its row.
static class SurveySample
{
    public static SurveyDesign Of(string analysis, Sample sample)
    {
        var isWhole = sample.Settings.Word("design") == "stratified";
        var strata = isWhole && IsSaid(sample.TextsOrNull("stratum")) ? sample.Texts("stratum") : null;
        var clusters = isWhole && IsSaid(sample.TextsOrNull("psu")) ? sample.Texts("psu") : null;
        var populations = isWhole && sample.RealsOrNull("fpc").Any(p => p is not null) ? sample.Reals("fpc") : null;
        if (populations is not null) Check(analysis, sample, populations, strata, clusters);
        var weights = Weights(analysis, sample, populations, strata, clusters);
        return SurveyDesign.Of(weights, strata, clusters, populations, sample.Settings.Word("lonely") switch
        {
            "adjust" => LonelyCluster.Adjust,
            "certainty" => LonelyCluster.Certainty,
            _ => LonelyCluster.None,
        });
    }

    static bool IsSaid(string?[] cells) => cells.Any(cell => cell is not null);

    // Where none are given, everyone stands for as many as their stratum has a drawn one, or for one.
    static double[] Weights(string analysis, Sample sample, double[]? populations, string[]? strata, string[]? clusters)
    {
        if (sample.RealsOrNull("weight").Any(w => w is not null))
        {
            var given = sample.Reals("weight");
            for (var i = 0; i < given.Length; i++)
                if (!(given[i] > 0)) throw Wrong(analysis, sample, i, "weight", given[i], "> 0");
            return given;
        }
        if (populations is null) return [.. Enumerable.Repeat(1.0, sample.Count)];
        var drawn = Drawn(sample, strata, clusters);
        return [.. populations.Select((p, i) => populations.All(all => all <= 1) ? 1 / p : p / drawn[i])];
    }

    static void Check(string analysis, Sample sample, double[] populations, string[]? strata, string[]? clusters)
    {
        var (drawn, first) = (Drawn(sample, strata, clusters), new Dictionary<string, double>());
        var areShares = populations.All(p => p <= 1);
        for (var i = 0; i < populations.Length; i++)
        {
            if (!(populations[i] > 0)) throw Wrong(analysis, sample, i, "fpc", populations[i], "> 0");
            if (!areShares && populations[i] < drawn[i])
                throw Wrong(analysis, sample, i, "fpc", populations[i],
                    string.Create(CultureInfo.InvariantCulture, $"≥ {drawn[i]}"));
            if (!first.TryAdd(strata?[i] ?? "", populations[i]) && first[strata?[i] ?? ""] != populations[i])
                throw Wrong(analysis, sample, i, "fpc", populations[i], CellText.Of(first[strata?[i] ?? ""])!);
        }
    }

    // How many clusters of each one's stratum are in the sample.
    static int[] Drawn(Sample sample, string[]? strata, string[]? clusters)
    {
        var groups = Enumerable.Range(0, sample.Count).GroupBy(i => strata?[i] ?? "").ToDictionary(g => g.Key,
            g => g.Select(i => clusters?[i] ?? i.ToString(CultureInfo.InvariantCulture)).Distinct().Count());
        return [.. Enumerable.Range(0, sample.Count).Select(i => groups[strata?[i] ?? ""])];
    }

    static AnalyticsException Wrong(string analysis, Sample sample, int i, string column, double found,
        string expected) => StatisticsErrors.CellInvalid(analysis, sample.Rows[i] + 1, column, CellText.Of(found)!,
        expected);
}
