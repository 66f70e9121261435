using System.Globalization;
using Analytics.Semantics.Compilation;
using Analytics.Semantics.Duties;

namespace Analytics.Semantics.Answers;

/// <summary>Rows of an answer for bodies and years of which nothing is known.</summary>
static class UnseenRows
{
    /// <summary>The rows in the order of every answer: as asked, by area, by period.</summary>
    public static List<object?[]> Merge(List<object?[]> rows, IReadOnlyList<int> asked,
        IReadOnlyList<UnseenYear> unseen, Query query, CompiledQuery compiled, AreaDirectory areas)
    {
        var (area, start) = (Ordinal("area_id"), Ordinal("period_start"));
        var all = rows.Select((row, i) => (Asked: asked[i], Row: row))
            .Concat(unseen.Select(one => (Asked: one.AskedIndex, Row: Row(one, query, compiled, areas))));
        return [.. all.OrderBy(one => one.Asked).ThenBy(one => (string?)one.Row[area], StringComparer.Ordinal)
            .ThenBy(one => (DateOnly?)one.Row[start] ?? DateOnly.MaxValue).Select(one => one.Row)];
    }

    static object?[] Row(UnseenYear unseen, Query query, CompiledQuery compiled, AreaDirectory areas)
    {
        var (measure, variant) = compiled.Asked[unseen.AskedIndex];
        var above = areas.Above(unseen.Area.AreaId);
        var year = unseen.Year.ToString(CultureInfo.InvariantCulture);
        var row = new object?[AnswerColumns.Names.Count];
        Set("measure", measure.Name);
        Set("variant", variant.Code);
        Set("area_id", unseen.Area.AreaId);
        Set("area_zh", unseen.Area.NameZh);
        Set("area_en", unseen.Area.NameEn);
        Set("area_level", unseen.Area.Level);
        Set("parent_zh", above?.NameZh);
        Set("parent_en", above?.NameEn);
        Set("scope_id", "");
        Set("period_id", year);
        Set("period_zh", year + "年");
        Set("period_en", year);
        Set("period_start", new DateOnly(unseen.Year, 1, 1));
        Set("period_end", new DateOnly(unseen.Year, 12, 31));
        Set("unit", "");
        Set("bound", "exact");
        Set("basis", "judged");
        Set("no_interval_reason", "duty");
        Set("figure_ids", "");
        Set("alternatives", 0L);
        Set("dataset", query.Datasets is [var only] ? only : null);
        Set("outcome", "unknown");
        Set("outcome_reason", "no-observation");
        return row;

        void Set(string column, object? value) => row[Ordinal(column)] = value;
    }

    static int Ordinal(string column) => AnswerColumns.Names.Index().Single(name => name.Item == column).Index;
}
