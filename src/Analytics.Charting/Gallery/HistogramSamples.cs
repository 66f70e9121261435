namespace Analytics.Charting.Charts;

static class HistogramSamples
{
    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec with { Reference = City, Highlight = ["浦东新区", "黄浦区"] }, SampleRows.Table(
                SampleRows.Counties(107).Select((area, i) => Spread(area, i)).Concat(Districts)));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Rate(SampleRows.Districts[0], "2021", 3, 40)));
            yield return new("equal", Spec,
                SampleRows.Table(SampleRows.Districts.Select(area => SampleRows.Rate(area, "2021", 20, 200))));
            yield return new("huge", Spec with { Reference = City },
                SampleRows.Table(SampleRows.Counties().Select(Spread)));
            yield return new("long-names", Spec with { Width = 360, Highlight = ["Huangpu"] }, SampleRows.Table(
                new[] { SampleRows.LongName }.Concat(SampleRows.Districts.Take(7)).Select((area, i) =>
                    SampleRows.Rate(area, "2021", 20 + SampleRows.Chance(i, 60), 400))));
            yield return new("missing", Spec, SampleRows.Table(Districts.Take(14).Append(
                SampleRows.Rate(SampleRows.Districts[14], "2021", 3, 90).With("value", null))));
            yield return new("suppressed", Spec,
                SampleRows.Table(Districts.Take(13).Append(Districts.ElementAt(13).With("status", "provisional"))
                .Append(SampleRows.Rate(SampleRows.Districts[15], "2021", 1, 19).Withheld())));
            yield return new("few", Spec with { Reference = City, Highlight = ["青浦区"] }, SampleRows.Table(
                Districts.Take(8).Append(SampleRows.Printed(SampleRows.Districts[9], "2021", 7.5, "all", "at_most"))
                    .Append(SampleRows.Rate(SampleRows.Districts[13], "2021", 3, 17))));
            yield return new("totals",
                Spec with { Width = 480, Highlight = [.. SampleRows.Districts.Take(9).Select(d => d.Zh)] },
                SampleRows.Table(SampleRows.Districts.Select((area, i) =>
                    SampleRows.Total(area, "2021", 12_000 + 4_000 * i * i - SampleRows.Chance(i, 7000)))));
        }
    }

    static ReferenceLine City => new(9.6, new("全市", "City"));

    static IEnumerable<object?[]> Districts => SampleRows.Districts.Select((area, i) =>
        SampleRows.Rate(area, "2021", 14 + SampleRows.Chance(i + 3, 60), 300 + SampleRows.Chance(i + 50, 200)));

    // Many near ten in a hundred, fewer the further from it.
    static object?[] Spread((string, string) area, int i)
    {
        var trials = 80 + SampleRows.Chance(i + 50, 700);
        var rate = Enumerable.Range(0, 4)
            .Sum(k => SampleRows.Chance(i + 4000 * k, 51)) * 0.5 + SampleRows.Chance(i + 77, 9);
        return SampleRows.Rate(area, "2021", (long)(trials * rate / 500), trials);
    }

    static ChartSpec Spec => SampleRows.Spec("histogram", "各地行政机关败诉率的分布", "How loss rates are spread over areas") with
    {
        Subtitle = new("人民法院审结的行政诉讼案件中行政机关败诉的比例",
            "Cases the government lost among administrative cases concluded by courts"),
    };
}
