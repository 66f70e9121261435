using Analytics.Tables;

namespace Analytics.Statistics.Intervals;

// Why a row of counts gives no rate: a word of the catalog, null where it does.
static class CountReason
{
    public static string? Of(string analysis, Sample sample, int row, long? events, long? trials)
    {
        if (events is not { } x || trials is not { } n) return "missing";
        if (x < 0 || x > n) throw StatisticsErrors.CountsInvalid(analysis, sample.Rows[row] + 1, x, n);
        return n == 0 ? "no_trials" : null;
    }

    public static string? Of(string analysis, Table table, int row) => Counts.Of(analysis, table, row) switch
    {
        null => "missing",
        { Trials: 0 } => "no_trials",
        _ => null,
    };
}
