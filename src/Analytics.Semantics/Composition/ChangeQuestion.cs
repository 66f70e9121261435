using Analytics.Semantics.Cells;
using Analytics.Semantics.Compilation;
using Analytics.Semantics.Stars;
using Analytics.Statistics.Decompositions;
using Analytics.Tables;

namespace Analytics.Semantics.Composition;

/// <summary>Why a figure changed: its counts by member are asked for in both periods, as first known, as known now
/// and in today's boundaries, and the change is split into parts that add up to it.</summary>
static class ChangeQuestion
{
    /// <summary>Answers <see cref="Query.Why"/>.</summary>
    /// <exception cref="AnalyticsException">A code that begins with <c>why-</c>, or as of
    /// <see cref="Composer.AnswerAsync"/>.</exception>
    public static async Task<QueryResult> AnswerAsync(StarModel model, Query query, CellSource source,
        Principal principal, CancellationToken ct)
    {
        Check(query);
        var measure = CountedMeasure.Of(model, query.Measures[0]);
        var asked = Compared(query) with { Measures = measure.Names };
        var drafts = new List<Draft>();
        var latest = await ReadAsync(query.Vintage, query.AreaView, true);
        var (before, after) = Periods(latest.Draft, query);
        var notices = latest.Draft.Notices;
        var first = await FirstAsync(latest);
        Dictionary<MemberKey, PartCounts>? mapped = null;
        var today = first;
        if (query.AreaView == AreaViews.AsReported && HasSuccession(latest.Draft)
            && !first.Before.Keys.ToHashSet().SetEquals(first.After.Keys))
        {
            today = await ReadAsync(first.Draft.Query.Vintage, AreaViews.Today, false);
            if (today.Refused is [var reason, ..]) notices.Tell("why-boundary-refused", ("reason", ReasonOf(reason)));
            else if (IsSame(today.After, first.After)) mapped = today.Before;
            else
            {
                // What is there afterwards changed again since: then both periods are told in today's boundaries.
                latest = await ReadAsync(query.Vintage, AreaViews.Today, true);
                first = today = await FirstAsync(latest);
                notices.Tell("why-todays-boundaries", ("before", before), ("after", after));
            }
        }
        MemberKey[] keys = [.. latest.Draft.Rows.Concat(first.Draft.Rows).Concat(mapped is null ? [] : today.Draft.Rows)
            .Where(row => row.Kind == RowKind.Row).Select(row => row.Key).Distinct()];
        ChangeMember[] members = [.. keys.Select((key, i) => new ChangeMember(
            i.ToString(System.Globalization.CultureInfo.InvariantCulture), Known(first.Before, latest.Before, key),
            Known(first.After, latest.After, key), MappedOf(mapped, first.Before, key)))];
        var rows = Rows(keys, members, measure, latest.IsRatio || first.IsRatio)
            ?? throw WhyErrors.Nothing(measure.Name, before, after);
        latest.Draft.Warnings = notices.All();
        var labels = new Dictionary<MemberValue, MemberFacts>();
        foreach (var one in new[] { today.Draft, first.Draft, latest.Draft }.SelectMany(draft => draft.Members[0]))
            labels[one.Key] = one.Value;
        latest.Draft.Members = [labels];
        return ChangeTable.Of(latest, rows, query.Why!, before, after,
            [.. drafts.SelectMany(draft => draft.Requests.Statements)]);

        async Task<CountedAnswer> ReadAsync(Vintage vintage, string view, bool isSure)
        {
            var draft = await Composer.DraftAsync(measure.Model, asked with { Vintage = vintage, AreaView = view },
                source, principal, ct);
            drafts.Add(draft);
            return new CountedAnswer(draft, measure, isSure);
        }

        Task<CountedAnswer> FirstAsync(CountedAnswer of) => query.Vintage == Vintage.Current && measure.IsRevised
            ? ReadAsync(Vintage.First, of.Draft.Query.AreaView, true) : Task.FromResult(of);
    }

    /// <summary>The question for both periods side by side.</summary>
    public static Query Compared(Query query) => query with
    {
        Compare = [new Comparison(query.Why!, ComparisonShow.Value)], Totals = [TotalRows.Grand], Grain = null,
        Rows = RowPolicy.Sparse, Unlike = UnlikePolicy.LeaveOut,
    };

    static void Check(Query query)
    {
        if (query.Measures.Count != 1) throw WhyErrors.Measures(query.Measures);
        if (query.GroupBy.Count != 1) throw WhyErrors.Field(query.GroupBy);
        var beside = new (string Name, bool IsSet)[]
        {
            ("compare", query.Compare.Count > 0), ("having", query.Having.Count > 0),
            ("limit", query.Limit is not null),
            ("order", query.Order.Count > 0), ("top", query.Top is not null), ("totals", query.Totals.Count > 0),
            ("vintage", query.Vintage == Vintage.All),
        }.Where(part => part.IsSet).Select(part => part.Name).ToArray();
        if (beside.Length > 0) throw WhyErrors.With(beside);
        if (query.From is null || query.To is null) throw WhyErrors.Range(query.From, query.To);
    }

    // Names of both periods; they may not share a day.
    static (string Before, string After) Periods(Draft draft, Query query)
    {
        var (at, moments) = (draft.Range, draft.Moments);
        if (query.Grain is { } grain)
        {
            if (!draft.Calendar.Levels.Contains(grain))
                throw CompositionErrors.GrainUnknown(grain, draft.Calendar.Name, draft.Calendar.Levels);
            if (draft.Calendar.Touching(grain, at.Days).Count() is not 1 and var found)
                throw WhyErrors.Periods(grain, found);
        }
        if (moments.Compare(at, draft.Comparisons[0], draft.Days.Of(draft.Measures[0].Name).Until) is not { } other)
            throw WhyErrors.Gap(query.Why!, moments.Name(at));
        return other.Days.Intersect(at.Days).IsEmpty ? (moments.Name(other), moments.Name(at))
            : throw WhyErrors.Overlap(query.Why!, moments.Name(other), moments.Name(at));
    }

    static bool HasSuccession(Draft draft)
    {
        var (field, model) = (draft.Fields[0].Field, draft.Model);
        return MeasureTree.All(model, draft.Measures[0].Name).Any(one => one.Body is Figure) && field.Role == "area"
            || MeasureTree.Leaves(model, draft.Measures[0].Name).Any(leaf =>
                FieldPath.Find(model, model.Facts[leaf.Fact], field)?.Dimension?.Succession is not null);
    }

    static bool IsSame(Dictionary<MemberKey, PartCounts> one, Dictionary<MemberKey, PartCounts> other) =>
        one.Count == other.Count && one.All(member => other.GetValueOrDefault(member.Key) == member.Value);

    static LocalText ReasonOf(string reason) => TextCatalog.BuiltIn["cells.reason." + reason];

    static KnownCounts? Known(Dictionary<MemberKey, PartCounts> first, Dictionary<MemberKey, PartCounts> latest,
        MemberKey key) => !first.ContainsKey(key) && !latest.ContainsKey(key) ? null
        : new(first.GetValueOrDefault(key), latest.GetValueOrDefault(key));

    // What is no member any more gave its counts to others.
    static PartCounts? MappedOf(Dictionary<MemberKey, PartCounts>? mapped, Dictionary<MemberKey, PartCounts> before,
        MemberKey key) => mapped is null ? null : mapped.TryGetValue(key, out var counts) ? counts
        : before.ContainsKey(key) ? default(PartCounts) : null;

    // Of each member, then of all; null where there is nothing, or nothing to divide by.
    static List<ChangeRow>? Rows(MemberKey[] keys, ChangeMember[] members, CountedMeasure measure, bool isRatio)
    {
        if (members.Length == 0) return null;
        var all = new MemberKey(MemberValue.Total);
        if (!isRatio)
            return [.. members.Select((member, i) => ChangeRow.OfCount(keys[i], member)),
                ChangeRow.Of(all, ChangeParts.OfCount(members))];
        if (ChangeParts.OfRatio(members, measure.Times) is not { } whole) return null;
        var own = whole.Members.ToDictionary(member => member.Id);
        var totals = RatioTotals.Of(members, own.Keys);
        return [.. members.Select((member, i) => ChangeRow.OfRatio(keys[i], member, own.GetValueOrDefault(member.Id),
            totals, measure.Times)), ChangeRow.Of(all, whole)];
    }
}
