using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>One member of a role a row belongs to.</summary>
/// <param name="Values">Values of the role's fields, as shown.</param>
/// <param name="Weight">What of the row falls to it; null leaves the whole.</param>
/// <param name="Origin">The reference as reported; null where there is none.</param>
sealed record Belonging(MemberValue[] Values, object? Weight, object? Origin);

/// <summary>To which members of one role a row belongs: one, or those of its bridge.</summary>
sealed class Membership
{
    readonly Climb _climb;
    readonly FieldPath _path;
    readonly RowSet _rows;
    readonly RowSet? _pairs;
    readonly DimensionRows? _dimension;
    readonly OfficeDays? _days;
    readonly List<(DimensionAttribute Attribute, int Column, Spelling Spelling)> _fields = [];
    readonly Scope _scope;
    readonly int _key, _reference, _fact;
    readonly int? _weight;
    ILookup<object, int>? _byFact;

    public Membership(Scope scope, Fact fact, FieldPath path)
    {
        (_scope, _path, _climb) = (scope, path, new Climb(scope, fact, path.Parents));
        _rows = scope.Fact(path.Fact).Rows;
        if (path.Bridge is { } bridge)
        {
            _pairs = scope.Reading.Of(bridge.Source);
            _fact = scope.Reading.Column(_pairs, bridge.FactKey);
            _key = scope.Reading.Column(_pairs, bridge.MemberKey);
            _reference = scope.Reading.Column(_rows, bridge.Reference);
            _weight = scope.Reading.Column(_pairs, bridge.Weight);
        }
        else _key = scope.Reading.Column(_rows, path.Use!.Key);
        if (path.Dimension is not { } dimension) return;
        _dimension = scope.Dimension(dimension);
        View = scope.View(dimension);
        var date = path.Use?.Date ?? FieldPath.DefaultDate(scope.Model, path.Fact);
        if (date is not null && _dimension.ChoosesByDay && !scope.Modes.AsIs)
            _days = new OfficeDays(scope, path.Fact, date);
    }

    public string Role => _path.Use?.Role ?? _path.Bridge!.Role;

    public bool IsBridge => _path.Bridge is not null;

    public bool IsWeighted => _path.Bridge?.Weight is not null;

    public SuccessionView? View { get; }

    /// The place of an attribute among a belonging's values.
    public int Field(DimensionAttribute attribute)
    {
        if (_fields.FindIndex(field => field.Attribute.Name == attribute.Name) is >= 0 and var known) return known;
        var source = _dimension?.Rows ?? _pairs ?? _rows;
        var column = _scope.Reading.Column(source, attribute.Value);
        _fields.Add((attribute, column, new Spelling(source, column, attribute.Same)));
        return _fields.Count - 1;
    }

    public IReadOnlyList<Belonging> Of(int row)
    {
        var at = _climb.Of(row);
        if (at < 0)
            return [All(at == Climb.Missing ? MemberValue.Unmatched : MemberValue.Unknown, IsWeighted ? 1m : null)];
        var day = _days?[at];
        if (_pairs is null) return [Of(_rows, at, day, null)];
        _byFact ??= Enumerable.Range(0, _pairs.Count).Where(pair => _pairs[pair, _fact] is not null)
            .ToLookup(pair => Values.Key(_pairs[pair, _fact]!));
        var pairs = _rows[at, _reference] is { } own ? _byFact[Values.Key(own)].ToArray() : [];
        return pairs.Length == 0 ? [Unknown(IsWeighted ? 1m : null)]
            : [.. pairs.Select(pair => Of(_pairs, pair, day, _weight is { } place ? _pairs[pair, place] ?? 0m : null))];
    }

    Belonging Of(RowSet holder, int row, DateOnly? day, object? weight)
    {
        if (_dimension is null)
            return new Belonging([.. _fields.Select(field => Read(holder, row, field))], weight, null);
        return holder[row, _key] is { } key ? new Belonging(Shown(key, day), weight, Values.Key(key)) : Unknown(weight);
    }

    /// What a reference is shown as on a day.
    public MemberValue[] Shown(object key, DateOnly? day)
    {
        var asWas = Attributes(_dimension!.Find(key, day, _scope.Modes.AsIs || View is not null));
        if (View is null || !_dimension.Has(key)) return asWas;
        var latest = View.Of(key);
        return latest is [var one] && one.Equals(Values.Key(key)) ? asWas
            : Joined([.. latest.Select(member => Attributes(_dimension.Find(member, day, asIs: true)))]);
    }

    /// Every reference the dimension has.
    public IEnumerable<object> Keys => _dimension!.Keys;

    MemberValue[] Attributes(int row) => [.. _fields.Select(field =>
        row < 0 ? MemberValue.Unmatched : Read(_dimension!.Rows, row, field))];

    static MemberValue Read(RowSet set, int row, (DimensionAttribute Attribute, int Column, Spelling Spelling) field)
        => set[row, field.Column] switch
        {
            null => MemberValue.Unknown,
            string text => MemberValue.Of(field.Spelling.Shown(text)),
            var value => MemberValue.Of(value),
        };

    MemberValue[] Joined(MemberValue[][] members) => [.. Enumerable.Range(0, _fields.Count).Select(field =>
    {
        var values = members.Select(member => member[field]).Where(value => value.Kind == MemberKind.Known).Distinct()
            .OrderBy(value => value.ToString(), StringComparer.Ordinal).ToArray();
        return values.Length == 0 ? members[0][field] : values.Length == 1 ? values[0]
            : MemberValue.Of(string.Join('+', values));
    })];

    Belonging Unknown(object? weight) => All(MemberValue.Unknown, weight);

    Belonging All(MemberValue member, object? weight) => new([.. _fields.Select(_ => member)], weight, null);
}
