using Analytics.Semantics.Cells;
using Analytics.Semantics.Compilation;
using Analytics.Tables;

namespace Analytics.Semantics.Composition;

/// <summary>Rows as a table, with the state of each cell and what the answer was made of.</summary>
static class TableStep
{
    public static Task TakeAsync(Draft draft, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var columns = new List<(Column Column, Func<AnswerRow, object?> Cell)>();
        for (var field = 0; field < draft.Fields.Count; field++) columns.AddRange(FieldColumns(draft, field));
        if (draft.Query.Grain is not null || draft.Rows.Any(row => row.Kind == RowKind.Unlike))
        {
            var catalog = TextCatalog.BuiltIn;
            columns.Add((new("period", ColumnKind.Text, null, catalog["composition.period"]),
                row => row.Period.Period?.Id));
            columns.Add((new("period_start", ColumnKind.Date, null, catalog["composition.period-start"]),
                row => DaysOf(row)?.Start));
            columns.Add((new("period_end", ColumnKind.Date, null, catalog["composition.period-end"]),
                row => DaysOf(row)?.End.AddDays(-1)));
            columns.Add((new("period_complete", ColumnKind.Flag, null, catalog["composition.period-complete"]),
                row => row.Period.Period is null ? null : row.Period.IsComplete));
        }
        columns.Add((new("row_kind", ColumnKind.Text, null, TextCatalog.BuiltIn["composition.row-kind"]),
            row => Word(row.Kind)));
        for (var i = 0; i < draft.Columns.Count; i++) columns.Add(ValueColumn(draft, i));
        var cells = columns.Select(column => column.Cell).ToArray();
        var table = new Table([.. columns.Select(column => column.Column)], [.. draft.Rows.Select(row =>
        {
            var values = new object?[cells.Length];
            for (var i = 0; i < cells.Length; i++) values[i] = cells[i](row);
            return values;
        })]);
        draft.Result = new QueryResult(table, draft.Warnings, CompiledOf(draft.Requests.Statements))
        {
            Metadata = MetadataOf(draft), States = RowStates.Of(draft),
        };
        return Task.CompletedTask;
    }

    // Of a figure whose days nobody knows, none.
    static Calendars.DateRange? DaysOf(AnswerRow row) =>
        row.Period is { Period: { } period, At.IsAlways: false } ? period.Days : null;

    /// <summary>The word of a kind of row.</summary>
    public static string Word(RowKind kind) => kind == RowKind.PeriodTotal ? "period-total"
        : kind.ToString().ToLowerInvariant();

    /// <summary>The columns of a field: its members, and their labels where it has some.</summary>
    public static IEnumerable<(Column Column, Func<AnswerRow, object?> Cell)> FieldColumns(Draft draft, int field)
    {
        var (asked, facts) = (draft.Fields[field], draft.Members[field]);
        var members = draft.Rows.Select(row => row.Key[field]).Distinct().ToArray();
        var kind = KindOf(members);
        yield return (new Column(asked.Name, kind, null, asked.Title), row => Value(row.Key[field], kind));
        if (facts.Values.All(one => one.Label is null)) yield break;
        foreach (var language in new[] { Language.Chinese, Language.English })
            yield return (new Column($"{asked.Name}_{(language == Language.Chinese ? "zh" : "en")}", ColumnKind.Text,
                    null, asked.Title),
                row => row.Key[field].Kind == MemberKind.Total ? null
                    : facts.GetValueOrDefault(row.Key[field])?.Label?.In(language) ?? row.Key[field].ToString());
    }

    static ColumnKind KindOf(IReadOnlyCollection<MemberValue> members)
    {
        if (members.Any(m => m.Kind is MemberKind.Unknown or MemberKind.Unmatched or MemberKind.Others))
            return ColumnKind.Text;
        var kinds = members.Where(m => m.Kind == MemberKind.Known).Select(m => m.Value switch
        {
            long or int or short => ColumnKind.Whole,
            decimal => ColumnKind.Exact,
            double or float => ColumnKind.Real,
            DateOnly => ColumnKind.Date,
            bool => ColumnKind.Flag,
            _ => ColumnKind.Text,
        }).Distinct().ToArray();
        return kinds.Length == 1 ? kinds[0] : kinds.Length > 1 && kinds.All(k => k is ColumnKind.Whole
            or ColumnKind.Exact) ? ColumnKind.Exact : ColumnKind.Text;
    }

    static object? Value(MemberValue member, ColumnKind kind) => member.Kind == MemberKind.Total ? null : kind switch
    {
        ColumnKind.Text => member.Value is DateOnly day ? Notices.Day(day) : member.ToString(),
        ColumnKind.Whole => Convert.ToInt64(member.Value),
        ColumnKind.Exact => Convert.ToDecimal(member.Value),
        ColumnKind.Real => Convert.ToDouble(member.Value),
        _ => member.Value,
    };

    static (Column, Func<AnswerRow, object?>) ValueColumn(Draft draft, int i)
    {
        var column = draft.Columns[i];
        var measure = column.Asked.Measure;
        var cells = draft.Rows.Select(row => row.Cells[i]).Where(cell => cell.HasValue);
        var isCount = column.Role != ColumnRole.Change && (MeasureTree.IsCount(draft.Model, measure)
            || measure.Body is Stars.Rank or Stars.Mark);
        var isExact = true;
        var isWhole = isCount;
        var any = false;
        foreach (var cell in cells)
        {
            any = true;
            if (cell.Exact is not { } exact) { isExact = false; break; }
            if (isWhole && (decimal.Truncate(exact) != exact || Math.Abs(exact) > long.MaxValue)) isWhole = false;
        }
        var kind = any ? !isExact ? ColumnKind.Real : isWhole ? ColumnKind.Whole : ColumnKind.Exact
            : isCount ? ColumnKind.Whole : ColumnKind.Real;
        Func<AnswerRow, object?> value = row => row.Cells[i] is not { HasValue: true } cell ? null : kind switch
        {
            ColumnKind.Whole => (long)cell.Exact!.Value,
            ColumnKind.Exact => cell.Exact,
            _ => (object)cell.Real,
        };
        return (new Column(column.Name, kind, UnitOf(column), TitleOf(column)), value);
    }

    static string? UnitOf(AnswerColumn column)
    {
        var unit = column.Asked.Measure.Unit;
        if (column.Role != ColumnRole.Change) return unit.Length == 0 ? null : unit;
        return unit == "%" ? "百分点" : "%";
    }

    static LocalText TitleOf(AnswerColumn column) => column.Comparison is not { } to ? column.Asked.Measure.Title
        : Notices.Say(column.Role == ColumnRole.Change ? "composition.change" : "composition.compared",
            ("measure", column.Asked.Measure.Title), ("to", to.To switch
            {
                "previous_year" => Notices.Say("composition.previous-year"),
                "previous_period" => Notices.Say("composition.previous-period"),
                var other => new LocalText(other, other),
            }));

    /// <summary>Statements as one. One keeps its parameters' names; of several each has its number before them.
    /// </summary>
    public static CompiledQuery CompiledOf(IReadOnlyList<SourceStatement> statements)
    {
        if (statements.Count == 1) return new CompiledQuery(statements[0].Sql, statements[0].Parameters);
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (i, statement) in statements.Index())
            foreach (var (name, value) in statement.Parameters) parameters[$"{i + 1}.{name}"] = value;
        return new CompiledQuery(string.Join(";\n\n", statements.Select(statement => statement.Sql)), parameters);
    }

    /// <summary>What an answer was made of.</summary>
    public static AnswerMetadata MetadataOf(Draft draft)
    {
        var query = draft.Query;
        draft.Rules.Add(query.Rows == RowPolicy.Dense ? "dense" : "sparse");
        var modes = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["area_view"] = query.AreaView, ["as_of"] = query.AsOf is { } day ? Notices.Day(day) : "",
            ["attributes"] = Snake(query.Attributes), ["calendar"] = draft.Calendar.Name,
            ["grain"] = query.Grain ?? "", ["incomplete"] = Snake(query.Incomplete),
            ["month_end"] = Snake(query.MonthEnd), ["rows"] = Snake(query.Rows), ["unlike"] = Snake(query.Unlike),
            ["variants"] = Snake(query.Variants), ["vintage"] = Snake(query.Vintage),
        };
        return new AnswerMetadata(draft.Model.Name, "", AxisStep.Until(draft) ?? draft.Days.Declared,
            [.. draft.Rules], modes, null);
    }

    static string Snake<T>(T value) where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
