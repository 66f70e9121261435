using Analytics.Tables;

namespace Analytics.Charting.Charts;

static class BoxPlotSamples
{
    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec with { Reference = City, Highlight = ["浦东新区"] }, SampleRows.Table(
                Years(6).SelectMany(year => SampleRows.Districts.Select((area, i) => Rate(area, year, i)))));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Rate(SampleRows.Districts[0], "2021", 3, 40)));
            yield return new("equal", Spec,
                SampleRows.Table(Years(3).SelectMany(year => SampleRows.Districts.Select(area =>
                SampleRows.Rate(area, $"{year}", 20, 200)))));
            yield return new("huge", Spec,
                SampleRows.Table(Years(3).SelectMany(year => SampleRows.Counties().Select((area, i) =>
                i % 211 == year % 5 ? SampleRows.Rate(area, $"{year}", 140 + i / 20, 500) : Rate(area, year, i)))));
            yield return new("long-names", Spec with { Width = 420 }, SampleRows.Table(Kinds.SelectMany((kind, k) =>
                SampleRows.Districts.Append(SampleRows.LongName).Select((area, i) =>
                    Rate(area, 2021, i + 60 * k, 20 + 12 * (i / 16)).Part(kind.Id, kind.Zh, kind.En)))));
            yield return new("missing", Spec,
                SampleRows.Table(Years(4).SelectMany(year => SampleRows.Districts.Take(year == 2018 ? 3 : 9)
                .Select((area, i) => i == 1 ? Rate(area, year, i).With("value", null) : Rate(area, year, i)))));
            yield return new("suppressed", Spec, SampleRows.Table(Years(4).SelectMany(year => SampleRows.Districts
                .Select((area, i) => i == 15 ? Rate(area, year, i).Withheld() : i == 3 && year == 2021
                    ? Rate(area, year, i).With("status", "provisional") : Rate(area, year, i)))));
            yield return new("parents", Spec with { Reference = City }, WithParents(SampleRows.Table(
                SampleRows.Counties(620).Select((area, i) => Rate(area, 2021, i, 4 + i % 31 / 3)))));
            yield return new("outliers", Spec,
                SampleRows.Table(Years(5).SelectMany(year => SampleRows.Districts.Select((area, i) =>
                i == year % 7 || i == 12 ? SampleRows.Rate(area, $"{year}", 130 + 5 * i, 400) : Rate(area, year, i)))));
            yield return new("totals", Spec,
                SampleRows.Table(Years(5).SelectMany(year => SampleRows.Districts.Select((area, i) =>
                SampleRows.Total(area, $"{year}", 4_000 + SampleRows.Chance(i + year, 21_000))))));
        }
    }

    static readonly (string Id, string Zh, string En)[] Kinds =
    [
        ("land", "征收补偿与土地管理", "Expropriation, compensation and land administration"),
        ("police", "公安行政管理", "Public security"),
        ("market", "市场监督管理", "Market regulation"), ("labour", "劳动和社会保障", "Labour and social security"),
    ];

    static ReferenceLine City => new(12, new("全市", "City"));

    static IEnumerable<int> Years(int count) => Enumerable.Range(2022 - count, count);

    static object?[] Rate((string, string) area, int year, int i, int most = 20)
    {
        var trials = 300 + SampleRows.Chance(i + 50, 300);
        var rate = 3 + (2024 - year) + SampleRows.Chance(i + 31 * year, most) * 0.5 + SampleRows.Chance(i + 17 * year,
            most) * 0.5;
        return SampleRows.Rate(area, $"{year}", (long)(trials * rate / 100), trials);
    }

    // Twenty counties to each of 31 made-up provinces.
    static Table WithParents(Table table) => new(
        [.. table.Columns, new("parent_zh", ColumnKind.Text), new("parent_en", ColumnKind.Text)],
        [.. Enumerable.Range(0, table.RowCount).Select(r => (object?[])[.. table.Columns.Select(c => table[r, c.Name]),
            $"省{r % 31 + 1:00}", $"Province {r % 31 + 1:00}"])]);

    static ChartSpec Spec => SampleRows.Spec("box-plot", "各区败诉率的差距", "How far loss rates of districts lie apart") with
    {
        Subtitle = new("人民法院审结的行政诉讼案件中行政机关败诉的比例",
            "Cases the government lost among administrative cases concluded by courts"),
    };
}
