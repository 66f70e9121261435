using Analytics.Tables;

namespace Analytics.Semantics.Stars;

static class StarErrors
{
    public static AnalyticsException FormulaMalformed(string place, string text, int column, string found,
        string expected) => new("formula-malformed", ("place", place), ("text", text), ("column", column),
            ("found", found.Length == 0 ? null : found), ("expected", expected));
}
