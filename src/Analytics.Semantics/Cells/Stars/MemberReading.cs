using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Semantics.Cells.Stars;

/// Members as statements answer them: kinds in k0 and on, values in a0 and on.
static class MemberReading
{
    public static MemberValue[] Members(Table table, int row, int count)
    {
        var members = new MemberValue[count];
        for (var i = 0; i < count; i++)
            members[i] = (MemberKind)(int)table.Whole(row, $"k{i}")!.Value switch
            {
                MemberKind.Known => MemberValue.Of(table[row, $"a{i}"]!),
                MemberKind.Unknown => MemberValue.Unknown,
                _ => MemberValue.Unmatched,
            };
        return members;
    }

    /// The key of a question's group: fields that are not kept are totals.
    public static MemberKey Key(int fields, IReadOnlyList<int> places, MemberValue[] members, bool[] keep)
    {
        var all = new MemberValue[fields];
        Array.Fill(all, MemberValue.Total);
        for (var i = 0; i < members.Length; i++)
            if (keep[i]) all[places[i]] = members[i];
        return new MemberKey(all);
    }
}

/// Rows whose members are not known, by role: what a note says of them.
sealed class RoleNotes
{
    readonly Dictionary<string, long> _rows = [];
    readonly Dictionary<string, long> _largest = [];

    /// Counts a finest group of one statement.
    public void Add(FieldPath[] paths, MemberValue[] members, long rows)
    {
        var seen = new List<string>();
        for (var i = 0; i < paths.Length; i++)
        {
            var role = paths[i].Use?.Role ?? paths[i].Bridge!.Role;
            if (members[i].Kind is not (MemberKind.Unknown or MemberKind.Unmatched) || seen.Contains(role)) continue;
            seen.Add(role);
            _rows[role] = _rows.GetValueOrDefault(role) + rows;
        }
    }

    /// Ends a statement: several see the same rows, so that the largest number stands.
    public void Close()
    {
        foreach (var (role, rows) in _rows) _largest[role] = Math.Max(_largest.GetValueOrDefault(role), rows);
        _rows.Clear();
    }

    public IEnumerable<SourceNote> Notes() => _largest.OrderBy(r => r.Key, StringComparer.Ordinal)
        .Select(r => new SourceNote("unmatched-members", ("role", r.Key), ("rows", r.Value)));
}
