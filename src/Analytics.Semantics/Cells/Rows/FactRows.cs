using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>The rows that are facts: of each record the telling that holds, and of these what fits the fact.</summary>
sealed class FactRows
{
    readonly Fact _fact;
    readonly SourceModes _modes;
    readonly bool _isParent;
    readonly int[] _record, _key;
    readonly int? _known, _tie, _withdrawn, _where;
    IReadOnlyList<int>? _living;
    Dictionary<object, int>? _byKey;

    public FactRows(Scope scope, Fact fact, bool isParent)
    {
        (_fact, _modes, _isParent, Rows) = (fact, scope.Modes, isParent, scope.Reading.Of(fact.Source));
        _where = fact.Where is { } where ? Rows.Column($"({where.Text})") : null;
        _key = isParent ? [.. fact.Key.Select(part => scope.Reading.Column(Rows, part))] : [];
        _record = [];
        if (fact.Versions is not { } versions) return;
        _record = [.. versions.Record.Select(part => scope.Reading.Column(Rows, part))];
        _known = Rows.Column(
            $"CAST(extract(epoch FROM {scope.Reading.Sql(versions.KnownFrom)}) AS double precision)");
        _tie = scope.Reading.Column(Rows, versions.Tie);
        _withdrawn = scope.Reading.Column(Rows, versions.Withdrawn);
    }

    public Fact Fact => _fact;

    public RowSet Rows { get; }

    /// Places of the rows that are facts.
    public IReadOnlyList<int> Living => _living ??= [.. Told().Where(row => Rows.IsTrue(row, _where))];

    /// The row of a key; -1 where there is none.
    public int Find(object key)
    {
        if (_byKey is null)
        {
            _byKey = [];
            foreach (var row in Living)
                if (Rows[row, _key[0]] is { } own) _byKey.TryAdd(Values.Key(own), row);
        }
        return _byKey.GetValueOrDefault(Values.Key(key), -1);
    }

    IEnumerable<int> Told()
    {
        var all = Enumerable.Range(0, Rows.Count);
        if (_fact.Versions is null) return all;
        if (_modes.AsOf is { } day)
        {
            var end = (day.AddDays(1).ToDateTime(TimeOnly.MinValue) - DateTime.UnixEpoch).TotalSeconds;
            all = all.Where(row => Rows[row, _known!.Value] is double known && known < end);
        }
        // The row of one record that others belong to is never several.
        return _modes.Vintage == Vintage.All && !_isParent ? all.Where(Stands)
            : all.GroupBy(Record).Select(tellings => tellings.Aggregate(Chosen)).Where(Stands);
    }

    bool Stands(int row) => _withdrawn is not { } place || Rows[row, place] is not true;

    string Record(int row) => string.Join('\u001f', _record.Select(place => Rows[row, place] is { } value
        ? FormattableString.Invariant($"{Values.Key(value)}").TrimEnd() : "\u0000"));

    // What has no day of becoming known comes after all that has one, first or current.
    int Chosen(int one, int other)
    {
        var (a, b) = (Rows[one, _known!.Value] as double?, Rows[other, _known.Value] as double?);
        if (a != b)
        {
            if (a is null || b is null) return a is null ? other : one;
            return a < b == (_modes.Vintage == Vintage.First) ? one : other;
        }
        return _tie is { } place && Values.Compare(Rows[one, place], Rows[other, place]) < 0 ? other : one;
    }
}

/// <summary>The way from a row to the row it belongs to, over any number of facts.</summary>
sealed class Climb
{
    /// The row refers to nothing.
    public const int Nothing = -1;

    /// The row refers to what is not there.
    public const int Missing = -2;

    readonly (RowSet From, int Reference, FactRows To)[] _steps;

    public Climb(Scope scope, Fact fact, IReadOnlyList<ParentUse> parents)
    {
        _steps = new (RowSet, int, FactRows)[parents.Count];
        var from = scope.Fact(fact).Rows;
        for (var step = 0; step < parents.Count; step++)
        {
            var to = scope.Parent(parents[step].Fact);
            _steps[step] = (from, scope.Reading.Column(from, parents[step].Key), to);
            from = to.Rows;
        }
    }

    /// The row reached; <see cref="Nothing"/> or <see cref="Missing"/> where none is.
    public int Of(int row)
    {
        foreach (var (from, reference, to) in _steps)
        {
            if (from[row, reference] is not { } key) return Nothing;
            if ((row = to.Find(key)) < 0) return Missing;
        }
        return row;
    }
}
