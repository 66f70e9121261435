using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>How a member is shown in a view of areas.</summary>
/// <param name="Members">References to what is shown in its place: one; several that it was split into; or all that
/// stand for its ground.</param>
/// <param name="Together">Whether all of <paramref name="Members"/> are one line, else it is unknown which of them.
/// </param>
/// <param name="Fault">Why it cannot be told: <c>split</c>, <c>boundary</c>; null where it can.</param>
sealed record Shown(IReadOnlyList<object> Members, bool Together, string? Fault);

/// <summary>Members that turned into others, with today's boundaries or with those common over a range.</summary>
sealed class SuccessionView
{
    sealed record Event(object From, object To, string Kind, DateOnly On);

    readonly SourceModes _modes;
    readonly RowSet _rows;
    readonly int _from, _to, _kind, _on;
    ILookup<object, Event>? _byFrom, _byTo;
    Dictionary<object, object>? _component;

    public SuccessionView(Scope scope, Succession succession)
    {
        (_modes, _rows) = (scope.Modes, scope.Reading.Of(succession.Source));
        _from = scope.Reading.Column(_rows, succession.Predecessor);
        _to = scope.Reading.Column(_rows, succession.Successor);
        _kind = scope.Reading.Column(_rows, succession.Kind);
        _on = _rows.Column($"CAST({scope.Reading.Sql(succession.On)} AS date)");
    }

    public Shown Of(object key, DateOnly? day)
    {
        Load();
        key = Values.Key(key);
        if (_modes.AreaView == "common") return Common(key);
        var members = new List<object>();
        string? fault = null;
        Follow(key, day, members, [], ref fault);
        return new Shown(members, false, fault);
    }

    /// Whether of members that merged into one some have rows and others none: their sum would be a part.
    public bool LacksPredecessor(IReadOnlyDictionary<object, DateOnly> firstDays)
    {
        Load();
        var seen = new HashSet<object>();
        var next = new Queue<object>(firstDays.Keys.SelectMany(Upwards).Concat(firstDays.Keys).Distinct());
        while (next.TryDequeue(out var member))
        {
            if (!seen.Add(member)) continue;
            foreach (var merger in _byTo![member].Where(e => e.Kind == "merge").GroupBy(e => e.On))
            {
                if (_modes.AreaView == "common" && !_modes.Span.Contains(merger.Key)) continue;
                var before = merger.Select(e => e.From).ToHashSet();
                if (before.Count == 1) before.Add(member);
                var there = before.Count(one => HasRows(one, member, merger.Key, firstDays));
                if (there > 0 && there < before.Count) return true;
            }
        }
        return false;
    }

    IEnumerable<object> Upwards(object member)
    {
        var seen = new HashSet<object> { member };
        for (var next = new Queue<object>([member]); next.TryDequeue(out var one);)
            foreach (var e in _byFrom![one])
                if (seen.Add(e.To)) next.Enqueue(e.To);
        return seen;
    }

    // Its own rows or those of what it came from, before the merger.
    bool HasRows(object member, object successor, DateOnly on, IReadOnlyDictionary<object, DateOnly> firstDays)
    {
        var seen = new HashSet<object> { successor };
        if (member.Equals(successor)) return firstDays.TryGetValue(member, out var own) && own < on;
        for (var next = new Queue<object>([member]); next.TryDequeue(out var one);)
        {
            if (!seen.Add(one)) continue;
            if (firstDays.TryGetValue(one, out var first) && first < on) return true;
            foreach (var e in _byTo![one]) next.Enqueue(e.From);
        }
        return false;
    }

    void Follow(object key, DateOnly? day, List<object> members, HashSet<object> seen, ref string? fault)
    {
        // A member that goes on beside what came of it is itself from that day.
        var stays = _byFrom![key].Where(e => e.To.Equals(key) && (day ?? DateOnly.MinValue) >= e.On)
            .Select(e => e.On).ToHashSet();
        var events = _byFrom[key].Where(e => !stays.Contains(e.On)).ToArray();
        if (!seen.Add(key) || events.Length == 0)
        {
            if (!members.Contains(key)) members.Add(key);
            return;
        }
        fault = events.FirstOrDefault(e => e.Kind is "split" or "boundary")?.Kind ?? fault
            ?? (events.Select(e => e.To).Distinct().Count() > 1 ? "split" : null);
        foreach (var e in events) Follow(e.To, day, members, seen, ref fault);
    }

    Shown Common(object key)
    {
        if (!_component!.TryGetValue(key, out var root)) return new Shown([key], true, null);
        var ground = _component.Where(pair => pair.Value.Equals(root)).Select(pair => pair.Key);
        var latest = ground.Where(member => !Inside(_byFrom![member]).Any(e => !e.To.Equals(member))).ToArray();
        return new Shown(latest.Length == 0 ? [key] : latest, true, null);
    }

    IEnumerable<Event> Inside(IEnumerable<Event> events) => events.Where(e => _modes.Span.Contains(e.On));

    void Load()
    {
        if (_byFrom is not null) return;
        var events = Enumerable.Range(0, _rows.Count).Where(row => _rows[row, _from] is not null
            && _rows[row, _to] is not null && _rows[row, _on] is DateOnly).Select(row => new Event(
                Values.Key(_rows[row, _from]!), Values.Key(_rows[row, _to]!), _rows[row, _kind] as string ?? "",
                (DateOnly)_rows[row, _on]!)).ToArray();
        (_byFrom, _byTo, _component) = (events.ToLookup(e => e.From), events.ToLookup(e => e.To), []);
        foreach (var e in Inside(events))
        {
            var (one, other) = (_component.GetValueOrDefault(e.From, e.From), _component.GetValueOrDefault(e.To, e.To));
            (_component[e.From], _component[e.To]) = (one, other);
            foreach (var member in _component.Where(pair => pair.Value.Equals(other)).Select(p => p.Key).ToArray())
                _component[member] = one;
        }
    }
}
