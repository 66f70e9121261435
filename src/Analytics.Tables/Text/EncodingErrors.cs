namespace Analytics.Tables.Text;

static class EncodingErrors
{
    public static AnalyticsException Unknown(string name, IReadOnlyList<string> known) => new("encoding-unknown",
        ("name", name), ("nearest", Names.Nearest(name, known)), ("known", known));
}
