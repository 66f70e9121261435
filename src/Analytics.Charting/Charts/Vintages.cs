using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>What was printed of a quantity from one publication to the next: a row each, the first value hollow, an
/// arrow to the latest, and the number and size of its revisions in words.</summary>
/// <remarks>In every row heights mean the same difference from the first value, so that revisions can be compared where
/// the values themselves lie far apart. Beyond as many rows as fit, those revised most are drawn.</remarks>
sealed partial class Vintages : ChartType
{
    const int MostLoose = 12;

    const double MostHeight = 1700, NarrowWidth = 600;

    public override string Name => "vintages";

    internal override IEnumerable<GalleryCase> Cases => VintagesSamples.Cases;

    /// <summary>What every row needs.</summary>
    /// <param name="Canvas">Where to draw.</param>
    /// <param name="Spec">What was asked for.</param>
    /// <param name="Format">Of values.</param>
    /// <param name="Days">Along the bottom.</param>
    /// <param name="Names">What tells quantities apart, by their keys.</param>
    /// <param name="Scale">Pixels for a difference of one.</param>
    /// <param name="Half">The greatest height over the first value, in pixels.</param>
    sealed record Setting(Canvas Canvas, ChartSpec Spec, ValueFormat Format, DateScale Days,
        IReadOnlyDictionary<string, string> Names, double Scale, double Half)
    {
        public bool IsNarrow => Spec.Width < NarrowWidth;
    }

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var data = Observations.Read(spec, table, canvas);
        var notes = new List<string>();
        var dated = data.Rows.Concat(data.Withheld).Where(o => o.PublishedOn is not null).ToArray();
        if (data.Rows.Count + data.Withheld.Count - dated.Length is > 0 and var undated)
        {
            notes.Add(canvas.Say("chart.vintages.undated", ("count", undated)));
            canvas.Warn("chart.vintages.undated", ("count", undated));
        }
        var all = PrintedQuantity.Of(dated);
        if (all.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, [.. notes, .. data.Notes]));
        var shown = Fewer(canvas, all, MostOf(spec), notes);
        var (names, shared) = NamesOf(canvas, shown);
        if (shared.Length > 0) notes.Insert(0, canvas.Say("chart.all-rows", ("facts", shared)));
        if (shown.Any(q => q.IsRevised)) notes.Add(canvas.Say("chart.vintages.heights"));
        if (all.Count(q => q.IsDisputed) is > 0 and var disputed)
        {
            notes.Add(canvas.Say("chart.vintages.disputed", ("count", disputed)));
            canvas.Warn("chart.vintages.disputed", ("count", disputed));
        }
        // Remarks are on what stands: a provisional value that was replaced will not be revised again.
        var keys = shown.SelectMany(q => q.Prints.TakeLast(1).Concat(q.Hidden)).Select(o => o.Row).ToHashSet();
        notes.AddRange(data.Only(canvas, o => keys.Contains(o.Row)).Notes);

        var (reach, half) = (shown.Max(q => q.Reach), shown.Count <= MostLoose ? 18.0 : 9.0);
        var s = new Setting(canvas, spec, data.Format, new DateScale(shown.SelectMany(q => q.Prints.Concat(q.Hidden))
            .Select(o => o.PublishedOn!.Value), spec.Width < NarrowWidth ? 0.09 : 0.05), names,
                reach > 0 ? half / reach : 0, half);
        var frame = new Frame(canvas, spec, notes);
        var top = frame.Header([.. Legend(s, shown)], data.IsSimulated) + 4;
        var told = Told(s, all);
        top = canvas.Lines(TextWrap.Lines(told, spec.Width - 2 * Frame.Margin, 14, true), Frame.Margin, top, 14, 22,
            canvas.Theme.Ink, true) + 6;
        var bottom = DrawRows(s, shown, top);
        canvas.Text(spec.Width / 2, bottom + 8, canvas.Say("chart.vintages.axis"), 12, canvas.Theme.Muted, false,
            TextAnchor.Middle);
        bottom += 16;
        frame.Footer(bottom);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language), told);
    }

    static int MostOf(ChartSpec spec) => (int)(MostHeight / (spec.Width < NarrowWidth ? 66 : 42));

    // The most revised from the greatest rise to the greatest fall; few stay in the order of the table.
    static IReadOnlyList<PrintedQuantity> Fewer(Canvas canvas, IReadOnlyList<PrintedQuantity> all, int most,
        List<string> notes)
    {
        if (all.Count <= most) return all;
        PrintedQuantity[] kept = [.. all.OrderByDescending(q => q.Reach).Take(most).OrderByDescending(q => q.Change)];
        (string, object?)[] facts = [("shown", most), ("count", ValueFormat.Whole(all.Count)),
            ("left", ValueFormat.Whole(all.Count - most)),
            ("revised", ValueFormat.Whole(all.Count(q => q.IsRevised) - kept.Count(q => q.IsRevised)))];
        notes.Add(canvas.Say("chart.vintages.fewer", facts));
        canvas.Warn("chart.vintages.fewer", facts);
        return kept;
    }

    // What all quantities have in common is said once, at the foot.
    static (Dictionary<string, string> Names, string Shared) NamesOf(Canvas canvas, IReadOnlyList<PrintedQuantity> all)
    {
        var isChinese = canvas.Language == Language.Chinese;
        Func<Observation, string>[] parts =
            [o => o.MeasureName, o => o.Area, o => o.Period, o => o.PartName, o => o.VariantName, o => o.ScopeWords];
        var tells = parts.Select(part => all.Select(q => part(q.Any)).Distinct().Skip(1).Any()).ToArray();
        // Area and period stay, where nothing else would name the row.
        if (!tells.Any(tell => tell)) tells[1] = tells[2] = true;
        string Of(Observation o, bool isTold) => string.Join(isTold ? " " : isChinese ? "、" : ", ",
            parts.Where((_, i) => tells[i] == isTold).Select(part => part(o)).Where(text => text.Length > 0));
        return (all.ToDictionary(q => q.Key, q => Of(q.Any, true), StringComparer.Ordinal), Of(all[0].Any, false));
    }

    // How many of how many, and which most.
    static string Told(Setting s, IReadOnlyList<PrintedQuantity> all)
    {
        string Say(string key, params (string, object?)[] facts) => s.Canvas.Say("chart.vintages." + key, facts);
        var printed = all.Where(q => q.Prints.Count > 0).ToArray();
        var again = printed.Where(q => q.Prints.Count > 1).ToArray();
        if (printed.Length == 0) return s.Canvas.Say("chart.status.suppressed");
        if (again.Length == 0) return Say("told.once", ("count", ValueFormat.Whole(printed.Length)));
        var revised = again.Where(q => q.IsRevised).ToArray();
        if (revised.Length == 0) return Say("told.none", ("count", ValueFormat.Whole(again.Length)));
        var most = revised.MaxBy(q => Math.Abs(q.Change))!;
        var name = s.Names.TryGetValue(most.Key, out var known) ? known : most.Any.Area;
        if (again.Length == 1)
            return Say("told.single", ("name", name), ("revisions", CountOf(s, most)), ("change", SizeOf(s, most)));
        (int Up, int Down) ways = (revised.Count(q => q.Change > 0), revised.Count(q => q.Change < 0));
        var key = revised.Length == 1 ? "one" : ways.Up == revised.Length ? "up" : ways.Down == revised.Length
            ? "down" : "many";
        return Say("told." + key, ("count", ValueFormat.Whole(again.Length)),
            ("revised", ValueFormat.Whole(revised.Length)), ("name", name),
            ("change", SizeOf(s, most)), ("up", ValueFormat.Whole(ways.Up)), ("down", ValueFormat.Whole(ways.Down)));
    }

    // Of rates in percentage points, of totals also in percent.
    static string SizeOf(Setting s, PrintedQuantity q)
    {
        var isEnglish = s.Canvas.Language == Language.English;
        if (q.Change == 0) return s.Canvas.Say("chart.vintages.back");
        if (s.Format.IsRate) return $"{ChangeOf(q)} {s.Canvas.Say("chart.trend.percentage-points")}";
        var share = q.Prints[0].Value == 0 ? ""
            : isEnglish ? $" ({ValueFormat.Signed(100 * q.Change / q.Prints[0].Value)}%)"
            : $"（{ValueFormat.Signed(100 * q.Change / q.Prints[0].Value)}%）";
        var unit = s.Format.Unit.Length == 0 ? "" : " " + s.Format.Unit;
        return ChangeOf(q) + unit + share;
    }

    // With as many decimals as were printed.
    static string ChangeOf(PrintedQuantity q)
    {
        var decimals = Enumerable.Range(0, 3)
            .FirstOrDefault(d => q.Prints.All(o => Math.Abs(o.Value - Math.Round(o.Value, d)) < 1e-9), -1);
        if (decimals < 0) return ValueFormat.Signed(q.Change);
        var text = Math.Round(Math.Abs(q.Change), decimals, MidpointRounding.AwayFromZero)
            .ToString("N" + decimals, System.Globalization.CultureInfo.InvariantCulture);
        return (q.Change < 0 ? "−" : "+") + text;
    }

    static string CountOf(Setting s, PrintedQuantity q) => q.Prints.Count == 0 ? s.Canvas.Say("chart.status.suppressed")
        : q.IsHiddenNow ? s.Canvas.Say("chart.vintages.hidden")
        : q.IsRevised ? s.Canvas.Say(q.Revisions == 1 ? "chart.vintages.revised.once" : "chart.vintages.revised",
            ("count", q.Revisions))
        : q.Prints.Count == 1 ? s.Canvas.Say("chart.vintages.once")
        : s.Canvas.Say("chart.vintages.same", ("count", q.Prints.Count));
}
