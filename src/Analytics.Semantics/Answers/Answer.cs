using Analytics.Semantics.Compilation;
using Analytics.Semantics.Duties;
using Analytics.Semantics.Models;
using Analytics.Semantics.Stars;
using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Semantics.Answers;

/// <summary>From candidates to the answer: choose, divide, judge, sort.</summary>
static class Answer
{
    public static QueryResult Of(Table table, Query query, CompiledQuery compiled, AreaDirectory areas,
        DutyDirectory duties, SharedDimensions shared, IReadOnlyList<SeriesBreak> breaks)
    {
        var all = Enumerable.Range(0, table.RowCount)
            .Select(row => new Candidate(table, row, compiled.Asked)).ToArray();
        var refused = all.Where(candidate => candidate.Refused is not null).ToArray();
        all = [.. all.Where(candidate => candidate.Refused is null)];
        var undated = query.AsOf is null ? 0 : all.Count(candidate => candidate.PublishedOn is null);
        if (query.AsOf is not null) all = [.. all.Where(candidate => candidate.PublishedOn is not null)];
        var quantities = all.ToLookup(candidate => candidate.Quantity);
        var chosen = query.Vintage == Vintage.All ? all : [.. all.Where(candidate => candidate.IsPreferred)];
        var bound = chosen.Where(duties.Binds).ToArray();
        // Two duties may be shown by one indicator; what one of them takes is not left out.
        var taken = bound.Select(one => one.FigureIds).ToHashSet(StringComparer.Ordinal);
        var unbound = chosen.Except(bound).Select(one => one.FigureIds).Where(ids => !taken.Contains(ids)).Distinct()
            .Count();
        chosen = bound;
        Refuse(chosen, query);
        var others = chosen.Select(one => (long)quantities[one.Quantity]
            .Where(other => one.Contradicts(other, query.Vintage))
            .Select(other => other.SourceId).Distinct().Count()).ToArray();
        var warnings = Warnings.Of(chosen, others, query, undated, shared).ToList();
        warnings.AddRange(BreakWarnings.Say(chosen, breaks));
        warnings.AddRange(ViewWarnings.Of(chosen, refused, areas));
        if (chosen.Length == 0 && query.Areas.Count > 0) ViewWarnings.Throw(refused, query, areas);
        if (unbound > 0) warnings.Add(Warnings.NotBound(unbound));
        var rows = chosen.Select((one, i) => Row(one, others[i], areas, duties.Judge(one), shared)).ToList();
        // A duty binds a body as it was: under another view nothing is made up for years unseen.
        var unseen = query.AreaView != AreaViews.AsReported ? []
            : DutyAxis.Unseen(query, compiled.Asked, chosen, areas, duties).ToArray();
        if (unseen.Length > 0)
            rows = UnseenRows.Merge(rows, [.. chosen.Select(one => one.AskedIndex)], unseen, query, compiled, areas);
        rows = Sort(rows, query.Order);
        if (query.Limit is { } limit && rows.Count > limit)
        {
            warnings.Add(Warnings.Limited(limit, rows.Count));
            rows = [.. rows.Take(limit)];
        }
        return new QueryResult(new Table(AnswerColumns.All, rows), warnings, compiled)
        {
            Breaks = BreakWarnings.Of(chosen, breaks),
        };
    }

    static void Refuse(IReadOnlyList<Candidate> chosen, Query query)
    {
        if (query.Variants == VariantPolicy.Mixed) return;
        foreach (var measure in chosen.GroupBy(one => one.Measure))
        {
            var variants = measure.Select(one => one.AskedIndex).Distinct().Order()
                .Select(index => measure.First(one => one.AskedIndex == index).Variant).ToArray();
            if (measure.Key.FirstToDiffer(variants) is var (one, other))
                throw SemanticErrors.VariantsDiffer(measure.Key, one, other, variants.Select(v => v.Name));
        }
    }

    static object?[] Row(Candidate one, long alternatives, AreaDirectory areas, Judgement? judged,
        SharedDimensions shared)
    {
        var above = areas.Above(one.Text("area_id"));
        // The title of a variant without siblings tells nothing apart.
        var title = one.Measure.Variants.Count > 1 ? one.Variant.Title : null;
        var scope = shared.TitleOfScope(one.Text("scope_id") ?? "");
        var interval = IntervalOf(one);
        var group = one.Text("group_id") is { Length: > 0 } id ? id : null;
        return
        [
            one.Measure.Name, one.Variant.Code, title?.Zh, title?.En,
            one.Text("area_id"), one.Text("name_zh"), one.Text("name_en"), one.Text("level"),
            above?.NameZh, above?.NameEn, group, group is null ? null : one.Text("group_zh"),
            group is null ? null : one.Text("group_en"), one.Text("scope_id") ?? "", scope?.Zh, scope?.En,
            one.Text("period_id"), one.Text("label_zh"), one.Text("label_en"),
            one.Day("start_on"), one.Day("end_on"), judged is null ? one.Value : judged.Value,
            judged is null ? one.Unit : "", one.Bound,
            judged is not null ? "judged" : one.HasCounts || one.IsSummed ? "counts" : "printed",
            one.Events, one.Trials,
            interval?.Low, interval?.High, ReasonOf(one), PrintedOf(one), one.SourceId, one.FigureIds, alternatives,
            one.Text("dataset"), judged?.Outcome, judged?.Reason,
        ];
    }

    // Beside a duty stands what it was judged by.
    static double? PrintedOf(Candidate one) => one.Measure.Kind switch
    {
        MeasureKind.Rate => (double?)one.Printed,
        MeasureKind.Duty => one.Value,
        _ => null,
    };

    static Interval? IntervalOf(Candidate one) =>
        one is
        {
            Measure.Kind: MeasureKind.Rate, HasCounts: true, Bound: "exact", Events: { } events,
            Trials: { } trials and > 0,
        } && events <= trials
            ? Wilson.Interval(events, trials).Times(100)
            : null;

    static string? ReasonOf(Candidate one) => one switch
    {
        { Measure.Kind: MeasureKind.Duty } => "duty",
        { Bound: not "exact" } => "bound",
        { Measure.Kind: MeasureKind.Change } => "change",
        { Measure.Kind: not MeasureKind.Rate } => "count",
        { HasCounts: false } => "rate-only",
        { Trials: 0 } => "zero-base",
        { Events: null } or { Trials: null } => "not-whole",
        { Events: var events, Trials: var trials } when events > trials => "events-exceed",
        _ => null,
    };

    // Stable, so that the first ordering wins; rows without a value come last either way.
    static List<object?[]> Sort(List<object?[]> rows, IReadOnlyList<Ordering> order)
    {
        foreach (var ordering in order.Reverse())
        {
            var column = AnswerColumns.Names.Index().Single(name => name.Item == ordering.By).Index;
            var known = rows.Where(row => row[column] is not null);
            var sorted = ordering.Descending
                ? known.OrderByDescending(row => row[column], Cells.Instance)
                : known.OrderBy(row => row[column], Cells.Instance);
            rows = [.. sorted, .. rows.Where(row => row[column] is null)];
        }
        return rows;
    }

    sealed class Cells : IComparer<object?>
    {
        public static Cells Instance { get; } = new();

        public int Compare(object? x, object? y) => x is string a && y is string b
            ? string.CompareOrdinal(a, b)
            : Comparer<object?>.Default.Compare(x, y);
    }
}
