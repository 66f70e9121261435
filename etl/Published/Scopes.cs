using Analytics.Pipelines;

namespace Analytics.Etl.Published;

/// <summary>What a figure's note and source say about bound and scope.</summary>
/// <param name="ScopeId">Stated parts in fixed order; "" when nothing is stated.</param>
/// <param name="Bound">exact, at_least or at_most.</param>
public sealed record NoteReading(string ScopeId, string Bound);

/// <summary>The reviewed phrases and source scopes; nothing else is taken from a note.</summary>
public sealed class Scopes
{
    /// <summary>The scope dimensions in the order of a scope's id.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = ["body", "role", "instance", "tier", "population"];

    readonly IReadOnlyList<CsvRow> _sources;

    Scopes(IReadOnlyList<CsvRow> phrases, IReadOnlyList<CsvRow> sources)
    {
        Phrases = [.. phrases.OrderByDescending(phrase => phrase["phrase"].Length)];
        _sources = sources;
    }

    /// <summary>The phrases, longest first.</summary>
    public IReadOnlyList<CsvRow> Phrases { get; }

    /// <summary>Reads phrases and source scopes.</summary>
    /// <exception cref="Tables.AnalyticsException">A file is missing or malformed.</exception>
    public static Scopes Read(CsvReading read) =>
        new([.. read(PublishedFiles.Phrases)], [.. read(PublishedFiles.SourceScopes)]);

    /// <summary>What a scope's id says about one dimension; null where it says nothing.</summary>
    public static string? ValueOf(string scopeId, string dimension) => scopeId.Split(';')
        .Where(part => part.StartsWith(dimension + "=", StringComparison.Ordinal))
        .Select(part => part[(dimension.Length + 1)..]).SingleOrDefault();

    /// <summary>The phrases a note contains; a longer one hides the shorter ones inside it.</summary>
    public IReadOnlyList<CsvRow> In(string note)
    {
        var found = new List<CsvRow>();
        foreach (var phrase in Phrases)
        {
            if (!note.Contains(phrase["phrase"], StringComparison.Ordinal)) continue;
            note = note.Replace(phrase["phrase"], "\n", StringComparison.Ordinal);
            found.Add(phrase);
        }
        return found;
    }

    /// <summary>Bound and scope of a figure, or null when note, source and map contradict each other.</summary>
    public NoteReading? Of(CsvRow figure, string mapScope)
    {
        var bound = "exact";
        var scope = new Dictionary<string, string>(StringComparer.Ordinal);
        var stated = mapScope.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('='))
            .Select(part => (Dimension: part[0], Value: part[1])).ToList();
        stated.AddRange(_sources.Where(rule => rule["source_id"] == figure["source_id"]
            && figure["indicator_code"].StartsWith(rule["code_prefix"], StringComparison.Ordinal))
            .Select(rule => (rule["dimension"], rule["value"])));
        foreach (var phrase in In(figure["note"]))
        {
            if (phrase["takes"] == "scope") stated.Add((phrase["dimension"], phrase["value"]));
            else if (phrase["takes"] == "bound") bound = phrase["value"];
        }
        foreach (var (dimension, value) in stated)
            if (!scope.TryAdd(dimension, value) && scope[dimension] != value) return null;
        var parts = Dimensions.Where(scope.ContainsKey).Select(dimension => $"{dimension}={scope[dimension]}");
        return new NoteReading(string.Join(';', parts), bound);
    }
}
