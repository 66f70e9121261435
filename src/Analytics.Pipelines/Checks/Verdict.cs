using Analytics.Tables;

namespace Analytics.Pipelines.Checks;

/// <summary>What a person found out about a finding.</summary>
/// <param name="Finding">The finding's key.</param>
/// <param name="Judgement">wrong (the document errs), explained (it does not), or open (what is printed cannot tell).
/// </param>
/// <param name="Cause">printed-error, rounding, truncation, scope or definition.</param>
/// <param name="Why">In one sentence.</param>
public sealed record Verdict(string Finding, string Judgement, string Cause, LocalText Why)
{
    /// <summary>The file of verdicts.</summary>
    public const string File = "seeds/published/check-verdicts.csv";

    static readonly string[] Judgements = ["explained", "open", "wrong"];
    static readonly string[] Causes = ["definition", "printed-error", "rounding", "scope", "truncation"];

    /// <summary>What was judged, in words.</summary>
    public LocalText JudgementText => TextCatalog.BuiltIn["checks.judgement." + Judgement];

    /// <summary>The cause, in words.</summary>
    public LocalText CauseText => TextCatalog.BuiltIn["checks.cause." + Cause];

    /// <summary>Reads the verdicts: finding, judgement, cause, why_zh, why_en.</summary>
    /// <exception cref="AnalyticsException"><c>check-verdict-invalid</c>, or the file is missing or malformed.
    /// </exception>
    public static IReadOnlyList<Verdict> Read(CsvReading read)
    {
        var verdicts = new Dictionary<string, Verdict>(StringComparer.Ordinal);
        foreach (var row in read(File))
        {
            if (!Judgements.Contains(row["judgement"]))
                throw PipelineErrors.CheckVerdictInvalid(row, "judgement", Judgements);
            if (!Causes.Contains(row["cause"])) throw PipelineErrors.CheckVerdictInvalid(row, "cause", Causes);
            if (!verdicts.TryAdd(row["finding"], new(row["finding"], row["judgement"], row["cause"],
                    new LocalText(row["why_zh"], row["why_en"]))))
                throw PipelineErrors.CheckVerdictInvalid(row, "finding", ["a finding judged once"]);
        }
        return [.. verdicts.Values];
    }
}
