using System.Globalization;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Compilation;
using Analytics.Tables;

namespace Analytics.Semantics.Verification;

/// <summary>Compares the candidates of two plans as sets of rows.</summary>
static class CandidateCheck
{
    // What tells candidates apart; all else must be alike.
    static readonly string[] Identity = ["asked", "dataset", "area_id", "group_id", "period_id", "scope_id",
        "source_id", "figure_id", "events_figure_id", "trials_figure_id"];

    static readonly string[] Named = ["name_zh", "group_id", "period_id", "scope_id", "dataset", "source_id"];

    static readonly string[] Others = [.. CandidateColumns.Names.Except(Identity)];

    /// <summary>How many candidates both have.</summary>
    /// <exception cref="AnalyticsException"><c>answer-unverified</c>: one has a candidate the other has not, or has it
    /// otherwise.</exception>
    public static long Same(Table one, Table other, IReadOnlyList<AskedVariant> asked)
    {
        var left = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
        for (var row = 0; row < other.RowCount; row++)
        {
            if (!left.TryGetValue(Key(other, row), out var rows)) left[Key(other, row)] = rows = new();
            rows.Enqueue(row);
        }
        for (var row = 0; row < one.RowCount; row++)
        {
            if (!left.TryGetValue(Key(one, row), out var rows) || !rows.TryDequeue(out var same))
                throw Differ(one, row, asked, Value(one, row), "no such value");
            if (Others.FirstOrDefault(name => !Equals(one[row, name], other[same, name])) is { } column)
                throw Differ(one, row, asked, $"{column} {Show(one[row, column])}",
                    $"{column} {Show(other[same, column])}");
        }
        return left.Values.SelectMany(rows => rows).Select(row => (int?)row).FirstOrDefault() is { } extra
            ? throw Differ(other, extra, asked, "no such value", Value(other, extra)) : one.RowCount;
    }

    static string Key(Table table, int row) =>
        string.Join('\n', Identity.Select(name => Show(table[row, name])));

    static string Value(Table table, int row) => table[row, "printed_value"] is { } printed ? Show(printed)
        : $"{Show(table[row, "events"])} / {Show(table[row, "trials"])}";

    static AnalyticsException Differ(Table table, int row, IReadOnlyList<AskedVariant> asked, string one,
        string other)
    {
        var (measure, variant) = asked[(int)table.Whole(row, "asked")!.Value];
        var group = Named.Select(name => table.Text(row, name)).Where(text => !string.IsNullOrEmpty(text));
        var days = table[row, "start_on"] is DateOnly start && table[row, "end_on"] is DateOnly end
            ? new DateRange(start, end.AddDays(1)) : DateRange.Always;
        return VerifyErrors.Unverified($"{measure.Name}/{variant.Name}", string.Join(" | ", group), days, one, other);
    }

    static string Show(object? cell) => cell switch
    {
        null => "-",
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
