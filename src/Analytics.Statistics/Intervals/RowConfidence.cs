using Analytics.Tables;

namespace Analytics.Statistics.Intervals;

// A confidence that rows of one case may say differently.
static class RowConfidence
{
    public static Input Input { get; } = new("confidence", ColumnKind.Real, "conf")
    {
        IsOptional = true, Min = 0, Max = 1,
    };

    /// One level a row. What is given by name wins over the column.
    public static double[] Of(Sample sample)
    {
        var (told, column) = (sample.Settings.Number("confidence"), sample.RealsOrNull("confidence"));
        var isColumn = column.Length > 0 && (column[0] ?? told) == told;
        return [.. column.Select(level => !isColumn ? told : level switch
        {
            null => told,
            > 0 and < 1 => level.Value,
            _ => throw StatisticsErrors.ConfidenceInvalid(level.Value),
        })];
    }
}

// Why cells of a row are empty: `low=zero_cell; high=zero_cell`.
static class Reasons
{
    public static string? Of(params (string? Word, string[] Columns)[] reasons)
    {
        var said = reasons.Where(r => r.Word is not null)
            .SelectMany(r => r.Columns.Select(column => $"{column}={r.Word}")).ToArray();
        return said.Length == 0 ? null : string.Join("; ", said);
    }
}
