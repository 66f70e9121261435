using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>The figures of a picture as a table for readers: a row each, headed in the picture's language, without the
/// columns that are empty throughout.</summary>
static class ObservationTable
{
    public static Table Of(Canvas canvas, ValueFormat format, IReadOnlyList<Observation> rows,
        IReadOnlyList<Observation> withheld)
    {
        var isMixed = rows.Concat(withheld).Select(o => o.Unit).Where(u => u.Length > 0).Distinct().Skip(1).Any();
        var hidden = withheld.Select(o => o.Row).ToHashSet();
        (string Key, ColumnKind Kind, Func<Observation, object?> Of)[] all =
        [
            ("area", ColumnKind.Text, o => o.Area),
            ("measure", ColumnKind.Text, o => Words(o.MeasureName)),
            ("variant", ColumnKind.Text, o => Words(o.VariantName)),
            ("scope", ColumnKind.Text, o => Words(o.ScopeWords)),
            ("part", ColumnKind.Text, o => Words(o.PartName)),
            ("period", ColumnKind.Text, o => Words(o.Period)),
            ("unit", ColumnKind.Text, o => isMixed ? Words(o.Unit) : null),
            ("value", ColumnKind.Real, o => hidden.Contains(o.Row) ? null : o.Value),
            ("low", ColumnKind.Real, o => o.Low),
            ("high", ColumnKind.Real, o => o.High),
            ("events", ColumnKind.Whole, o => o.Events),
            ("trials", ColumnKind.Whole, o => o.Trials),
            ("published", ColumnKind.Date, o => o.PublishedOn),
            ("status", ColumnKind.Text, o => StatusOf(canvas, o)),
            ("figures", ColumnKind.Text, o => string.Join(" ", o.Figures)),
        ];
        Observation[] every = [.. rows.Concat(withheld).OrderBy(o => o.Row)];
        var used = all.Where(c => c.Key is "area" or "value" || every.Any(o => c.Of(o) is not null)).ToArray();
        return new Table([.. used.Select(c => new Column(Heading(canvas, isMixed ? "" : format.Unit, c.Key), c.Kind))],
            [.. every.Select(o => (object?[])[.. used.Select(c => c.Of(o))])]);
    }

    static string Heading(Canvas canvas, string unit, string key)
    {
        var name = canvas.Say("chart.column." + key);
        return unit.Length == 0 || key is not ("value" or "low" or "high") ? name
            : canvas.Language == Language.Chinese ? $"{name}（{unit}）" : $"{name} ({unit})";
    }

    static string? StatusOf(Canvas canvas, Observation o)
    {
        var words = o.Status.Select(s => TextCatalog.BuiltIn.Find("chart.status." + s)).OfType<LocalText>()
            .Select(text => text.In(canvas.Language));
        return Words(string.Join(canvas.Language == Language.Chinese ? "、" : ", ", words));
    }

    static string? Words(string text) => text.Length > 0 ? text : null;
}
