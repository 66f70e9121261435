using System.Globalization;
using Analytics.Tables;

namespace Analytics.Warehousing;

/// <summary>Writes a table as Parquet.</summary>
public static class ParquetFile
{
    const int Widest = 38;

    /// <summary>Writes all rows: exact numbers as DECIMAL of as many digits as they have, days as DATE. Numbers of more
    /// than 38 digits in one column are written as text, so that none is rounded.</summary>
    /// <param name="table">What to write.</param>
    /// <param name="path">Replaced where it exists; whole, or as it was.</param>
    /// <param name="ct">Stops between rows; the file stays as it was.</param>
    /// <exception cref="AnalyticsException"><c>warehouse-file-refused</c>: no space, no permission, no such folder.
    /// </exception>
    public static async Task WriteAsync(Table table, string path, CancellationToken ct)
    {
        var (engine, aside) = (Engines.Default, path + ".tmp");
        var types = table.Columns.Select(column => TypeOf(table, column)).ToArray();
        try
        {
            await using var store = await engine.OpenWriterAsync(":memory:", ct);
            await store.ExecuteAsync($"CREATE TABLE answer ({string.Join(", ", table.Columns
                .Select((column, i) => $"{engine.Dialect.Quote(column.Name)} {types[i]}"))})", ct);
            await engine.WriteAsync(store, "answer", [.. table.Columns.Select(column => column.Name)],
                Enumerable.Range(0, table.RowCount).Select(row => RowOf(table, row, types)), ct);
            await engine.ExportParquetAsync(store, "answer", aside, ct);
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            throw WarehouseErrors.FileRefused(path, e);
        }
        finally
        {
            if (File.Exists(aside)) File.Delete(aside);
        }
    }

    static object?[] RowOf(Table table, int row, string[] types)
    {
        var cells = new object?[table.Columns.Count];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = table[row, table.Columns[i].Name] is decimal number && types[i] == "VARCHAR"
                ? number.ToString(CultureInfo.InvariantCulture) : table[row, table.Columns[i].Name];
        return cells;
    }

    static string TypeOf(Table table, Column column) => column.Kind switch
    {
        ColumnKind.Text => "VARCHAR",
        ColumnKind.Whole => "BIGINT",
        ColumnKind.Real => "DOUBLE PRECISION",
        ColumnKind.Date => "DATE",
        ColumnKind.Flag => "BOOLEAN",
        _ => Exact(Enumerable.Range(0, table.RowCount).Select(row => table[row, column.Name]).OfType<decimal>()),
    };

    static string Exact(IEnumerable<decimal> numbers)
    {
        var (whole, scale) = (1, 0);
        foreach (var number in numbers)
        {
            scale = Math.Max(scale, number.Scale);
            whole = Math.Max(whole, Math.Truncate(Math.Abs(number)).ToString(CultureInfo.InvariantCulture).Length);
        }
        return whole + scale > Widest ? "VARCHAR"
            : string.Create(CultureInfo.InvariantCulture, $"DECIMAL({whole + scale}, {scale})");
    }
}
