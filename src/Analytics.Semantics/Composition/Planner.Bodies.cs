using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Composition;

sealed partial class Planner
{
    ShareNode ShareOf(StarMeasure measure, Share body, Moment at, Slice slice, GroupSets sets)
    {
        if (!MeasureTree.IsAdditive(draft.Model, body.Of) && !MeasureTree.IsDistinct(draft.Model, body.Of))
            throw CompositionErrors.ShareNotAdditive(measure.Name, body.Of, measure.Place);
        var part = Plan(body.Of, at, slice, sets);
        if (body.Whole != ShareWhole.Parent)
            return new ShareNode(part, Plan(body.Of, at, slice with
            {
                IsWhole = slice.IsWhole || body.Whole == ShareWhole.Total, Others = null,
            }, GroupSets.All), null);
        var over = Over(measure, body.Over);
        // Without a field named, the parent of a subtotal is the next wider subtotal.
        return body.Over is null
            ? new ShareNode(part, Plan(body.Of, at, Open(slice, over), sets.Parents()), ShareNode.LastField)
            : new ShareNode(part, Plan(body.Of, at, Open(slice, over), sets.Without(over)), over);
    }

    // With the field of the top list left open, all its members are in what is wider.
    Slice Open(Slice slice, int over) => over == draft.TopField ? slice with { Others = null } : slice;

    Node CumulativeOf(StarMeasure measure, Cumulative body, Moment at, Slice slice, GroupSets sets)
    {
        CheckLevel(measure, body.Within);
        if (draft.Moments.Cumulated(at, body.Within, draft.Days.Of(body.Of).Until) is not { } days)
            return EmptyNode.Instance;
        return Plan(body.Of, days, slice, sets);
    }

    Node RollingOf(StarMeasure measure, Rolling body, Moment at, Slice slice, GroupSets sets)
    {
        var level = body.Level ?? draft.Query.Grain
            ?? throw CompositionErrors.GrainMissing(measure.Name, measure.Place);
        CheckLevel(measure, level);
        var (first, until) = draft.Days.Of(body.Of);
        if (draft.Moments.Rolled(at, body.Count, level, until) is not { } days) return EmptyNode.Instance;
        if (draft.Moments.BeginsBefore(days, level, first))
            draft.Notices.Tell("window-short", ("measure", measure.Title), ("count", body.Count),
                ("first", Notices.Day(first!.Value)));
        NoticeBreaks(body.Of, days, days, measure.Title);
        return Plan(body.Of, days, slice, sets);
    }

    Node Moved(string of, Moment at, Distance by, Slice slice, GroupSets sets, string measure)
    {
        CheckLevel(MeasureTree.Find(draft.Model, measure)!, by.Level);
        if (draft.Moments.Move(at, by, draft.Days.Of(of).Until) is not { } other) return EmptyNode.Instance;
        NoticeBreaks(of, at, other, MeasureTree.Find(draft.Model, measure)!.Title);
        return Plan(of, other, slice, sets);
    }

    IndexNode IndexOf(StarMeasure measure, IndexTo body, Moment at, Slice slice, GroupSets sets)
    {
        var period = draft.Calendar.Parse(body.Base) ?? draft.Model.Calendars.GetValueOrDefault("calendar")
            ?.Parse(body.Base) ?? throw CompositionErrors.BaseUnknown(measure.Name, body.Base, draft.Calendar.Name,
                measure.Place);
        var other = new Moment(period.Level, period.Days);
        if (!at.IsAlways) NoticeBreaks(body.Of, at, other, measure.Title);
        return new IndexNode(Plan(body.Of, at, slice, sets), Plan(body.Of, other, slice, sets));
    }

    RatioNode WithinOf(StarMeasure measure, Within body, Moment at, Slice slice, GroupSets sets)
    {
        if (!_within.TryGetValue((measure.Name, body), out var leaves))
        {
            var fact = draft.Model.Facts[body.Fact];
            var (from, to) = (Day(fact, body.From), Day(fact, body.To));
            var began = MeasureTree.Began(body);
            _within[(measure.Name, body)] = leaves = [began, began with
            {
                Sql = new Expression(FormattableString.Invariant($"{to} <= {from} + {body.Days}")),
            }];
        }
        var role = draft.Days.Role(leaves[0])!;
        var days = at.Days;
        if (draft.Days.Until(body.Fact, role) is { } until)
        {
            // Rows that began later are too young: whether it will happen in time is not known yet.
            var young = until.AddDays(1 - body.Days);
            var left = days.Intersect(new(young, until.AddDays(1)));
            if (!left.IsEmpty && !slice.IsWhole)
                TooYoung.Add((measure, body.Days, Wanted(leaves[0], leaves[0], role.Name, left, slice, GroupSets.All,
                    Cell.Zero), at));
            days = days.Intersect(new(DateOnly.MinValue, young));
        }
        if (days.IsEmpty) return new RatioNode(EmptyNode.Instance, EmptyNode.Instance, 100);
        return new RatioNode(Wanted(leaves[1], leaves[1], role.Name, days, slice, sets, Cell.Zero),
            Wanted(leaves[0], leaves[0], role.Name, days, slice, sets, Cell.Zero), 100);
    }

    /// <summary>Counts of rows left out because they are too young, with the moment they are left out of.</summary>
    public List<(StarMeasure Measure, int Days, LeafNode Rows, Moment At)> TooYoung { get; } = [];

    IntervalNode IntervalOf(StarMeasure measure, IntervalLimit body, Moment at, Slice slice, GroupSets sets) =>
        IsRatio(body.Of)
            ? new IntervalNode(Plan(body.Of, at, slice, sets), body, MeasureTree.Times(draft.Model, body.Of))
            : throw CompositionErrors.IntervalOfNoRatio(measure.Name, body.Of, measure.Place);

    MarkNode MarkOf(StarMeasure measure, Mark body, Moment at, Slice slice, GroupSets sets)
    {
        if (!IsRatio(body.Of)) throw CompositionErrors.IntervalOfNoRatio(measure.Name, body.Of, measure.Place);
        var over = Over(measure, body.Over);
        return new MarkNode(Plan(body.Of, at, slice, sets),
            Plan(body.Of, at, Open(slice, over), sets.Without(over)), over,
            slice.Others is not null && over == draft.TopField);
    }

    // A ratio, also of fewer rows or other days.
    bool IsRatio(string name) => MeasureTree.Find(draft.Model, name) is { } measure && (measure.Body is Ratio or Within
        or Figure || measure.Body is Filtered or Cumulative or Rolling or Shifted
            && MeasureTree.Parts(measure).All(IsRatio));

    void CheckLevel(StarMeasure measure, string level)
    {
        if (!draft.Calendar.Levels.Contains(level) && level is not ("day" or "week")
            && !(level.EndsWith('s') && draft.Calendar.Levels.Contains(level[..^1])))
            throw CompositionErrors.LevelUnknown(measure.Name, level, draft.Calendar.Name, draft.Calendar.Levels,
                measure.Place);
    }

    // Days on both engines: a day and a whole number add up to a day. Instants in UTC are told as the office's days.
    string Day(Fact fact, string name)
    {
        if (!fact.Dates.TryGetValue(name, out var role))
            throw CompositionErrors.DateUnknown(name, fact.Name, DataDays.Known(fact));
        var value = role.Value.IsColumn ? $"\"{role.Value.Text}\"" : $"({role.Value.Text})";
        return role.Kind == DateKind.Utc
            ? Warehousing.Engines.Default.Dialect.LocalDay(value, draft.Model.TimeZone ?? "UTC")
            : $"CAST({value} AS date)";
    }
}
