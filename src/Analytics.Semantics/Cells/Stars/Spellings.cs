using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// Spellings of the members of one attribute.
/// <param name="Shown">What is shown in place of a spelling; only spellings that are not shown themselves.</param>
/// <param name="Same">All spellings of a member, by the form they share.</param>
/// <param name="Rules">What makes two spellings one.</param>
sealed record Spellings(IReadOnlyDictionary<string, string> Shown, IReadOnlyDictionary<string, string[]> Same,
    SameRules Rules)
{
    /// The most frequent spelling of each member is shown; of equally frequent ones the first by code point.
    public static Spellings Of(IEnumerable<(string Text, long Rows)> spellings, SameRules rules)
    {
        var (shown, same) = (new Dictionary<string, string>(), new Dictionary<string, string[]>());
        foreach (var member in spellings.GroupBy(s => MemberSpelling.Canonical(s.Text, rules), StringComparer.Ordinal))
        {
            string[] texts = [.. member.OrderByDescending(s => s.Rows).ThenBy(s => s.Text, StringComparer.Ordinal)
                .Select(s => s.Text)];
            same[member.Key] = texts;
            foreach (var other in texts.Skip(1)) shown[other] = texts[0];
        }
        return new Spellings(shown, same, rules);
    }

    /// Every spelling of the member a text is a spelling of.
    public IReadOnlyList<string> Of(string text) =>
        Same.TryGetValue(MemberSpelling.Canonical(text, Rules), out var all) ? all : [text];

    /// A join that gives what is shown of a spelling, and the expression to read.
    public static (string Join, string Sql) Map(SqlDraft draft, Spellings? spellings, string sql)
    {
        if (spellings is null || spellings.Shown.Count == 0) return ("", sql);
        var alias = draft.Name("s");
        var rows = string.Join(", ", spellings.Shown.Select(s => $"({draft.Value(s.Key)}, {draft.Value(s.Value)})"));
        return ($"\nLEFT JOIN (VALUES {rows}) {alias}(\"raw\", \"shown\") ON {alias}.\"raw\" = {sql}",
            $"coalesce({alias}.\"shown\", {sql})");
    }
}
