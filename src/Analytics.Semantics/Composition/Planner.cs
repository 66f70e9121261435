using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Composition;

/// <summary>Turns a measure, at a moment and for a slice, into a tree of nodes over leaves. Other days, other groups
/// and other filters are other nodes, so that bodies nest in any order.</summary>
sealed partial class Planner(Draft draft)
{
    readonly Dictionary<(string Measure, Moment At, Slice Slice, GroupSets Sets), Node> _nodes = [];
    readonly Dictionary<(MeasureBody Body, RowFilter More, string? Date), Leaf> _leaves = [];
    readonly Dictionary<(string Measure, Moment At, Slice Slice), HashSet<MemberKey>> _hidden = [];
    readonly Dictionary<(string Measure, MeasureBody Body), Aggregate[]> _within = [];
    readonly Dictionary<string, bool> _protected = [];

    /// <summary>Nodes of the answer's columns, in their order.</summary>
    public Node[] Columns(Moment at, Slice slice, GroupSets sets)
    {
        var columns = new Node[draft.Columns.Count];
        foreach (var (i, column) in draft.Columns.Index())
        {
            var (name, measure) = (column.Asked.Name, column.Asked.Measure);
            if (column.Comparison is not { } to)
            {
                columns[i] = Plan(name, at, slice, sets);
                continue;
            }
            var other = draft.Moments.Compare(at, to, draft.Days.Of(name).Until);
            if (other is { } earlier) NoticeBreaks(name, at, earlier);
            var compared = other is { } moment ? Plan(name, moment, slice, sets) : EmptyNode.Instance;
            columns[i] = column.Role == ColumnRole.Compared ? compared
                : new ChangeNode(Plan(name, at, slice, sets), compared, FormOf(null, measure));
        }
        return columns;
    }

    /// <summary>The node of a measure; equal ones are one.</summary>
    public Node Plan(string name, Moment at, Slice slice, GroupSets sets)
    {
        if (_nodes.TryGetValue((name, at, slice, sets), out var known)) return known;
        var measure = MeasureTree.Find(draft.Model, name)
            ?? throw SemanticErrors.MeasureNotFound(name, "model", draft.Model.Measures.Keys);
        var node = Body(measure, at, slice, sets);
        if (IsProtected(name))
        {
            if (!_hidden.TryGetValue((name, at, slice), out var hidden)) _hidden[(name, at, slice)] = hidden = [];
            var limit = draft.Principal.Has(measure.Disclosure.Role) ? 0 : measure.Disclosure.Threshold;
            node = new GuardedNode(node, hidden, limit, MeasureTree.IsCount(draft.Model, measure));
        }
        return _nodes[(name, at, slice, sets)] = node;
    }

    // Whether something of the measure may have to be kept from who asks.
    bool IsProtected(string name)
    {
        if (!_protected.TryGetValue(name, out var known))
            _protected[name] = known = MeasureTree.All(draft.Model, name).Any(measure =>
                measure.Disclosure.Threshold > 0 && !draft.Principal.Has(measure.Disclosure.Role));
        return known;
    }

    Node Body(StarMeasure measure, Moment at, Slice slice, GroupSets sets) => measure.Body switch
    {
        Aggregate or Figure => LeafOf(measure, measure.Body, at, slice, sets),
        Filtered body => Plan(body.Of, at, slice.With(body.Where), sets),
        Ratio body => new RatioNode(Plan(body.Numerator, at, slice, sets), Plan(body.Denominator, at, slice, sets),
            body.Times),
        Formula body => new FormulaNode(FormulaExpression.Parse(body.Text, measure.Place),
            part => Plan(part, at, slice, sets)),
        Share body => ShareOf(measure, body, at, slice, sets),
        Rank body => new RankNode(Plan(body.Of, at, slice, sets), Over(measure, body.Over), body.Descending,
            MeasureTree.Find(draft.Model, body.Of)!.MinimumBase),
        Cumulative body => CumulativeOf(measure, body, at, slice, sets),
        Rolling body => RollingOf(measure, body, at, slice, sets),
        Shifted body => Moved(body.Of, at, Shifting.Parse(body.By, measure.Place), slice, sets, measure.Name),
        Changed body => new ChangeNode(Plan(body.Of, at, slice, sets),
            Moved(body.Of, at, Shifting.Parse(body.By, measure.Place), slice, sets, measure.Name),
            FormOf(body.Form, MeasureTree.Find(draft.Model, body.Of)!)),
        IndexTo body => IndexOf(measure, body, at, slice, sets),
        Within body => WithinOf(measure, body, at, slice, sets),
        Composite body => new CompositeNode(body,
            [.. body.Parts.Select(part => Plan(part.Of, at, slice, sets))]),
        IntervalLimit body => IntervalOf(measure, body, at, slice, sets),
        Mark body => MarkOf(measure, body, at, slice, sets),
        _ => throw new ArgumentException($"The body {measure.Body.GetType().Name} is not known.", nameof(measure)),
    };

    // Filters of a filtered measure are the leaf's own, so that it shares its question with the unfiltered one.
    Node LeafOf(StarMeasure measure, MeasureBody body, Moment at, Slice slice, GroupSets sets)
    {
        if (body is not Aggregate aggregate)
            return Wanted(body, null, null, at.Days, slice, sets, absent: Cell.Empty);
        var fact = draft.Model.Facts[aggregate.Fact];
        var role = draft.Days.Role(aggregate);
        var absent = MeasureTree.IsCount(draft.Model, measure with { Body = aggregate }) && fact.AbsentIsZero
            ? Cell.Zero : Cell.Empty;
        if (role is null) return Wanted(aggregate, aggregate, null, DateRange.Always, slice, sets, absent);
        // Asked without time, also what has no date counts.
        if (at.IsAlways && aggregate.OverTime == OverTime.Add && draft.Days.Declared is null)
            return Wanted(aggregate, aggregate, null, DateRange.Always, slice, sets, absent);
        return DaysOf(aggregate, role, at) is { } days
            ? Wanted(aggregate, aggregate, role.Name, days, slice, sets, absent) : EmptyNode.Instance;
    }

    /// The days a leaf is asked for; null where nothing was reported of them yet.
    DateRange? DaysOf(Aggregate leaf, DateRole role, Moment at)
    {
        if (at.IsAlways)
            return draft.Days.Declared is { } last && draft.Days.Coarse(role) is null && last < DateOnly.MaxValue
                ? DateRange.Always with { End = last.AddDays(1) } : DateRange.Always;
        if (at.Days.IsEmpty) return null;
        if (draft.Days.Until(leaf.Fact, role) is { } until)
        {
            if (at.Days.Start > until) return null;
            if (draft.Days.Coarse(role) is null && draft.Days.Declared is not null && until < DateOnly.MaxValue)
                return at.Days.Intersect(new(DateOnly.MinValue, until.AddDays(1)));
        }
        if (draft.Days.Coarse(role) is not var (calendar, level)) return at.Days;
        // A level of a year holds in all of it; what happened in a year is not told apart by months.
        var hull = Moments.Hull(calendar, level, at.Days);
        return leaf.OverTime != OverTime.Add || hull == at.Days || at.Days.Start == DateOnly.MinValue
            || at.Days.End == DateOnly.MaxValue ? hull
            : throw CompositionErrors.GrainTooFine(leaf.Fact, level, draft.Moments.Name(at));
    }

    LeafNode Wanted(MeasureBody body, Aggregate? leaf, string? date, DateRange days, Slice slice, GroupSets sets,
        Cell absent)
    {
        if (!_leaves.TryGetValue((body, slice.More, date), out var asked))
            _leaves[(body, slice.More, date)] = asked = new Leaf(leaf is null || slice.More.Where.Count == 0 ? body
                : leaf with { Where = [.. leaf.Where, .. slice.More.Where] }, date);
        var node = new LeafNode(asked, days, Requests.FilterOf(draft.Query, slice), sets, absent);
        draft.Requests.Add(node);
        return node;
    }

    static ChangeForm FormOf(ChangeForm? asked, StarMeasure of) =>
        asked ?? (of.Unit == "%" ? ChangeForm.Points : ChangeForm.Relative);

    int Over(StarMeasure measure, string? over)
    {
        if (draft.Fields.Count == 0) throw CompositionErrors.OverNothing(measure.Name);
        if (over is null) return draft.Fields.Count - 1;
        var place = draft.Fields.ToList().FindIndex(field => field.Name == over || field.Field.ToString() == over
            || Resolution.FindField(draft.Model, MeasureTree.Leaves(draft.Model, measure.Name).Select(l => l.Fact),
                over)?.Field == field.Field);
        return place >= 0 ? place
            : throw CompositionErrors.OverNotGrouped(measure.Name, over, draft.Fields.Select(field => field.Name));
    }

    // Told of the measure asked for; a break may concern what it is made of.
    void NoticeBreaks(string name, Moment one, Moment other, Tables.LocalText? title = null)
    {
        foreach (var measure in MeasureTree.All(draft.Model, name))
        {
            var published = measure.Body is Figure figure
                ? figure.Variant is { } variant ? $"{figure.Measure}/{variant}" : figure.Measure : measure.Name;
            foreach (var found in new[] { published, measure.Name }.Distinct().SelectMany(concerned =>
                Breaks.Crossed(draft.Model.Breaks, concerned, null, one.Days, other.Days)))
                draft.Notices.Tell("break-compared", ("measure", title ?? MeasureTree.Find(draft.Model, name)!.Title),
                    ("on", Notices.Day(found.On)), ("title", found.Title), ("source", found.Source));
        }
    }
}
