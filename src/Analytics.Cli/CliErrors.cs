using Analytics.Pipelines;
using Analytics.Tables;

namespace Analytics.Cli;

static class CliErrors
{
    public static AnalyticsException FileExists(string path) => new("file-exists", ("path", path));

    public static AnalyticsException JobsFailed(IReadOnlyList<JobFailure> failures) => new("jobs-failed",
        ("count", failures.Count), ("failures", failures.Select(failure => failure.Error).ToArray()));

    public static AnalyticsException OptionUnknown(string name, string command, IEnumerable<string> known) =>
        new("option-unknown", ("name", name), ("command", command),
            ("nearest", Names.Nearest(name.Split('=')[0], known)), ("known", known.Order(StringComparer.Ordinal)));

    public static AnalyticsException CommandUnknown(string name, IEnumerable<string> known) =>
        new("command-unknown", ("name", name), ("nearest", Names.Nearest(name, known)), ("known", known));

    public static AnalyticsException ArgumentUnexpected(string found, string command) =>
        new("argument-unexpected", ("found", found), ("command", command));

    public static AnalyticsException ArgumentMissing(string name, string command) =>
        new("argument-missing", ("name", name), ("command", command));

    public static AnalyticsException ValueMissing(string option) => new("option-value-missing", ("option", option));

    public static AnalyticsException ModelUnsound(string model, int errors) =>
        new("model-unsound", ("model", model), ("count", errors));

    public static AnalyticsException OptionWithout(string option, string other) =>
        new("option-without", ("option", option), ("other", other));

    public static AnalyticsException ValueInvalid(string option, string found, string expected) =>
        new("option-value-invalid", ("option", option), ("found", found), ("expected", expected));

    public static AnalyticsException FileMissing(string path) => new("file-missing", ("path", path));

    public static AnalyticsException FileInvalid(string path, AnalyticsException flaw) =>
        new("file-invalid", flaw, ("path", path), ("problem", flaw));

    public static AnalyticsException FileUnusable(string path, Exception inner) =>
        new("file-unusable", inner, ("path", path), ("problem", inner.Message));

    public static AnalyticsException NotebooksDrifted(IReadOnlyList<string> names) =>
        new("notebooks-drifted", ("count", names.Count), ("names", names));

    public static AnalyticsException NotebooksFailed(IReadOnlyList<AnalyticsException> failures) =>
        new("notebooks-failed", ("count", failures.Count), ("failures", failures));

    public static AnalyticsException NotebooksMissing() => new("notebooks-missing");

    public static AnalyticsException Unsound(int open, bool canRepair) =>
        new(canRepair ? "workspace-repairable" : "workspace-unsound", ("count", open));

    public static AnalyticsException Unexpected(Exception inner) =>
        new("unexpected", inner, ("type", inner.GetType().Name), ("problem", inner.Message.ReplaceLineEndings(" ")));
}
