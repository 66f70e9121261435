using Analytics.Tables;

namespace Analytics.Warehousing;

/// <summary>How much a <see cref="Diagnosis"/> matters.</summary>
public enum DiagnosisSeverity
{
    /// <summary>Worth knowing; data and pages are sound. What an interrupted run left is such.</summary>
    Note,

    /// <summary>Something is missing or differs; what is served is sound.</summary>
    Warning,

    /// <summary>What is served cannot be trusted or read.</summary>
    Error,
}

/// <summary>What an examination found. The wording is in the catalog of texts under <c>finding.{code}</c>.</summary>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="CanRepair">Whether a repair mends it.</param>
/// <param name="IsRepaired">Whether it was mended now.</param>
/// <param name="Facts">What the text's placeholders name.</param>
public sealed record Diagnosis(string Code, DiagnosisSeverity Severity, bool CanRepair, bool IsRepaired,
    IReadOnlyDictionary<string, object?> Facts)
{
    /// <summary>Whether it needs someone: worse than a note, and not mended.</summary>
    public bool IsOpen => Severity > DiagnosisSeverity.Note && !IsRepaired;

    /// <summary>What was found and what to do, or what was done, in one line.</summary>
    public string Describe(Language language) => TextCatalog.BuiltIn.Format(
        $"finding.{Code}{(IsRepaired ? ".repaired" : "")}", language, Facts);
}

/// <summary>Findings in the order they were made. With <paramref name="repair"/>, each is mended as it is found, so
/// that what follows sees the mended state.</summary>
/// <param name="repair">Whether to mend.</param>
public sealed class DiagnosisList(bool repair)
{
    readonly List<Diagnosis> _all = [];

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Diagnosis> All => _all;

    internal bool Mends => repair;

    /// <summary>Adds a finding that nothing here can mend.</summary>
    public void Add(string code, DiagnosisSeverity severity, params (string Name, object? Value)[] facts) =>
        _all.Add(new Diagnosis(code, severity, false, false, ToFacts(facts)));

    /// <summary>Adds a finding and mends it where that is asked for.</summary>
    /// <returns>Whether it was mended.</returns>
    public async Task<bool> AddAsync(string code, DiagnosisSeverity severity, Func<Task> mend,
        params (string Name, object? Value)[] facts)
    {
        if (repair) await mend();
        _all.Add(new Diagnosis(code, severity, true, repair, ToFacts(facts)));
        return repair;
    }

    /// <summary>As <see cref="AddAsync"/>.</summary>
    public bool Add(string code, DiagnosisSeverity severity, Action mend, params (string Name, object? Value)[] facts)
    {
        if (repair) mend();
        _all.Add(new Diagnosis(code, severity, true, repair, ToFacts(facts)));
        return repair;
    }

    static Dictionary<string, object?> ToFacts((string Name, object? Value)[] facts) =>
        facts.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
}
