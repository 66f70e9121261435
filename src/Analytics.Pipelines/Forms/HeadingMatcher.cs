using Analytics.Tables.Text;

namespace Analytics.Pipelines.Forms;

// Finds a form's columns by the names in a heading. A whole heading counts first; its last levels alone only where no
// other column ends alike.
sealed class HeadingMatcher
{
    readonly Form _form;
    readonly Dictionary<string, Target> _names = new(StringComparer.Ordinal);
    readonly Dictionary<string, FormMember> _members = new(StringComparer.Ordinal);
    readonly Dictionary<string, FormColumn> _columns = new(StringComparer.Ordinal);

    public HeadingMatcher(Form form)
    {
        _form = form;
        foreach (var column in form.Columns)
            foreach (var header in column.Headers)
                (_names[Compared.Of(header)], _columns[column.Field]) = (new Target(column.Field, null), column);
        foreach (var member in form.Wide?.Members ?? [])
            foreach (var header in member.Headers)
            {
                _members[Compared.Of(header)] = member;
                if (form.Wide!.Value is { } value) _names[Compared.Of(header)] = new Target(value, member.Value);
            }
    }

    sealed record Target(string Field, string? Member);

    sealed record Hit(HeadingColumn Column, bool IsWhole);

    public HeadingMatch Match(IReadOnlyList<HeadingColumn> columns, long from, long to, IReadOnlyList<string> stated)
    {
        var endings = columns.SelectMany(column => column.Endings.Concat(column.Paths).Distinct())
            .GroupBy(name => name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var hits = new Dictionary<Target, List<Hit>>();
        var loose = new Dictionary<Target, (string Name, List<HeadingColumn> Columns)>();
        foreach (var column in columns)
        {
            if (TargetOf(column, endings, out var whole, out var shared) is { } target)
                (hits.TryGetValue(target, out var list) ? list : hits[target] = []).Add(new Hit(column, whole));
            else if (shared is { } name)
                (loose.TryGetValue(_names[name], out var known) ? known : loose[_names[name]] = (name, []))
                    .Columns.Add(column);
        }
        // A field with columns of its own under members has none beside them.
        var split = hits.Keys.Where(t => t.Member is not null).Select(t => t.Field).ToHashSet();
        foreach (var target in hits.Keys.Where(t => t.Member is null && split.Contains(t.Field)).ToArray())
            hits.Remove(target);
        var conflicts = new List<UnitConflict>();
        var byColumn = hits.SelectMany(hit => hit.Value.Select(h => (h.Column, hit.Key)))
            .ToDictionary(pair => pair.Column.Column, pair => pair.Key);
        var found = columns.Select(column => byColumn.TryGetValue(column.Column, out var target)
            ? new FoundColumn(column.Column, column.Printed, target.Field, target.Member,
                UnitOf(column, target.Field, stated, conflicts),
                _columns.GetValueOrDefault(target.Field)?.Share, false)
            : new FoundColumn(column.Column, column.Printed, null, null, column.Unit, null, IsIgnored(column)))
            .ToArray();
        var ambiguous = loose.Where(pair => !hits.ContainsKey(pair.Key) && !split.Contains(pair.Key.Field))
            .Select(pair => new TwiceColumn(pair.Key.Field, pair.Value.Columns[0].Printed, pair.Value.Columns))
            .ToArray();
        return new HeadingMatch(new FoundHeading(from, to, found), [.. MissingOf(hits.Keys, split)],
            [.. hits.Where(hit => hit.Value.Count > 1).Select(hit => new TwiceColumn(hit.Key.Field,
                hit.Value[0].Column.Printed, [.. hit.Value.Select(h => h.Column)]))],
            ambiguous, [.. columns.Where((_, at) => found[at] is { Field: null, IsIgnored: false })],
            conflicts, hits.Count, hits.Values.Sum(list => list.Count(hit => hit.IsWhole)));
    }

    Target? TargetOf(HeadingColumn column, Dictionary<string, int> endings, out bool whole, out string? shared)
    {
        (whole, shared) = (true, null);
        if (_form.Wide is { Value: null } && UnderMember(column) is { } member) return member;
        foreach (var path in column.Paths)
            if (_names.TryGetValue(path, out var target)) return target;
        whole = false;
        foreach (var ending in column.Endings)
            if (_names.TryGetValue(ending, out var target))
            {
                if (endings[ending] == 1) return target;
                shared ??= ending;
            }
        return null;
    }

    // 1月/受理 or 受理/1月.
    Target? UnderMember(HeadingColumn column)
    {
        foreach (var levels in (IReadOnlyList<string>[])[column.Levels, column.Bare])
            for (var at = 1; at < levels.Count; at++)
            {
                var (above, below) = (string.Join('/', levels.Take(at)), string.Join('/', levels.Skip(at)));
                foreach (var (first, second) in ((string, string)[])[(above, below), (below, above)])
                    if (_members.TryGetValue(first, out var member) && _names.TryGetValue(second, out var target))
                        return target with { Member = member.Value };
            }
        return null;
    }

    bool IsIgnored(HeadingColumn column) => _form.Ignore.Any(glob =>
        column.Paths.Append(column.Levels[^1]).Append(column.Bare[^1]).Any(glob.MatchesCompared));

    string? UnitOf(HeadingColumn column, string field, IReadOnlyList<string> stated, List<UnitConflict> conflicts)
    {
        var contract = _form.Fields[field];
        if (!contract.IsFigure) return null;
        var sheet = column.Unit ?? (contract.Unit is { } wanted
            ? stated.FirstOrDefault(unit => Units.Power(unit, wanted) is not null && unit != wanted)
            : null);
        var form = _columns.GetValueOrDefault(field)?.Unit;
        if (form is not null && sheet is not null && Units.Power(form, sheet) is not 0)
            conflicts.Add(new UnitConflict(column, field, form, sheet, Units.Power(form, sheet) is not null));
        return form ?? sheet;
    }

    IEnumerable<MissingColumn> MissingOf(IReadOnlyCollection<Target> found, HashSet<string> split)
    {
        var members = _form.Wide?.Members ?? [];
        var present = found.Where(t => t.Member is not null).Select(t => t.Member!).ToHashSet();
        foreach (var column in _form.Columns.Where(column => !split.Contains(column.Field)))
            if (!found.Contains(new Target(column.Field, null)))
                yield return new MissingColumn(column.Field, null, column.Headers[0], _form.IsRequired(column.Field));
        // One member at least; months that are still to come may lack.
        foreach (var member in members.Where(member => !present.Contains(member.Value)))
            yield return new MissingColumn(_form.Wide!.Field, member.Value, member.Headers[0], present.Count == 0);
        foreach (var member in members.Where(member => present.Contains(member.Value)))
            foreach (var field in split.Where(field => !found.Contains(new Target(field, member.Value))))
                yield return new MissingColumn(field, member.Value,
                    $"{member.Headers[0]}/{_columns.GetValueOrDefault(field)?.Headers[0]}", _form.IsRequired(field));
    }
}
