using Analytics.Tables;

namespace Analytics.Warehousing;

static class WarehouseErrors
{
    public static AnalyticsException Empty(string folder) => new("warehouse-empty", ("folder", folder));

    public static AnalyticsException PointerInvalid(string path, string problem, Exception? inner = null) =>
        new("warehouse-pointer-invalid", inner, ("path", path), ("problem", problem));

    public static AnalyticsException VersionMissing(string path, string pointer) =>
        new("warehouse-version-missing", ("path", path), ("pointer", pointer));

    public static AnalyticsException VersionTruncated(string path, long found, long expected) =>
        new("warehouse-version-truncated", ("path", path), ("found", found), ("expected", expected));

    public static AnalyticsException VersionDamaged(string path, Exception inner) =>
        new("warehouse-version-damaged", inner, ("path", path));

    public static AnalyticsException FileRefused(string path, Exception inner) =>
        new("warehouse-file-refused", inner, ("path", path), ("problem", inner.Message.ReplaceLineEndings(" ")));

    public static AnalyticsException SchemaNewer(string path, int found, int expected) =>
        new("warehouse-schema-newer", ("path", path), ("found", found), ("expected", expected));

    public static AnalyticsException Locked(string path, int? pid, Exception? inner = null) =>
        new("warehouse-locked", inner, ("path", path), ("pid", pid));

    public static AnalyticsException DatabaseMissing(string path) => new("database-missing", ("path", path));

    public static AnalyticsException DatabaseLocked(string path, int? pid, Exception inner) =>
        new("database-locked", inner, ("path", path), ("pid", pid));

    public static AnalyticsException DatabaseUnreadable(string path, string engine, Exception inner) =>
        new("database-unreadable", inner, ("path", path), ("engine", engine),
            ("problem", inner.Message.ReplaceLineEndings(" ")));

    public static AnalyticsException CheckFailed(string check, long rows) =>
        new("warehouse-check-failed", ("check", check), ("rows", rows));

    public static AnalyticsException FactDuplicate(string figure) => new("fact-duplicate", ("figure", figure));

    public static AnalyticsException ValueNotHeld(Exception e) => new("value-not-held", e, ("problem", e.Message));
}
