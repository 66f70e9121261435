using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>Ground whose members cannot be told apart before a day.</summary>
/// <param name="Members">References of all of them.</param>
/// <param name="Kind"><c>split</c> or <c>boundary</c>.</param>
/// <param name="On">The day of the last of its events.</param>
sealed record TornGround(IReadOnlySet<object> Members, string Kind, DateOnly On);

/// <summary>Members that turned into others, with today's boundaries or with those common over a range.</summary>
sealed class SuccessionView
{
    sealed record Event(object From, object To, string Kind, DateOnly On)
    {
        public bool IsExact => Kind is "merge" or "rename" or "status";
    }

    readonly SourceModes _modes;
    readonly RowSet _rows;
    readonly int _from, _to, _kind, _on;
    readonly Dictionary<object, IReadOnlyList<object>> _latest = [];
    readonly List<TornGround> _torn = [];
    ILookup<object, Event>? _byFrom, _byTo;

    public SuccessionView(Scope scope, Succession succession)
    {
        (_modes, _rows) = (scope.Modes, scope.Reading.Of(succession.Source));
        _from = scope.Reading.Column(_rows, succession.Predecessor);
        _to = scope.Reading.Column(_rows, succession.Successor);
        _kind = scope.Reading.Column(_rows, succession.Kind);
        _on = _rows.Column($"CAST({scope.Reading.Sql(succession.On)} AS date)");
    }

    bool IsCommon => _modes.AreaView == "common";

    /// What a reference is shown under: itself, what it ended in, or all that its ground is today.
    public IReadOnlyList<object> Of(object key)
    {
        Load();
        return _latest.GetValueOrDefault(Values.Key(key), [Values.Key(key)]);
    }

    /// Ground that a split or a moved boundary tore; none with common boundaries.
    public IReadOnlyList<TornGround> Torn
    {
        get
        {
            Load();
            return _torn;
        }
    }

    /// Whether of members that merged into one some have rows before it and others none: their sum would be a part.
    public bool LacksPredecessor(IReadOnlyDictionary<object, DateOnly> firstDays)
    {
        Load();
        return _byTo!.Any(into => into.Where(e => e.Kind == "merge" && (!IsCommon || IsWithin(e))).GroupBy(e => e.On)
            .Any(merger =>
            {
                var before = merger.Select(e => e.From).ToHashSet();
                if (before.Count == 1) before.Add(into.Key);
                var there = before.Count(one => HasRows(one, into.Key, merger.Key, firstDays));
                return there > 0 && there < before.Count;
            }));
    }

    // Its own rows or those of what it came from, before the merger.
    bool HasRows(object member, object successor, DateOnly on, IReadOnlyDictionary<object, DateOnly> firstDays)
    {
        if (member.Equals(successor)) return firstDays.TryGetValue(member, out var own) && own < on;
        var seen = new HashSet<object> { successor };
        for (var next = new Queue<object>([member]); next.TryDequeue(out var one);)
        {
            if (!seen.Add(one)) continue;
            if (firstDays.TryGetValue(one, out var first) && first < on) return true;
            foreach (var e in _byTo![one]) next.Enqueue(e.From);
        }
        return false;
    }

    void Load()
    {
        if (_byFrom is not null) return;
        var all = Enumerable.Range(0, _rows.Count).Where(row => _rows[row, _from] is not null
            && _rows[row, _to] is not null).Select(row => new Event(Values.Key(_rows[row, _from]!),
                Values.Key(_rows[row, _to]!), _rows[row, _kind] as string ?? "",
                _rows[row, _on] as DateOnly? ?? DateOnly.MinValue)).ToArray();
        var events = all.Where(e => !e.From.Equals(e.To)).ToArray();
        (_byFrom, _byTo) = (events.ToLookup(e => e.From), events.ToLookup(e => e.To));
        if (IsCommon) LoadCommon([.. events.Where(IsWithin)]);
        else LoadToday(events);
    }

    void LoadToday(Event[] events)
    {
        foreach (var member in events.SelectMany(e => new[] { e.From, e.To }).Distinct())
            _latest[member] = [End(member)];
        Event[] torn = [.. events.Where(e => !Goes(e.From))];
        foreach (var ground in Grounds(torn, End))
        {
            var ties = torn.Where(e => ground.Contains(End(e.From))).ToArray();
            _torn.Add(new TornGround(_latest.Keys.Where(member => ground.Contains(End(member))).ToHashSet(),
                ties.All(e => e.Kind == "boundary") ? "boundary" : "split", ties.Max(e => e.On)));
        }
    }

    // Whether a member went over into one other as a whole; into two, it was split, whatever that is called.
    bool Goes(object member) => _byFrom![member].Any() && _byFrom[member].All(e => e.IsExact)
        && _byFrom[member].Select(e => e.To).Distinct().Count() == 1;

    object End(object member)
    {
        var seen = new HashSet<object>();
        while (seen.Add(member) && Goes(member)) member = _byFrom![member].First().To;
        return member;
    }

    void LoadCommon(Event[] events)
    {
        foreach (var ground in Grounds(events, member => member))
        {
            object[] latest = [.. ground.Where(member => events.All(e => !e.From.Equals(member)))];
            if (latest.Length == 0) latest = [events.Where(e => ground.Contains(e.From)).MaxBy(e => e.On)!.To];
            foreach (var member in ground) _latest[member] = latest;
        }
    }

    // What events tie together, one set a ground.
    static List<HashSet<object>> Grounds(Event[] events, Func<object, object> place)
    {
        var ties = events.SelectMany(e => new[] { (place(e.From), place(e.To)), (place(e.To), place(e.From)) })
            .ToLookup(tie => tie.Item1, tie => tie.Item2);
        var (found, seen) = (new List<HashSet<object>>(), new HashSet<object>());
        foreach (var start in ties.Select(tie => tie.Key).Where(key => !seen.Contains(key)))
        {
            var ground = new HashSet<object>();
            for (var next = new Queue<object>([start]); next.TryDequeue(out var member);)
                if (ground.Add(member))
                    foreach (var other in ties[member]) next.Enqueue(other);
            seen.UnionWith(ground);
            found.Add(ground);
        }
        return found;
    }

    bool IsWithin(Event e) => e.On > _modes.Span.Start && e.On < _modes.Span.End;
}
