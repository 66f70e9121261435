using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Semantics.Composition;

/// <summary>Names become measures, fields, a calendar, comparisons and columns; what is unknown is refused.</summary>
static class Resolution
{
    const string Place = "query";

    public static Task TakeAsync(Draft draft, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var (model, query) = (draft.Model, draft.Query);
        draft.Measures = [.. query.Measures.Select((name, i) => MeasureNamed(model, name, $"{Place}: measures[{i}]"))
            .DistinctBy(asked => asked.Name)];
        if (draft.Measures.Count == 0)
            throw SemanticErrors.QueryValue($"{Place}: measures", "[]", [.. model.Measures.Keys]);
        if (query.Limit is { } limit && limit < 1) throw CompositionErrors.CountBelowOne("limit", limit);
        RefuseForeign(draft);
        draft.Calendar = CalendarNamed(model, query);
        if (query.Grain is { } grain && !draft.Calendar.Levels.Contains(grain))
            throw CompositionErrors.GrainUnknown(grain, draft.Calendar.Name, draft.Calendar.Levels);
        draft.Moments = new Moments(draft.Calendar, query.MonthEnd, query.Incomplete, draft.Notices);
        draft.Days = new DataDays(draft);
        CheckDate(draft);
        draft.Fields = [.. query.GroupBy.Select((name, i) => FieldNamed(draft, name, $"{Place}: group_by[{i}]"))];
        if (draft.Fields.GroupBy(field => field.Field).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw CompositionErrors.GroupTwice(twice.First().Name);
        draft.Comparisons = [.. query.Compare.Select((c, i) => ComparisonOf(draft, c,
                query.Why is null ? $"{Place}: compare[{i}]" : $"{Place}: why"))
            .DistinctBy(comparison => comparison.To)];
        draft.Sets = SetsOf(query, draft.Fields.Count);
        draft.Columns = [.. draft.Measures.SelectMany(asked => ColumnsOf(asked, draft.Comparisons))];
        ResolveTop(draft);
        CheckColumns(draft);
        return Task.CompletedTask;
    }

    /// <summary>A field by its name: <c>area.region</c>, or <c>area</c> for the first attribute of the role.</summary>
    public static AskedField? FindField(StarModel model, IEnumerable<string> facts, string name)
    {
        foreach (var fact in facts)
        {
            var known = FieldPath.Of(model, model.Facts[fact]).ToArray();
            var found = known.Where(field => field.ToString() == name || field.Role == name
                || $"{field.Role}.{field.Attribute}" == name).Take(1).ToArray();
            if (found.Length > 0 && FieldPath.Find(model, model.Facts[fact], found[0]) is { } path)
                return new AskedField(name, found[0], path.Attribute.Title);
        }
        return null;
    }

    static AskedMeasure MeasureNamed(StarModel model, string name, string place) =>
        MeasureTree.Find(model, name) is { } measure ? new AskedMeasure(name, measure)
            : throw SemanticErrors.MeasureNotFound(name, place, model.Measures.Keys);

    static Calendar CalendarNamed(StarModel model, Query query)
    {
        var name = query.Calendar ?? "calendar";
        return model.Calendars.TryGetValue(name, out var calendar) ? calendar
            : throw CompositionErrors.CalendarUnknown(name, [.. model.Calendars.Keys]);
    }

    // What only figures of published sources have means nothing to facts.
    static void RefuseForeign(Draft draft)
    {
        if (draft.Measures.Any(HasFigure)) return;
        var query = draft.Query;
        var set = new (string Property, bool IsSet)[]
        {
            ("areas", query.Areas.Count > 0), ("datasets", !query.Datasets.SequenceEqual(["published"])),
            ("groups", query.Groups != GroupPolicy.Exclude), ("levels", query.Levels.Count > 0),
            ("mixed_datasets", query.MixedDatasets), ("parents", query.Parents.Count > 0),
            ("period_kinds", query.PeriodKinds.Count > 0), ("scopes", query.Scopes.Count > 0),
            ("unlike", query.Unlike != UnlikePolicy.LeaveOut), ("variants", query.Variants != VariantPolicy.Same),
        };
        foreach (var (property, isSet) in set)
            if (isSet) throw CompositionErrors.PropertyNotForModel(property, draft.Model.Name);

        bool HasFigure(AskedMeasure asked) =>
            MeasureTree.All(draft.Model, asked.Name).Any(measure => measure.Body is Figure);
    }

    static void CheckDate(Draft draft)
    {
        var leaves = Leaves(draft).ToArray();
        if (draft.Query.Date is { } date && leaves.Length > 0 && leaves.All(leaf => leaf.Date is null
            && FieldPath.FindDate(draft.Model, draft.Model.Facts[leaf.Fact], date) is null))
            throw CompositionErrors.DateUnknown(date, leaves[0].Fact,
                DataDays.Known(draft.Model.Facts[leaves[0].Fact]));
        if (draft.Query.Grain is null) return;
        foreach (var asked in draft.Measures)
        {
            var own = MeasureTree.Leaves(draft.Model, asked.Name).ToArray();
            if (own.Length > 0 && own.All(leaf => draft.Days.Role(leaf) is null))
                throw CompositionErrors.TimeMissing(asked.Name, own[0].Fact);
        }
    }

    public static IEnumerable<Aggregate> Leaves(Draft draft) =>
        draft.Measures.SelectMany(asked => MeasureTree.Leaves(draft.Model, asked.Name));

    // Every fact must reach the field: a fact that does not would be one number repeated for each member.
    static AskedField FieldNamed(Draft draft, string name, string place)
    {
        var facts = Leaves(draft).Select(leaf => leaf.Fact).Distinct().ToArray();
        // Figures know their own fields; the source refuses what they do not have.
        if (draft.Measures.Any(asked => MeasureTree.All(draft.Model, asked.Name).Any(m => m.Body is Figure)))
        {
            if (FindField(draft.Model, facts, name) is { } found) return found;
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            return new AskedField(name, dot < 0 ? new Field(name, name) : new Field(name[..dot], name[(dot + 1)..]),
                FindField(draft.Model, draft.Model.Facts.Keys, name)?.Title ?? new LocalText(name, name));
        }
        foreach (var fact in facts) draft.Model.Resolve(name, draft.Model.Facts[fact], place);
        return FindField(draft.Model, facts, name)!;
    }

    static AskedComparison ComparisonOf(Draft draft, Comparison asked, string place)
    {
        if (asked.To == "previous_period")
            return new AskedComparison(asked.To, asked.Show,
                draft.Query.Grain is { } grain ? new Distance(-1, grain) : null, null);
        if (asked.To == "previous_year")
            return draft.Calendar.Levels.Contains("year")
                ? new AskedComparison(asked.To, asked.Show, new Distance(-1, "year"), null)
                : throw CompositionErrors.ComparisonUnknown(asked.To, place, ["previous_period",
                    .. draft.Calendar.Levels.Select(level => $"-1 {level}")]);
        if (draft.Calendar.Parse(asked.To) is { } period)
            return new AskedComparison(asked.To, asked.Show, null, period);
        try
        {
            return new AskedComparison(asked.To, asked.Show, Shifting.Parse(asked.To, place), null);
        }
        catch (AnalyticsException)
        {
            throw CompositionErrors.ComparisonUnknown(asked.To, place, ["previous_year", "previous_period",
                $"-2 {draft.Query.Grain ?? draft.Calendar.Levels[0]}"]);
        }
    }

    static GroupSets SetsOf(Query query, int fields)
    {
        var masks = new List<int> { (1 << fields) - 1 };
        if (query.Totals.Contains(TotalRows.Subtotals))
            for (var count = fields - 1; count > 0; count--) masks.Add((1 << count) - 1);
        if (query.Totals.Contains(TotalRows.Grand)) masks.Add(0);
        return new GroupSets(masks);
    }

    static IEnumerable<AnswerColumn> ColumnsOf(AskedMeasure asked, IReadOnlyList<AskedComparison> comparisons)
    {
        yield return new AnswerColumn(asked.Name, asked, null, ColumnRole.Value);
        foreach (var one in comparisons)
        {
            if (one.Show != ComparisonShow.Change)
                yield return new AnswerColumn($"{asked.Name}@{one.To}", asked, one, ColumnRole.Compared);
            if (one.Show != ComparisonShow.Value)
                yield return new AnswerColumn($"{asked.Name}@{one.To}:change", asked, one, ColumnRole.Change);
        }
    }

    static void ResolveTop(Draft draft)
    {
        if (draft.Query.Top is not { } top) return;
        if (top.Count < 1) throw CompositionErrors.CountBelowOne("top.count", top.Count);
        if (draft.Fields.Count == 0) throw CompositionErrors.TopWithoutField();
        draft.TopMeasure = top.By is { } by ? MeasureNamed(draft.Model, by, $"{Place}: top.by") : draft.Measures[0];
        draft.TopField = top.Field is { } name
            ? draft.Fields.ToList().FindIndex(f => f.Name == name || f.Field.ToString() == name)
            : draft.Fields.Count - 1;
        if (draft.TopField < 0)
            throw CompositionErrors.TopFieldUnknown(top.Field!, [.. draft.Fields.Select(field => field.Name)]);
    }

    static void CheckColumns(Draft draft)
    {
        var columns = draft.Columns.Select(column => column.Name).ToArray();
        foreach (var (i, filter) in draft.Query.Having.Index())
        {
            if (!columns.Contains(filter.Measure))
                throw CompositionErrors.HavingUnknown(filter.Measure, $"{Place}: having[{i}]", columns);
            var wanted = filter.Operator switch
            {
                FilterOperator.Between => 2,
                FilterOperator.Less or FilterOperator.AtMost or FilterOperator.AtLeast or FilterOperator.Greater => 1,
                _ => 0,
            };
            if (filter.Values.Count != wanted || wanted == 0)
                throw CompositionErrors.HavingValues(filter.Measure, $"{Place}: having[{i}]",
                    filter.Operator.ToString(), filter.Values.Count);
        }
        string[] known = [.. draft.Fields.Select(field => field.Name),
            .. draft.Query.Grain is null ? [] : OrderStep.PeriodColumns, .. columns];
        foreach (var (i, order) in draft.Query.Order.Index())
            if (!known.Contains(order.By))
                throw CompositionErrors.OrderUnknown(order.By, $"{Place}: order[{i}]", known);
    }
}
