using System.Text;
using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

/// <summary>Rows no one hoped for: every chart type draws them, or says what is wrong with them.</summary>
public class RobustnessTests
{
    static readonly string[] Names = ["area_zh", "area_en", "variant_zh", "variant_en", "measure_zh", "measure_en", "part_zh", "part_en"];

    static readonly string[] Periods = ["period_id", "period_zh", "period_en", "period_start", "period_end"];

    static readonly Dictionary<string, Func<object?[][], IEnumerable<object?[]>>> Changes = new()
    {
        ["withheld"] = rows => rows.Select(SampleRows.Withheld),
        ["half-withheld"] = rows =>
        {
            var areas = rows.Select(Area).Distinct().ToArray();
            var hidden = areas[..((areas.Length + 1) / 2)].ToHashSet();
            return rows.Select(row => hidden.Contains(Area(row)) ? row.Withheld() : row);
        },
        ["twice"] = rows => rows.Concat(rows),
        ["zero"] = rows => rows.Select(row => row.With("value", 0.0).With("low", Of(row, "low") is null ? null : 0.0)
            .With("events", Of(row, "events") is null ? null : 0L)),
        ["negative"] = rows => rows.Select(row => Of(row, "value") is not double value ? row : row.With("value", -Math.Abs(value) - 1)
            .With("unit", "件").With("low", null).With("high", null).With("events", null).With("trials", null)
            .With("basis", "printed").With("no_interval_reason", "count")),
        ["nameless"] = rows => rows.Select(row => Names.Aggregate(row, (r, column) => r.With(column, ""))),
        ["some-nameless"] = rows => rows.Select((row, i) => i % 2 == 0 ? row : Names.Aggregate(row, (r, column) => r.With(column, ""))),
        ["periodless"] = rows => rows.Select(row => Periods.Aggregate(row, (r, column) => r.With(column, null))),
        ["some-periodless"] = rows => rows.Select((row, i) => i % 2 == 0 ? row : Periods.Aggregate(row, (r, column) => r.With(column, null))),
        ["at-least"] = rows => rows.Select(row => row.With("bound", "at_least")),
    };

    static string? Area(object?[] row) => (string?)Of(row, "area_id");

    static object? Of(object?[] row, string column) => row[Array.FindIndex(SampleRows.Columns, c => c.Name == column)];

    static GalleryCase Ordinary(ChartType type) => Gallery.Of(type).First(one => one.State == "ordinary");

    static object?[][] Rows(Table table) => [.. Enumerable.Range(0, table.RowCount).Select(r =>
        (object?[])[.. SampleRows.Columns.Select(column => table.Has(column.Name) ? table[r, column.Name] : null)])];

    static Table Changed(GalleryCase one, string change) => SampleRows.Table(Changes[change](Rows(one.Table)));

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var type in ChartTypes.All)
            foreach (var change in Changes.Keys) data.Add(type.Name, change);
        return data;
    }

    public static TheoryData<string> Types => [.. ChartTypes.All.Select(type => type.Name)];

    [Theory, MemberData(nameof(Cases)), Trait("Speed", "Slow")]
    public void Awkward_rows_are_drawn_or_refused_with_a_code(string type, string change)
    {
        var one = Ordinary(ChartTypes.All.Single(t => t.Name == type));
        var table = Changed(one, change);
        foreach (var language in (Language[])[Language.Chinese, Language.English])
            foreach (var width in (double[])[320, 1600])
            {
                try
                {
                    var scene = Chart.Draw(one.Spec with { Language = language, Width = width, Height = null }, table);
                    var svg = Encoding.UTF8.GetString(Surfaces.Svg.Write(scene));
                    foreach (var word in (string[])["NaN", "Infinity", "∞"])
                        Assert.False(svg.Contains(word, StringComparison.Ordinal), $"{type} {change} {language} {width}: {word}");
                }
                catch (AnalyticsException error)
                {
                    Assert.NotEmpty(error.Code);
                    Assert.True(error.Message.Length > 10, error.Message);
                }
            }
    }

    [Theory, MemberData(nameof(Types))]
    public void What_is_wholly_withheld_is_said_to_be_withheld(string type)
    {
        var one = Ordinary(ChartTypes.All.Single(t => t.Name == type));
        var scene = Chart.Draw(one.Spec, Changed(one, "withheld"));
        var said = scene.Flat().OfType<TextMark>().Select(t => t.Text).Concat(scene.Data().Select(d => d.Spoken)).ToArray();
        Assert.True(Array.Exists(said, text => text.Contains("不公开", StringComparison.Ordinal) || text.Contains("不予公开", StringComparison.Ordinal)),
            string.Join(" | ", said));
    }
}
