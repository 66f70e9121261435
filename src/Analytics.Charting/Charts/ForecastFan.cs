using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Known values and those to come: bands that hold 50, 80 and 95 % of what the method expects, and in words
/// how often such bands held in the past.</summary>
/// <remarks>One area is drawn large; up to twelve get a panel each. Rates are carried on as logits and stay in 0 to
/// 100.
/// </remarks>
sealed partial class ForecastFan : TimeChart
{
    const int MostPanels = 12;

    public override string Name => "forecast-fan";

    internal override IEnumerable<GalleryCase> Cases => ForecastFanSamples.Cases;

    /// <summary>An area's rows, what follows, and those rows of the future in the picture's data.</summary>
    sealed record Fan(string Area, string Name, IReadOnlyList<Observation> Rows, ForecastSeries Series,
        IReadOnlyList<Observation> Ahead);

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var notes = new List<string>();
        var all = ReadPlaced(spec, table, canvas, notes);
        if (all.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, [.. notes, .. all.Notes]));
        Alike.Check(spec.Columns, all.Rows, spec.Columns.PeriodId, spec.Columns.AreaLevel);
        var data = Fewer(canvas, spec, all, MostPanels, "chart.forecast.fewer", notes);
        var time = new TimeScale(data.Rows);
        var known = data.Rows.GroupBy(o => o.AreaId)
            .Select(area => (Rows: (Observation[])[.. area.OrderBy(o => o.Start)],
            Run: LastRun(time, LastStretch(spec, [.. area])))).ToArray();
        var horizon = spec.Horizon ?? Math.Clamp(known.Max(k => k.Run.Length) / 3, 1, 5);
        var series = known.Select(k => ForecastSeries.Of(k.Run, data.Format.IsRate, time.Grain, horizon)).ToArray();
        // Room for what the latest known values are carried on to, and none where nothing is.
        var last = time.Units - 1;
        var ahead = known.Zip(series).Where(k => k.Second.Forecast is not null)
            .Select(k => time.UnitOf(k.First.Run[^1]) + horizon - last).Append(0).Max();
        var s = new Setting(canvas, spec, data.Format, Axis.Of([0], false, null, 2),
            new TimeScale(data.Rows.Concat(data.Withheld), ahead), KindsOf(data.Rows),
            [.. known.Select(k => k.Rows[0].AreaId)],
            known.Length > 1, new Dictionary<string, PanelTrend>())
        {
            Withheld = data.Withheld, HasSoftIntervals = true, HasThinIntervals = known.Length > 1,
            Radius = known.Length > 1 ? 2.75 : 4, Look = (_, kind) => (Shape(kind), canvas.Theme.Neutral),
        };
        var fans = Ahead(s, table, all, known.Zip(series, (k, one) => (k.Rows, one)));
        if (KindName(canvas, data.Rows[0]) is { Length: > 0 } name)
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", name)));
        notes.InsertRange(0, NotesOn(s, fans, horizon));
        notes.AddRange(Breaks.Notes(canvas, spec, data.Rows));
        notes.AddRange(data.Notes);
        var frame = new Frame(canvas, spec, notes);
        var top = frame.Header([.. Legend(s, fans)], data.IsSimulated) + 4;
        var bottom = s.IsSmall ? DrawPanels(s, fans, top, frame.FooterHeight)
            : DrawOne(s, fans[0], top, frame.FooterHeight);
        frame.Footer(bottom);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language), string.Join(
            canvas.Language == Language.Chinese ? "" : " ", fans.Select(f => f.Name + Colon(s) + Verdict(s, f)
                + (canvas.Language == Language.Chinese ? "。" : "."))));
    }

    // The last rows of periods that are over, one a unit, that follow one another without a gap; a bound or a second
    // value for a unit is one.
    static Observation[] LastRun(TimeScale time, IReadOnlyList<Observation> rows)
    {
        var units = rows.Where(o => time.IsUnit(o) && !o.IsPartial).GroupBy(time.UnitOf)
            .OrderByDescending(g => g.Key).ToArray();
        var run = new List<Observation>();
        foreach (var unit in units)
        {
            if (run.Count > 0 && time.UnitOf(run[^1]) != unit.Key + 1) break;
            if (unit.Count() > 1 || !unit.Single().IsKnown) break;
            run.Add(unit.Single());
        }
        run.Reverse();
        return [.. run];
    }

    // What is to come as rows of its own, after those of the table, with the widest limits.
    static Fan[] Ahead(Setting s, Table table, Observations all,
        IEnumerable<(Observation[] Rows, ForecastSeries Series)> areas)
    {
        var (fans, next) = (new List<Fan>(), table.RowCount);
        foreach (var (rows, series) in areas)
        {
            Observation[] ahead = series.Forecast is not { } forecast ? []
                : [.. forecast.Mean.Select((mean, h) => rows[0] with
            {
                Period = s.Time.Name(s.Canvas, s.Time.UnitOf(series.Known[^1]) + h + 1), Start = null, End = null,
                Value = mean,
                Low = forecast.Limits[^1].Low[h], High = forecast.Limits[^1].High[h], Events = null, Trials = null,
                Reason = null, IsPrintedRate = false, Alternatives = 0, Bound = "exact", PublishedOn = null,
                Figures = [.. series.Known.SelectMany(o => o.Figures)], Status = ["forecast"], Row = next++,
            })];
            fans.Add(new(rows[0].AreaId, rows[0].Area, rows, series, ahead));
        }
        // Rows without a value are not in the data: those of the future follow the last that is.
        var first = all.Rows.Concat(all.Withheld).Select(o => o.Row).DefaultIfEmpty(-1).Max() + 1;
        fans = [.. fans.Select(f => f
            with { Ahead = [.. f.Ahead.Select(o => o with { Row = o.Row - table.RowCount + first })] })];
        s.Canvas.Data = ObservationTable.Of(s.Canvas, s.Format, [.. all.Rows, .. fans.SelectMany(f => f.Ahead)
            .Select(o => o with { Figures = [] })], all.Withheld);
        return [.. fans];
    }

    static IEnumerable<string> NotesOn(Setting s, Fan[] fans, int horizon)
    {
        var drawn = fans.Where(f => f.Series.Forecast is not null).ToArray();
        if (drawn.Length == 0) yield break;
        var (held, tried) = (drawn.Sum(f => f.Series.Held), drawn.Sum(f => f.Series.Tried));
        yield return tried == 0 ? s.Canvas.Say("chart.forecast.untested") : s.Canvas.Say("chart.forecast.backtest",
            ("held", held), ("tried", tried), ("origins", drawn.Max(f => f.Series.Origins)), ("horizon", horizon));
        if (tried >= 10 && held < 0.65 * tried) yield return s.Canvas.Say("chart.forecast.narrow");
        if (s.IsSmall)
            yield return s.Canvas.Say("chart.forecast.methods",
                ("methods", drawn.Select(f => MethodWords(s, f)).Distinct()));
        yield return s.Canvas.Say(s.Format.IsRate ? "chart.forecast.rule.rate" : "chart.forecast.rule.value");
        if (drawn.Any(f => f.Series.IsConstant)) yield return s.Canvas.Say("chart.forecast.constant");
        var unused = drawn.Sum(f => f.Rows.Count - f.Series.Known.Count);
        if (unused > 0) yield return s.Canvas.Say("chart.forecast.unused", ("count", unused));
    }

    static string MethodWords(Setting s, Fan fan) => fan.Series.Model.Length > 0
        ? s.Canvas.Say("chart.forecast.method.ets", ("model", fan.Series.Model))
        : s.Canvas.Say("chart.forecast.method.theta");

    // The last period ahead, where it is least sure.
    static string Verdict(Setting s, Fan fan) => fan.Series.Forecast is not { } forecast
        ? s.Canvas.Say("chart.forecast.short", ("count", fan.Series.Known.Count))
        : fan.Series.IsConstant ? s.Canvas.Say("chart.forecast.verdict.constant", ("period", fan.Ahead[^1].Period),
            ("value", s.Format.Short(forecast.Mean[^1])))
        : s.Canvas.Say("chart.forecast.verdict", ("period", fan.Ahead[^1].Period),
            ("value", s.Format.Short(forecast.Mean[^1])),
            ("low", s.Format.Short(forecast.Limits[1].Low[^1])), ("high", s.Format.Short(forecast.Limits[1].High[^1])));

    static string Colon(Setting s) => s.Canvas.Language == Language.Chinese ? "：" : ": ";
}
