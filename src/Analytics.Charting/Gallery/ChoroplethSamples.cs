namespace Analytics.Charting.Charts;

static class ChoroplethSamples
{
    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            var sixteen = Lattice([.. SampleRows.Districts.Select(d => d.Zh)], 4);
            yield return new("ordinary", Spec with { Shapes = sixteen }, SampleRows.Table(Rows(SampleRows.Districts)));
            yield return new("empty", Spec with { Shapes = sixteen }, SampleRows.Table());
            yield return new("one", Spec with { Shapes = sixteen[..1] },
                SampleRows.Table(Rows([SampleRows.Districts[0]])));
            yield return new("equal", Spec with { Shapes = sixteen[..4] },
                SampleRows.Table(SampleRows.Districts.Take(4).Select(d =>
                SampleRows.Printed(d, "2021", 100))));
            yield return new("huge", Spec with { Shapes = Lattice([.. SampleRows.Counties().Select(c => c.Zh)], 57) },
                SampleRows.Table(Rows([.. SampleRows.Counties()])));
            yield return new("long-names",
                Spec with { Width = 380, Shapes = Lattice([SampleRows.LongName.Zh, "黄浦区", "徐汇区", "长宁区"], 2) },
                SampleRows.Table(Rows([SampleRows.LongName, .. SampleRows.Districts.Take(3)])));
            yield return new("missing", Spec with { Shapes = sixteen },
                SampleRows.Table([.. Rows([.. SampleRows.Districts.Where((_, i) => i % 5 != 2)]),
                SampleRows.Rate(("苏州市", "Suzhou"), "2021", 30, 400)]));
            yield return new("suppressed", Spec with { Shapes = sixteen, Highlight = ["青浦区"] },
                SampleRows.Table(Rows(SampleRows.Districts)
                .Select((row, i) => i == 15 ? row.Withheld() : i == 3 ? row.With("status", "provisional") : row)));
        }
    }

    static IEnumerable<object?[]> Rows((string, string)[] areas) => areas.Select((d, i) => SampleRows.Rate(d, "2021",
        i == 14 ? 3 : 14 + SampleRows.Chance(i, 60), i == 14 ? 24 : 220 + SampleRows.Chance(i + 50, 500)));

    // A land that does not exist: cells of a lattice whose corners are shifted, the first with a lake, the last with an
    // island.
    static AreaShape[] Lattice(string[] areas, int columns)
    {
        const double Step = 0.25;
        double[] Corner(int column, int row) =>
            [121 + Step * (column + 0.3 * (SampleRows.Chance(column * 101 + row, 100) / 100.0 - 0.5)),
            31.8 - Step * 0.85 * (row + 0.3 * (SampleRows.Chance(column + row * 211 + 7, 100) / 100.0 - 0.5))];
        double[][] Square(double x, double y, double half) => [[x - half, y - half], [x + half, y - half],
            [x + half, y + half], [x - half, y + half], [x - half, y - half]];
        return [.. areas.Select((area, i) =>
        {
            var (c, r) = (i % columns, i / columns);
            double[][] ring = [Corner(c, r), Corner(c + 1, r), Corner(c + 1, r + 1), Corner(c, r + 1), Corner(c, r)];
            var middle = new[] { ring.Take(4).Average(p => p[0]), ring.Take(4).Average(p => p[1]) };
            IReadOnlyList<double[][]> rings = areas.Length > 100 ? [ring]
                : i == 0 ? [ring, Square(middle[0] - 0.06, middle[1], 0.03)]
                : i == areas.Length - 1 ? [ring, Square(121 + Step * (columns + 0.45), middle[1], 0.04)] : [ring];
            return new AreaShape(area, rings);
        })];
    }

    static ChartSpec Spec => SampleRows.Spec("choropleth", "各区行政机关败诉率", "Share of cases lost, by district") with
    {
        Subtitle = new("地区轮廓为虚构", "The outlines are made up"),
    };
}
