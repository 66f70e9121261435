using Analytics.Semantics.Models;
using Analytics.Warehousing;

namespace Analytics.Semantics.Compilation;

/// <summary>What the steps share: the question, its resolved names, and the parameters they add.</summary>
sealed class CompilationContext(Query query, IReadOnlyList<AskedVariant> asked, AreaDirectory areas,
    SqlDialect dialect, long epoch)
{
    public Query Query => query;

    public IReadOnlyList<AskedVariant> Asked => asked;

    public long Epoch => epoch;

    /// <summary>What an area view wants; null where areas stand as reported.</summary>
    public AreaSelection? Selection { get; } = AreaSelection.Of(query, areas);

    public Dictionary<string, object?> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a value and returns its place in the SQL, typed so that every engine reads it alike.</summary>
    public string Add(string name, object? value, string type)
    {
        Parameters.Add(name, value);
        return $"CAST({dialect.Parameter(name)} AS {type})";
    }

    /// <summary><c>AND column IN (…)</c>, or nothing where no value is asked for.</summary>
    public string In(string column, string name, IEnumerable<string> values)
    {
        var places = values.Distinct().Select((value, index) => Add($"{name}_{index}", value, "text")).ToArray();
        return places.Length == 0 ? "" : $"\n  AND {column} IN ({string.Join(", ", places)})";
    }

    public IEnumerable<string> Find(IReadOnlyList<AreaReference> references, string property) => references.Index()
        .SelectMany(item => areas.Find(item.Item, $"{QueryCheck.Place}: {property}[{item.Index}]"));

    public IEnumerable<string> Codes => asked.SelectMany(a => a.Variant.Codes);

    /// <summary>The row of <c>asked</c> for a variant.</summary>
    public string Row(int index)
    {
        var variant = asked[index].Variant;
        return $"({index}, " + string.Join(", ", new[] { variant.Code, variant.Numerator, variant.Denominator }
            .Concat(SharedDimensions.ScopeDimensions.Select(name => variant.Scope.GetValueOrDefault(name)))
            .Select((value, column) => value is null ? "CAST(NULL AS text)"
                : Add($"asked_{index}_{column}", value, "text"))) + ")";
    }
}
