using Analytics.Semantics.Calendars;
using Analytics.Semantics.Compilation;
using Analytics.Semantics.Models;
using Analytics.Tables;

namespace Analytics.Semantics.Verification;

/// <summary>The second plan of questions for lists: sheet after sheet, what each source says of what is asked, and
/// which of them is preferred. It answers what <see cref="QueryCompiler"/> asks the engine for, and shares nothing with
/// it but the columns.</summary>
static class CandidateRows
{
    /// <summary>The candidates, in the order of the statement.</summary>
    /// <param name="data">The figures of the version.</param>
    /// <param name="query">The question, whose words were checked.</param>
    /// <param name="asked">Its variants.</param>
    /// <param name="areas">Where names of areas become ids.</param>
    public static Table Of(BaseFigures data, Query query, IReadOnlyList<AskedVariant> asked, AreaDirectory areas)
    {
        var wanted = new WantedSheets(query, areas);
        var told = new Dictionary<(int, string?, long, long, long, long), List<SourceValue>>();
        foreach (var sheet in data.Sheets.Where(wanted.Takes))
            foreach (var (index, one) in asked.Index().Where(item => Suits(item.Item.Variant, sheet.Scope)))
                foreach (var value in Told(one.Variant, sheet, query.AsOf))
                {
                    var quantity = (index, sheet.Dataset, sheet.Area.Key, sheet.Group.Key, sheet.Period.Key,
                        sheet.Scope.Key);
                    if (!told.TryGetValue(quantity, out var values)) told[quantity] = values = [];
                    values.Add(value);
                }
        var preference = new Preference(query);
        var rows = told.SelectMany(quantity => quantity.Value.Order(preference).Select((value, place) =>
            (quantity.Key.Item1, Value: value, Place: place + 1)));
        return new Table(CandidateColumns.All, [.. rows.OrderBy(row => row.Item1)
            .ThenBy(row => row.Value.Sheet.Area.Id, StringComparer.Ordinal)
            .ThenBy(row => row.Value.Sheet.Group.Id, StringComparer.Ordinal)
            .ThenBy(row => row.Value.Sheet.Period.Start ?? DateOnly.MaxValue)
            .ThenBy(row => row.Value.Sheet.Period.End ?? DateOnly.MaxValue)
            .ThenBy(row => row.Value.Sheet.Period.Id, StringComparer.Ordinal)
            .ThenBy(row => row.Value.Sheet.Scope.Id, StringComparer.Ordinal)
            .ThenBy(row => row.Value.Sheet.Dataset, StringComparer.Ordinal).ThenBy(row => row.Place)
            .Select(row => Row(row.Item1, row.Value, row.Place))]);
    }

    static bool Suits(Variant variant, BaseScope scope) =>
        variant.Scope.All(rule => scope.Stated[rule.Key] == rule.Value);

    // Printed by itself, perhaps under several headings, the first of which the counts of the sheet go with; or counts
    // alone.
    static IEnumerable<SourceValue> Told(Variant variant, Sheet sheet, DateOnly? asOf)
    {
        var printed = Known(sheet, variant.Code, asOf);
        var counts = Head(Known(sheet, variant.Numerator, asOf)) is { } events
            && Head(Known(sheet, variant.Denominator, asOf)) is { } trials ? new Counts(events, trials) : null;
        if (printed.Length == 0) return counts is null ? [] : [new SourceValue(sheet, null, counts)];
        var head = Head(printed);
        var beside = asOf is null || counts?.PublishedOn is not null ? counts : null;
        return printed.Select(one => new SourceValue(sheet, one, one == head ? beside : null));
    }

    static BaseFigure[] Known(Sheet sheet, string? code, DateOnly? asOf) =>
        code is not null && sheet.Figures.TryGetValue(code, out var figures)
            ? [.. figures.Where(one => asOf is null || one.PublishedOn is null || one.PublishedOn <= asOf)] : [];

    static BaseFigure? Head(BaseFigure[] figures)
    {
        BaseFigure? best = null;
        foreach (var one in figures)
            if (best is null || (one.Bound == "exact" && best.Bound != "exact")
                || ((one.Bound == "exact") == (best.Bound == "exact")
                    && string.CompareOrdinal(one.FigureId, best.FigureId) < 0)) best = one;
        return best;
    }

    static object?[] Row(int asked, SourceValue value, int place)
    {
        var (sheet, printed, counts) = (value.Sheet, value.Printed, value.Counts);
        var (area, group, period) = (sheet.Area, sheet.Group, sheet.Period);
        return
        [
            (long)asked, sheet.Dataset, area.Id, area.NameZh, area.NameEn, area.Level, group.Id, group.NameZh,
            group.NameEn, sheet.Scope.Id, period.Id, period.Kind, period.LabelZh, period.LabelEn, period.Start,
            period.End, sheet.Source.Id, (printed ?? counts!.Events).SeriesId, value.PublishedOn, printed?.Value,
            printed?.Unit, printed?.Bound, printed?.FigureId, counts?.Events.Value, counts?.Events.Bound,
            counts?.Events.FigureId, counts?.Trials.Value, counts?.Trials.Bound, counts?.Trials.FigureId, (long)place,
        ];
    }
}

/// <summary>Numerator and denominator of one sheet: known once both are.</summary>
sealed record Counts(BaseFigure Events, BaseFigure Trials)
{
    public DateOnly? PublishedOn => Events.PublishedOn is { } one && Trials.PublishedOn is { } other
        ? one > other ? one : other : null;

    public long FirstEpoch => Math.Max(Events.FirstEpoch, Trials.FirstEpoch);

    public bool AreExact => Events.Bound == "exact" && Trials.Bound == "exact";
}

/// <summary>What a source says of a quantity; printed, counted or both.</summary>
sealed record SourceValue(Sheet Sheet, BaseFigure? Printed, Counts? Counts)
{
    public DateOnly? PublishedOn => Printed is null ? Counts!.PublishedOn : Printed.PublishedOn;

    public long FirstEpoch => Printed?.FirstEpoch ?? Counts!.FirstEpoch;

    public bool IsExact => Printed?.Bound == "exact" || Counts is { AreExact: true };

    public string FigureId => Printed?.FigureId ?? Counts!.Events.FigureId;
}

/// <summary>Which of two sources of one quantity goes before the other.</summary>
sealed class Preference(Query query) : IComparer<SourceValue>
{
    public int Compare(SourceValue? x, SourceValue? y)
    {
        var (one, other) = (x!, y!);
        var isFirst = query.Vintage == Vintage.First;
        if (query.AsOf is not null && (one.PublishedOn is null) != (other.PublishedOn is null))
            return one.PublishedOn is null ? 1 : -1;
        if (isFirst && ByTime(one, other) is not 0 and var earlier) return earlier;
        if (one.IsExact != other.IsExact) return one.IsExact ? -1 : 1;
        if (one.Sheet.Source.IsRepost != other.Sheet.Source.IsRepost) return one.Sheet.Source.IsRepost ? 1 : -1;
        // First vintages were told apart by time above.
        if (!isFirst && ByTime(one, other) is not 0 and var later) return later;
        var sources = string.CompareOrdinal(one.Sheet.Source.Id, other.Sheet.Source.Id);
        return sources != 0 ? isFirst ? sources : -sources : string.CompareOrdinal(one.FigureId, other.FigureId);
    }

    // An unknown day comes last in either direction.
    int ByTime(SourceValue one, SourceValue other)
    {
        if ((one.PublishedOn is null) != (other.PublishedOn is null)) return one.PublishedOn is null ? 1 : -1;
        var days = one.PublishedOn is { } day ? day.CompareTo(other.PublishedOn!.Value) : 0;
        var order = days != 0 ? days : one.FirstEpoch.CompareTo(other.FirstEpoch);
        return query.Vintage == Vintage.First ? order : -order;
    }
}

/// <summary>Which sheets a question is of.</summary>
sealed class WantedSheets
{
    readonly Query _query;
    readonly HashSet<string> _areas, _parents;
    readonly HashSet<string?> _levels, _kinds, _scopes, _datasets;
    readonly DateOnly _start, _end;

    public WantedSheets(Query query, AreaDirectory areas)
    {
        _query = query;
        (_levels, _kinds) = ([.. query.Levels], [.. query.PeriodKinds]);
        (_scopes, _datasets) = ([.. query.Scopes], [.. query.Datasets]);
        _start = query.From is { } from ? Days(from).Start : DateOnly.MinValue;
        _end = query.To is { } to ? Days(to).End : DateOnly.MaxValue;
        if (AreaSelection.Of(query, areas) is { } selection)
        {
            // A view takes every version its units are made of; which are wanted is said after.
            (_areas, _parents) = (selection.Versions is { } ids ? ids.Count == 0 ? [""] : [.. ids] : [], []);
            _levels = [];
            return;
        }
        _areas = [.. query.Areas.SelectMany(one => areas.Find(one, QueryCheck.Place))];
        _parents = [.. query.Parents.SelectMany(one => areas.Find(one, QueryCheck.Place))];
    }

    public bool Takes(Sheet sheet) => IsOf(_datasets, sheet.Dataset) && IsOf(_levels, sheet.Area.Level)
        && IsOf(_kinds, sheet.Period.Kind) && IsOf(_scopes, sheet.Scope.Id)
        && (_areas.Count == 0 || _areas.Contains(sheet.Area.Id ?? ""))
        && (_parents.Count == 0 || (sheet.Area.ParentId is { } parent && _parents.Contains(parent)))
        && _query.Groups switch
        {
            GroupPolicy.Exclude => sheet.Group.Key == 0,
            GroupPolicy.Only => sheet.Group.Key != 0,
            _ => true,
        }
        && (_query.From is null || sheet.Period.Start >= _start) && (_query.To is null || sheet.Period.End < _end);

    static bool IsOf(HashSet<string?> asked, string? found) => asked.Count == 0 || asked.Contains(found);

    static DateRange Days(string text) =>
        CalendarText.Bounds(CalendarFactory.BuiltIn["calendar"], text, QueryCheck.Place);
}
