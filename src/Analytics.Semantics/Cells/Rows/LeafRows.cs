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
    static readonly Comparer<object?> Moments = Comparer<object?>.Create(Values.Compare);
    List<SelectedRow>? _selected;

    public LeafRows(Scope scope, Leaf leaf, IReadOnlyList<Field> groupBy, RowFilter filter)
    {
        _body = (Aggregate)leaf.Body;
        _fact = scope.Model.Facts[_body.Fact];
        _selection = new Selection(scope, _fact, _body.Where, _body.Sql, filter);
        _days = leaf.Date is { } date ? new OfficeDays(scope, _fact, date) : null;
        _value = scope.Reading.Column(_selection.Rows, _body.Of);
        var entity = _body.Entity.Count > 0 ? _body.Entity : [.. _fact.Dimensions.Values.Select(use => use.Key)];
        _entity = _body.OverTime == OverTime.LastNonEmpty
            ? [.. entity.Select(part => scope.Reading.Column(_selection.Rows, part))] : [];
        _fields = [.. groupBy.Select(_selection.Use)];
    }

    public RowSet Rows => _selection.Rows;

    public IEnumerable<SelectedRow> Asked => Selected.Where(row => row.IsAsked);

    List<SelectedRow> Selected => _selected ??= [.. _selection.Selected()];

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
        // Which row of an entity is its last does not depend on what the question lets through.
        if (_body.OverTime == OverTime.LastNonEmpty)
            rows = rows.Where(row => _value is null || Value(row.Row) is not null)
                .GroupBy(row => string.Join('\u001f', _entity.Select(place => Rows[row.Row, place] is { } part
                    ? FormattableString.Invariant($"{Values.Key(part)}") : "\u0000")))
                .SelectMany(same => same.Where(row => Values.Compare(_days?.Moment(row.Row),
                    same.Select(one => _days?.Moment(one.Row)).MaxBy(at => at, Moments)) == 0));
        return [.. rows.Where(row => row.IsAsked)];
    }

    bool IsIn(int row, DateRange range) => _days is null || (_days[row] is { } day && range.Contains(day));

    /// The cells of a grouping set in a range, of the rows that <see cref="In"/> found there.
    public Dictionary<MemberKey, Cell> Cells(IReadOnlyList<SelectedRow> rows, DateRange range, IReadOnlyList<int> set)
    {
        var cells = _body.OverTime == OverTime.Average ? Means(rows, set) : Tallies(rows, set)
            .Select(pair => (pair.Key, Cell: Told(pair.Value))).Where(pair => pair.Cell is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Cell!.Value);
        foreach (var role in RolesOf(set).Where(role => role.View is not null))
            foreach (var ground in role.View!.Torn.Where(ground => range.Start < ground.On))
                Tear(cells, role, ground, set);
        return cells;
    }

    Dictionary<MemberKey, Cell> Means(IReadOnlyList<SelectedRow> rows, IReadOnlyList<int> set) => rows
        .GroupBy(row => Day(row.Row)).SelectMany(day => Tallies([.. day], set))
        .Select(pair => (pair.Key, Cell: Told(pair.Value))).Where(pair => pair.Cell is not null)
        .GroupBy(pair => pair.Key, pair => pair.Cell!.Value)
        .ToDictionary(cells => cells.Key, cells => cells.Any(cell => !cell.HasValue)
            ? cells.First(cell => !cell.HasValue) : Cell.Of(cells.Average(cell => cell.Real)));

    Cell? Told(Tally tally) => !_fact.AbsentIsZero && tally.Origins.Any(role =>
        _fields.First(field => field.Role.Role == role.Key).Role.View!.LacksPredecessor(role.Value))
            ? Cell.NotAvailable("predecessor-missing") : tally.Result();

    // Before it was torn, no part of a ground has figures of its own; all of it in one group has.
    void Tear(Dictionary<MemberKey, Cell> cells, Membership role, TornGround ground, IReadOnlyList<int> set)
    {
        var places = set.Where(place => _fields[place].Role == role).ToArray();
        var parts = role.Keys.Where(ground.Members.Contains).Select(key => role.Shown(key, null))
            .Select(shown => new MemberKey([.. places.Select(place => shown[_fields[place].Field])])).ToHashSet();
        if (parts.Count < 2) return;
        foreach (var group in cells.Keys.Where(group =>
            parts.Contains(new MemberKey([.. places.Select(place => group[place])]))).ToArray())
            foreach (var part in parts)
            {
                var torn = group;
                foreach (var (at, place) in places.Index()) torn = torn.With(place, part[at]);
                if (cells.GetValueOrDefault(torn).Reason is null) cells[torn] = Cell.NotAvailable(ground.Kind);
            }
    }

    Membership[] RolesOf(IEnumerable<int> set) =>
        [.. set.Select(place => _fields[place].Role).DistinctBy(role => role.Role)];

    Dictionary<MemberKey, Tally> Tallies(IReadOnlyList<SelectedRow> rows, IReadOnlyList<int> set)
    {
        var roles = RolesOf(set);
        var found = new Dictionary<MemberKey, Tally>();
        foreach (var row in rows)
            foreach (var group in Groups(row, set, roles))
            {
                var key = new MemberKey(group.Members);
                if (!found.TryGetValue(key, out var tally))
                    found[key] = tally = new Tally(_body.Kind, _body.Quantile);
                tally.Add(Value(row.Row), group.Weight);
                foreach (var role in roles.Where(role => role.View is not null && !role.IsBridge))
                    Note(tally, role.Role, row);
            }
        return found;
    }

    void Note(Tally tally, string role, SelectedRow row)
    {
        if (!tally.Origins.TryGetValue(role, out var days)) tally.Origins[role] = days = [];
        var day = Day(row.Row) ?? DateOnly.MinValue;
        foreach (var origin in row.Roles[role].Select(belonging => belonging.Origin).OfType<object>())
            if (!days.TryGetValue(origin, out var first) || day < first) days[origin] = day;
    }

    sealed record Group(MemberValue[] Members, object? Weight);

    /// The groups of a set that a row belongs to, each once.
    IEnumerable<Group> Groups(SelectedRow row, IReadOnlyList<int> set, Membership[] roles)
    {
        var all = new MemberValue[_fields.Length];
        Array.Fill(all, MemberValue.Total);
        IEnumerable<Group> groups = [new Group(all, null)];
        foreach (var role in roles)
        {
            var places = set.Where(place => _fields[place].Role == role).ToArray();
            var options = Options(row.Roles[role.Role], [.. places.Select(place => _fields[place].Field)]).ToArray();
            groups = groups.SelectMany(group => options.Select(option => new Group(
                Placed(group.Members, places, option.Members), Times(group.Weight, option.Weight))));
        }
        return groups;
    }

    // Each member once: what falls to it through several pairs is added.
    static IEnumerable<Group> Options(IReadOnlyList<Belonging> belongings, int[] fields) => belongings
        .GroupBy(belonging => new MemberKey([.. fields.Select(at => belonging.Values[at])]), one => one.Weight)
        .Select(same => new Group([.. Enumerable.Range(0, same.Key.Count).Select(at => same.Key[at])],
            same.Aggregate(Plus)));

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

    /// How many rows in the ranges refer, in a role, to nothing or to what is not there; once a row.
    public IEnumerable<(string Role, int Rows)> Unmatched(IReadOnlyList<DateRange> ranges) => _fields
        .GroupBy(field => field.Role.Role)
        .Select(role => (role.Key, Asked.Count(row => ranges.Any(range => IsIn(row.Row, range))
            && row.Roles[role.Key].Any(one =>
                role.Any(field => one.Values[field.Field].Kind is MemberKind.Unknown or MemberKind.Unmatched)))))
        .Where(found => found.Item2 > 0);

    /// Whether a row is in a group, whatever the group leaves out.
    public bool IsIn(SelectedRow row, IReadOnlyList<MemberValue> members)
    {
        var set = Enumerable.Range(0, members.Count).Where(at => members[at].Kind != MemberKind.Total).ToArray();
        return Groups(row, set, RolesOf(set)).Any(group => set.All(at => group.Members[at] == members[at]));
    }
}
