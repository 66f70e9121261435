namespace Analytics.Pipelines.Forms;

/// <summary>What forms need to know of a contract's field.</summary>
/// <param name="Contract">The contract's name.</param>
/// <param name="Field">The field's name in it.</param>
/// <param name="Type">The contract's type: <c>count</c>, <c>area</c>, <c>period</c> and so on.</param>
/// <param name="Required">Whether a record without it is refused.</param>
/// <param name="Words">Titles and aliases under which a heading may print it; the first is its title.</param>
/// <param name="Unit">The unit its values are stored in; null for none.</param>
public sealed record FieldWords(string Contract, string Field, string Type, bool Required, IReadOnlyList<string> Words,
    string? Unit)
{
    // A figure is never filled down, nor copied over the cells a merged one covers: it would be counted twice.
    internal bool IsFigure => Type is "count" or "amount" or "number" or "share";

    // Shares are not summed: a total of rates is no rate of the total.
    internal bool IsSummed => Type is "count" or "amount" or "number";
}
