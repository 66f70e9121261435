using System.Globalization;

namespace Analytics.Etl.Simulated;

/// One reported number.
sealed record ReportedFigure(int Year, string Code, long Value, string Status, string Note);

/// What one area sends about one year, with corrections of earlier ones. One file.
sealed record PanelReport(ReportingArea Area, int Year, DateOnly PublishedOn, IReadOnlyList<ReportedFigure> Figures);

/// What becomes known of the truth, and when: too early, too late, wrong at first.
static class PanelReports
{
    public const string Provisional = "provisional", Final = "final", Restated = "restated";

    static readonly string[] CountedLater =
        [.. PanelModel.Rates.SelectMany(rate => new[] { rate.Trials, rate.Events }).Distinct()];

    /// Areas in order of id, years in order.
    public static IReadOnlyList<PanelReport> Of(PanelTruth truth, PanelArguments arguments) =>
        [.. truth.Years.GroupBy(year => (year.Territory.ReportsAs(year.Year), year.Year))
            .OrderBy(group => group.Key.Item1.AreaId, StringComparer.Ordinal).ThenBy(group => group.Key.Year)
            .Select(group => Report(group.Key.Item1, [.. group], truth, arguments))];

    /// Counts of parts added up.
    public static IReadOnlyDictionary<string, long> Sum(IReadOnlyList<TrueYear> parts) =>
        SimulatedIndicators.All.ToDictionary(indicator => indicator.Code,
            indicator => parts.Sum(part => part.Counts[indicator.Code]), StringComparer.Ordinal);

    static PanelReport Report(ReportingArea area, TrueYear[] parts, PanelTruth truth, PanelArguments arguments)
    {
        var (year, roles) = (parts[0].Year, truth.Roles);
        var (territory, counts) = (parts[0].Territory, Sum(parts));
        var isEarly = roles.Early.Contains(territory);
        var first = isEarly ? Thinned(counts, territory, year, arguments.Seed) : counts;
        var figures = SimulatedIndicators.All.Select(indicator => new ReportedFigure(year, indicator.Code,
            FirstValue(indicator.Code, first[indicator.Code]),
            isEarly && CountedLater.Contains(indicator.Code) ? Provisional : Final, "")).ToList();
        figures.AddRange(Corrections(territory, year, truth));
        return new PanelReport(area, year, PublishedOn(), figures);

        long FirstValue(string code, long value) =>
            !roles.Wrong.Any(wrong => (wrong.Territory, wrong.Year, wrong.Code) == (territory, year, code)) ? value
            : code == SimulatedIndicators.Lost ? value + Part(value, PanelModel.LostOverstated)
            : value - Part(value, PanelModel.SettledUnderstated);

        DateOnly PublishedOn()
        {
            var random = Xoshiro256.For(arguments.Seed, "day", area.AreaId, Text(year));
            var isLate = roles.Late.Any(late => (late.Territory, late.Year) == (territory, year));
            return isEarly ? new DateOnly(year + 1, 1, 10).AddDays(random.Below(15))
                : new DateOnly(year + (isLate ? 2 : 1), 2, 1).AddDays(random.Below(58));
        }
    }

    // A rate needs both its counts from one report: what did not change is told again beside what did.
    static IEnumerable<ReportedFigure> Corrections(Territory territory, int year, PanelTruth truth)
    {
        foreach (var wrong in truth.Roles.Wrong.Where(w => w.Territory == territory && w.CorrectedBy == year))
        {
            var counts = CountsOf(wrong.Year);
            var trials = PanelModel.Rates.Single(rate => rate.Events == wrong.Code).Trials;
            yield return new(wrong.Year, trials, counts[trials], Final, "分母未变，随更正重报");
            yield return new(wrong.Year, wrong.Code, counts[wrong.Code], Restated, "原报数有误，予以更正");
        }
        if (!truth.Roles.Early.Contains(territory)) yield break;
        if (truth.Years.Any(t => t.Territory == territory && t.Year == year - 1))
            foreach (var code in CountedLater)
                yield return new(year - 1, code, CountsOf(year - 1)[code], Final, "上年初步数的正式数");

        IReadOnlyDictionary<string, long> CountsOf(int of) =>
            truth.Years.Single(t => t.Territory == territory && t.Year == of).Counts;
    }

    // Each case is known in time or not, so that events never exceed trials.
    static Dictionary<string, long> Thinned(IReadOnlyDictionary<string, long> counts, Territory territory, int year,
        long seed)
    {
        var thinned = new Dictionary<string, long>(counts, StringComparer.Ordinal);
        var random = Xoshiro256.For(seed, "provisional", territory.Id, Text(year));
        foreach (var trials in PanelModel.Rates.GroupBy(rate => rate.Trials))
        {
            var rates = trials.ToArray();
            var rest = counts[trials.Key] - counts[rates[0].Events];
            thinned[rates[0].Events] = random.Binomial(counts[rates[0].Events], PanelModel.ProvisionalShare);
            thinned[trials.Key] = thinned[rates[0].Events] + random.Binomial(rest, PanelModel.ProvisionalShare);
            foreach (var rate in rates.Skip(1))
                thinned[rate.Events] = Math.Min(thinned[trials.Key],
                    random.Binomial(counts[rate.Events], PanelModel.ProvisionalShare));
        }
        return thinned;
    }

    static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);

    // At least one, so that what is restated differs.
    static long Part(long value, double share) => Math.Max(1, (long)Math.Floor(value * share + 0.5));
}
