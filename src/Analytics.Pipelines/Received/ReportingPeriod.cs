using System.Globalization;
using Analytics.Tables;

namespace Analytics.Pipelines.Received;

/// <summary>A period that tables are due for.</summary>
/// <param name="Kind">year, half-year, quarter or month.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
public sealed record ReportingPeriod(string Kind, DateOnly Start, DateOnly End)
{
    static readonly Dictionary<string, int> Months = new(StringComparer.Ordinal)
    {
        ["year"] = 12, ["half-year"] = 6, ["quarter"] = 3, ["month"] = 1,
    };

    /// <summary>The kinds there are, longest first.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Months.Keys];

    /// <summary>As in <c>dim_period</c>: <c>2022</c>, <c>2022-H1</c>, <c>2022-Q1</c>, <c>2022-01</c>.</summary>
    public string Id => Kind switch
    {
        "year" => Text("yyyy"),
        "half-year" => Text("yyyy") + "-H" + Ordinal,
        "quarter" => Text("yyyy") + "-Q" + Ordinal,
        _ => Text("yyyy-MM"),
    };

    /// <summary>Its name for people.</summary>
    public LocalText Label => new(In(Language.Chinese), In(Language.English));

    /// <summary>The periods of a kind in a year, in order.</summary>
    public static IEnumerable<ReportingPeriod> Of(string kind, int year)
    {
        for (var month = 1; month <= 12; month += Months[kind])
        {
            var last = month + Months[kind] - 1;
            yield return new(kind, new(year, month, 1), new(year, last, DateTime.DaysInMonth(year, last)));
        }
    }

    string Ordinal => ((Start.Month - 1) / Months[Kind] + 1).ToString(CultureInfo.InvariantCulture);

    string Text(string format) => Start.ToString(format, CultureInfo.InvariantCulture);

    string In(Language language) => TextCatalog.BuiltIn.Format(
        "reporting.period." + (Kind == "half-year" ? $"{Kind}.{Ordinal}" : Kind), language,
        ("year", Start.Year), ("quarter", Ordinal),
        ("month", language == Language.Chinese ? Start.Month : Text("MMM")));
}
