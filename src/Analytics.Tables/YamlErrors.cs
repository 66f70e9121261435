namespace Analytics.Tables;

static class YamlErrors
{
    public static AnalyticsException Malformed(string place, Exception inner) =>
        new("yaml-malformed", inner, ("place", place), ("problem", inner.Message));

    public static AnalyticsException KeyUnknown(string place, string key, IReadOnlyList<string> known) =>
        new("yaml-key-unknown", ("place", place), ("key", key), ("nearest", Names.Nearest(key, known)),
            ("known", known));

    public static AnalyticsException KeyMissing(string place, string key) =>
        new("yaml-key-missing", ("place", place), ("key", key));

    public static AnalyticsException Value(string place, string key, string found, string expected) =>
        new("yaml-value", ("place", place), ("key", key), ("found", found), ("expected", expected));
}
