using Analytics.Semantics.Calendars;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>The rows of one leaf, with their day, value and groups.</summary>
sealed class LeafRows
{
    readonly Aggregate _body;
    readonly Fact _fact;
    readonly Selection _selection;
    readonly OfficeDays? _days;
    readonly int? _value;
    readonly int[] _entity;
    readonly (Membership Role, int Field)[] _fields;
    List<SelectedRow>? _selected;

    public LeafRows(Scope scope, Leaf leaf, IReadOnlyList<Field> groupBy, RowFilter filter)
    {
        _body = (Aggregate)leaf.Body;
        _fact = scope.Model.Facts[_body.Fact];
        _selection = new Selection(scope, _fact, _body.Where.Concat(filter.Where), filter.SemiJoins, _body.Sql);
        _days = leaf.Date is { } date ? new OfficeDays(scope, _fact, date) : null;
        _value = scope.Reading.Column(_selection.Rows, _body.Of);
        var entity = _body.Entity.Count > 0 ? _body.Entity : [.. _fact.Dimensions.Values.Select(use => use.Key)];
        _entity = _body.OverTime == OverTime.LastNonEmpty
            ? [.. entity.Select(part => scope.Reading.Column(_selection.Rows, part))] : [];
        _fields = [.. groupBy.Select(_selection.Use)];
    }

    public RowSet Rows => _selection.Rows;

    public IReadOnlyList<SelectedRow> Selected => _selected ??= [.. _selection.Selected()];

    public DateOnly? Day(int row) => _days?[row];

    public object? Value(int row) => _value is { } column ? Rows[row, column] : null;

    /// The rows in a range that make up its cells.
    public IReadOnlyList<SelectedRow> In(DateRange range)
    {
        var rows = Selected.Where(row => IsIn(row.Row, range));
        if (_body.OverTime is OverTime.First or OverTime.Last)
        {
            var days = _selection.Living.Where(row => IsIn(row, range)).Select(row => Day(row)).Distinct().Order();
            var day = _body.OverTime == OverTime.First ? days.FirstOrDefault() : days.LastOrDefault();
            rows = rows.Where(row => Day(row.Row) == day);
        }
        if (_body.OverTime == OverTime.LastNonEmpty)
            rows = rows.Where(row => _value is null || Value(row.Row) is not null)
                .GroupBy(row => string.Join('\u001f', _entity.Select(place => Rows[row.Row, place] is { } part
                    ? FormattableString.Invariant($"{Values.Key(part)}") : "\u0000")))
                .SelectMany(same => same.Where(row => Day(row.Row) == same.Max(one => Day(one.Row))));
        return [.. rows];
    }

    bool IsIn(int row, DateRange range) => _days is null || (_days[row] is { } day && range.Contains(day));

    /// The cells of a grouping set.
    public IEnumerable<(MemberKey Group, Cell Cell)> Cells(IReadOnlyList<SelectedRow> rows, IReadOnlyList<int> set)
    {
        if (_body.OverTime != OverTime.Average) return Tallies(rows, set).SelectMany(pair => Told(pair.Key, pair.Value));
        var days = rows.GroupBy(row => Day(row.Row))
            .SelectMany(day => Tallies([.. day], set)).SelectMany(pair => Told(pair.Key, pair.Value));
        return days.GroupBy(cell => cell.Group, cell => cell.Cell).Select(cells => (cells.Key,
            cells.FirstOrDefault(cell => !cell.HasValue) is { State: not CellState.Value, Reason: not null } fault
                ? fault : Cell.Of(cells.Average(cell => cell.Real))));
    }

    IEnumerable<(MemberKey Group, Cell Cell)> Told(MemberKey group, Tally tally)
    {
        if (tally.Fault is null && !_fact.AbsentIsZero && tally.Origins.Any(role =>
            _fields.First(field => field.Role.Role == role.Key).Role.View!.LacksPredecessor(role.Value)))
            tally.Fault = "predecessor-missing";
        if (tally.Result() is { } cell) yield return (group, cell);
    }

    Dictionary<MemberKey, Tally> Tallies(IReadOnlyList<SelectedRow> rows, IReadOnlyList<int> set)
    {
        var roles = set.Select(place => _fields[place].Role).DistinctBy(role => role.Role).ToArray();
        var found = new Dictionary<MemberKey, Tally>();
        foreach (var row in rows)
            foreach (var group in Groups(row, set, roles))
            {
                var key = new MemberKey(group.Members);
                if (!found.TryGetValue(key, out var tally))
                    found[key] = tally = new Tally(_body.Kind, _body.Quantile);
                tally.Add(Value(row.Row), group.Weight);
                tally.Fault ??= group.Fault;
                foreach (var role in roles.Where(role => role.View is not null))
                    Note(tally, role.Role, row);
            }
        return found;
    }

    void Note(Tally tally, string role, SelectedRow row)
    {
        if (!tally.Origins.TryGetValue(role, out var days)) tally.Origins[role] = days = [];
        var day = Day(row.Row) ?? DateOnly.MinValue;
        foreach (var origin in row.Roles[role].Select(passing => passing.Of.Origin).OfType<object>())
            if (!days.TryGetValue(origin, out var first) || day < first) days[origin] = day;
    }

    sealed record Group(MemberValue[] Members, object? Weight, string? Fault);

    /// The groups of a set that a row belongs to, each once.
    IEnumerable<Group> Groups(SelectedRow row, IReadOnlyList<int> set, Membership[] roles)
    {
        var all = new MemberValue[_fields.Length];
        Array.Fill(all, MemberValue.Total);
        // Where a role is not told apart, a row is in if one of its members surely is.
        var fault = row.Roles.Where(role => roles.All(grouped => grouped.Role != role.Key))
            .Select(role => role.Value.Any(passing => passing.Whole) ? null : role.Value[0].Of.Fault)
            .FirstOrDefault(found => found is not null);
        IEnumerable<Group> groups = [new Group(all, null, fault)];
        foreach (var role in roles)
        {
            var places = set.Where(place => _fields[place].Role == role).ToArray();
            var options = Options(row.Roles[role.Role], [.. places.Select(place => _fields[place].Field)]).ToArray();
            groups = groups.SelectMany(group => options.Select(option => new Group(
                Placed(group.Members, places, option.Members), Times(group.Weight, option.Weight),
                group.Fault ?? option.Fault)));
        }
        return groups;
    }

    // Each member once: what falls to it through several pairs is added.
    static IEnumerable<Group> Options(IReadOnlyList<Passing> passings, int[] fields) => passings
        .SelectMany(passing =>
        {
            var shown = passing.Alternatives.Select(values => new MemberKey([.. fields.Select(at => values[at])]))
                .Distinct().ToArray();
            var isSure = passing.Whole && shown.Length == 1 && passing.Of.Fault != "boundary";
            return shown.Select(key => (Key: key, passing.Of.Weight, Fault: isSure ? null : passing.Of.Fault));
        })
        .GroupBy(option => option.Key)
        .Select(same => new Group([.. Enumerable.Range(0, same.Key.Count).Select(at => same.Key[at])],
            same.Select(option => option.Weight).Aggregate(Plus), same.Select(option => option.Fault)
                .FirstOrDefault(fault => fault is not null)));

    static MemberValue[] Placed(MemberValue[] members, int[] places, MemberValue[] values)
    {
        var placed = (MemberValue[])members.Clone();
        foreach (var (at, place) in places.Index()) placed[place] = values[at];
        return placed;
    }

    static object? Plus(object? one, object? other) => one is null || other is null ? one ?? other
        : Values.Exact(one) is { } a && Values.Exact(other) is { } b ? a + b : Values.Real(one) + Values.Real(other);

    static object? Times(object? one, object? other) => one is null || other is null ? one ?? other
        : Values.Exact(one) is { } a && Values.Exact(other) is { } b ? a * b : Values.Real(one) * Values.Real(other);

    /// How many selected rows in a range refer, in a role, to what is not there; once a row.
    public IEnumerable<(string Role, int Rows)> Unmatched(IReadOnlyList<DateRange> ranges) => _fields
        .GroupBy(field => field.Role.Role)
        .Select(role => (role.Key, Selected.Count(row => ranges.Any(range => IsIn(row.Row, range))
            && row.Roles[role.Key].Any(passing => passing.Alternatives.Any(values =>
                role.Any(field => values[field.Field].Kind == MemberKind.Unmatched))))))
        .Where(found => found.Item2 > 0);

    /// Whether a row is in a group, whatever the group leaves out.
    public bool IsIn(SelectedRow row, IReadOnlyList<MemberValue> members)
    {
        var set = Enumerable.Range(0, members.Count).Where(at => members[at].Kind != MemberKind.Total).ToArray();
        var roles = set.Select(place => _fields[place].Role).DistinctBy(role => role.Role).ToArray();
        return Groups(row, set, roles).Any(group => set.All(at => group.Members[at] == members[at]));
    }
}
