using System.Globalization;
using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

/// <summary>One figure as it was printed from publication to publication: an area in a period, of one kind.</summary>
/// <param name="Name">What tells it apart from the others of the picture.</param>
/// <param name="Vintages">Rows with a value and a date, oldest first; empty where all are withheld.</param>
/// <param name="Withheld">Rows without one, because it is withheld.</param>
sealed record Quantity(string Name, IReadOnlyList<Observation> Vintages, IReadOnlyList<Observation> Withheld)
{
    public Observation Any => Vintages.Count > 0 ? Vintages[0] : Withheld[0];

    public Observation First => Vintages[0];

    public Observation Latest => Vintages[^1];

    /// <summary>Whether the latest publication withholds what earlier ones printed.</summary>
    public bool IsWithdrawn => Vintages.Count > 0 && Withheld.Any(o => o.PublishedOn > Latest.PublishedOn);

    /// <summary>How often a value differed from the one before it.</summary>
    public int Revisions => Vintages.Zip(Vintages.Skip(1)).Count(pair => IsRevised(pair.First, pair.Second));

    /// <summary>Latest less first, in the unit of the value.</summary>
    public double Change => Vintages.Count == 0 ? 0 : Latest.Value - First.Value;

    /// <summary>Values that differ by rounding of sums alone, or bounds that stay, are the same.</summary>
    public static bool IsRevised(Observation before, Observation after) => before.Bound != after.Bound
        || Math.Abs(after.Value - before.Value) > 1e-9 * Math.Max(1, Math.Abs(before.Value));

    /// <summary>Of all rows with a date, in order of period, then of the table.</summary>
    public static Quantity[] Of(Canvas canvas, IReadOnlyList<Observation> rows, IReadOnlyList<Observation> withheld,
        Func<Observation, string> kindName)
    {
        Observation[] all = [.. rows.Concat(withheld).OrderBy(o => o.Row)];
        var (areas, periods, kinds) = (Count(o => o.AreaId), Count(o => o.Period), Count(o => o.Variant + "|" + o.Scope));
        var hidden = withheld.Select(o => o.Row).ToHashSet();
        return
        [
            .. all.GroupBy(o => (o.AreaId, o.Period, o.Variant, o.Scope, o.Dataset, o.Measure, o.Part))
                .Select(g => new Quantity(NameOf(g.First()),
                    [.. g.Where(o => !hidden.Contains(o.Row)).OrderBy(o => o.PublishedOn).ThenBy(o => o.Row)],
                    [.. g.Where(o => hidden.Contains(o.Row)).OrderBy(o => o.PublishedOn)]))
                .OrderBy(q => q.Any.Start ?? DateOnly.MaxValue).ThenBy(q => q.Any.End ?? DateOnly.MaxValue),
        ];

        int Count(Func<Observation, string> of) => all.Select(of).Distinct().Count();

        string NameOf(Observation o)
        {
            string[] parts =
            [
                periods > 1 || areas == 1 ? o.Period : "", areas > 1 || o.Period.Length == 0 ? o.Area : "",
                kinds > 1 ? kindName(o) : "", o.PartName,
            ];
            return string.Join(canvas.Language == Tables.Language.Chinese ? " " : ", ", parts.Where(p => p.Length > 0));
        }
    }

    /// <summary>The change with its unit: <c>+0.6 百分点</c>, <c>−120 件</c>.</summary>
    public string ChangeWords(Canvas canvas, ValueFormat format) =>
        $"{Signed(format)} {(format.IsRate ? canvas.Say("chart.trend.percentage-points") : format.Unit)}".TrimEnd();

    /// <summary>The change alone; ±0 where values came back to the first.</summary>
    public string Signed(ValueFormat format) => format.IsRate
        ? Change == 0 ? "±0" : ValueFormat.Signed(Change) : format.Change(Change);

    public static string Day(Observation o) => o.PublishedOn!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What happened to it, in a sentence.</summary>
    public string Spoken(Canvas canvas, ValueFormat format)
    {
        var where = $"{Any.Area} {Any.Period}".TrimEnd();
        if (Vintages.Count == 0) return MapRows.WithheldWords(canvas, Any);
        return Vintages.Count == 1 || Revisions == 0
            ? canvas.Say("chart.vintages.spoken.same", ("where", where), ("value", format.Long(Latest)), ("first", Day(First)),
                ("count", Vintages.Count))
            : canvas.Say("chart.vintages.spoken", ("where", where), ("from", format.Long(First)), ("first", Day(First)),
                ("to", format.Long(Latest)), ("latest", Day(Latest)), ("count", Revisions), ("change", ChangeWords(canvas, format)));
    }
}
