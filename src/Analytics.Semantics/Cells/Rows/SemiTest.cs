using Analytics.Semantics.Calendars;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>Whether a row has a row in another fact with the same key.</summary>
sealed class SemiTest
{
    readonly SemiJoin _join;
    readonly RowKeys _own, _others;
    readonly Selection _selection;
    readonly OfficeDays? _days;
    readonly DateRange _range;
    HashSet<object>? _there;

    public SemiTest(Scope scope, Fact fact, SemiJoin join)
    {
        _join = join;
        var other = scope.Model.Facts[join.Fact];
        _selection = new Selection(scope, other, join.Where ?? [], null, RowFilter.None);
        var on = join.On ?? Shared(scope.Model, fact, other);
        (_own, _others) = (new RowKeys(scope, fact, on), new RowKeys(scope, other, on));
        if (join.From is null && join.To is null) return;
        _days = new OfficeDays(scope, other, join.Date ?? FieldPath.DefaultDate(scope.Model, other)!);
        _range = new DateRange(join.From is { } from ? Period(scope, from).Start : DateOnly.MinValue,
            join.To is { } to ? Period(scope, to).End : DateOnly.MaxValue);
    }

    public bool Fits(int row)
    {
        _there ??= [.. _selection.Selected()
            .Where(other => _days is null || (_days[other.Row] is { } day && _range.Contains(day)))
            .SelectMany(other => _others.Of(other.Row))];
        return _own.Of(row).Any(_there.Contains) != _join.Not;
    }

    static DateRange Period(Scope scope, string text) =>
        CalendarText.Bounds(scope.Model.Calendars["calendar"], text, "has");

    // The nearest fact both belong to, one of them maybe; else the one role both have.
    static string Shared(StarModel model, Fact fact, Fact other)
    {
        var above = RowKeys.Above(model, other).Select(path => path.Fact.Name).ToHashSet();
        if (RowKeys.Above(model, fact).FirstOrDefault(path => above.Contains(path.Fact.Name)).Fact is { } shared)
            return shared.Name;
        var roles = FieldPath.Of(model, other).Select(field => field.Role).ToHashSet();
        return FieldPath.Of(model, fact).Select(field => field.Role).Distinct().Single(roles.Contains);
    }
}

/// <summary>What rows of a fact refer to: the row of a fact they belong to, or members of a role.</summary>
sealed class RowKeys
{
    readonly Climb _climb;
    readonly RowSet _rows;
    readonly RowSet? _pairs;
    readonly int _key, _reference, _fact;
    readonly SameRules _same;
    ILookup<object, object>? _members;

    public RowKeys(Scope scope, Fact fact, string on)
    {
        if (scope.Model.Facts.TryGetValue(on, out var target))
        {
            var parents = Above(scope.Model, fact).First(path => path.Fact.Name == on).Parents;
            _climb = new Climb(scope, fact, [.. parents.SkipLast(1)]);
            var last = parents.Count < 2 ? fact : scope.Model.Facts[parents[^2].Fact];
            _rows = scope.Fact(last).Rows;
            _key = scope.Reading.Column(_rows, parents.Count == 0 ? target.Key[0] : parents[^1].Key);
            return;
        }
        var field = FieldPath.Of(scope.Model, fact).First(field => field.Role == on);
        var way = FieldPath.Find(scope.Model, fact, field)!;
        (_climb, _rows) = (new Climb(scope, fact, way.Parents), scope.Fact(way.Fact).Rows);
        _same = way.Dimension is null ? way.Attribute.Same : SameRules.None;
        if (way.Bridge is { } bridge)
        {
            _pairs = scope.Reading.Of(bridge.Source);
            _reference = scope.Reading.Column(_rows, bridge.Reference);
            (_fact, _key) = (scope.Reading.Column(_pairs, bridge.FactKey),
                scope.Reading.Column(_pairs, bridge.MemberKey));
        }
        else _key = scope.Reading.Column(_rows, way.Use!.Key);
    }

    public IEnumerable<object> Of(int row)
    {
        if (_climb.Of(row) is not (>= 0 and var at)) return [];
        if (_pairs is null) return Key(_rows[at, _key]) is { } key ? [key] : [];
        _members ??= Enumerable.Range(0, _pairs.Count)
            .Select(pair => (Fact: Values.KeyOrNull(_pairs[pair, _fact]), Member: Key(_pairs[pair, _key])))
            .Where(pair => pair.Fact is not null && pair.Member is not null)
            .ToLookup(pair => pair.Fact!, pair => pair.Member!);
        return _rows[at, _reference] is { } own ? _members[Values.Key(own)] : [];
    }

    object? Key(object? value) => value is string text ? Spelling.Key(text, _same) : Values.KeyOrNull(value);

    /// A fact and those it belongs to, nearest first, each with the way there.
    public static IEnumerable<(Fact Fact, IReadOnlyList<ParentUse> Parents)> Above(StarModel model, Fact fact)
    {
        var next = new Queue<(Fact, IReadOnlyList<ParentUse>)>([(fact, [])]);
        while (next.TryDequeue(out var one))
        {
            yield return one;
            foreach (var parent in one.Item1.Parents.Values)
                next.Enqueue((model.Facts[parent.Fact], [.. one.Item2, parent]));
        }
    }
}
