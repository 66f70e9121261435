using Analytics.Tables;

namespace Analytics.Semantics.Composition;

static class CompositionErrors
{
    public static AnalyticsException ComparisonUnknown(string to, string place, IReadOnlyList<string> known) =>
        new("comparison-unknown", ("to", to), ("place", place), ("nearest", Names.Nearest(to, known)),
            ("known", known));

    public static AnalyticsException CalendarUnknown(string name, IReadOnlyList<string> known) =>
        new("calendar-unknown", ("name", name), ("nearest", Names.Nearest(name, known)), ("known", known));

    public static AnalyticsException GrainUnknown(string name, string calendar, IReadOnlyList<string> known) =>
        new("grain-unknown", ("name", name), ("calendar", calendar), ("nearest", Names.Nearest(name, known)),
            ("known", known));

    public static AnalyticsException DateUnknown(string name, string fact, IEnumerable<string> known) =>
        new("date-unknown", ("name", name), ("fact", fact), ("nearest", Names.Nearest(name, known)),
            ("known", known));

    public static AnalyticsException BoundUnknown(string property, string found, string calendar, string example) =>
        new("bound-unknown", ("property", property), ("found", found), ("calendar", calendar), ("example", example));

    public static AnalyticsException GroupTwice(string name) => new("group-twice", ("name", name));

    public static AnalyticsException OrderUnknown(string name, string place, IReadOnlyList<string> known) =>
        new("order-unknown", ("name", name), ("place", place), ("nearest", Names.Nearest(name, known)),
            ("known", known));

    public static AnalyticsException HavingUnknown(string name, string place, IReadOnlyList<string> known) =>
        new("having-unknown", ("name", name), ("place", place), ("nearest", Names.Nearest(name, known)),
            ("known", known));

    public static AnalyticsException HavingValues(string measure, string place, string operation, int found) =>
        new("having-values", ("measure", measure), ("place", place), ("operator", operation), ("found", found));

    public static AnalyticsException TopFieldUnknown(string name, IReadOnlyList<string> known) =>
        new("top-field-unknown", ("name", name), ("nearest", Names.Nearest(name, known)), ("known", known));

    public static AnalyticsException TopWithoutField() => new("top-without-field");

    public static AnalyticsException CountBelowOne(string property, int found) =>
        new("count-below-one", ("property", property), ("found", found));

    public static AnalyticsException PropertyNotForModel(string property, string model) =>
        new("property-not-for-model", ("property", property), ("model", model));

    public static AnalyticsException OverNotGrouped(string measure, string field, IEnumerable<string> grouped) =>
        new("over-not-grouped", ("measure", measure), ("field", field), ("grouped", grouped));

    public static AnalyticsException OverNothing(string measure) => new("over-nothing", ("measure", measure));

    public static AnalyticsException ShareNotAdditive(string measure, string of, string place) =>
        new("share-not-additive", ("measure", measure), ("of", of), ("place", place));

    public static AnalyticsException GrainMissing(string measure, string place) =>
        new("grain-missing", ("measure", measure), ("place", place));

    public static AnalyticsException GrainTooFine(string fact, string level, string days) =>
        new("grain-too-fine", ("fact", fact), ("level", level), ("days", days));

    public static AnalyticsException TimeMissing(string measure, string fact) =>
        new("time-missing", ("measure", measure), ("fact", fact));

    public static AnalyticsException LevelUnknown(string measure, string level, string calendar,
        IReadOnlyList<string> known, string place) => new("level-unknown", ("measure", measure), ("level", level),
            ("calendar", calendar), ("nearest", Names.Nearest(level, known)), ("known", known), ("place", place));

    public static AnalyticsException BaseUnknown(string measure, string period, string calendar, string place) =>
        new("base-unknown", ("measure", measure), ("period", period), ("calendar", calendar), ("place", place));

    public static AnalyticsException IntervalOfNoRatio(string measure, string of, string place) =>
        new("interval-of-no-ratio", ("measure", measure), ("of", of), ("place", place));
}
