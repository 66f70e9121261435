namespace Analytics.Charting.Charts;

static class VintagesSamples
{
    static readonly (string, string) City = ("上海市", "Shanghai");

    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec, SampleRows.Table(
            [
                .. Prints(City, "2019", ("2020-03-18", 11.9), ("2021-03-22", 12.4), ("2022-03-15", 12.6)),
                .. Prints(City, "2020", ("2021-03-22", 10.8), ("2022-03-15", 10.8), ("2023-03-20", 10.8)),
                .. Prints(City, "2021", ("2022-03-15", 9.7), ("2022-09-30", 10.2), ("2023-03-20", 9.5)),
                .. Prints(City, "2022", ("2023-03-20", 8.9), ("2024-03-19", 8.7)),
                .. Prints(City, "2023", ("2024-03-19", 8.1)),
            ]));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec,
                SampleRows.Table(Prints(City, "2020", ("2021-03-22", 10.8), ("2022-03-15", 11.3))));
            yield return new("equal", Spec, SampleRows.Table(SampleRows.Districts.Take(4).SelectMany(area =>
                Prints(area, "2020", ("2021-03-22", 10.8), ("2022-03-15", 10.8)))));
            yield return new("huge", Spec, SampleRows.Table(SampleRows.Counties().SelectMany((area, i) =>
                Prints(area, "2020", ("2021-03-22", 6 + SampleRows.Chance(i, 90) / 10.0),
                    ("2022-03-15",
                        6 + (SampleRows.Chance(i, 90) + (i % 3 == 0 ? SampleRows.Chance(i + 5000, 25) - 12 : 0))
                            / 10.0)))));
            yield return new("long-names", Spec with { Width = 360 }, SampleRows.Table(
            [
                .. Prints(SampleRows.LongName, "2019", ("2020-03-18", 11.9), ("2021-03-22", 12.4)),
                .. Prints(City, "2019", ("2020-03-18", 7.5), ("2021-03-22", 7.5)),
            ]));
            yield return new("missing", Spec, SampleRows.Table(
            [
                .. Prints(City, "2019", ("2020-03-18", 11.9), ("2021-03-22", 12.4)),
                SampleRows.Printed(City, "2020", 10).With("published_on", new DateOnly(2021, 3, 22))
                .With("value", null),
                .. Prints(City, "2020", ("2022-03-15", 10.4)), SampleRows.Printed(City, "2021", 9.6),
            ]));
            yield return new("suppressed", Spec, SampleRows.Table(
            [
                .. Prints(SampleRows.Districts[3], "2020", ("2021-03-22", 5.1), ("2022-03-15", 5.6)),
                .. Prints(SampleRows.Districts[15], "2020", ("2021-03-22", 8.3))
                .Select(row => row.With("status", "provisional")),
                .. Prints(SampleRows.Districts[15], "2020", ("2022-03-15", 8.3)).Select(row => row.Withheld()),
                .. Prints(SampleRows.Districts[14], "2020", ("2021-03-22", 2)).Select(row => row.Withheld()),
            ]));
            yield return new("totals", Spec with
            {
                Title = new("行政诉讼受理数的修订", "Revisions of administrative cases accepted"),
            }, SampleRows.Table(SampleRows.Districts.SelectMany((area, i) => Totals(area, "2023", 800 + 90 * i,
                i % 4 == 1 ? 0 : SampleRows.Chance(i, 60) - 20, i % 5 == 2 ? SampleRows.Chance(i + 40, 30) : 0))));
            yield return new("days", Spec, SampleRows.Table(
            [
                .. Prints(City, "2024-01", ("2024-02-20", 10.3), ("2024-03-20", 10.6), ("2024-04-19", 10.5)),
                .. Prints(City, "2024-02", ("2024-03-20", 9.8), ("2024-04-19", 9.9)),
                .. Prints(City, "2024-03", ("2024-04-19", 10.1)),
            ]));
        }
    }

    static ChartSpec Spec =>
        SampleRows.Spec("vintages", "行政机关败诉率公布后的修订", "Revisions of the share of cases lost after publication");

    static IEnumerable<object?[]> Prints((string, string) area, string period,
        params (string Day, double Value)[] prints) =>
        prints.Select(print => SampleRows.Printed(area, period, Math.Round(print.Value, 1), "all")
            .With("published_on", Day(print.Day)));

    static IEnumerable<object?[]> Totals((string, string) area, string period, double value, params int[] changes)
    {
        yield return SampleRows.Total(area, period, value).With("published_on", Day("2024-01-25"));
        foreach (var (i, change) in changes.Index())
            yield return SampleRows.Total(area, period, value += change)
                .With("published_on", Day(i == 0 ? "2024-06-28" : "2025-01-24"));
    }

    static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
