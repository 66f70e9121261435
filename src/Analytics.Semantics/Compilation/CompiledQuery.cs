using Analytics.Semantics.Models;

namespace Analytics.Semantics.Compilation;

/// <summary>A question as SQL. Its rows are candidates: every value a source gives for an asked quantity, with its
/// preference among them; choosing, dividing and the interval follow in C#.</summary>
/// <param name="Sql">Portable SQL with named parameters.</param>
/// <param name="Parameters">Values by name without the sign, the reader's epoch among them.</param>
public sealed record CompiledQuery(string Sql, IReadOnlyDictionary<string, object?> Parameters)
{
    internal IReadOnlyList<AskedVariant> Asked { get; init; } = [];
}

/// <summary>A variant a query asks for; its position is what the SQL calls it.</summary>
sealed record AskedVariant(Measure Measure, Variant Variant);
