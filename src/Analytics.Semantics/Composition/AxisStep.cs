using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Composition;

/// <summary>The range, its periods, and how far the data reach.</summary>
static class AxisStep
{
    public static async Task TakeAsync(Draft draft, CancellationToken ct)
    {
        var query = draft.Query;
        var (from, to) = (Bound(draft, "from", query.From)?.Start, Bound(draft, "to", query.To)?.End);
        if (from >= to) throw SemanticErrors.QueryBounds(query.From!, query.To!);
        draft.Modes = ModesOf(draft, new(from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue));
        var asked = draft.TopMeasure is { } top ? draft.Measures.Append(top) : draft.Measures;
        var looksAround = query.Compare.Count > 0
            || asked.Any(one => MeasureTree.LooksAround(draft.Model, one.Name));
        var leaves = asked.SelectMany(one => MeasureTree.Leaves(draft.Model, one.Name));
        if (query.Grain is not null || looksAround) await draft.Days.ReadAsync(leaves, ct);
        if (query.Grain is null && from is null && to is null && !looksAround)
        {
            draft.Periods = [new AnswerPeriod(null, Moment.Always, true)];
            return;
        }
        var needsSpan = query.Grain is not null || looksAround;
        var range = from is { } first && to is { } end ? new DateRange(first, end)
            : needsSpan ? await SpanAsync(draft, from, to, ct)
            : new DateRange(from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue);
        draft.Modes = draft.Modes with { Span = range };
        if (query.Grain is { } grain) SetPeriods(draft, grain, range, isAsked: from is not null || to is not null);
        else
        {
            draft.Range = new Moment(range.IsEmpty || !needsSpan ? "day" : draft.Moments.Length(range).Level, range);
            draft.Periods = [new AnswerPeriod(null, draft.Range, !EndsAfter(range.End, Until(draft)))];
        }
    }

    /// <summary>The last day all asked measures speak of; null where nothing is known.</summary>
    public static DateOnly? Until(Draft draft) =>
        draft.Measures.Min(asked => draft.Days.Of(asked.Name).Until);

    static void SetPeriods(Draft draft, string grain, DateRange range, bool isAsked)
    {
        var until = Until(draft);
        var periods = draft.Calendar.Touching(grain, range).ToList();
        // Data in a period fill it: only a range that was asked for cuts one.
        var whole = periods.Count == 0 ? range : new DateRange(periods[0].Days.Start, periods[^1].Days.End);
        if (!isAsked) range = whole;
        if (draft.Query.From is null) range = range with { Start = whole.Start };
        if (draft.Query.To is null) range = range with { End = whole.End };
        if (draft.Query.Incomplete == IncompletePolicy.Omit)
        {
            var kept = periods.TakeWhile(period => !EndsAfter(period.Days.End, until)).ToList();
            var omitted = periods.Skip(kept.Count).Where(period => period.Days.Start <= until).ToArray();
            foreach (var period in omitted)
                draft.Notices.Tell("omitted-period", ("period", period.Id), ("until", Notices.Day(until!.Value)));
            if (kept.Count < periods.Count)
                range = range with { End = kept.Count == 0 ? range.Start : kept[^1].Days.End };
            periods = kept;
        }
        var latest = draft.Measures.Any(asked => draft.Days.Of(asked.Name).Until is null) ? null
            : draft.Measures.Max(asked => draft.Days.Of(asked.Name).Until);
        if (draft.Query.Rows == RowPolicy.Sparse && latest is { } last)
            periods = [.. periods.Where(period => period.Days.Start <= last)];
        draft.Range = new Moment(range.IsEmpty ? grain : draft.Moments.Length(range).Level, range);
        draft.Periods = [.. periods.Select(period => new AnswerPeriod(period,
            new Moment(grain, period.Days.Intersect(range)),
            !EndsAfter(period.Days.End, until) && period.Days.Intersect(range) == period.Days))];
        if (draft.Query.Totals.Contains(TotalRows.Periods) && periods.Count > 0)
            draft.Periods.Add(new AnswerPeriod(null, draft.Range, !EndsAfter(range.End, until)) { IsTotal = true });
    }

    static bool EndsAfter(DateOnly end, DateOnly? until) =>
        until is { } last && last < DateOnly.MaxValue && end > last.AddDays(1);

    static async Task<DateRange> SpanAsync(Draft draft, DateOnly? from, DateOnly? to, CancellationToken ct)
    {
        var filter = Requests.FilterOf(draft.Query, Slice.Query);
        DateOnly? start = null, end = null;
        foreach (var leaf in MeasureLeaves(draft).Distinct())
            if (await draft.Source.SpanAsync(leaf, filter, draft.Modes, ct) is { } span)
            {
                if (start is null || span.Start < start) start = span.Start;
                if (end is null || span.End > end) end = span.End;
            }
        if (draft.Days.Declared is { } until && until < DateOnly.MaxValue && end > until.AddDays(1))
            end = until.AddDays(1);
        var (first, last) = (from ?? start ?? to ?? DateOnly.MinValue, to ?? end ?? from ?? DateOnly.MinValue);
        return new DateRange(first, last < first ? first : last);
    }

    static IEnumerable<Leaf> MeasureLeaves(Draft draft) => draft.Measures
        .SelectMany(asked => MeasureTree.All(draft.Model, asked.Name))
        .Select(measure => measure.Body switch
        {
            Aggregate leaf when draft.Days.Role(leaf) is { } role => new Leaf(leaf, role.Name),
            Within body => new Leaf(MeasureTree.Began(body), body.From),
            Figure figure => new Leaf(figure, null),
            _ => null,
        }).OfType<Leaf>();

    static DateRange? Bound(Draft draft, string property, string? text)
    {
        if (text is null) return null;
        return draft.Calendar.Parse(text)?.Days
            ?? draft.Model.Calendars.GetValueOrDefault("calendar")?.Parse(text)?.Days
            ?? throw CompositionErrors.BoundUnknown(property, text, draft.Calendar.Name,
                draft.Calendar.Containing(draft.Query.Grain ?? draft.Calendar.Levels[0], new DateOnly(2024, 3, 31))?.Id
                ?? "2024-03-31");
    }

    static SourceModes ModesOf(Draft draft, DateRange span) => new(draft.Query.Attributes == AttributePolicy.AsIs,
        draft.Query.Vintage, draft.Query.AsOf, draft.Query.AreaView, draft.Days.Declared, span);
}
