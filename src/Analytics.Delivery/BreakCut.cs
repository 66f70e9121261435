using System.Globalization;
using Analytics.Semantics;
using Analytics.Statistics.Trends;
using Analytics.Tables;

namespace Analytics.Delivery;

/// <summary>Leaves a trend the points of one stretch between breaks of each series.</summary>
static class BreakCut
{
    static readonly string[] Series = ["measure", "variant", "area_id", "group_id", "scope_id", "dataset"];

    /// <summary>The answer with each series' last stretch alone, and warnings of what was cut.</summary>
    public static QueryResult Of(QueryResult answer, Func<string, LocalText> titleOf)
    {
        if (answer.Breaks.Count == 0) return answer;
        var table = answer.Table;
        var left = new List<(string Measure, CrossedBreak Break)>();
        var removed = new HashSet<int>();
        foreach (var series in Enumerable.Range(0, table.RowCount).Where(row => Days(table, row) is not null)
            .GroupBy(row => string.Join('\n', Series.Select(column => table.Text(row, column)))))
        {
            var rows = series.ToArray();
            var breaks = answer.Breaks.Where(one => one.Concerns(table, rows[0])).OrderBy(one => one.On).ToArray();
            if (breaks.Length == 0) continue;
            var kept = Stretches.Last([.. rows.Select(row => Days(table, row)!.Value)],
                [.. breaks.Select(one => one.On)]).Select(place => rows[place]).ToHashSet();
            var begin = kept.Min(row => Days(table, row)!.Value.Start);
            foreach (var row in rows.Where(row => !kept.Contains(row)))
            {
                removed.Add(row);
                // The nearest break on the way from the point to those that stay.
                var start = Days(table, row)!.Value.Start;
                var cut = start < begin ? breaks.LastOrDefault(one => one.On <= begin) ?? breaks[^1]
                    : breaks.First(one => one.On > begin);
                left.Add((table.Text(row, "measure")!, cut));
            }
        }
        return answer with
        {
            Table = table.Where(row => !removed.Contains(row)),
            Warnings = [.. answer.Warnings, .. left.GroupBy(one => (one.Measure, one.Break.On, one.Break.Title))
                .OrderBy(cut => cut.Key.Measure, StringComparer.Ordinal).ThenBy(cut => cut.Key.On)
                .Select(cut => Say(titleOf(cut.Key.Measure), cut.Key.On, cut.Key.Title, cut.Count()))],
        };
    }

    static (DateOnly Start, DateOnly End)? Days(Table table, int row) =>
        table[row, "period_start"] is DateOnly start && table[row, "period_end"] is DateOnly end ? (start, end) : null;

    static LocalText Say(LocalText measure, DateOnly on, LocalText title, int count)
    {
        (string, object?)[] facts = [("measure", measure), ("title", title), ("count", count),
            ("on", on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
        return new(TextCatalog.BuiltIn.Format("warning.trend-cut", Language.Chinese, facts),
            TextCatalog.BuiltIn.Format("warning.trend-cut", Language.English, facts));
    }
}
