using System.Text.Encodings.Web;
using System.Text.Json;

namespace Analytics.Etl.Simulated;

/// The truth behind a panel's files, for whoever checks what an analysis finds. Probabilities and effects have six
/// decimals.
/// <param name="Notice">That all of it is invented.</param>
/// <param name="Seed">Of the arguments.</param>
/// <param name="From">The first year.</param>
/// <param name="To">The last year.</param>
/// <param name="Rates">The model of each rate.</param>
/// <param name="Effects">What each territory's log odds differ by, before any change.</param>
/// <param name="Outlier">The district whose loss rate is too high.</param>
/// <param name="Change">The district whose head-appearance rate rises, and when.</param>
/// <param name="Merger">The counts of 静安区 in its later boundaries, all years.</param>
/// <param name="Late">Reports a year late.</param>
/// <param name="Revisions">Every number that is first reported otherwise than last.</param>
/// <param name="Truth">True counts and probabilities of each reporting area and year.</param>
sealed record AnswerKey(string Notice, long Seed, int From, int To, IReadOnlyList<RateModel> Rates,
    IReadOnlyList<KeyEffect> Effects, KeyPlace Outlier, KeyChange Change, KeyMerger Merger,
    IReadOnlyList<KeyLate> Late, IReadOnlyList<KeyRevision> Revisions, IReadOnlyList<KeyYear> Truth)
{
    static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static AnswerKey Of(PanelTruth truth, IReadOnlyList<PanelReport> reports, PanelArguments arguments)
    {
        var (roles, (seed, from, to)) = (truth.Roles, arguments);
        return new AnswerKey("模拟数据：全部数字均为虚构。 Simulated data: every number is invented.", seed, from, to,
            PanelModel.Rates,
            [.. from territory in SimulatedCity.All
                from rate in PanelModel.Rates
                select new KeyEffect(territory.Name, rate.Name, Rounded(truth.EffectOf(rate, territory)))],
            Place(roles.Outlier), new KeyChange(Place(roles.Changed), roles.ChangeYear, PanelModel.ChangeShift),
            MergerOf(truth),
            [.. roles.Late.Select(late => new KeyLate(Place(late.Territory), late.Year,
                reports.Single(report => report.Area == late.Territory.ReportsAs(late.Year)
                    && report.Year == late.Year).PublishedOn))],
            [.. RevisionsOf(reports)],
            [.. truth.Years.GroupBy(year => (year.Territory.ReportsAs(year.Year), year.Year))
                .OrderBy(group => group.Key.Item1.AreaId, StringComparer.Ordinal).ThenBy(group => group.Key.Year)
                .Select(group => YearOf(group.Key.Item1, [.. group]))]);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Form) + "\n";

    public static AnswerKey Parse(string json) => JsonSerializer.Deserialize<AnswerKey>(json, Form)!;

    static KeyPlace Place(Territory territory) =>
        new(territory.ReportsAs(SimulatedCity.LastYear).AreaId, territory.Name);

    static KeyMerger MergerOf(PanelTruth truth)
    {
        Territory[] parts = [.. SimulatedCity.All.Where(territory =>
            territory.ReportsAs(SimulatedCity.LastYear).AreaId == SimulatedCity.MergedAreaId)];
        return new KeyMerger(SimulatedCity.LastYearApart, [.. parts.Select(part => part.Reports[0].AreaId)],
            SimulatedCity.MergedAreaId, [.. truth.Years.Where(year => parts.Contains(year.Territory))
                .GroupBy(year => year.Year).OrderBy(years => years.Key)
                .Select(years => new KeyCounts(years.Key, PanelReports.Sum([.. years])))]);
    }

    static IEnumerable<KeyRevision> RevisionsOf(IReadOnlyList<PanelReport> reports) =>
        from told in from report in reports
                     from figure in report.Figures
                     select (report.Area, report.PublishedOn, Figure: figure)
        group told by (told.Area, told.Figure.Year, told.Figure.Code) into vintages
        let first = vintages.MinBy(told => told.PublishedOn)
        let last = vintages.MaxBy(told => told.PublishedOn)
        where first.Figure.Value != last.Figure.Value
        select new KeyRevision(first.Area.AreaId, first.Area.Name, first.Figure.Year, first.Figure.Code,
            first.Figure.Value, last.Figure.Value, last.Figure.Status, first.PublishedOn, last.PublishedOn);

    static KeyYear YearOf(ReportingArea area, TrueYear[] parts) => new(area.AreaId, area.Name, parts[0].Year,
        PanelReports.Sum(parts), PanelModel.Rates.ToDictionary(rate => rate.Name, rate => Rounded(
            parts.Sum(part => part.Counts[rate.Trials] * part.Probabilities[rate.Name])
                / parts.Sum(part => part.Counts[rate.Trials]))));

    static double Rounded(double value) => Math.Round(value, 6);
}

/// A district of today.
sealed record KeyPlace(string AreaId, string Area);

sealed record KeyEffect(string Territory, string Rate, double Effect);

/// The first year of the new level.
sealed record KeyChange(KeyPlace Place, int Year, double Shift);

/// The parts report apart up to a year and as one after it; a sum of the parts is the whole in every year.
sealed record KeyMerger(int LastYearApart, IReadOnlyList<string> PredecessorIds, string SuccessorId,
    IReadOnlyList<KeyCounts> Together);

sealed record KeyCounts(int Year, IReadOnlyDictionary<string, long> Counts);

sealed record KeyLate(KeyPlace Place, int Year, DateOnly PublishedOn);

sealed record KeyRevision(string AreaId, string Area, int Year, string Code, long First, long Current, string Status,
    DateOnly FirstPublishedOn, DateOnly CurrentPublishedOn);

sealed record KeyYear(string AreaId, string Area, int Year, IReadOnlyDictionary<string, long> Counts,
    IReadOnlyDictionary<string, double> Probabilities);
