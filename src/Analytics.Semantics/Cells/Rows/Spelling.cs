using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>Spellings of one column that are one member: the most frequent is shown, of several the first by code
/// unit.</summary>
sealed class Spelling(RowSet rows, int column, SameRules same)
{
    Dictionary<string, string>? _shown;

    public string Shown(string text)
    {
        if (same == SameRules.None) return text;
        _shown ??= Enumerable.Range(0, rows.Count).Select(row => rows[row, column]).OfType<string>()
            .GroupBy(spelled => Key(spelled, same), StringComparer.Ordinal)
            .ToDictionary(one => one.Key, one => one.GroupBy(spelled => spelled, StringComparer.Ordinal)
                .OrderByDescending(spelled => spelled.Count()).ThenBy(spelled => spelled.Key, StringComparer.Ordinal)
                .First().Key, StringComparer.Ordinal);
        return _shown[Key(text, same)];
    }

    /// What spellings of one member share.
    public static string Key(string text, SameRules same) =>
        same == SameRules.None ? text : MemberSpelling.Canonical(text, same);
}
