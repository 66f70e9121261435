using System.Globalization;
using Analytics.Tables;

namespace Analytics.Statistics;

/// The rows of one case, in order, with its parameters.
sealed class Sample(string analysis, Table table, int[] rows, Settings settings)
{
    public int Count => rows.Length;

    public Settings Settings => settings;

    /// Row numbers in the whole table, from 0.
    public IReadOnlyList<int> Rows => rows;

    /// Every column of the data, under the name the analysis knows it by.
    public IEnumerable<string> Columns => table.Columns.Select(column => column.Name);

    public bool Has(string input) => table.Has(input);

    /// Numbers of a column that may have empty cells.
    public double?[] RealsOrNull(string input) => !table.Has(input) ? new double?[rows.Length]
        : [.. rows.Select(row => table.Number(row, input))];

    /// Numbers of a column that may not.
    public double[] Reals(string input) => [.. rows.Select(row => table.Number(row, input)
        ?? throw StatisticsErrors.CellEmpty(analysis, row + 1, input))];

    public long[] Wholes(string input) => [.. rows.Select(row => table.Whole(row, input)
        ?? throw StatisticsErrors.CellEmpty(analysis, row + 1, input))];

    public long?[] WholesOrNull(string input) => !table.Has(input) ? new long?[rows.Length]
        : [.. rows.Select(row => table.Whole(row, input))];

    public string[] Texts(string input) => [.. rows.Select(row => table.Text(row, input)
        ?? throw StatisticsErrors.CellEmpty(analysis, row + 1, input))];

    public string?[] TextsOrNull(string input) => !table.Has(input) ? new string?[rows.Length]
        : [.. rows.Select(row => table.Text(row, input))];

    public bool?[] FlagsOrNull(string input) => !table.Has(input) ? new bool?[rows.Length]
        : [.. rows.Select(row => (bool?)table[row, input])];

    /// Names of units where the data have them, else their numbers from 1.
    public string[] Names(string input) => [.. TextsOrNull(input).Select((name, i) =>
        name ?? (i + 1).ToString(CultureInfo.InvariantCulture))];

    /// Events and trials of each row, refused where impossible; trials at least `least`.
    public (long[] Events, long[] Trials) CountsOf(string events, string trials, long least = 1)
    {
        var (x, n) = (Wholes(events), Wholes(trials));
        for (var i = 0; i < x.Length; i++)
            if (x[i] < 0 || x[i] > n[i] || n[i] < least)
                throw StatisticsErrors.CountsInvalid(analysis, rows[i] + 1, x[i], n[i]);
        return (x, n);
    }
}
