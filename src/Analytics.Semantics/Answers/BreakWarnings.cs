using System.Globalization;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Semantics.Answers;

/// <summary>Rows of one measure and area on both sides of a break of its series.</summary>
static class BreakWarnings
{
    public static IEnumerable<LocalText> Say(IReadOnlyList<Candidate> chosen, IReadOnlyList<SeriesBreak> breaks)
    {
        if (breaks.Count == 0) return [];
        return [.. chosen.Where(one => one.Day("start_on") is not null && one.Day("end_on") is not null)
            .GroupBy(one => (one.Measure, Variant: one.Variant.Name, Area: one.Text("area_id")))
            .SelectMany(series => Crossed(breaks, [.. series]).Select(found => (series.Key.Measure.Title, found)))
            .Distinct().OrderBy(one => one.found.On).Select(one => Notes.Say("break-crossed", ("measure", one.Title),
                ("on", one.found.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                ("title", one.found.Title), ("source", one.found.Source)))];
    }

    /// <summary>The dataset whose figures are of no real series.</summary>
    public const string Invented = "simulated";

    /// <summary>Series with real observations on both sides of a break.</summary>
    public static IReadOnlyList<CrossedBreak> Of(IEnumerable<Candidate> chosen, IReadOnlyList<SeriesBreak> breaks) =>
        breaks.Count == 0 ? [] : [.. chosen.Where(one => one.Day("start_on") is not null
                && one.Day("end_on") is not null && one.Text("dataset") != Invented)
            .GroupBy(one => (Measure: one.Measure.Name, one.Variant.Code, Area: one.Text("area_id")))
            .SelectMany(series => Crossed(breaks, [.. series]).Select(found => new CrossedBreak(series.Key.Measure,
                series.Key.Code, series.Key.Area, found.On, found.Title))).OrderBy(one => one.On)];

    static IEnumerable<SeriesBreak> Crossed(IReadOnlyList<SeriesBreak> breaks, Candidate[] series)
    {
        var first = series.MinBy(one => one.Day("start_on"))!;
        var last = series.MaxBy(one => one.Day("end_on"))!;
        // Names of areas summed or kept together begin with one of them.
        return Breaks.Crossed(breaks, $"{first.Measure.Name}/{first.Variant.Name}",
            first.Text("area_id")!.Split('+')[0], Days(first), Days(last));
    }

    static DateRange Days(Candidate one) => new(one.Day("start_on")!.Value, one.Day("end_on")!.Value.AddDays(1));
}
