using Analytics.Tables;

namespace Analytics.Semantics.Composition;

static class WhyErrors
{
    public static AnalyticsException Measures(IReadOnlyList<string> found) =>
        new("why-measures", ("count", found.Count), ("found", found));

    public static AnalyticsException Field(IReadOnlyList<string> found) =>
        new("why-field", ("count", found.Count), ("found", found));

    public static AnalyticsException With(IReadOnlyList<string> properties) =>
        new("why-with", ("properties", properties));

    public static AnalyticsException Range(string? from, string? to) =>
        new("why-range", ("from", from ?? "–"), ("to", to ?? "–"));

    public static AnalyticsException Periods(string grain, int found) =>
        new("why-periods", ("grain", grain), ("found", found));

    public static AnalyticsException Overlap(string why, string before, string after) =>
        new("why-overlap", ("why", why), ("before", before), ("after", after));

    public static AnalyticsException Gap(string why, string after) => new("why-gap", ("why", why), ("after", after));

    public static AnalyticsException Stock(string measure) => new("why-stock", ("measure", measure));

    public static AnalyticsException NotAdditive(string measure) => new("why-not-additive", ("measure", measure));

    public static AnalyticsException WithoutCounts(string measure) => new("why-without-counts", ("measure", measure));

    public static AnalyticsException NotAvailable(string measure, string group, string reason) =>
        new("why-not-available", ("measure", measure), ("group", group), ("reason", reason));

    public static AnalyticsException Kept(string measure) => new("why-kept", ("measure", measure));

    public static AnalyticsException NotTheSum(string measure, string field, decimal sum, decimal total) =>
        new("why-not-the-sum", ("measure", measure), ("field", field), ("sum", sum), ("total", total));

    public static AnalyticsException Nothing(string measure, string before, string after) =>
        new("why-nothing", ("measure", measure), ("before", before), ("after", after));
}
