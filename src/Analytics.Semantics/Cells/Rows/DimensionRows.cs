using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>Members of a dimension by what facts refer to, and their versions.</summary>
sealed class DimensionRows
{
    readonly Dimension _dimension;
    readonly int _key, _member, _from, _to;
    Dictionary<object, int>? _byKey;
    Dictionary<object, List<int>>? _byMember;

    public DimensionRows(Scope scope, Dimension dimension)
    {
        (_dimension, Rows) = (dimension, scope.Reading.Of(dimension.Source));
        _key = scope.Reading.Column(Rows, dimension.Key);
        if (dimension.History is not { } history) return;
        _member = scope.Reading.Column(Rows, history.Member);
        _from = Rows.Column($"CAST({scope.Reading.Sql(history.ValidFrom)} AS date)");
        _to = Rows.Column($"CAST({scope.Reading.Sql(history.ValidTo)} AS date)");
    }

    public RowSet Rows { get; }

    public bool ChoosesByDay => _dimension.History is { FactsHoldMember: true };

    /// Everything facts may refer to.
    public IEnumerable<object> Keys => ChoosesByDay ? ByMember.Keys : ByKey.Keys;

    public bool Has(object key) => ChoosesByDay ? ByMember.ContainsKey(Values.Key(key))
        : ByKey.ContainsKey(Values.Key(key));

    /// The row of a reference: the version of that day, or the newest; -1 where there is none.
    public int Find(object key, DateOnly? day, bool asIs)
    {
        if (!ChoosesByDay)
        {
            var row = ByKey.GetValueOrDefault(Values.Key(key), -1);
            return row < 0 || !asIs || _dimension.History is null || Rows[row, _member] is not { } member ? row
                : Newest(member);
        }
        if (asIs) return Newest(key);
        if (!ByMember.TryGetValue(Values.Key(key), out var versions)) return -1;
        // Without a day only a version that holds on every day is known to hold.
        if (day is not { } on)
            return versions is [var only] && Rows[only, _from] is null && Rows[only, _to] is null ? only : -1;
        // A version ends where the next begins, whatever it says itself.
        return versions.FindLastIndex(row => Rows[row, _from] is not DateOnly from || from <= on) is >= 0 and var place
            && Covers(versions[place], on) ? versions[place] : -1;
    }

    /// The newest version of what a reference means.
    public int Newest(object member) =>
        ByMember.TryGetValue(Values.Key(member), out var versions) ? versions[^1] : -1;

    bool Covers(int row, DateOnly day) => (Rows[row, _from] is not DateOnly from || from <= day)
        && (Rows[row, _to] is not DateOnly to || (_dimension.History!.ToIsExclusive ? day < to : day <= to));

    Dictionary<object, int> ByKey
    {
        get
        {
            if (_byKey is not null) return _byKey;
            _byKey = [];
            for (var row = 0; row < Rows.Count; row++)
                if (Rows[row, _key] is { } key) _byKey.TryAdd(Values.Key(key), row);
            return _byKey;
        }
    }

    Dictionary<object, List<int>> ByMember
    {
        get
        {
            if (_byMember is not null) return _byMember;
            _byMember = [];
            var all = Enumerable.Range(0, Rows.Count)
                .OrderBy(row => Rows[row, _from] as DateOnly? ?? DateOnly.MinValue);
            foreach (var row in all)
            {
                if (Rows[row, _member] is not { } member) continue;
                if (!_byMember.TryGetValue(Values.Key(member), out var versions))
                    _byMember[Values.Key(member)] = versions = [];
                versions.Add(row);
            }
            return _byMember;
        }
    }
}
