using Analytics.Tables;

namespace Analytics.Pipelines.Checks;

/// <summary>An indicator in a relation, with what its scope must say.</summary>
/// <param name="Code">The indicator variant.</param>
/// <param name="Scope">Scope parts in which it differs from the figure under check; an empty value is unstated.</param>
public sealed record Term(string Code, IReadOnlyDictionary<string, string> Scope)
{
    /// <summary>Reads <c>NRM-011[body=departments]</c>.</summary>
    public static Term Parse(string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        var parts = open < 0 ? [] : text[(open + 1)..].TrimEnd(']').Split(';', StringSplitOptions.RemoveEmptyEntries);
        return new Term(open < 0 ? text : text[..open], parts.Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal));
    }

    internal bool Accepts(string scopeId)
    {
        var stated = Parts(scopeId);
        return Scope.All(part => stated.GetValueOrDefault(part.Key, "") == part.Value);
    }

    /// <summary>The scope this term has beside a figure of another scope.</summary>
    internal string Beside(string scopeId)
    {
        if (Scope.Count == 0) return scopeId;
        var stated = Parts(scopeId);
        foreach (var (dimension, value) in Scope) stated[dimension] = value;
        return Canonical(stated);
    }

    internal static string Canonical(string scopeId) => Canonical(Parts(scopeId));

    static string Canonical(Dictionary<string, string> parts) => string.Join(';', parts
        .Where(part => part.Value.Length > 0).OrderBy(part => part.Key, StringComparer.Ordinal)
        .Select(part => $"{part.Key}={part.Value}"));

    static Dictionary<string, string> Parts(string scopeId) =>
        scopeId.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string ToString() =>
        Scope.Count == 0 ? Code : $"{Code}[{string.Join(';', Scope.Select(part => $"{part.Key}={part.Value}"))}]";
}

/// <summary>A reviewed statement that figures belong together, for one rule.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Result">The figure under check.</param>
/// <param name="Parts">What it is made of.</param>
/// <param name="Over">What is divided by, subtracted from, or compared with.</param>
/// <param name="SourceId">The only source it holds for; "" for all.</param>
public sealed record Relation(string Rule, Term Result, IReadOnlyList<Term> Parts, IReadOnlyList<Term> Over,
    string SourceId)
{
    /// <summary>The file of relations.</summary>
    public const string File = "seeds/published/check-relations.csv";

    /// <summary>Reads the relations: rule, result, parts, over, source_id, reason; a list is divided by <c>|</c>.
    /// </summary>
    /// <exception cref="AnalyticsException"><c>check-rule-unknown</c>, or the file is missing or malformed.</exception>
    public static IReadOnlyList<Relation> Read(CsvReading read) => [.. read(File, "rule", "result").Select(Of)];

    static Relation Of(CsvRow row) =>
        CheckRules.All.Any(rule => rule.Name == row["rule"])
            ? new(row["rule"], Term.Parse(row["result"]), Terms(row["parts"]), Terms(row["over"]), row["source_id"])
            : throw PipelineErrors.CheckRuleUnknown(row);

    static Term[] Terms(string list) =>
        [.. list.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Term.Parse)];
}
