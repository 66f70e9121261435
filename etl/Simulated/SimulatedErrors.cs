using Analytics.Tables;

namespace Analytics.Etl.Simulated;

static class SimulatedErrors
{
    public static AnalyticsException ArgumentInvalid(string name, long found, string expected) =>
        new("simulated-argument-invalid", ("name", name), ("found", found), ("expected", expected));

    public static AnalyticsException FileForeign(string path) => new("simulated-file-foreign", ("path", path));

    public static AnalyticsException FolderUnusable(string folder, Exception inner) =>
        new("simulated-folder-unusable", inner, ("folder", folder), ("problem", inner.Message));
}
