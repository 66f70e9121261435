using System.Globalization;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// Different values and quantiles, which no parts add up to: a statement for each grouping set, in which each range
/// has its rows. Members are looked up first, since two keys of one member share values.
static class HolisticPlan
{
    public static async Task RunAsync(StarPlan plan, CellQuestion question, IReadOnlyList<Leaf> leaves,
        IReadOnlyList<int> set, CellBlock block, RoleNotes notes)
    {
        var draft = plan.Draft();
        var fact = plan.Model.Facts[((Aggregate)leaves[0].Body).Fact];
        FieldPath[] paths = [.. set.Select(f => plan.PathOf(fact, question.GroupBy[f]))];
        var segments = new TimeSegments(question.Ranges);
        var rows = await LeafRows.OfAsync(plan, draft, question, leaves, paths, segments,
            byTree: true);
        foreach (var code in rows.Group.Codes) draft.Step(code.Step.Trim('"'), code.Numbered);
        draft.Step("rows", rows.Sql);
        var statement = draft.Statement(Answer(rows, segments));
        block.Statements.Add(statement);
        var table = await plan.Catalog.QueryAsync(statement, plan.Ct);
        bool[] keep = [.. set.Select(_ => true)];
        for (var row = 0; row < table.RowCount; row++)
        {
            var members = MemberReading.Members(table, row, set.Count);
            var key = MemberReading.Key(question.GroupBy.Count, set, members, keep);
            IReadOnlyList<int> ranges = !rows.IsSegmented ? segments.Of(0)
                : segments.AreApart ? segments.Of(Convert.ToInt32(table[row, "seg"], CultureInfo.InvariantCulture))
                : [Convert.ToInt32(table[row, "seg"], CultureInfo.InvariantCulture)];
            if (ranges.Count == 0) continue;
            notes.Add(paths, members, table.Whole(row, "n")!.Value);
            for (var i = 0; i < leaves.Count; i++)
                if (CellOf(rows.Leaves[i].Of, table[row, $"s{i}"]) is { } cell)
                    foreach (var range in ranges) block.Put(leaves[i], question.Ranges[range], key, cell);
        }
    }

    // Counting different values by a number for each member, and back to the members once there are few rows.
    static string Answer(LeafRows rows, TimeSegments segments)
    {
        var group = rows.Group;
        var codes = group.Codes.Select((code, i) => (Code: code, Name: $"\"o{i}\"")).ToList();
        var (inner, by, outer, decoding) = (new List<string>(), new List<string>(), new List<string>(), "");
        foreach (var (code, name) in codes)
        {
            inner.Add($"{code.Code} AS {name}");
            by.Add(code.Code);
            decoding += code.Decoded($"c.{name}");
        }
        for (var i = 0; i < group.Fields.Count; i++)
        {
            if (codes.Find(one => one.Code.Places.Contains(i)) is { Code: { } of } found)
            {
                var (kind, value) = of.Of(i, $"c.{found.Name}");
                outer.AddRange([$"{kind} AS \"k{i}\"", $"{value} AS \"a{i}\""]);
                continue;
            }
            inner.AddRange([$"{group.Fields[i].Kind} AS \"k{i}\"", $"{group.Fields[i].Value} AS \"a{i}\""]);
            by.AddRange([group.Fields[i].Kind, group.Fields[i].Value]);
            outer.AddRange([$"c.\"k{i}\" AS \"k{i}\"", $"c.\"a{i}\" AS \"a{i}\""]);
        }
        var joins = group.CodedJoins;
        if (rows.IsSegmented)
        {
            var range = segments.AreApart ? "r.\"seg\"" : "t.\"range\"";
            if (!segments.AreApart)
                joins += $"\nJOIN ({AdditivePlan.Spans(segments)}) t ON t.\"seg\" = r.\"seg\"";
            inner.Add($"{range} AS \"seg\"");
            by.Add(range);
        }
        inner.Add("CAST(count(*) AS bigint) AS \"n\"");
        inner.AddRange(rows.Leaves.Select((leaf, i) => $"{Aggregated(leaf)} AS \"s{i}\""));
        string[] kept = [.. rows.IsSegmented ? ["seg", "n"] : new[] { "n" }, .. rows.Leaves.Select((_, i) => $"s{i}")];
        outer.AddRange(kept.Select(name => $"c.\"{name}\" AS \"{name}\""));
        return $"SELECT {string.Join(", ", outer)}\nFROM (SELECT {string.Join(", ", inner)}\nFROM \"rows\" r{joins}" +
            (by.Count == 0 ? "" : $"\nGROUP BY {string.Join(", ", by)}") + $") c{decoding}";
    }

    static string Aggregated(LeafColumns leaf)
    {
        if (leaf.Of.Kind == AggregateKind.Distinct)
            return $"CAST(count(DISTINCT r.{leaf.Value}){leaf.Filter} AS bigint)";
        var at = (leaf.Of.Kind == AggregateKind.Median ? 0.5 : leaf.Of.Quantile!.Value)
            .ToString("R", CultureInfo.InvariantCulture);
        return $"percentile_cont({at}) WITHIN GROUP (ORDER BY CAST(r.{leaf.Value} AS double precision)){leaf.Filter}";
    }

    static Cell? CellOf(Aggregate of, object? value) => value switch
    {
        null => null,
        long count when of.Kind == AggregateKind.Distinct => count == 0 ? null : Cell.Of((decimal)count),
        _ => Cell.Of(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };
}
